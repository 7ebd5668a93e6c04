import { numberParam, type CheckParams, type Found, type ReportSection, type ReportText } from '../model.ts';
import { speaksOfSelf, unitIsSubject } from '../person.ts';
import { sentences } from '../sentences.ts';
import { wordCount } from '../word-count.ts';

const KINDS: readonly ReportSection['kind'][] = ['achievements', 'carry_over', 'measures', 'commitments', 'answer', 'problems'];

/** Sections of `minWords` or more in which the writer does nothing: points at up to `maxPerSection` sentences whose subject is the unit. R-E2, SRC1 and SRC2. */
export function checkFirstPerson(report: ReportText, params: CheckParams): Found[] {
  const minWords = numberParam(params, 'minWords', 50);
  const max = numberParam(params, 'maxPerSection', 3);
  return report.sections.flatMap((section) => {
    if (!KINDS.includes(section.kind) || wordCount(section.text) < minWords || speaksOfSelf(section.text)) return [];
    return sentences(section.text)
      .filter((sentence) => unitIsSubject(sentence.text))
      .slice(0, max)
      .map((sentence) => ({ code: 'unit-not-person', params: {}, sectionId: section.id, start: sentence.start, end: sentence.end }));
  });
}
