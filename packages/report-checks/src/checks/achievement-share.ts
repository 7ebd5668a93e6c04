import { Fraction } from '@shuping/kernel';
import { type CheckParams, type Found, type ReportText } from '../model.ts';
import { sentences } from '../sentences.ts';
import { reportWordCount, wordCount } from '../word-count.ts';

/** Share of achievements at most `max` of the whole (default `1/3`, compared exactly); points at the sentence in which the share is passed. R-E2, SRC1. */
export function checkAchievementShare(report: ReportText, params: CheckParams): Found[] {
  const max = Fraction.of(typeof params['max'] === 'boolean' ? '1/3' : (params['max'] ?? '1/3'));
  const total = reportWordCount(report);
  const allowed = max.mul(Fraction.of(total));
  const own = report.sections.filter((section) => section.kind === 'achievements');
  const count = reportWordCount({ sections: own });
  if (Fraction.of(count).compare(allowed) <= 0) return [];
  const percent = total === 0 ? '0' : new Fraction(BigInt(count) * 100n, BigInt(total)).toFixed(1);
  const found = { code: 'share-exceeded', params: { count, total, allowed: Number(allowed.floor()), percent, max: max.toString() } };
  let before = 0;
  for (const section of own) {
    for (const sentence of sentences(section.text)) {
      before += wordCount(sentence.text);
      if (Fraction.of(before).compare(allowed) > 0) return [{ ...found, sectionId: section.id, start: sentence.start, end: sentence.end }];
    }
  }
  return [found];
}
