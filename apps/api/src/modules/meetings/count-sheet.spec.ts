import { describe, expect, test } from '@jest/globals';
import type { BallotFormSheet, MarkCounts, SealFile } from '@shuping/ballot-box';
import { pdfMeasure, writePdf } from '@shuping/office';
import { encode } from 'uqr';
import { countSheet } from './count-sheet.ts';
import { SLIP_PDF_WORDS } from './locales/zh-CN.ts';
import { slipsPdf } from './slips-pdf.ts';

const SCALE = ['好', '较好', '一般', '差'].map((title, n) => ({ id: `o${n}`, title, anchor: '' }));
const item = (options = SCALE) => ({ id: 'overall', title: '总体评价', required: true, options });
const form: BallotFormSheet = {
  meeting: 'm', round: 'r1', title: '2026年度述职评议会', named: false, subjects: [{ id: 's1', name: '谈牧之', unit: '甲支部' }, { id: 's2', name: '霍砚秋', unit: '乙支部' }],
  classes: { leaders: { title: '班子成员', items: [item()] }, peers: { title: '书记互评', items: [item()] }, members: { title: '党员代表', items: [item([{ id: 'yes', title: '满意', anchor: '' }, { id: 'no', title: '不满意', anchor: '' }])] } },
};
const marks = (options: Record<string, number>, blank = 0, parts: Partial<MarkCounts> = {}): MarkCounts => ({ valid: 9, items: { overall: { options, blank } }, ...parts });
const file: SealFile = {
  format: 'shuping-seal@1', meeting: 'm', fingerprint: 'QF82-4JJB', counts: { leaders: { issued: 9, returned: 9, uncast: 0 }, peers: { issued: 3, returned: 3, uncast: 0 }, members: { issued: 30, returned: 28, uncast: 3, replaced: 1 } },
  tallies: {
    s1: { leaders: marks({ o0: 7, o1: 5 }), members: marks({ yes: 25, no: 2 }, 1) },
    s2: { leaders: marks({ o0: 12 }), members: marks({ yes: 20, no: 7 }, 0, { invalid: 1 }) },
  },
  merged: { peers: 'leaders' }, paper: 10, receipts: [], root: 'ab12cd34'.repeat(8),
};
const sheet = countSheet({ title: '2026年度述职评议会', hostName: '机电工程系党总支', day: '2026-12-01', place: '第一会议室', scrutineers: ['纪望舒', '祝青禾'], forms: [form], file });
const tables = sheet.blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));
const lines = sheet.blocks.flatMap((block) => ('text' in block ? [block.text] : []));

describe('计票单, security 2.4 step 8', () => {
  test('says what was given out, came back and was not cast, with its sum', () => {
    expect(tables[0]!.rows).toEqual([['班子成员', '9', '0', '9', '0'], ['书记互评', '3', '0', '3', '0'], ['党员代表', '30', '1', '28', '3'], ['合计', '42', '1', '40', '3']]);
  });

  test('gives the marks of every subject, one table a scale; a class that was merged has no line', () => {
    expect(tables[1]).toMatchObject({ header: ['述职人', '评议主体', '好', '较好', '一般', '差', '未选', '无效'], rows: [['谈牧之', '班子成员', '7', '5', '0', '0', '—', '—'], ['霍砚秋', '班子成员', '12', '0', '0', '0', '—', '—']] });
    expect(tables[2]!.rows).toEqual([['谈牧之', '党员代表', '25', '2', '1', '—'], ['霍砚秋', '党员代表', '20', '7', '—', '1']]);
    expect(lines).toContain('“书记互评”收回的票不足5张，并入“班子成员”计数。');
    expect(lines).toContain('收回的票中，纸质票10张，与其他票一并计数。');
    const unlisted = countSheet({ title: '', hostName: '', day: '2026-12-01', place: '', scrutineers: [], forms: [form], file: { ...file, unlisted: 40 } }).blocks;
    expect(unlisted).toContainEqual({ kind: 'p', text: '封存时未能列出回执清单，有40张票的回执未列；票数和计票不受影响。' });
  });

  test('bears the roots that were read out, and a line to sign for each scrutineer', () => {
    expect(lines).toContain(`封存文件校验码：${'ab12 cd34 '.repeat(8).trim()}`);
    expect(lines.some((line) => line.includes('重新计票包'))).toBe(false);
    expect(lines.filter((line) => line.startsWith('监票人：'))).toHaveLength(2);
    expect(lines.join()).not.toContain('{{');
  });

  test('a class whose name bears quotes stands in single ones inside', () => {
    const named = { ...form, classes: { ...form.classes, leaders: { ...form.classes['leaders']!, title: '“两代表一委员”' } } };
    expect(countSheet({ title: '', hostName: '', day: '2026-12-01', place: '', scrutineers: [], forms: [named], file }).blocks).toContainEqual({ kind: 'p', text: '“书记互评”收回的票不足5张，并入“‘两代表一委员’”计数。' });
  });

  test('who has a long name still finds room to sign, and the signatures stand on one page', () => {
    const long = countSheet({ title: '述职评议会', hostName: '机电工程系党总支', day: '2026-12-01', place: '', scrutineers: ['阿卜杜热合曼·买买提吐尔逊', '祝青禾'], forms: [form], file });
    const signed = long.blocks.slice(long.blocks.findIndex((block) => 'text' in block && block.text === '四、签名') + 1);
    expect(signed[0]).toMatchObject({ text: '监票人：阿卜杜热合曼·买买提吐尔逊\n签名：' });
    expect(signed.map((block) => block.kind === 'p' && block.withNext === true)).toEqual([true, true, true, false]);
    expect(long.title).toBe('述职评议会\n计票单');
  });
});

