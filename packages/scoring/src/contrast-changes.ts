import { Fraction } from '@shuping/kernel';
import type { NodeKind, NodeOf, Scheme, ScoreInputs, ScoreNode } from '@shuping/scheme';
import { ledgerChanges, marksChanges, periodChanges, prevailingChanges, splitChanges, supportChanges, tableChanges, taskChanges } from './contrast-nodes.ts';
import { entered, fewest, mayShow, nearest, plain, TENTH, tenths, type ContrastChange, type Reaches, type Seek } from './contrast-seek.ts';
import { accountEntries } from './nodes/events.ts';
import { num } from './prepared.ts';
import { evaluation } from './score.ts';

export type { ContrastChange, Reaches } from './contrast-seek.ts';

/** A figure entered by an officer or taken over: what it would have had to be, on the grid of tenths. */
function figureChange(node: NodeOf<'officer_input'> | NodeOf<'external'>, seek: Seek): ContrastChange[] {
  const place = node.kind === 'officer_input' ? 'officer' : 'external';
  const from = entered(seek.inputs[place][node.id]);
  const moved = from && nearest({ from, min: num(node.min), max: num(node.max), at: (value) => ({ ...seek.inputs, [place]: { ...seek.inputs[place], [node.id]: value } }) }, seek);
  return moved ? [{ kind: 'figure', code: 'change.figure', node: node.id, params: { from: moved.from, to: moved.to }, size: moved.size, score: moved.score }] : [];
}

/** The correction of a checked figure; none yet is one of nothing, or of the figure as reported. */
function correctionChange(node: NodeOf<'corrected'>, seek: Seek): ContrastChange[] {
  const reported = node.mode === 'add' ? Fraction.zero : evaluation(seek.scheme, seek.inputs).figure(node.input).value;
  const from = entered(seek.inputs.officer[node.id]) ?? reported;
  const moved = from && nearest({ from, min: num(node.min), max: num(node.max), at: (value) => ({ ...seek.inputs, officer: { ...seek.inputs.officer, [node.id]: value } }) }, seek);
  return moved ? [{ kind: 'correction', code: 'change.correction', node: node.id, params: { from: moved.from, to: moved.to }, size: moved.size, score: moved.score }] : [];
}

const FURTHEST = new Fraction(1_000_000n);

/** A declared number or a yes and no. */
function factChange(node: NodeOf<'fact_value'>, seek: Seek): ContrastChange[] {
  const fact = seek.inputs.facts[node.fact];
  const at = (value: number | boolean): ScoreInputs => ({ ...seek.inputs, facts: { ...seek.inputs.facts, [node.fact]: value } });
  if (typeof fact === 'boolean') {
    const score = seek.reaches(at(!fact));
    return score ? [{ kind: 'fact', code: 'change.fact_is', node: node.id, params: { fact: node.fact, from: Number(fact), to: Number(!fact) }, size: '1', score: seek.shown(score) }] : [];
  }
  const from = typeof fact === 'number' ? entered(fact) : null;
  const moved = from && nearest({ from, min: FURTHEST.neg(), max: FURTHEST, ...(from.d === 1n ? { step: Fraction.one } : {}), at }, seek);
  return moved ? [{ kind: 'fact', code: 'change.fact', node: node.id, params: { fact: node.fact, from: moved.from, to: moved.to }, size: moved.size, score: moved.score }] : [];
}

/** Deductions given back on items that are deducted until used up, in the order of the sheet; and each item lost whole, regained. */
function sheetChanges(node: NodeOf<'indicator_sheet'>, seek: Seek): ContrastChange[] {
  const sheet = seek.inputs.sheets[node.id];
  if (!sheet) return [];
  const gradual = node.items.filter((item) => item.deduction === 'until_used_up' && (sheet[item.id] ?? 0) > 0);
  const lost = (item: (typeof node.items)[number]) => num(sheet[item.id]!).min(num(item.max));
  const total = Fraction.sum(gradual.map(lost));
  const giveBack = (points: Fraction) => {
    let left = points;
    const entries = { ...sheet };
    for (const item of gradual) {
      const part = left.min(lost(item));
      entries[item.id] = plain(lost(item).sub(part));
      left = left.sub(part);
    }
    return { ...seek.inputs, sheets: { ...seek.inputs.sheets, [node.id]: entries } };
  };
  const out: ContrastChange[] = [];
  const pointsAt = (steps: number) => TENTH.mul(new Fraction(BigInt(steps))).min(total);
  const found = fewest(tenths(Fraction.zero, total), (steps) => giveBack(pointsAt(steps)), seek.reaches);
  if (found) {
    const points = pointsAt(found.steps);
    const now = evaluation(seek.scheme, seek.inputs).figure(node.id).value;
    const params = { points: plain(points), ...(now ? { from: plain(now), to: plain(now.add(points)) } : {}) };
    out.push({ kind: 'sheet_points', code: 'change.sheet_points', node: node.id, params, size: points.toString(), score: seek.shown(found.score) });
  }
  for (const item of node.items) {
    if (item.deduction !== 'all_or_nothing' || !((sheet[item.id] ?? 0) > 0)) continue;
    const score = seek.reaches({ ...seek.inputs, sheets: { ...seek.inputs.sheets, [node.id]: { ...sheet, [item.id]: 0 } } });
    if (score) out.push({ kind: 'sheet_item', code: 'change.sheet_item', node: node.id, params: { item: item.id, points: item.max }, size: num(item.max).toString(), score: seek.shown(score) });
  }
  return out;
}

