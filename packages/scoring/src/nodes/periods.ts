import { Fraction } from '@shuping/kernel';
import type { NodeOf } from '@shuping/scheme';
import { absent, present, type Figure } from '../figure.ts';
import { decimal, num } from '../prepared.ts';
import type { EvalContext, ExplainContext, ExplainedLine, ExplainedParts, InputKey } from './evaluator.ts';
import { pointsOfPlace } from './places.ts';

type Node = NodeOf<'periods'>;

/** A period with what it counts for: `value` null is a missing entry that is left out, `entered` null one that counts as zero. */
type Entry = { readonly id: string; readonly entered: number | null; readonly value: Fraction | null; readonly weight: Fraction };

function entriesOf(node: Node, ctx: EvalContext): Entry[] | Figure {
  const given = ctx.inputs.periods?.[node.id];
  if (!given) return absent('absent.no_figure');
  const out: Entry[] = [];
  let entries = 0;
  for (const { id, weight } of node.periods) {
    const entered = given[id];
    const own = num(weight ?? 0);
    if (entered === undefined) {
      if (node.missing === 'hold') return absent('absent.sheet_incomplete');
      out.push({ id, entered: null, value: node.missing === 'zero' ? Fraction.zero : null, weight: own });
      continue;
    }
    const value = valueOf(node, entered);
    if (!value) return absent('absent.out_of_bounds');
    entries += 1;
    out.push({ id, entered, value, weight: own });
  }
  return entries < node.atLeast ? absent('absent.too_few') : out;
}

function valueOf(node: Node, entered: number): Fraction | null {
  const value = decimal(entered);
  if (!value || value.compare(num(node.min)) < 0 || value.compare(num(node.max)) > 0) return null;
  if (!node.convert) return value;
  return node.convert.by === 'proportion' || value.d !== 1n || value.n < 1n ? null : pointsOfPlace(node.convert, Number(value.n));
}

/** Share of each period in the figure, by id; null when there is too little to take. */
function sharesOf(node: Node, entries: readonly Entry[]): Map<string, Fraction> | null {
  const there = entries.filter((entry): entry is Entry & { value: Fraction } => entry.value !== null);
  if (there.length === 0) return null;
  const { measure } = node;
  const each = (list: readonly Entry[], share: Fraction) => new Map(list.map((entry) => [entry.id, share]));
  switch (measure.by) {
    case 'mean': return each(there, new Fraction(1n, BigInt(there.length)));
    case 'sum': return each(there, Fraction.one);
    case 'last': return each(there.slice(-1), Fraction.one);
    case 'best': {
      const best = [...there].sort((a, b) => b.value.compare(a.value)).slice(0, measure.count);
      return best.length < measure.count ? null : each(best, new Fraction(1n, BigInt(measure.count)));
    }
    case 'weighted': {
      const total = Fraction.sum(there.map((entry) => entry.weight));
      return total.isZero() ? null : new Map(there.map((entry) => [entry.id, entry.weight.div(total)]));
    }
  }
}

/** Roll-up of months, quarters or half-years (R32); absent without any entry, with too few, or while a missing one holds. */
export function evaluate(node: Node, ctx: EvalContext): Figure {
  const entries = entriesOf(node, ctx);
  if ('value' in entries) return entries;
  const shares = sharesOf(node, entries);
  if (!shares) return absent('absent.too_few');
  let total = Fraction.zero;
  for (const entry of entries) {
    const share = shares.get(entry.id);
    if (share && entry.value) total = total.add(entry.value.mul(share));
  }
  return present(total);
}

export function reads(node: Node): readonly InputKey[] {
  return [`periods/${node.id}`];
}

export function explain(node: Node, ctx: ExplainContext): ExplainedParts {
  const rule = { code: `rule.periods.${node.measure.by}`, params: { periods: node.periods.length, count: node.measure.by === 'best' ? node.measure.count : node.periods.length } } as const;
  const entries = entriesOf(node, ctx);
  if ('value' in entries) return { rule };
  const shares = sharesOf(node, entries);
  const inputs = entries.map((entry): ExplainedLine => {
    if (entry.value === null) return { code: 'line.period_left_out', params: { period: entry.id } };
    const params = { period: entry.id, entered: entry.entered ?? 0, value: entry.value.toString() };
    const share = shares?.get(entry.id);
    if (entry.entered === null) return { code: 'line.period_zero', params: { period: entry.id }, ...(share ? { amount: ctx.exact(Fraction.zero) } : {}) };
    return { code: node.convert ? 'line.period_place' : 'line.period', params, ...(share ? { amount: ctx.exact(entry.value.mul(share)) } : {}) };
  });
  return { rule, inputs };
}
