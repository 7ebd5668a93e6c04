import { describe, expect, test } from '@jest/globals';
import { HTTP_STATUS } from '@shuping/contracts';
import { differences, pairsOf, wordsOf } from './catalogues.ts';
import { CANARIES, ROOT } from './repo.ts';

// A key that one language lacks, or an error code without words, shows itself to the one reader who meets it.
/** Documents that exist in Chinese only: official letters, the yearly overview, the report, slips and paper forms for the printer. */
const CHINESE_ONLY = /^apps\/api\/src\/modules\/(insight|meetings|paper|results|reports)\/locales\//;
const pairs = pairsOf(ROOT);

describe('catalogues', () => {
  test('every catalogue has both languages', () => {
    expect(pairs.length).toBeGreaterThan(8);
    expect(pairs.filter(({ zh, en }) => (zh === '' || en === '') && !CHINESE_ONLY.test(zh || en))).toEqual([]);
    expect(pairsOf(CANARIES)).toEqual([{ zh: 'apps/console/src/ui/locales/zh-CN.ts', en: '' }]);
  });

  test.each(pairs.filter(({ zh, en }) => zh !== '' && en !== '').map(({ zh, en }) => [zh, en] as const))('%s says the same in English', async (zh, en) => {
    expect(differences(await wordsOf(zh), await wordsOf(en))).toEqual([]);
  });

  test('planted differences are seen', () => {
    expect(differences({ a: '甲', b: '乙{{n}}', c: '丙', d: ' ' }, { b: 'B', c_one: 'c', c_other: 'cs', d: 'D', e: 'E' })).toEqual(['a: only Chinese', 'e: only English', 'd: no words', 'b: other places']);
  });

  test('every code the server may answer is worded in both languages', async () => {
    const console = pairs.filter(({ zh, en }) => zh.startsWith('apps/console/') && en !== '');
    for (const language of ['zh', 'en'] as const) {
      const words = Object.assign({}, ...(await Promise.all(console.map((pair) => wordsOf(pair[language]))))) as Record<string, unknown>;
      const missing = Object.keys(HTTP_STATUS).filter((code) => !(`errors.${code}` in words));
      expect([language, missing]).toEqual([language, []]);
    }
  });
});