/** Marks of one item turned from an option to the next better one; not for small groups that are not named. */
function ballotChanges(node: NodeOf<'tally'>, seek: Seek): ContrastChange[] {
  const tally = seek.inputs.tallies[node.group];
  if (!tally || !mayShow(seek.scheme, seek.inputs, node.group)) return [];
  const form = seek.scheme.ballots.find((ballot) => ballot.id === node.ballot);
  const out: ContrastChange[] = [];
  for (const { id: item } of node.items) {
    const scale = form?.items.find((i) => i.id === item)?.scale;
    const options = [...(seek.scheme.scales.find((s) => s.id === scale)?.options ?? [])].sort((a, b) => b.points - a.points);
    const counts = tally.items[item];
    if (!counts) continue;
    for (let at = 1; at < options.length; at += 1) {
      const from = options[at]!.id;
      const to = options[at - 1]!.id;
      const turned = (ballots: number): ScoreInputs => ({
        ...seek.inputs,
        tallies: { ...seek.inputs.tallies, [node.group]: { ...tally, items: { ...tally.items, [item]: { ...counts, options: { ...counts.options, [from]: counts.options[from]! - ballots, [to]: (counts.options[to] ?? 0) + ballots } } } } },
      });
      const found = fewest(counts.options[from] ?? 0, turned, seek.reaches);
      if (found) out.push({ kind: 'ballots', code: 'change.ballots', node: node.id, params: { group: node.group, item, from, to, ballots: found.steps }, size: String(found.steps), score: seek.shown(found.score) });
    }
  }
  return out;
}

/** A counted deduction lifted (容错, R-H3), or one more bonus of a question within its points. */
function eventChanges(node: NodeOf<'events'>, seek: Seek): ContrastChange[] {
  const ctx = evaluation(seek.scheme, seek.inputs);
  if (node.sign === 'minus') {
    return accountEntries(node, ctx).filter((entry) => entry.counted).flatMap(({ event }): ContrastChange[] => {
      const score = seek.reaches({ ...seek.inputs, events: seek.inputs.events.filter((other) => other !== event) });
      if (!score) return [];
      const params = { question: event.question, matter: event.matter, day: event.day, points: event.points };
      return [{ kind: 'deduction_lifted', code: 'change.deduction_lifted', node: node.id, params, size: num(event.points).toString(), score: seek.shown(score) }];
    });
  }
  return node.questions.flatMap((question): ContrastChange[] => {
    const bounds = seek.scheme.questions.find((q) => q.id === question)?.points;
    if (!bounds) return [];
    const max = num(bounds.max);
    const least = num(bounds.min).max(TENTH);
    const pointsAt = (steps: number) => least.add(TENTH.mul(new Fraction(BigInt(steps - 1)))).min(max);
    const more = (steps: number): ScoreInputs => ({ ...seek.inputs, events: [...seek.inputs.events, { question, matter: '', day: seek.inputs.periodEnd, points: plain(pointsAt(steps)) }] });
    const found = least.compare(max) > 0 ? null : fewest(tenths(least, max) + 1, more, seek.reaches);
    if (!found) return [];
    const points = pointsAt(found.steps);
    return [{ kind: 'bonus', code: 'change.bonus', node: node.id, params: { question, points: plain(points) }, size: points.toString(), score: seek.shown(found.score) }];
  });
}

const none = (): ContrastChange[] => [];

/** Changes by kind; kinds without an input of their own have none. A figure of somebody else, a place among others and what an earlier year froze are no input of the assessee. */
const CHANGES: { readonly [K in NodeKind]: (node: NodeOf<K>, seek: Seek) => ContrastChange[] } = {
  officer_input: figureChange, external: figureChange, corrected: correctionChange, fact_value: factChange, indicator_sheet: sheetChanges, indicator_table: tableChanges, split_input: splitChanges,
  periods: periodChanges, equal_share: taskChanges, events: eventChanges, event_ledger: ledgerChanges, tally: ballotChanges, numeric_tally: marksChanges, support_rate: supportChanges, prevailing: prevailingChanges,
  weighted_sum: none, points_sum: none, product: none, adjusted: none, statistic: none, limited: none, choice: none, per_unit: none, rank_score: none, reference: none,
};

/** Single changes that reach the grade, smallest first. `inputs` must have its merges carried out. */
export function changesFor(scheme: Scheme, inputs: ScoreInputs, reaches: Reaches): ContrastChange[] {
  const seek: Seek = { scheme, inputs, reaches, shown: (score) => score.toExactJson(scheme.score.digits) };
  const found = scheme.score.nodes.flatMap((node) => (CHANGES[node.kind] as (node: ScoreNode, seek: Seek) => ContrastChange[])(node, seek));
  return found.map((change, index) => ({ change, index }))
    .sort((a, b) => Fraction.of(a.change.size).compare(Fraction.of(b.change.size)) || a.index - b.index)
    .map(({ change }) => change);
}
