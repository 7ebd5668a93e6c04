import { listParam, numberParam, type CheckParams, type Found, type ReportText } from '../model.ts';
import { sentences } from '../sentences.ts';
import { hasExample, hasFigure } from '../substance.ts';
import { wordCount } from '../word-count.ts';

/** Sections of the given `kinds` with `minWords` or more that give no figure, or (of `exampleKinds`) tell no case. R-E2, SRC0. */
export function checkFiguresExamples(report: ReportText, params: CheckParams): Found[] {
  const kinds = listParam(params, 'kinds', ['achievements', 'carry_over', 'answer']);
  const exampleKinds = listParam(params, 'exampleKinds', ['achievements', 'answer']);
  const minWords = numberParam(params, 'minWords', 60);
  return report.sections.flatMap((section) => {
    if (!kinds.includes(section.kind) || wordCount(section.text) < minWords) return [];
    const first = sentences(section.text)[0];
    const place = { sectionId: section.id, ...(first ? { start: first.start, end: first.end } : {}) };
    return [
      ...(hasFigure(section.text) ? [] : [{ code: 'no-figures', params: {}, ...place }]),
      ...(hasExample(section.text) || !exampleKinds.includes(section.kind) ? [] : [{ code: 'no-examples', params: {}, ...place }]),
    ];
  });
}
