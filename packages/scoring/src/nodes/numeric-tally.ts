import { Fraction } from '@shuping/kernel';
import type { GroupTally, NodeOf } from '@shuping/scheme';
import { absent, present, type Figure } from '../figure.ts';
import { num } from '../prepared.ts';
import type { EvalContext, ExplainContext, ExplainedLine, ExplainedParts, InputKey } from './evaluator.ts';
import { divisorOf, groupCounts, headParams, isAsked, isFigure } from './counts.ts';

type Node = NodeOf<'numeric_tally'>;

type Item = Node['items'][number];
type Mark = { readonly value: Fraction; readonly count: number };
type Marks = { /** lowest first; empty where only a sum was sealed */ readonly marks: readonly Mark[]; readonly sum: Fraction; readonly count: number; readonly dropped: number };

const HUNDRED = new Fraction(100n);

/** Marks of one item after dropping from both ends (R21, R35); a figure that says why there are none. */
function marksOf(node: Node, tally: GroupTally, item: Item): Marks | Figure {
  const cell = tally.items[item.id];
  const min = num(node.min);
  const max = num(node.max);
  if (cell?.values === undefined && cell?.total !== undefined) {
    const { count } = cell.total;
    const sum = Fraction.of(cell.total.sum);
    const heads = new Fraction(BigInt(count));
    if (sum.compare(min.mul(heads)) < 0 || sum.compare(max.mul(heads)) > 0) return absent('absent.out_of_bounds');
    if (node.measure === 'median' || node.drop.highest + node.drop.lowest > 0) return absent('absent.no_values');
    return count < node.atLeast ? absent('absent.too_few') : { marks: [], sum, count, dropped: 0 };
  }
  const marks = Object.entries(cell?.values ?? {}).filter(([, count]) => count > 0).map(([text, count]): Mark => ({ value: Fraction.of(text), count })).sort((a, b) => a.value.compare(b.value));
  if (marks.length > 0 && (marks[0]!.value.compare(min) < 0 || marks.at(-1)!.value.compare(max) > 0)) return absent('absent.out_of_bounds');
  const kept = without(without(marks, node.drop.lowest).reverse(), node.drop.highest).reverse();
  const count = kept.reduce((sum, mark) => sum + mark.count, 0);
  if (count < node.atLeast) return absent('absent.too_few');
  return { marks: kept, sum: Fraction.sum(kept.map((mark) => mark.value.mul(new Fraction(BigInt(mark.count))))), count, dropped: node.drop.highest + node.drop.lowest };
}

/** The list without its first `count` marks. */
function without(marks: readonly Mark[], count: number): Mark[] {
  let left = count;
  return marks.flatMap((mark) => {
    const gone = Math.min(left, mark.count);
    left -= gone;
    return mark.count > gone ? [{ value: mark.value, count: mark.count - gone }] : [];
  });
}

function medianOf({ marks, count }: Marks): Fraction {
  const at = (index: number): Fraction => {
    let before = 0;
    for (const mark of marks) if ((before += mark.count) > index) return mark.value;
    return marks.at(-1)!.value;
  };
  return at(Math.floor((count - 1) / 2)).add(at(Math.ceil((count - 1) / 2))).div(new Fraction(2n));
}

/** What one item gives, before its weight. */
function itemFigure(node: Node, tally: GroupTally, item: Item): { readonly value: Fraction; readonly marks: Marks; readonly divisor: number } | Figure {
  if (!isAsked(tally, item.id)) return absent('absent.not_asked');
  const marks = marksOf(node, tally, item);
  if ('value' in marks) return marks;
  const divisor = node.divisor === 'valid' ? marks.count : divisorOf(node.divisor, tally, item.id, undefined) - marks.dropped;
  if (divisor <= 0) return absent('absent.no_marks');
  return { value: node.measure === 'median' ? medianOf(marks) : marks.sum.div(new Fraction(BigInt(divisor))), marks, divisor } as const;
}

/** Mean or median of marks that are numbers, over the weighted items (R21). */
export function evaluate(node: Node, ctx: EvalContext): Figure {
  const tally = groupCounts(node.group, ctx);
  if (isFigure(tally)) return tally;
  let total = Fraction.zero;
  for (const item of node.items) {
    const found = itemFigure(node, tally, item);
    if (!('marks' in found)) return found;
    total = total.add(found.value.mul(num(item.weight)).div(HUNDRED));
  }
  return present(total);
}

export function reads(node: Node): readonly InputKey[] {
  return [`tallies/${node.group}`, 'merged'];
}

export function explain(node: Node, ctx: ExplainContext): ExplainedParts {
  const tally = groupCounts(node.group, ctx);
  const params = { highest: node.drop.highest, lowest: node.drop.lowest, ...(isFigure(tally) ? {} : headParams(tally)) };
  const rule = { code: `rule.numeric_tally.${node.measure}`, params } as const;
  const whole = evaluate(node, ctx).value !== null;
  if (isFigure(tally) || !whole) return { rule };
  const form = ctx.scheme.ballots.find((ballot) => ballot.id === node.ballot);
  const inputs = node.items.flatMap((item): ExplainedLine[] => {
    const found = itemFigure(node, tally, item);
    if (!('marks' in found)) return [];
    const title = form?.items.find((one) => one.id === item.id)?.title;
    const line = { code: `line.numeric.${node.measure}`, params: { item: item.id, marks: found.marks.count, sum: found.marks.sum.toString(), divisor: found.divisor, value: found.value.toString(), weight: item.weight } } as const;
    return [{ ...line, amount: ctx.exact(found.value.mul(num(item.weight)).div(HUNDRED)), ...(title ? { title } : {}) }];
  });
  return { rule, inputs };
}
