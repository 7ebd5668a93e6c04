import type { OutsideOutcome, Scheme } from '@shuping/scheme';
import { holds, type ConditionFacts } from '../condition.ts';
import { eventsWithin, PERIOD_MONTHS } from '../period.ts';
import { prepare } from '../prepared.ts';
import type { CeilingHit, ListHit, OutcomeHit, PoolMember, VetoHit } from './types.ts';

/** All that bars one assessee from grades, whatever the pool. `limit` is the best grade left, as an index; `fixed` the only one. */
export type Barriers = {
  readonly vetoes: readonly VetoHit[];
  readonly undecidedVetoes: readonly string[];
  readonly ceilings: readonly CeilingHit[];
  readonly lists: readonly ListHit[];
  readonly freezes: readonly string[];
  readonly vetoCap: number;
  readonly limit: number;
  readonly limitBy: { readonly by: 'veto' | 'ceiling' | 'list'; readonly id: string } | null;
  readonly fixed: number | null;
};

function factsOf(scheme: Scheme, member: PoolMember, grade: string | null): ConditionFacts {
  return { scheme, inputs: member.inputs, nodes: member.result.nodes, grade };
}

/** Items of negative lists that were hit within their window (R42). */
function listHits(scheme: Scheme, member: PoolMember): ListHit[] {
  return (scheme.grading.lists ?? []).flatMap((list): ListHit[] => {
    const seen = new Set(eventsWithin(member.inputs, list.withinMonths ?? PERIOD_MONTHS).map((event) => event.question));
    const questions = list.questions.filter((id) => seen.has(id));
    if (questions.length < (list.atLeast ?? 1)) return [];
    return [{ list: list.id, kind: list.kind, questions, grade: list.kind === 'blocks' ? (list.grade ?? null) : null }];
  });
}

/** Vetoes, ceilings and lists of one assessee (R40–R42); `grade` is the one by score. */
export function barriersOf(scheme: Scheme, member: PoolMember, grade: string): Barriers {
  const index = prepare(scheme).gradeIndex;
  const worst = scheme.grading.grades.length - 1;
  const at = (id: string): number => index.get(id) ?? worst;
  const facts = factsOf(scheme, member, grade);
  const asked = scheme.grading.vetoes.map((veto) => ({ veto, state: holds(veto.when, facts) }));
  const hit = asked.filter(({ veto, state }) => state === true && veto.effect !== 'cancelled').map(({ veto }) => veto);
  const ceilings = (scheme.grading.ceilings ?? []).filter((ceiling) => holds(ceiling.when, facts) === true).map(({ id, grade: best }): CeilingHit => ({ ceiling: id, grade: best }));
  const lists = listHits(scheme, member);
  const fixing = hit.filter((veto) => veto.effect === 'fixed').map((veto) => at(veto.grade));
  const limits = [
    ...hit.map((veto) => ({ by: 'veto' as const, id: veto.id, at: at(veto.grade) })),
    ...lists.flatMap((list) => (list.grade === null ? [] : [{ by: 'list' as const, id: list.list, at: at(list.grade) }])),
    ...ceilings.map((ceiling) => ({ by: 'ceiling' as const, id: ceiling.ceiling, at: at(ceiling.grade) })),
  ];
  const limit = Math.max(0, ...limits.map((one) => one.at));
  const first = limits.find((one) => one.at === limit && limit > 0);
  return {
    vetoes: hit.map((veto): VetoHit => ({ veto: veto.id, question: veto.question, grade: veto.grade })),
    undecidedVetoes: asked.filter(({ state }) => state === null).map(({ veto }) => veto.id),
    ceilings, lists, freezes: asked.filter(({ veto, state }) => state === true && veto.freezes === true).map(({ veto }) => veto.id),
    vetoCap: Math.max(0, ...limits.filter((one) => one.by !== 'ceiling').map((one) => one.at)),
    limit, limitBy: first ? { by: first.by, id: first.id } : null, fixed: fixing.length > 0 ? Math.max(...fixing) : null,
  };
}

/** Outcome outside the distribution (R39): a cancelling veto first, then the first outcome whose condition holds, or cannot be known where it says so. */
export function outcomeOf(scheme: Scheme, member: PoolMember, grade: string | null): OutcomeHit | null {
  const { outcomes = [], vetoes } = scheme.grading;
  if (outcomes.length === 0) return null;
  const facts = factsOf(scheme, member, grade);
  const named = (id: string | undefined): OutsideOutcome | undefined => outcomes.find((outcome) => outcome.id === id);
  for (const veto of vetoes) {
    const outcome = veto.effect === 'cancelled' ? named(veto.outcome) : undefined;
    if (outcome && holds(veto.when, facts) === true) return { outcome: outcome.id, effect: outcome.effect, by: 'veto', id: veto.id };
  }
  for (const outcome of outcomes) {
    if (!outcome.when) continue;
    const state = holds(outcome.when, facts);
    if (state === true || (state === null && outcome.unknown === 'holds')) return { outcome: outcome.id, effect: outcome.effect, by: 'condition', id: outcome.id };
  }
  return null;
}
