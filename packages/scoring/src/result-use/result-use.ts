import { addDays, Fraction, type Day, type ExactJson } from '@shuping/kernel';
import type { EventInput, ResultRule, Scheme, ScoreInputs, UseEffect } from '@shuping/scheme';
import { holds } from '../condition.ts';
import type { Figure } from '../figure.ts';

/** Result of one earlier year, as far as memory looks at it. */
export type YearResult = { readonly year: number; readonly grade: string | null; readonly marks?: readonly string[] };

/** What rules of result use look at. `freezes`: vetoes that stop bonuses; `post` as kept in the appointment. */
export type UseFacts = {
  readonly year: number;
  readonly grade: string | null;
  readonly outcome: string | null;
  readonly marks: readonly string[];
  readonly lists: readonly string[];
  readonly stars: number | null;
  readonly freezes: readonly string[];
  readonly post: string;
  readonly inputs: ScoreInputs;
  readonly nodes: Readonly<Record<string, Figure>>;
  readonly history: readonly YearResult[];
};

/** Act that follows a result, with what it comes to. `amount`: pay as a share of the full pay, bonus in yuan, points of a flow. `frozen` when a veto stopped it. `due` is its last day. */
export type ResultUse = {
  readonly rule: string; readonly action: ResultRule['action']; readonly role: string | null; readonly due: Day | null;
  readonly effect: UseEffect | null; readonly amount: ExactJson | null; readonly frozen: boolean;
};

function remembers(memory: NonNullable<ResultRule['memory']>, facts: UseFacts): boolean {
  const of = (year: number): YearResult | undefined => (year === facts.year ? { year, grade: facts.grade, marks: facts.marks } : facts.history.find((one) => one.year === year));
  const hits = Array.from({ length: memory.years }, (_, back) => of(facts.year - back))
    .filter((one) => one !== undefined && ((one.grade !== null && memory.grades.includes(one.grade)) || (one.marks ?? []).some((mark) => memory.marks.includes(mark)))).length;
  return hits >= (memory.times ?? memory.years);
}

/** Does a rule apply? Null where its condition cannot be known for want of a figure or fact. */
export function ruleApplies(scheme: Scheme, rule: ResultRule, facts: UseFacts): boolean | null {
  const graded = facts.grade !== null && rule.grades.includes(facts.grade);
  const outside = facts.outcome !== null && (rule.outcomes ?? []).includes(facts.outcome);
  if (!graded && !outside) return false;
  if (rule.marks && !rule.marks.some((mark) => facts.marks.includes(mark))) return false;
  if (rule.lists && !rule.lists.some((list) => facts.lists.includes(list))) return false;
  if (rule.stars && (facts.stars === null || facts.stars < rule.stars.min || facts.stars > rule.stars.max)) return false;
  if (rule.memory && !remembers(rule.memory, facts)) return false;
  return rule.when ? holds(rule.when, { scheme, inputs: facts.inputs, nodes: facts.nodes, grade: facts.grade }) : true;
}

/** Figure of an effect: pay = base + performance × factor (a frozen one is the base alone), bonus by post (0 when frozen or not named), points of a flow. */
function amountOf(effect: UseEffect | undefined, facts: UseFacts, frozen: boolean): Fraction | null {
  if (effect?.kind === 'pay') return frozen ? Fraction.of(effect.base) : Fraction.of(effect.base).add(Fraction.of(effect.performance).mul(Fraction.of(effect.factor)));
  if (effect?.kind === 'bonus') return frozen ? Fraction.zero : Fraction.of(effect.amounts.find((one) => one.posts.includes(facts.post))?.amount ?? 0);
  return effect?.kind === 'flow' ? Fraction.of(effect.points) : null;
}

const STOPPED: ReadonlySet<ResultRule['action']> = new Set(['pay', 'bonus', 'honour', 'award_eligible']);

/** Acts that follow one result in the scheme's order (R-H2, R53, R54, R56). Frozen awards and honours are left out, frozen pay and bonus stay with what is left of them. */
export function resultUses(scheme: Scheme, facts: UseFacts, finalOn: Day): ResultUse[] {
  return scheme.results.flatMap((rule): ResultUse[] => {
    if (ruleApplies(scheme, rule, facts) !== true) return [];
    const frozen = facts.freezes.length > 0 && STOPPED.has(rule.action);
    if (frozen && rule.effect?.kind !== 'pay' && rule.effect?.kind !== 'bonus') return [];
    const amount = amountOf(rule.effect, facts, frozen);
    const due = rule.withinDays === undefined ? null : addDays(finalOn, rule.withinDays);
    return [{ rule: rule.id, action: rule.action, role: rule.role ?? null, due, effect: rule.effect ?? null, amount: amount?.toExactJson(2) ?? null, frozen }];
  });
}

/** Rules whose condition asks for a figure or fact that is missing: nothing follows from them, and somebody has to look. */
export function undecidedUses(scheme: Scheme, facts: UseFacts): string[] {
  return scheme.results.filter((rule) => ruleApplies(scheme, rule, facts) === null).map((rule) => rule.id);
}

/** Scores that flow upward or sideways (R55) as plain events for whom they reach: the superior, the responsible head, or the own unit. `matter` names the source, so that one result is never counted twice. */
export function resultFlows(scheme: Scheme, source: string, facts: UseFacts, day: Day): { readonly to: 'superior' | 'responsible' | 'unit'; readonly event: EventInput }[] {
  return resultUses(scheme, facts, day).flatMap(({ rule, effect }) =>
    effect?.kind === 'flow' ? [{ to: effect.to, event: { question: effect.question, matter: `${rule} ${source}`, day, points: Math.abs(effect.points) } }] : []);
}
