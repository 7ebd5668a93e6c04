import type { Scheme } from '@shuping/scheme';
import type { ProblemSource } from './problem.machine.ts';

/** Most questions about repeats in one report; further ones stay in the ledger. */
export const REPEAT_QUESTIONS_MAX = 3;

type Item = { readonly id: string; readonly number: number; readonly title: string };
/** An item of the year before and the like one of the year before that. */
export type Repeat<T extends Item = Item> = { readonly last: T; readonly first: T };

/**
 * 屡改屡犯 → 必答题 (R-I6): items of the year before that were found again, each with the one they repeat, in the order of their numbers. Closed or open makes no difference; what was only
 * carried along was not found again; of several that repeat the same item the first asks.
 */
export function repeatsToAsk<T extends Item & { readonly source: ProblemSource; readonly repeatOf?: string | null | undefined }>(lastYear: readonly T[], before: readonly T[]): Repeat<T>[] {
  const found: Repeat<T>[] = [];
  for (const last of [...lastYear].sort((a, b) => a.number - b.number)) {
    if (!last.repeatOf || last.source === 'carried' || last.source === 'common' || found.some(({ first }) => first.id === last.repeatOf)) continue;
    const first = before.find(({ id }) => id === last.repeatOf);
    if (first) found.push({ last, first });
  }
  return found.slice(0, REPEAT_QUESTIONS_MAX);
}

/** A question put to one organisation alone, as its report keeps it. */
export type AskedAgain = { readonly id: string; readonly heading: string; readonly title: string };

const CHECK = 'must-answer@1';

/** Section of the report that answers a question put again. */
export function againSectionId(id: string): string {
  return `answer-${id}`;
}

/** The scheme as one report reads it: the questions put to it alone come behind the scheme's own answers, each with a section, and are checked as 必答题 even where the scheme asks nothing else. */
export function withAskedAgain<S extends Pick<Scheme, 'questions' | 'report'>>(scheme: S, asked: readonly AskedAgain[]): S {
  if (asked.length === 0) return scheme;
  const sections = scheme.report.sections;
  const lastAnswer = sections.map((section) => section.kind).lastIndexOf('answer');
  const at = lastAnswer < 0 ? sections.length : lastAnswer + 1;
  const added = asked.map((one): (typeof sections)[number] => ({ id: againSectionId(one.id), kind: 'answer', title: { text: one.heading }, question: one.id, required: true, titles: [one.heading.slice(0, 60)] }));
  const checks = scheme.report.checks.some((rule) => rule.check === CHECK) ? scheme.report.checks : [...scheme.report.checks, { id: 'asked-again', check: CHECK, level: 'block' as const, params: {} }];
  return {
    ...scheme,
    questions: [...scheme.questions, ...asked.map((one) => ({ id: one.id, kind: 'must_answer' as const, title: { text: one.title } }))],
    report: { ...scheme.report, sections: [...sections.slice(0, at), ...added, ...sections.slice(at)], checks },
  };
}
