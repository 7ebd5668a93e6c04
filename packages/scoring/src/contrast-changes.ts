import { Fraction, type ExactJson } from '@shuping/kernel';
import { K_ANONYMITY } from '@shuping/scheme';
import type { NodeOf, Scheme, ScoreInputs } from '@shuping/scheme';
import type { ScoringCode } from './locales/codes.ts';
import { accountEntries } from './nodes/events.ts';
import { num } from './prepared.ts';
import { evaluation } from './score.ts';

/** One change of one input. `size` is in its own unit (points or ballots) and orders the changes; `score` is what the composite would be. */
export type ContrastChange = {
  readonly kind: 'figure' | 'sheet_points' | 'sheet_item' | 'ballots' | 'deduction_lifted' | 'bonus';
  readonly code: ScoringCode;
  readonly node: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly size: string;
  readonly score: ExactJson;
};

/** Composite under changed inputs if they give the better grade, else null. */
export type Reaches = (inputs: ScoreInputs) => Fraction | null;

type Found = { readonly steps: number; readonly score: Fraction };

/** Smallest number of steps in 1..most that reaches the grade, taking it that more never hurts; null when even `most` does not. */
function fewest(most: number, inputsAt: (steps: number) => ScoreInputs, reaches: Reaches): Found | null {
  if (most < 1) return null;
  const top = reaches(inputsAt(most));
  if (!top) return null;
  let best: Found = { steps: most, score: top };
  let low = 1;
  while (low < best.steps) {
    const middle = Math.floor((low + best.steps) / 2);
    const score = reaches(inputsAt(middle));
    if (score) best = { steps: middle, score };
    else low = middle + 1;
  }
  return best;
}

/** Changes are sought in steps of a tenth of a point. */
const TENTH = new Fraction(1n, 10n);
function tenths(from: Fraction, to: Fraction): number {
  return Number(to.sub(from).div(TENTH).ceil());
}
function plain(value: Fraction): number {
  return Number(value.toFixed(6));
}

type Seek = { readonly scheme: Scheme; readonly inputs: ScoreInputs; readonly reaches: Reaches; readonly shown: (score: Fraction) => ExactJson };

/** A figure entered by an officer or taken over: what it would have had to be, on the grid of tenths above it. */
function figureChange(node: NodeOf<'officer_input'> | NodeOf<'external'>, seek: Seek): ContrastChange[] {
  const place = node.kind === 'officer_input' ? 'officer' : 'external';
  const entered = seek.inputs[place][node.id];
  if (entered === undefined) return [];
  const from = num(entered);
  const max = num(node.max);
  const floor = from.div(TENTH).floor();
  const valueAt = (steps: number) => new Fraction(floor + BigInt(steps), 10n).min(max);
  const found = fewest(tenths(new Fraction(floor, 10n), max), (steps) => ({ ...seek.inputs, [place]: { ...seek.inputs[place], [node.id]: plain(valueAt(steps)) } }), seek.reaches);
  if (!found) return [];
  const to = valueAt(found.steps);
  return [{ kind: 'figure', code: 'change.figure', node: node.id, params: { from: plain(from), to: plain(to) }, size: to.sub(from).toString(), score: seek.shown(found.score) }];
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
  const group = seek.scheme.groups.find((g) => g.id === node.group);
  if (!tally || (tally.valid < K_ANONYMITY && group?.small.rule !== 'named')) return [];
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

/** Single changes that reach the grade, smallest first. `inputs` must have its merges carried out. */
export function changesFor(scheme: Scheme, inputs: ScoreInputs, reaches: Reaches): ContrastChange[] {
  const seek: Seek = { scheme, inputs, reaches, shown: (score) => score.toExactJson(scheme.score.digits) };
  const found = scheme.score.nodes.flatMap((node): ContrastChange[] => {
    switch (node.kind) {
      case 'officer_input':
      case 'external': return figureChange(node, seek);
      case 'indicator_sheet': return sheetChanges(node, seek);
      case 'tally': return ballotChanges(node, seek);
      case 'events': return eventChanges(node, seek);
      default: return [];
    }
  });
  return found.map((change, index) => ({ change, index }))
    .sort((a, b) => Fraction.of(a.change.size).compare(Fraction.of(b.change.size)) || a.index - b.index)
    .map(({ change }) => change);
}
