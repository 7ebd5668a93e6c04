import { Fraction } from '@shuping/kernel';
import type { GroupTally, NodeOf } from '@shuping/scheme';
import { absent, present, type Figure } from '../figure.ts';
import { effectiveTally, mergedInto, mergeTarget } from '../merged.ts';
import { num } from '../prepared.ts';
import type { Coded, EvalContext, ExplainContext, ExplainedLine, ExplainedParts } from './evaluator.ts';

type Node = NodeOf<'tally'>;
type Item = Node['items'][number];
type Mark = { readonly item: Item; readonly option: string; readonly count: number; readonly points: Fraction; readonly divisor: number };

const HUNDRED = new Fraction(100n);

/** Divisor of one item (R18): marks given on the item, or ballots returned, heads present, heads due. */
function divisorOf(node: Node, tally: GroupTally, item: string): number {
  if (node.divisor !== 'valid') return tally[node.divisor];
  return Object.values(tally.items[item]?.options ?? {}).reduce((sum, count) => sum + count, 0);
}

/** Every mark of the node's items, in the order of the scale. */
function marks(node: Node, ctx: EvalContext, tally: GroupTally): Mark[] {
  return node.items.flatMap((item) => {
    const divisor = divisorOf(node, tally, item.id);
    const points = ctx.prepared.points.get(`${node.ballot}/${item.id}`) ?? new Map<string, Fraction>();
    return [...points].map(([option, value]) => ({ item, option, count: tally.items[item.id]?.options[option] ?? 0, points: value, divisor }));
  });
}

/** What a mark adds: count × points ÷ divisor × item weight ÷ 100. */
function amountOf(mark: Mark): Fraction {
  return new Fraction(BigInt(mark.count)).mul(mark.points).mul(num(mark.item.weight)).div(HUNDRED).div(new Fraction(BigInt(mark.divisor)));
}

/** Σ amounts of one item, in one division. */
function itemMean(node: Node, ctx: EvalContext, tally: GroupTally, item: Item): Fraction {
  const options = tally.items[item.id]?.options ?? {};
  let whole = 0n;
  let rest = Fraction.zero;
  for (const [option, points] of ctx.prepared.points.get(`${node.ballot}/${item.id}`) ?? []) {
    const count = BigInt(options[option] ?? 0);
    if (points.d === 1n) whole += count * points.n;
    else rest = rest.add(new Fraction(count * points.n, points.d));
  }
  const weight = num(item.weight);
  const divisor = BigInt(divisorOf(node, tally, item.id)) * 100n * weight.d;
  return new Fraction((whole * rest.d + rest.n) * weight.n, rest.d * divisor);
}

function countsOf(node: Node, ctx: EvalContext): GroupTally | Figure {
  if (mergeTarget(ctx.inputs.merged, node.group) !== node.group) return absent('absent.merged');
  const tally = effectiveTally(ctx.inputs, node.group);
  if (!tally || tally.valid === 0) return absent('absent.no_ballots');
  if (node.items.some((item) => divisorOf(node, tally, item.id) === 0)) return absent('absent.no_marks');
  return tally;
}

/** Mean points of a group (R17, R18) over its items. Absent when the group was merged, nobody voted validly, or an item has nothing to divide by. */
export function evaluate(node: Node, ctx: EvalContext): Figure {
  const counts = countsOf(node, ctx);
  if ('value' in counts) return counts;
  let total = Fraction.zero;
  for (const item of node.items) total = total.add(itemMean(node, ctx, counts, item));
  return present(total);
}

export function explain(node: Node, ctx: ExplainContext): ExplainedParts {
  const rule = (params: Record<string, string | number>): Coded => ({ code: `rule.tally.${node.divisor}`, params: { group: node.group, ballot: node.ballot, ...params } });
  const counts = countsOf(node, ctx);
  if ('value' in counts) {
    const into = mergeTarget(ctx.inputs.merged, node.group);
    return { rule: rule({}), inputs: into === node.group ? [] : [{ code: 'line.merged_away', params: { group: node.group, into } }] };
  }
  const form = ctx.scheme.ballots.find((ballot) => ballot.id === node.ballot);
  const optionTitle = (mark: Mark) => {
    const scale = form?.items.find((item) => item.id === mark.item.id)?.scale;
    return ctx.scheme.scales.find((s) => s.id === scale)?.options.find((option) => option.id === mark.option)?.title;
  };
  const inputs: ExplainedLine[] = marks(node, ctx, counts).map((mark) => {
    const params = { item: mark.item.id, option: mark.option, count: mark.count, points: mark.points.toString(), divisor: mark.divisor, weight: mark.item.weight };
    const title = optionTitle(mark);
    return { code: 'line.option', params, amount: ctx.exact(amountOf(mark)), ...(title ? { title } : {}) };
  });
  for (const item of node.items) {
    const blank = counts.items[item.id]?.blank ?? 0;
    if (blank > 0) inputs.push({ code: 'line.blank', params: { item: item.id, count: blank } });
  }
  if (counts.returned > counts.valid) inputs.push({ code: 'line.void', params: { count: counts.returned - counts.valid } });
  for (const from of mergedInto(ctx.inputs, node.group)) inputs.push({ code: 'line.merged_in', params: { group: from } });
  return { rule: rule({ due: counts.due, present: counts.present, returned: counts.returned, valid: counts.valid }), inputs };
}
