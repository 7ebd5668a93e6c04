import { Fraction } from '@shuping/kernel';
import type { EventInput, NodeOf } from '@shuping/scheme';
import { present, type Figure } from '../figure.ts';
import { num } from '../prepared.ts';
import { eventsWithin, PERIOD_MONTHS } from '../period.ts';
import type { EvalContext, ExplainContext, ExplainedLine, ExplainedParts, InputKey } from './evaluator.ts';

type Node = NodeOf<'events'>;
type Entry = { readonly event: EventInput; readonly counted: boolean };

/** Events of the account in the period, by day, with whether each counts: of one named matter only the highest, the earliest of equals. */
export function accountEntries(node: Node, ctx: EvalContext): Entry[] {
  const events = eventsWithin(ctx.inputs, PERIOD_MONTHS)
    .filter((event) => node.questions.includes(event.question))
    .sort((a, b) => compareText(a.day, b.day) || compareText(a.matter, b.matter) || compareText(a.question, b.question) || a.points - b.points);
  if (node.perMatter === 'sum') return events.map((event) => ({ event, counted: true }));
  const best = new Map<string, EventInput>();
  for (const event of events) {
    const known = best.get(event.matter);
    if (event.matter !== '' && (!known || event.points > known.points)) best.set(event.matter, event);
  }
  return events.map((event) => ({ event, counted: event.matter === '' || best.get(event.matter) === event }));
}

/** Signed sum of the counted points, its size bounded by `cap` (R27, R28). Never absent: no event gives 0. */
export function evaluate(node: Node, ctx: EvalContext): Figure {
  let total = Fraction.sum(accountEntries(node, ctx).filter((entry) => entry.counted).map((entry) => num(entry.event.points)));
  if (node.cap !== undefined) total = total.min(num(node.cap));
  return present(node.sign === 'plus' ? total : total.neg());
}

export function reads(node: Node): readonly InputKey[] {
  return [...node.questions.map((question): InputKey => `events/${question}`), 'periodEnd'];
}

export function explain(node: Node, ctx: ExplainContext): ExplainedParts {
  const inputs = accountEntries(node, ctx).map(({ event, counted }): ExplainedLine => {
    const title = ctx.scheme.questions.find((question) => question.id === event.question)?.title;
    const params = { question: event.question, matter: event.matter, day: event.day, points: event.points };
    const points = num(event.points);
    const line: ExplainedLine = counted
      ? { code: `line.event.${node.sign}`, params, amount: ctx.exact(node.sign === 'plus' ? points : points.neg()) }
      : { code: 'line.event.same_matter', params };
    return title ? { ...line, title } : line;
  });
  return {
    rule: { code: `rule.events.${node.sign}.${node.perMatter}`, params: {} },
    inputs,
    steps: node.cap === undefined ? [] : [{ code: 'step.cap', params: { cap: node.cap } }],
  };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
