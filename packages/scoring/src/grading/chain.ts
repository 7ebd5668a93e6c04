import type { Problem } from '@shuping/kernel';
import type { Scheme } from '@shuping/scheme';
import { prepare } from '../prepared.ts';

/** What one step of the chain said (R46). */
export type ChainEntry = { readonly step: string; readonly grade: string; readonly reason: string; readonly by: string; readonly day: string };
/** Grade after each step, the last said one in force; `next` is the step whose turn it is, null when all have spoken. */
export type Chain = { readonly grade: string | null; readonly said: readonly (ChainEntry & { readonly from: string | null })[]; readonly next: string | null; readonly problems: readonly Problem[] };

/** Runs the chain self → superior → upper department over a computed grade (R45, R46): every step keeps what the others said. Steps speak in their order; a confirming one changes nothing, none moves by more grades than it may, and reasons are given where asked. Entries with a problem do not count. */
export function runChain(scheme: Scheme, computed: string | null, entries: readonly ChainEntry[]): Chain {
  const steps = scheme.grading.steps ?? [];
  const index = prepare(scheme).gradeIndex;
  const said: Chain['said'][number][] = [];
  const problems: Problem[] = [];
  let grade = computed;
  let turn = 0;
  entries.forEach((entry, i) => {
    const at = `/chain/${i}`;
    const step = steps.findIndex((one) => one.id === entry.step);
    const rule = steps[step];
    const refuse = (code: string, params: Problem['params'] = {}): void => void problems.push({ code, at, params: { step: entry.step, ...params } });
    if (!rule) return refuse('chain.unknown_step');
    if (step < turn - 1 || step > turn) return refuse('chain.not_its_turn', { turn: steps[turn]?.id ?? '' });
    const to = index.get(entry.grade);
    if (to === undefined) return refuse('decision.unknown_grade', { grade: entry.grade });
    const from = grade === null ? undefined : index.get(grade);
    const moved = entry.grade !== grade;
    if (moved && rule.may === 'confirm') return refuse('chain.only_confirms', { from: grade ?? '', to: entry.grade });
    if (rule.most !== undefined && from !== undefined && Math.abs(to - from) > rule.most) return refuse('chain.too_far', { most: rule.most, from: grade ?? '', to: entry.grade });
    if ((rule.reason === 'always' || moved) && entry.reason.trim() === '') return refuse('decision.reason_required', { from: grade ?? '', to: entry.grade });
    said.push({ ...entry, from: grade });
    grade = entry.grade;
    turn = step + 1;
  });
  return { grade, said, next: steps[turn]?.id ?? null, problems };
}
