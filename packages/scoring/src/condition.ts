import { Fraction } from '@shuping/kernel';
import type { Condition, Operand, Scheme, ScoreInputs } from '@shuping/scheme';
import type { Figure } from './figure.ts';
import type { InputKey } from './nodes/evaluator.ts';
import { eventsWithin, PERIOD_MONTHS } from './period.ts';
import { decimal, num } from './prepared.ts';

/** What a condition is asked about. `grade` is the grade under test. */
export type ConditionFacts = { readonly scheme: Scheme; readonly inputs: ScoreInputs; readonly nodes: Readonly<Record<string, Figure>>; readonly grade: string | null;
  /** set while nodes are being evaluated; `nodes` is empty then */
  readonly figure?: (id: string) => Figure };

/** Share of an option among the marks given on a ballot item over all groups, 0..1; null without marks. */
function optionShare(facts: ConditionFacts, ballot: string, item: string, option: string): Fraction | null {
  let of = 0;
  let all = 0;
  for (const group of facts.scheme.groups) {
    if (group.ballot !== ballot) continue;
    for (const [id, count] of Object.entries(facts.inputs.tallies[group.id]?.items[item]?.options ?? {})) {
      all += count;
      if (id === option) of += count;
    }
  }
  return all === 0 ? null : new Fraction(BigInt(of), BigInt(all));
}

function figureOf(node: string, facts: ConditionFacts): Figure | undefined {
  return facts.figure ? facts.figure(node) : facts.nodes[node];
}

/** Periods of a node whose entry is at least `from`; null where no period was entered at all. */
function periodCount(facts: ConditionFacts, node: string, from: Fraction): Fraction | null {
  const entries = facts.inputs.periods?.[node];
  if (!entries) return null;
  return new Fraction(BigInt(Object.values(entries).filter((entry) => (decimal(entry)?.compare(from) ?? -1) >= 0).length));
}

function operand(of: Operand, facts: ConditionFacts): Fraction | null {
  switch (of.of) {
    case 'node': return figureOf(of.node, facts)?.value ?? null;
    case 'period_count': return periodCount(facts, of.node, num(of.from));
    case 'option_share': return optionShare(facts, of.ballot, of.item, of.option);
    case 'events': return new Fraction(BigInt(eventsWithin(facts.inputs, PERIOD_MONTHS).filter((event) => event.question === of.question).length));
    case 'fact': {
      const fact = facts.inputs.facts[of.fact];
      if (typeof fact === 'boolean') return fact ? Fraction.one : Fraction.zero;
      return typeof fact === 'number' ? decimal(fact) : null;
    }
  }
}

function compare(left: Fraction, op: 'lt' | 'le' | 'eq' | 'ne' | 'ge' | 'gt', right: Fraction): boolean {
  const sign = left.compare(right);
  switch (op) {
    case 'lt': return sign < 0;
    case 'le': return sign <= 0;
    case 'eq': return sign === 0;
    case 'ne': return sign !== 0;
    case 'ge': return sign >= 0;
    case 'gt': return sign > 0;
  }
}

function pastGrade(facts: ConditionFacts, is: readonly string[], years: number): boolean {
  const last = Number(facts.inputs.periodEnd.slice(0, 4)) - 1;
  return Array.from({ length: years }, (_, back) => last - back)
    .every((year) => facts.inputs.pastGrades.some((past) => past.year === year && is.includes(past.grade)));
}

/** Truth of a condition: true, false, or null where a figure or fact that decides it is missing (never taken as zero). A year without a grade is not a year with that grade. */
export function holds(condition: Condition, facts: ConditionFacts): boolean | null {
  switch (condition.kind) {
    case 'compare': {
      const left = operand(condition.left, facts);
      return left ? compare(left, condition.op, num(condition.right)) : null;
    }
    case 'and':
    case 'or': {
      const decisive = condition.kind === 'or';
      const parts = condition.all.map((part) => holds(part, facts));
      if (parts.includes(decisive)) return decisive;
      return parts.includes(null) ? null : !decisive;
    }
    case 'not': {
      const inner = holds(condition.of, facts);
      return inner === null ? null : !inner;
    }
    case 'event': return eventsWithin(facts.inputs, condition.withinMonths ?? PERIOD_MONTHS).some((event) => event.question === condition.question && (condition.actors?.includes(event.by ?? 'self') ?? true));
    case 'fact_is': {
      const fact = facts.inputs.facts[condition.fact];
      return fact === undefined ? null : condition.is.includes(String(fact));
    }
    case 'has_figure': return Boolean(figureOf(condition.node, facts)?.value);
    case 'grade': return facts.grade !== null && condition.is.includes(facts.grade);
    case 'past_grade': return pastGrade(facts, condition.is, condition.years);
  }
}

/** What a condition looks at in the inputs itself; the nodes it asks for are `conditionNodes`. */
export function conditionReads(scheme: Scheme, condition: Condition): InputKey[] {
  switch (condition.kind) {
    case 'and':
    case 'or': return condition.all.flatMap((part) => conditionReads(scheme, part));
    case 'not': return conditionReads(scheme, condition.of);
    case 'event': return [`events/${condition.question}`, 'periodEnd'];
    case 'past_grade': return ['pastGrades', 'periodEnd'];
    case 'fact_is': return [`facts/${condition.fact}`];
    case 'compare': return operandReads(scheme, condition.left);
    default: return [];
  }
}

function operandReads(scheme: Scheme, of: Operand): InputKey[] {
  switch (of.of) {
    case 'node': return [];
    case 'fact': return [`facts/${of.fact}`];
    case 'events': return [`events/${of.question}`, 'periodEnd'];
    case 'period_count': return [`periods/${of.node}`];
    case 'option_share': return scheme.groups.flatMap((group): InputKey[] => (group.ballot === of.ballot ? [`tallies/${group.id}`] : []));
  }
}
