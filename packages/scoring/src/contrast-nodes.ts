import { Fraction, type TextRef } from '@shuping/kernel';
import type { GroupTally, NodeOf, ScoreInputs } from '@shuping/scheme';
import { entered, fewest, mayShow, nearest, plain, TENTH, type ContrastChange, type Moved, type Seek } from './contrast-seek.ts';
import { ledgerEntries } from './nodes/event-ledger.ts';
import { num } from './prepared.ts';
import { evaluation } from './score.ts';

type Named = Pick<ContrastChange, 'kind' | 'code' | 'node'> & { readonly params?: ContrastChange['params']; readonly title?: TextRef };

function change({ params, ...named }: Named, moved: Moved): ContrastChange {
  return { ...named, params: { ...params, from: moved.from, to: moved.to }, size: moved.size, score: moved.score };
}

function sheetWith(seek: Seek, node: string, id: string, value: number): ScoreInputs {
  return { ...seek.inputs, sheets: { ...seek.inputs.sheets, [node]: { ...seek.inputs.sheets[node], [id]: value } } };
}

/** The mark of one office for its part. */
export function splitChanges(node: NodeOf<'split_input'>, seek: Seek): ContrastChange[] {
  return node.parts.flatMap((part): ContrastChange[] => {
    const from = entered(seek.inputs.sheets[node.id]?.[part.id]);
    const moved = from && nearest({ from, min: num(part.min), max: num(part.max), at: (value) => sheetWith(seek, node.id, part.id, value) }, seek);
    return moved ? [change({ kind: 'part', code: 'change.part', node: node.id, params: { part: part.id }, title: part.title }, moved)] : [];
  });
}

/** The entry of one period: its points, or its place. */
export function periodChanges(node: NodeOf<'periods'>, seek: Seek): ContrastChange[] {
  const entries = seek.inputs.periods?.[node.id] ?? {};
  return node.periods.flatMap(({ id }): ContrastChange[] => {
    const from = entered(entries[id]);
    const at = (value: number): ScoreInputs => ({ ...seek.inputs, periods: { ...seek.inputs.periods, [node.id]: { ...entries, [id]: value } } });
    const moved = from && nearest({ from, min: num(node.min), max: num(node.max), ...(node.convert ? { step: Fraction.one } : {}), at }, seek);
    return moved ? [change({ kind: node.convert ? 'place' : 'period', code: node.convert ? 'change.place' : 'change.period', node: node.id, params: { period: id } }, moved)] : [];
  });
}

type TableItem = NodeOf<'indicator_table'>['items'][number];

/** A better entry of one item: less deducted, a whole item regained, a smaller excess, fewer cases, a higher level. */
export function tableChanges(node: NodeOf<'indicator_table'>, seek: Seek): ContrastChange[] {
  return node.items.flatMap((item): ContrastChange[] => {
    if (item.rule.by === 'levels') return levelChange(node, item, item.rule, seek);
    if (item.rule.by === 'cases') return caseChanges(node, item, item.rule, seek);
    const from = entered(seek.inputs.sheets[node.id]?.[item.id]);
    const min = item.rule.by === 'per_unit' ? num(item.rule.over) : Fraction.zero;
    if (!from || from.compare(min) <= 0) return [];
    const moved = nearest({ from, min, max: from, step: stepOf(item, from), at: (value) => sheetWith(seek, node.id, item.id, value) }, seek);
    return moved ? [change({ kind: 'table_item', code: `change.table.${item.rule.by}`, node: node.id, params: { item: item.id }, title: item.title }, moved)] : [];
  });
}

const HUNDREDTH = new Fraction(1n, 100n);

/** Grid of the entries of an item. Whether an item is lost whole is one step. */
function stepOf({ rule }: TableItem, from: Fraction): Fraction {
  switch (rule.by) {
    case 'until_used_up': return rule.step === undefined || rule.step <= 0 ? TENTH : num(rule.step);
    case 'all_or_nothing': return from;
    case 'per_unit': return rule.units === 'exact' ? num(rule.unit).mul(TENTH) : num(rule.unit);
    default: return HUNDREDTH;
  }
}

