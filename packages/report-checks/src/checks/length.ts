import { numberParam, type CheckParams, type Found, type ReportText } from '../model.ts';
import { sentences } from '../sentences.ts';
import { reportWordCount, wordCount } from '../word-count.ts';

/** Length within `limit` (字 as Word counts, default 3,500); points at the sentence in which the limit is passed. R-E2, SRC1. */
export function checkLength(report: ReportText, params: CheckParams): Found[] {
  const limit = numberParam(params, 'limit', 3500);
  const count = reportWordCount(report);
  if (count <= limit) return [];
  const found = { code: 'over-limit', params: { count, limit, over: count - limit } };
  let before = 0;
  for (const section of report.sections) {
    for (const sentence of sentences(section.text)) {
      before += wordCount(sentence.text);
      if (before > limit) return [{ ...found, sectionId: section.id, start: sentence.start, end: sentence.end }];
    }
  }
  return [found];
}
