import type { Scheme } from '@shuping/scheme';
import type { Finding, ReportText } from '@shuping/report-checks';

type SchemeSection = Scheme['report']['sections'][number];

/** Questions that everybody answers: must-answer items without further items below them. */
export function mustAnswerOf(scheme: Pick<Scheme, 'questions'>): Scheme['questions'] {
  return scheme.questions.filter((question) => question.kind === 'must_answer' && !scheme.questions.some((child) => child.parent === question.id));
}

/** Sections of the report form in order (R-E1); a must-answer question that no section of the scheme answers gets one of its own after the other answers. */
export function reportSections(scheme: Pick<Scheme, 'questions' | 'report'>): SchemeSection[] {
  const own = scheme.report.sections;
  const added = mustAnswerOf(scheme)
    .filter((question) => !own.some((section) => section.question === question.id))
    .map((question): SchemeSection => ({ id: `answer-${question.id}`.slice(0, 64), kind: 'answer', title: question.title, ...(question.guidance ? { hint: question.guidance } : {}), question: question.id, required: true, titles: [] }));
  const lastAnswer = own.map((section) => section.kind).lastIndexOf('answer');
  const at = lastAnswer < 0 ? own.length : lastAnswer + 1;
  return [...own.slice(0, at), ...added, ...own.slice(at)];
}

/** Blocking findings for required sections without a word; answers are the matter of the must-answer check. */
export function emptySections(sections: readonly Pick<SchemeSection, 'id' | 'kind' | 'required' | 'question'>[], report: ReportText): Finding<string>[] {
  return sections
    .filter((section) => section.required && section.question === undefined && (report.sections.find((one) => one.id === section.id)?.text ?? '').trim() === '')
    .map((section) => ({ check: 'required@1', level: 'block', code: 'section-empty', params: {}, sectionId: section.id }));
}