function levelChange(node: NodeOf<'indicator_table'>, item: TableItem, { levels }: Extract<TableItem['rule'], { by: 'levels' }>, seek: Seek): ContrastChange[] {
  const from = entered(seek.inputs.sheets[node.id]?.[item.id]);
  if (!from) return [];
  const better = levels.filter((level) => num(level.points).compare(from) > 0).sort((a, b) => num(a.points).compare(num(b.points)));
  for (const level of better) {
    const score = seek.reaches(sheetWith(seek, node.id, item.id, level.points));
    if (score) return [{ kind: 'table_level', code: 'change.table.levels', node: node.id, params: { item: item.id, level: level.id, from: plain(from), to: level.points }, size: num(level.points).sub(from).toString(), score: seek.shown(score), title: level.title }];
  }
  return [];
}

function caseChanges(node: NodeOf<'indicator_table'>, item: TableItem, { cases }: Extract<TableItem['rule'], { by: 'cases' }>, seek: Seek): ContrastChange[] {
  return cases.flatMap((one): ContrastChange[] => {
    const count = seek.inputs.sheets[node.id]?.[one.id] ?? 0;
    if (!Number.isInteger(count)) return [];
    const found = fewest(count, (fewer) => sheetWith(seek, node.id, one.id, count - fewer), seek.reaches);
    return found ? [{ kind: 'table_case', code: 'change.table.cases', node: node.id, params: { item: item.id, case: one.id, count: found.steps }, size: num(one.points).mul(new Fraction(BigInt(found.steps))).toString(), score: seek.shown(found.score), title: one.title }] : [];
  });
}

/** Tasks marked one option better. */
export function taskChanges(node: NodeOf<'equal_share'>, seek: Seek): ContrastChange[] {
  const tasks = seek.inputs.tasks?.[node.id] ?? [];
  const options = [...node.options].sort((a, b) => b.coefficient - a.coefficient);
  return options.slice(1).flatMap((from, at): ContrastChange[] => {
    const to = options[at]!;
    const turned = (count: number): ScoreInputs => {
      let left = count;
      return { ...seek.inputs, tasks: { ...seek.inputs.tasks, [node.id]: tasks.map((task) => (task.mark === from.id && left-- > 0 ? { ...task, mark: to.id } : task)) } };
    };
    const found = fewest(tasks.filter((task) => task.mark === from.id).length, turned, seek.reaches);
    return found ? [{ kind: 'tasks', code: 'change.tasks', node: node.id, params: { from: from.id, to: to.id, tasks: found.steps }, size: String(found.steps), score: seek.shown(found.score), title: to.title }] : [];
  });
}

/** A counted deduction lifted, or one more event of a level of the ladder. */
export function ledgerChanges(node: NodeOf<'event_ledger'>, seek: Seek): ContrastChange[] {
  const { inputs } = seek;
  if (node.sign === 'minus') {
    return (ledgerEntries(node, evaluation(seek.scheme, inputs)) ?? []).filter((entry) => !entry.amount.isZero()).flatMap(({ event, amount }): ContrastChange[] => {
      const score = seek.reaches({ ...inputs, events: inputs.events.filter((other) => other !== event) });
      const params = { question: event.question, matter: event.matter, day: event.day, points: plain(amount) };
      return score ? [{ kind: 'deduction_lifted', code: 'change.deduction_lifted', node: node.id, params, size: amount.toString(), score: seek.shown(score) }] : [];
    });
  }
  return node.questions.flatMap((question) => node.ladder.flatMap((level): ContrastChange[] => {
    const score = seek.reaches({ ...inputs, events: [...inputs.events, { question, matter: '', day: inputs.periodEnd, points: level.points, level: level.id }] });
    return score ? [{ kind: 'bonus_level', code: 'change.bonus_level', node: node.id, params: { question, level: level.id, points: level.points }, size: num(level.points).toString(), score: seek.shown(score), title: level.title }] : [];
  }));
}

