import { Fraction } from '@shuping/kernel';
import type { GroupTally, NodeOf } from '@shuping/scheme';
import { absent, present, type Figure } from '../figure.ts';
import { mergedInto, mergeTarget } from '../merged.ts';
import { num } from '../prepared.ts';
import { divisorOf, groupCounts, headParams, isAsked, isFigure } from './counts.ts';
import type { Coded, EvalContext, ExplainContext, ExplainedLine, ExplainedParts, InputKey } from './evaluator.ts';

type Node = NodeOf<'tally'>;
type Item = Node['items'][number];
type Mark = { readonly item: Item; readonly option: string; readonly count: number; readonly points: Fraction; readonly divisor: number };

const HUNDRED = new Fraction(100n);

/** Every mark of the node's items, in the order of the scale. */
function marks(node: Node, ctx: EvalContext, tally: GroupTally): Mark[] {
  return node.items.flatMap((item) => {
    const divisor = divisorOf(node.divisor, tally, item.id, node.leaves);
    const points = ctx.prepared.points.get(`${node.ballot}/${item.id}`) ?? new Map<string, Fraction>();
    return [...points].filter(([option]) => !node.leaves?.includes(option)).map(([option, value]) => ({ item, option, count: tally.items[item.id]?.options[option] ?? 0, points: value, divisor }));
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
    if (node.leaves?.includes(option)) continue;
    const count = BigInt(options[option] ?? 0);
    if (points.d === 1n) whole += count * points.n;
    else rest = rest.add(new Fraction(count * points.n, points.d));
  }
  const weight = num(item.weight);
  const divisor = BigInt(divisorOf(node.divisor, tally, item.id, node.leaves)) * 100n * weight.d;
  return new Fraction((whole * rest.d + rest.n) * weight.n, rest.d * divisor);
}

function countsOf(node: Node, ctx: EvalContext): GroupTally | Figure {
  const tally = groupCounts(node.group, ctx);
  if (isFigure(tally)) return tally;
  if (!node.items.every((item) => isAsked(tally, item.id))) return absent('absent.not_asked');
  return node.items.some((item) => divisorOf(node.divisor, tally, item.id, node.leaves) <= 0) ? absent('absent.no_marks') : tally;
}

/** Mean points of a group (R17, R18) over its items. Absent when the group was merged, nobody voted validly, an item was not asked (R22) or has nothing to divide by. */
export function evaluate(node: Node, ctx: EvalContext): Figure {
  const counts = countsOf(node, ctx);
  if (isFigure(counts)) return counts;
  let total = Fraction.zero;
  for (const item of node.items) total = total.add(itemMean(node, ctx, counts, item));
  return present(total);
}

export function reads(node: Node): readonly InputKey[] {
  return [`tallies/${node.group}`, 'merged'];
}

export function explain(node: Node, ctx: ExplainContext): ExplainedParts {
  const rule = (params: Coded['params']): Coded => ({ code: `rule.tally.${node.divisor}`, params: { group: node.group, ballot: node.ballot, ...params } });
  const counts = countsOf(node, ctx);
  if (isFigure(counts)) {
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
    for (const option of node.leaves ?? []) {
      const count = counts.items[item.id]?.options[option] ?? 0;
      if (count > 0) inputs.push({ code: 'line.leaves', params: { item: item.id, option, count } });
    }
  }
  if (counts.returned > counts.valid) inputs.push({ code: 'line.void', params: { count: counts.returned - counts.valid } });
  for (const from of mergedInto(ctx.inputs, node.group)) inputs.push({ code: 'line.merged_in', params: { group: from } });
  return { rule: rule(headParams(counts)), inputs };
}
