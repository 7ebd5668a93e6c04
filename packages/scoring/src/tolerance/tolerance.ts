import type { TextRef } from '@shuping/kernel';
import type { EventInput, NodeOf, Scheme, ScoreInputs, ScoreNode, Waived } from '@shuping/scheme';
import type { ExplainedLine } from '../nodes/evaluator.ts';

/** Nodes that deduct item by item, and so have items that can be waived. */
export const WAIVABLE_KINDS: readonly ScoreNode['kind'][] = ['indicator_sheet', 'indicator_table'];

/** One approved application of fault tolerance (R-H3): of an event, named by what was recorded of it, or of an item of a sheet. */
export type Waiver = Waived & ({ readonly event: Pick<EventInput, 'question' | 'matter' | 'day' | 'points'> } | { readonly node: string; readonly item: string });

const same = (event: EventInput, of: Pick<EventInput, 'question' | 'matter' | 'day' | 'points'>): boolean => !event.waived && event.question === of.question && event.matter === of.matter && event.day === of.day && event.points === of.points;

/**
 * Inputs with the approved applications marked on what they concern; nothing is removed. One application marks one event, the first that is like it and not yet marked.
 * An application whose event was withdrawn, or whose item has no entry, marks nothing.
 */
export function withWaivers(inputs: ScoreInputs, waivers: readonly Waiver[]): ScoreInputs {
  const events = [...inputs.events];
  const items: Record<string, Record<string, Waived>> = {};
  for (const waiver of waivers) {
    const { ground, on } = waiver;
    if ('event' in waiver) {
      const at = events.findIndex((event) => same(event, waiver.event));
      if (at >= 0) events[at] = { ...events[at]!, waived: { ground, on } };
    } else if (inputs.sheets[waiver.node]?.[waiver.item] !== undefined) {
      items[waiver.node] = { ...items[waiver.node], [waiver.item]: { ground, on } };
    }
  }
  const marked = events.some((event, at) => event !== inputs.events[at]);
  return { ...inputs, ...(marked ? { events } : {}), ...(Object.keys(items).length > 0 ? { waived: items } : {}) };
}

const seen = new WeakMap<ScoreInputs, ScoreInputs>();

/** Inputs as they count: without waived events, and with nothing deducted for waived items. The same object where nothing is waived. */
export function counted(inputs: ScoreInputs): ScoreInputs {
  if (!inputs.waived && !inputs.events.some((event) => event.waived)) return inputs;
  const known = seen.get(inputs);
  if (known) return known;
  const sheets = { ...inputs.sheets };
  for (const [node, items] of Object.entries(inputs.waived ?? {})) {
    const sheet = sheets[node];
    if (sheet) sheets[node] = Object.fromEntries(Object.entries(sheet).map(([item, entry]) => [item, Object.hasOwn(items, item) ? 0 : entry]));
  }
  const out = { ...inputs, sheets, events: inputs.events.filter((event) => !event.waived) };
  seen.set(inputs, out);
  return out;
}

/** Lines of an explanation for what a node leaves out of account; they add nothing. */
export function waivedLines(scheme: Scheme, node: ScoreNode, inputs: ScoreInputs): ExplainedLine[] {
  if (node.kind === 'events' || node.kind === 'event_ledger') {
    return inputs.events.filter((event) => event.waived && node.questions.includes(event.question)).map((event): ExplainedLine => {
      const title = scheme.questions.find((question) => question.id === event.question)?.title;
      return { code: 'line.waived.event', params: { question: event.question, matter: event.matter, day: event.day, points: event.points, on: event.waived!.on }, ...(title ? { title } : {}) };
    });
  }
  if (node.kind !== 'indicator_sheet' && node.kind !== 'indicator_table') return [];
  return Object.entries(inputs.waived?.[node.id] ?? {}).map(([item, { on }]): ExplainedLine => {
    const title = itemTitles(node).find((one) => one.id === item)?.title;
    return { code: 'line.waived.item', params: { item, deducted: inputs.sheets[node.id]?.[item] ?? 0, on }, ...(title ? { title } : {}) };
  });
}

/** Titles of what a node deducts for: its items, and the cases of its items. */
export function itemTitles(node: NodeOf<'indicator_sheet'> | NodeOf<'indicator_table'>): readonly { readonly id: string; readonly title: TextRef }[] {
  return node.kind === 'indicator_sheet' ? node.items : node.items.flatMap((item) => (item.rule.by === 'cases' ? item.rule.cases.map(({ id, title }) => ({ id, title })) : [{ id: item.id, title: item.title }]));
}