function withItem(seek: Seek, group: string, item: string, cell: GroupTally['items'][string]): ScoreInputs {
  const tally = seek.inputs.tallies[group]!;
  return { ...seek.inputs, tallies: { ...seek.inputs.tallies, [group]: { ...tally, items: { ...tally.items, [item]: cell } } } };
}

/** Marks of one item of a group turned from an option to another. */
function turned(seek: Seek, group: string, item: string, from: string, to: string, count: number): ScoreInputs {
  const cell = seek.inputs.tallies[group]!.items[item]!;
  return withItem(seek, group, item, { ...cell, options: { ...cell.options, [from]: cell.options[from]! - count, [to]: (cell.options[to] ?? 0) + count } });
}

function turnChange(seek: Seek, node: string, group: string, item: string, from: string, to: string): ContrastChange[] {
  const found = fewest(seek.inputs.tallies[group]?.items[item]?.options[from] ?? 0, (count) => turned(seek, group, item, from, to, count), seek.reaches);
  return found ? [{ kind: 'ballots', code: 'change.ballots', node, params: { group, item, from, to, ballots: found.steps }, size: String(found.steps), score: seek.shown(found.score) }] : [];
}

/** Marks turned into support, from every option that is none; not for small groups that are not named. */
export function supportChanges(node: NodeOf<'support_rate'>, seek: Seek): ContrastChange[] {
  const [to] = [...node.options].reverse();
  return node.groups.filter((group) => mayShow(seek.scheme, seek.inputs, group)).flatMap((group) => Object.keys(seek.inputs.tallies[group]?.items[node.item]?.options ?? {})
    .filter((from) => !node.options.includes(from)).flatMap((from) => turnChange(seek, node.id, group, node.item, from, to!)));
}

/** Marks turned from an option to one that gives more, so that another prevails. */
export function prevailingChanges(node: NodeOf<'prevailing'>, seek: Seek): ContrastChange[] {
  if (!mayShow(seek.scheme, seek.inputs, node.group)) return [];
  return node.points.flatMap((from) => node.points.filter((to) => num(to.points).compare(num(from.points)) > 0).flatMap((to) => turnChange(seek, node.id, node.group, node.item, from.id, to.id)));
}

/** Every mark of an item higher by so many points, none above the scale's end. */
export function marksChanges(node: NodeOf<'numeric_tally'>, seek: Seek): ContrastChange[] {
  const tally = seek.inputs.tallies[node.group];
  if (!tally || !mayShow(seek.scheme, seek.inputs, node.group)) return [];
  const [min, max] = [num(node.min), num(node.max)];
  return node.items.flatMap(({ id }): ContrastChange[] => {
    const cell = tally.items[id];
    if (!cell) return [];
    const points = (steps: number): Fraction => TENTH.mul(new Fraction(BigInt(steps)));
    const found = fewest(Number(max.sub(min).div(TENTH).ceil()), (steps) => withItem(seek, node.group, id, raised(cell, points(steps), max)), seek.reaches);
    const title = seek.scheme.ballots.find((ballot) => ballot.id === node.ballot)?.items.find((item) => item.id === id)?.title;
    return found ? [{ kind: 'marks', code: 'change.marks', node: node.id, params: { group: node.group, item: id, points: plain(points(found.steps)) }, size: points(found.steps).toString(), score: seek.shown(found.score), ...(title ? { title } : {}) }] : [];
  });
}

function raised(cell: GroupTally['items'][string], by: Fraction, max: Fraction): GroupTally['items'][string] {
  if (cell.values === undefined) {
    if (!cell.total) return cell;
    const { sum, count } = cell.total;
    const heads = new Fraction(BigInt(count));
    return { ...cell, total: { sum: Fraction.of(sum).add(by.mul(heads)).min(max.mul(heads)).toString(), count } };
  }
  const values: Record<string, number> = {};
  for (const [mark, count] of Object.entries(cell.values)) {
    const higher = Fraction.of(mark).add(by).min(max).toFixed(6).replace(/\.?0+$/, '');
    values[higher] = (values[higher] ?? 0) + count;
  }
  return { ...cell, values };
}
