import { grams } from '../grams.ts';
import { numberParam, type CheckContext, type CheckParams, type Found, type ReportSection, type ReportText } from '../model.ts';
import { speaksOfSelf } from '../person.ts';
import { sentences } from '../sentences.ts';
import { hasExample, hasFigure } from '../substance.ts';
import { wordCount } from '../word-count.ts';

const PUT_OFF = /(?:详见|见)(?:前文|上文|第[一二三四五六七八九十]+部分|附件|附表)|如(?:前|上)(?:文)?所述|不再赘述|(?:待|暂)补充|暂无|无此(?:项|类)/;

/** Every question of the context has a section that answers it: at least `minWords` that do not just repeat the question, and a fact, a case or an act with it. R-E2. */
export function checkMustAnswer(report: ReportText, params: CheckParams, ctx: CheckContext): Found[] {
  const minWords = numberParam(params, 'minWords', 60);
  return ctx.mustAnswer.flatMap(({ questionId }) => {
    const answers = report.sections.filter((section) => section.questionId === questionId);
    if (answers.length === 0) return [{ code: 'answer-missing', params: { questionId } }];
    if (answers.some((section) => weakness(section, minWords) === null)) return [];
    const section = answers[0]!;
    const first = sentences(section.text)[0];
    const place = first ? { start: first.start, end: first.end } : {};
    return [{ code: weakness(section, minWords)!, params: { questionId, words: wordCount(section.text), minWords }, sectionId: section.id, ...place }];
  });
}

function weakness(section: ReportSection, minWords: number): string | null {
  if (wordCount(section.text) === 0) return 'answer-empty';
  const question = grams(section.title ?? '', 2);
  const own = sentences(section.text).filter((sentence) => !restates(sentence.text, question)).map((sentence) => sentence.text).join('');
  const words = wordCount(own);
  if (PUT_OFF.test(section.text) && words < minWords * 2 && !hasFigure(own)) return 'answer-put-off';
  if (words < minWords && words * 2 < wordCount(section.text)) return 'answer-restates';
  if (words < minWords) return 'answer-thin';
  const facts = [hasFigure(own), hasExample(own), speaksOfSelf(own)].filter(Boolean).length;
  return facts >= 1 && (hasFigure(own) || hasExample(own)) ? null : 'answer-hollow';
}

function restates(sentence: string, question: ReadonlySet<string>): boolean {
  const own = grams(sentence, 2);
  if (own.size === 0 || question.size === 0) return own.size === 0;
  let hits = 0;
  for (const gram of own) if (question.has(gram)) hits += 1;
  return hits / own.size >= 0.6;
}
