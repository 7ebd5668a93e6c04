/** A weight that may be moved within its locks. */
export type Weighted = { readonly path: string; readonly weight: number; readonly min?: number | undefined; readonly max?: number | undefined; readonly fixed: boolean };

const UNITS = 1_000_000;

/** Sum by digits, so that 0.1 + 0.2 is 0.3. */
export function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + Math.round(value * UNITS), 0) / UNITS;
}

/**
 * Weights that sum to `total` exactly within the locks, or null when the locks leave no room. `scale` keeps the proportions of the movable ones, `even` makes them
 * alike. Whole numbers stay whole where they were.
 */
export function fitWeights(rows: readonly Weighted[], total: number, mode: 'scale' | 'even'): ReadonlyMap<string, number> | null {
  const whole = Number.isInteger(total) && rows.every((row) => !row.fixed || Number.isInteger(row.weight));
  const unit = whole ? 1 : 100;
  const movable = rows.filter((row) => !row.fixed);
  const room = Math.round((total - sumOf(rows.filter((row) => row.fixed).map((row) => row.weight))) * unit);
  const low = movable.map((row) => Math.max(whole ? 1 : 0, Math.ceil((row.min ?? 0) * unit)));
  const high = movable.map((row) => Math.floor((row.max ?? total) * unit));
  const wish = movable.map((row) => (mode === 'even' ? 1 : Math.max(row.weight, 0)));
  const shares = movable.length === 0 ? null : share(room, wish.some((w) => w > 0) ? wish : wish.map(() => 1), low, high);
  return shares && new Map(movable.map((row, n) => [row.path, shares[n]! / unit]));
}

/** Whole shares of `room` near the wished proportions and within bounds; null when the bounds cannot hold it. */
function share(room: number, wish: readonly number[], low: readonly number[], high: readonly number[]): number[] | null {
  const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);
  if (low.some((min, n) => min > high[n]!) || sum(low) > room || sum(high) < room) return null;
  const at = (factor: number): number[] => wish.map((w, n) => Math.min(high[n]!, Math.max(low[n]!, w * factor)));
  let from = 0;
  let to = 1;
  while (sum(at(to)) < room && to < 1e12) to *= 2;
  for (let step = 0; step < 80; step += 1) {
    const middle = (from + to) / 2;
    if (sum(at(middle)) < room) from = middle;
    else to = middle;
  }
  const exact = at(to);
  const shares = exact.map((value, n) => Math.max(low[n]!, Math.floor(value + 1e-9)));
  const byRest = exact.map((value, n) => ({ n, rest: value - shares[n]! })).sort((a, b) => b.rest - a.rest || a.n - b.n);
  let left = room - sum(shares);
  for (let turn = 0; left > 0 && turn < room + 1; turn += 1) {
    for (const { n } of byRest) {
      if (left > 0 && shares[n]! < high[n]!) {
        shares[n] = shares[n]! + 1;
        left -= 1;
      }
    }
  }
  return left === 0 ? shares : null;
}
