import { listParam, type CheckParams, type Found, type ReportText } from '../model.ts';
import { paragraphs, sentences } from '../sentences.ts';
import { hasExample, hasFigure } from '../substance.ts';
import { speaksOfSelf } from '../person.ts';

const LABELS = ['党建+', '党建引领', '党建赋能', '党建领航', '支部+', '党员+'];

/** Labels such as 党建+ or 党建引领 after which neither the rest of the sentence nor the next one in the paragraph says what was done (figure, case or own act). R-E2, SRC0. */
export function checkEmptyLabels(report: ReportText, params: CheckParams): Found[] {
  const labels = listParam(params, 'labels', LABELS);
  return report.sections.flatMap((section) =>
    paragraphs(section.text).flatMap((paragraph) => {
      const list = sentences(paragraph.text);
      return list.flatMap((sentence, index) => {
        const label = labels.find((candidate) => halfPlus(sentence.text).includes(halfPlus(candidate)));
        if (label === undefined) return [];
        const following = sentence.text.slice(halfPlus(sentence.text).indexOf(halfPlus(label)) + label.length) + (list[index + 1]?.text ?? '');
        if (hasFigure(following) || hasExample(following) || speaksOfSelf(following)) return [];
        return [{ code: 'label-unfilled', params: { label }, sectionId: section.id, start: paragraph.start + sentence.start, end: paragraph.start + sentence.end }];
      });
    }),
  );
}

// one to one, so that offsets stay
function halfPlus(text: string): string {
  return text.replace(/＋/g, '+');
}
