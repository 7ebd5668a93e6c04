import { Fraction } from '@shuping/kernel';
import { K_ANONYMITY } from '@shuping/scheme';
import type { GroupTally, Scheme, ScoreInputs } from '@shuping/scheme';

/** Group that holds the votes of `group` after all merges (R-F3); the group itself when it was not merged. A ring of merges merges nothing. */
export function mergeTarget(merged: Readonly<Record<string, string>>, group: string): string {
  const seen = new Set([group]);
  let current = group;
  for (let next = merged[current]; next !== undefined; next = merged[current]) {
    if (seen.has(next)) return group;
    seen.add(next);
    current = next;
  }
  return current;
}

/** Merges that took place: merged group → group that holds its votes. */
export function mergedGroups(inputs: ScoreInputs): Record<string, string> {
  const out: Record<string, string> = {};
  for (const group of Object.keys(inputs.merged).sort()) {
    const target = mergeTarget(inputs.merged, group);
    if (target !== group) out[group] = target;
  }
  return out;
}

type Cell = GroupTally['items'][string];

function addCounts(a: Readonly<Record<string, number>> | undefined, b: Readonly<Record<string, number>> | undefined): Record<string, number> {
  const out: Record<string, number> = { ...a };
  for (const [key, count] of Object.entries(b ?? {})) out[key] = (out[key] ?? 0) + count;
  return out;
}

/** Sum and number of marks that are numbers, however they were sealed. */
function totalOf(cell: Cell): { sum: Fraction; count: number } {
  if (cell.total && !cell.values) return { sum: Fraction.of(cell.total.sum), count: cell.total.count };
  const marks = Object.entries(cell.values ?? {});
  return { sum: Fraction.sum(marks.map(([mark, count]) => Fraction.of(mark).mul(new Fraction(BigInt(count))))), count: marks.reduce((sum, [, count]) => sum + count, 0) };
}

function addNumbers(a: Cell, b: Cell): Pick<Cell, 'values' | 'total'> {
  const sealed = (cell: Cell) => cell.values !== undefined || cell.total !== undefined;
  if (!sealed(a) && !sealed(b)) return {};
  if ((a.values || !sealed(a)) && (b.values || !sealed(b))) return { values: addCounts(a.values, b.values) };
  const [x, y] = [totalOf(a), totalOf(b)];
  return { total: { sum: x.sum.add(y.sum).toString(), count: x.count + y.count } };
}

/** Counts of two groups together. */
export function addTallies(a: GroupTally, b: GroupTally): GroupTally {
  const items: GroupTally['items'] = {};
  const nothing: Cell = { options: {}, blank: 0 };
  for (const id of new Set([...Object.keys(a.items), ...Object.keys(b.items)])) {
    const [x, y] = [a.items[id] ?? nothing, b.items[id] ?? nothing];
    items[id] = { options: addCounts(x.options, y.options), blank: x.blank + y.blank, ...addNumbers(x, y) };
  }
  return {
    due: a.due + b.due, present: a.present + b.present, issued: a.issued + b.issued,
    returned: a.returned + b.returned, valid: a.valid + b.valid, items,
  };
}

/** Groups whose votes were merged into `group`, sorted. */
export function mergedInto(inputs: ScoreInputs, group: string): string[] {
  return Object.keys(inputs.merged).filter((from) => from !== group && mergeTarget(inputs.merged, from) === group).sort();
}

/** Counts of a group with everything that was merged into it; undefined when nobody voted at all or the group was itself merged away. */
export function effectiveTally(inputs: ScoreInputs, group: string): GroupTally | undefined {
  const own = inputs.tallies[group];
  if (Object.keys(inputs.merged).length === 0) return own;
  if (mergeTarget(inputs.merged, group) !== group) return undefined;
  let total = own;
  for (const from of mergedInto(inputs, group)) {
    const tally = inputs.tallies[from];
    if (tally) total = total ? addTallies(total, tally) : tally;
  }
  return total;
}

/** Inputs in which every merge is carried out: merged groups keep no counts of their own. Gives the same score. */
export function foldMerges(inputs: ScoreInputs): ScoreInputs {
  const tallies: Record<string, GroupTally> = {};
  for (const group of new Set([...Object.keys(inputs.tallies), ...Object.values(inputs.merged)])) {
    const tally = effectiveTally(inputs, group);
    if (tally) tallies[group] = tally;
  }
  return { ...inputs, tallies };
}

/** Merges that the scheme demands for sealed counts: an unnamed group with fewer than K_ANONYMITY valid ballots goes where it says (R-F3). The caller stores the answer as `inputs.merged`. */
export function requiredMerges(scheme: Scheme, tallies: ScoreInputs['tallies']): Record<string, string> {
  const out: Record<string, string> = {};
  for (const group of scheme.groups) {
    const tally = tallies[group.id];
    if (tally && tally.valid < K_ANONYMITY && group.small.rule === 'merge') out[group.id] = group.small.into;
  }
  return out;
}
