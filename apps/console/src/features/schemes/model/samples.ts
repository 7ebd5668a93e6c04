import type { Scheme, WorkedExample } from '@shuping/scheme';
import type { TextRef } from '@shuping/kernel';

export type Inputs = WorkedExample['inputs'];
/** A figure that somebody or something gives, as the sample asks for it. */
export type Ask =
  | { readonly kind: 'number'; readonly at: 'officer' | 'external' | 'facts'; readonly id: string; readonly title: TextRef }
  | { readonly kind: 'sheet'; readonly node: string; readonly id: string; readonly title: TextRef }
  | { readonly kind: 'points'; readonly id: string; readonly title: TextRef };

/** A ballot's marks of one group. */
export type AskedGroup = { readonly id: string; readonly title: TextRef; readonly items: readonly { readonly id: string; readonly title: TextRef; readonly options: readonly { readonly id: string; readonly title: TextRef }[] }[] };

/** Everything but ballots that a score is made of. */
export function asksOf(scheme: Scheme): Ask[] {
  return [
    ...scheme.score.nodes.flatMap((node): Ask[] => {
      if (node.kind === 'officer_input') return [{ kind: 'number', at: 'officer', id: node.id, title: node.title }];
      if (node.kind === 'external') return [{ kind: 'number', at: 'external', id: node.id, title: node.title }];
      if (node.kind === 'indicator_sheet') return node.items.map((item) => ({ kind: 'sheet', node: node.id, id: item.id, title: item.title }));
      if (node.kind === 'events') return node.questions.map((id) => ({ kind: 'points', id, title: scheme.questions.find((one) => one.id === id)?.title ?? { text: id } }));
      return [];
    }),
    ...scheme.facts.filter((fact) => fact.type === 'number').map((fact): Ask => ({ kind: 'number', at: 'facts', id: fact.id, title: fact.title })),
  ];
}

/** Groups whose marks some part of the score counts. */
export function groupsAsked(scheme: Scheme): AskedGroup[] {
  const used = new Set(scheme.score.nodes.flatMap((node) => ('group' in node && typeof node.group === 'string' ? [node.group] : [])));
  return scheme.groups.filter((group) => used.has(group.id)).map((group) => ({
    id: group.id, title: group.title,
    items: (scheme.ballots.find((one) => one.id === group.ballot)?.items ?? []).map((item) => ({ id: item.id, title: item.title, options: scheme.scales.find((one) => one.id === item.scale)?.options ?? [] })),
  }));
}

export function emptyInputs(year: number): Inputs {
  return { facts: {}, officer: {}, sheets: {}, events: [], external: {}, tallies: {}, merged: {}, pastGrades: [], periodEnd: `${year}-12-31` };
}

export function numberAt(inputs: Inputs, ask: Ask): number | null {
  const found = ask.kind === 'sheet' ? inputs.sheets[ask.node]?.[ask.id] : ask.kind === 'points' ? inputs.events.find((one) => one.question === ask.id)?.points : inputs[ask.at][ask.id];
  return typeof found === 'number' ? found : null;
}

/** Inputs with another figure; null takes it away, which is not zero. */
export function withNumber(inputs: Inputs, ask: Ask, value: number | null): Inputs {
  const put = <T>(record: Readonly<Record<string, T>>, id: string): Record<string, T | number> => {
    const rest: Record<string, T | number> = Object.fromEntries(Object.entries(record).filter(([key]) => key !== id));
    return value === null ? rest : { ...rest, [id]: value };
  };
  if (ask.kind === 'sheet') return { ...inputs, sheets: { ...inputs.sheets, [ask.node]: put(inputs.sheets[ask.node] ?? {}, ask.id) as Record<string, number> } };
  if (ask.kind === 'points') {
    const events = inputs.events.filter((one) => one.question !== ask.id);
    return { ...inputs, events: value === null ? events : [...events, { question: ask.id, matter: ask.id, day: `${inputs.periodEnd.slice(0, 4)}-06-30`, points: value }] };
  }
  return { ...inputs, [ask.at]: put(inputs[ask.at] as Record<string, number>, ask.id) };
}

export function countAt(inputs: Inputs, group: string, item: string, option: string): number {
  return inputs.tallies[group]?.items[item]?.options[option] ?? 0;
}

/** Inputs with another count; all ballots are returned and valid, as many as the fullest item has marks. */
export function withCount(inputs: Inputs, group: string, item: string, option: string, count: number): Inputs {
  const own = inputs.tallies[group];
  const items = { ...own?.items, [item]: { blank: 0, ...own?.items[item], options: { ...own?.items[item]?.options, [option]: count } } };
  const marks = Object.fromEntries(Object.entries(items).map(([id, one]) => [id, Object.values(one.options).reduce((sum, n) => sum + n, 0)]));
  const heads = Math.max(0, ...Object.values(marks));
  const full = Object.fromEntries(Object.entries(items).map(([id, one]) => [id, { ...one, blank: heads - (marks[id] ?? 0) }]));
  return { ...inputs, tallies: { ...inputs.tallies, [group]: { due: heads, present: heads, issued: heads, returned: heads, valid: heads, items: full } } };
}
