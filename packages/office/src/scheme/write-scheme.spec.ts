import { describe, expect, test } from '@jest/globals';
import { unwrap } from '@shuping/kernel';
import { sampleScheme } from '@shuping/scheme/testing';
import { readDocx } from '../reading/read-office.ts';
import { schemeEn } from './locales/en.ts';
import { schemeZhCN } from './locales/zh-CN.ts';
import { schemeBlocks, writeScheme } from './write-scheme.ts';

const lines = (locale: 'zh-CN' | 'en') => schemeBlocks(sampleScheme(), locale, {}).flatMap((block) => (block.kind === 'table' ? block.rows.map((row) => row.join('|')) : block.kind === 'list' ? block.items : [block.text]));

describe('R-B7 a scheme as a Word document', () => {
  test('numbered chapters in their order, in both languages', () => {
    const chapters = (locale: 'zh-CN' | 'en') => schemeBlocks(sampleScheme(), locale, {}).flatMap((block) => (block.kind === 'h1' ? [block.text] : []));
    expect(chapters('zh-CN')).toEqual(['一、总则', '二、考核对象', '三、考核内容', '四、述职报告', '五、把关', '六、会议与测评', '七、计分', '八、等次', '九、结果运用', '十、整改', '十一、附表']);
    expect(chapters('en')).toEqual(['1. General', '2. Who is assessed', '3. Content', '4. The report', '5. Vetting', '6. Meeting and ballots', '7. Score', '8. Grades', '9. Use of results', '10. Rectification', '11. Annexes']);
  });

  test('every figure of the scheme stands in it', () => {
    const text = lines('zh-CN');
    for (const line of [
      '考核对象为：党支部书记。', '至考核期末任现职不满6个月的，不评定等次。', '4|扣分|通报批评||0～5分', '组织部审核：由考核办公室办理，限5日内完成。', '群众代表|服务对象|5|测评票|并入党员代表', '较好|80', '领导点评|20%|以平时掌握代替',
      '综合得分：以基础得分为基础，加减加分、扣分，最高105分，最低0分，四舍五入保留2位小数。', '班子票：由领导班子填写测评票，按总体评价各等次分值计算平均分，以有效填写数为除数。', '加分：上级表彰据实加分，同一事项只按最高一次计，最多5分。',
      '好：90分以上（含本数）。', '差：上列分数以下。', '好不超过三成：好合计不超过同组定等人数的30%，名额舍去小数。', '测评低于八十五分不得评好：评为好须现场测评不低于85，达不到的定为较好。', '一票否决：发生严重违纪违法的，最高定为差。',
      '得分相同的，依次比较现场测评、平时掌握；仍相同的，由会议研究决定。', '约谈|一般、差|约谈|主要负责人|30日内', '述职评议|次年1月10日|次年1月31日', '一般情形|90.07|好',
    ]) expect(text).toContain(line);
    expect(lines('en')).toContain('综合得分: 基础得分 with 加分, 扣分, 105 at most, 0 at least, rounded to 2 decimals (half up).');
  });

  test('no key and no place is left without words', async () => {
    for (const locale of ['zh-CN', 'en'] as const) expect(lines(locale).filter((line) => /doc\.|\{\{/.test(line))).toEqual([]);
    expect(Object.keys(schemeEn).sort()).toEqual(Object.keys(schemeZhCN).sort());
    const places = (words: string) => [...new Set([...words.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]))].sort();
    for (const [key, words] of Object.entries(schemeZhCN)) expect([key, places(schemeEn[key]!)]).toEqual([key, places(words)]);
    const content = unwrap(await readDocx(await writeScheme(sampleScheme(), 'zh-CN', {})));
    expect(content.paragraphs[0]!.text).toBe('党支部书记抓党建述职评议考核方案');
    expect(content.paragraphs.filter((one) => one.level === 1)).toHaveLength(11);
  });
});