describe('票码 as sheets to print', () => {
  const CLASSES = ['班子成员', '党员代表和群众代表（含离退休党员、学生党员代表）'];
  const printed = (count: number) => ({ meeting: { id: 'm1', title: '2026年度述职评议会' }, fingerprint: 'QF824JJBQF824JJB', printed: {}, slips: Array.from({ length: count }, (_, at) => ({ class: 'c', title: { text: CLASSES[at % 2]! }, secret: `s${String(at).padStart(3, '0')}abcdefghijklmnopqr` })) });
  const laid = async (count: number) => slipsPdf(printed(count), 'https://vote.example.gov.cn', { catalogue: {}, words: SLIP_PDF_WORDS, measure: await pdfMeasure() });

  test('24 a sheet, each with its class, its code in two halves and the address of its secret as QR code, all within its own lines', async () => {
    const { pages } = await laid(50);
    expect(pages.map((page) => page.grids!.length)).toEqual([24, 24, 2]);
    expect(pages[2]!.grids![1]!.rows).toEqual(encode('https://vote.example.gov.cn/v/m1#' + 's049abcdefghijklmnopqr' + '.QF824JJBQF824JJB', { ecc: 'M', border: 2 }).data);
    const measure = await pdfMeasure();
    const odd: unknown[] = [];
    for (const page of pages.slice(1)) {
      odd.push(...page.texts.filter((one) => ((one.x - 10) % (190 / 3)) + measure(one.text, one.size, one.bold) > 190 / 3));
      for (const [at, grid] of page.grids!.entries()) {
        const [left, top] = [10 + (at % 3) * (190 / 3), 10 + Math.floor(at / 3) * (277 / 8)];
        const own = page.texts.filter((one) => one.x > left && one.x < left + 190 / 3 && one.y > top && one.y < top + 277 / 8);
        const inside = grid.x > left && grid.y > top && grid.x + grid.side < own[0]!.x && grid.y + grid.side < top + 277 / 8;
        if (!inside || !/^s\d{3}abcdefghijklmnopqr$/.test(own.slice(-2).map((one) => one.text).join(''))) odd.push({ at, own });
      }
    }
    expect(odd).toEqual([]);
  });

  test('no sheet says where in the heap a slip stood, and two printings of the same slips are the same bytes', async () => {
    const { pages } = await laid(30);
    const words = new Set(pages[1]!.texts.map((one) => one.text).filter((text) => !/^(s\d|.*[a-r]{11}$)/.test(text)));
    expect(new Set(pages[0]!.texts.map((one) => one.text).filter((text) => !/^(s\d|.*[a-r]{11}$)/.test(text)))).toEqual(words);
    expect((await writePdf(await laid(2))).equals(await writePdf(await laid(2)))).toBe(true);
  });
});
