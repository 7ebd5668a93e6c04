import { Fraction } from '@shuping/kernel';
import type { RankConversion, Standing } from '@shuping/scheme';
import { num } from '../prepared.ts';

/** Points of a whole place, 1 = first (R32). Not for conversions in proportion to the first. */
export function pointsOfPlace(convert: Exclude<RankConversion, { by: 'proportion' }>, place: number): Fraction {
  if (convert.by === 'table') return num(convert.table[place - 1] ?? convert.beyond);
  const down = new Fraction(BigInt(place - 1));
  const step = convert.by === 'step' ? num(convert.step) : num(convert.share).mul(num(convert.top));
  return num(convert.top).sub(step.mul(down)).max(num(convert.min));
}

/** Points of a standing, equal figures treated as `ties` says; null where the first's figure is zero and all else is measured by it. */
export function pointsOfStanding(convert: RankConversion, ties: 'shared' | 'dense' | 'mean', best: 'high' | 'low', standing: Standing, own: Fraction): Fraction | null {
  if (convert.by === 'proportion') {
    const first = Fraction.of(standing.best);
    const [part, whole] = best === 'high' ? [own, first] : [first, own];
    return whole.isZero() ? null : num(convert.top).mul(part).div(whole);
  }
  if (ties !== 'mean') return pointsOfPlace(convert, ties === 'dense' ? standing.dense : standing.place);
  const places = Array.from({ length: standing.tied }, (_, at) => pointsOfPlace(convert, standing.place + at));
  return Fraction.sum(places).div(new Fraction(BigInt(standing.tied)));
}

/** Standing of each figure among all of them; undefined where there is none. Ids take no part. */
export function standingsOf(figures: readonly (Fraction | null)[], best: 'high' | 'low'): (Standing | undefined)[] {
  const sign = best === 'high' ? -1 : 1;
  const order = figures.flatMap((value, at) => (value ? [{ value, at }] : [])).sort((a, b) => sign * a.value.compare(b.value));
  const out: (Standing | undefined)[] = figures.map(() => undefined);
  let dense = 0;
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && order[to]!.value.equals(order[from]!.value)) to += 1;
    dense += 1;
    for (let at = from; at < to; at += 1) out[order[at]!.at] = { place: from + 1, dense, tied: to - from, of: order.length, best: order[0]!.value.toString() };
    from = to;
  }
  return out;
}
