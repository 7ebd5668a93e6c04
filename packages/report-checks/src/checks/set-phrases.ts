import AhoCorasick from 'modern-ahocorasick';
import { listParam, numberParam, type CheckParams, type Found, type ReportText } from '../model.ts';
import { sentences } from '../sentences.ts';
import { hasExample, hasFigure } from '../substance.ts';
import { SET_PHRASES } from '../set-phrases.ts';

/** Sentences with `minPhrases` or more set phrases (list `phrases`, else the product's) and neither figure nor case to fill them. R-E2. */
export function checkSetPhrases(report: ReportText, params: CheckParams): Found[] {
  const phrases = listParam(params, 'phrases', SET_PHRASES);
  const minPhrases = numberParam(params, 'minPhrases', 2);
  if (phrases.length === 0) return [];
  const matcher = new AhoCorasick([...phrases]);
  return report.sections.flatMap((section) =>
    sentences(section.text).flatMap((sentence) => {
      const hits = [...new Set(matcher.search(sentence.text).map((hit) => hit.pattern))];
      if (hits.length < minPhrases || hasFigure(sentence.text) || hasExample(sentence.text)) return [];
      return [{ code: 'set-phrases', params: { phrases: hits.join('、'), count: hits.length }, sectionId: section.id, start: sentence.start, end: sentence.end }];
    }),
  );
}
