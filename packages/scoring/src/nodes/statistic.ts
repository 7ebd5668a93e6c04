import { Fraction } from '@shuping/kernel';
import type { NodeOf } from '@shuping/scheme';
import { absent, present, type Figure } from '../figure.ts';
import type { EvalContext, ExplainContext, ExplainedChild, ExplainedParts, InputKey } from './evaluator.ts';

type Node = NodeOf<'statistic'>;
type Part = { readonly index: number; readonly id: string; readonly value: Fraction };

/** Inputs that have a figure, with the share each has in the result (exact; 0 = dropped or not chosen). Null when there are too few. */
function shares(node: Node, ctx: EvalContext): Map<number, Fraction> | null {
  const parts: Part[] = [];
  node.inputs.forEach((input, index) => {
    const value = ctx.figure(input.id).value;
    if (value) parts.push({ index, id: input.id, value });
  });
  if (parts.length < node.atLeast) return null;
  const sorted = [...parts].sort((a, b) => a.value.compare(b.value) || a.index - b.index);
  const kept = sorted.slice(node.drop.lowest, sorted.length - node.drop.highest);
  if (kept.length === 0) return null;
  const out = new Map(parts.map((part) => [part.index, Fraction.zero]));
  const give = (part: Part, share: Fraction) => out.set(part.index, out.get(part.index)!.add(share));
  const last = kept.length - 1;
  if (node.measure === 'mean') for (const part of kept) give(part, new Fraction(1n, BigInt(kept.length)));
  if (node.measure === 'min') give(kept[0]!, Fraction.one);
  if (node.measure === 'max') give(kept[last]!, Fraction.one);
  if (node.measure === 'median') for (const at of [Math.floor(last / 2), Math.ceil(last / 2)]) give(kept[at]!, new Fraction(1n, 2n));
  return out;
}

/** Mean, median, minimum or maximum after dropping from both ends (R32, R35); absent with fewer figures than `atLeast` or when nothing is left. */
export function evaluate(node: Node, ctx: EvalContext): Figure {
  const parts = shares(node, ctx);
  if (!parts) return absent('absent.too_few', node.inputs.map((input) => input.id).filter((id) => ctx.figure(id).value === null));
  let total = Fraction.zero;
  for (const [index, share] of parts) total = total.add(ctx.figure(node.inputs[index]!.id).value!.mul(share));
  return present(total);
}

export function reads(): readonly InputKey[] {
  return [];
}

export function explain(node: Node, ctx: ExplainContext): ExplainedParts {
  const parts = shares(node, ctx);
  const children = node.inputs.map((input, index): ExplainedChild => {
    const explained = ctx.explain(input.id);
    const share = parts?.get(index);
    const value = ctx.figure(input.id).value;
    if (!value) return { explained, absence: { code: 'absence.left_out', params: {} } };
    return share ? { weight: share.toString(), contribution: ctx.exact(value.mul(share)), explained } : { explained };
  });
  const params = { count: children.length, highest: node.drop.highest, lowest: node.drop.lowest, atLeast: node.atLeast };
  return { rule: { code: `rule.statistic.${node.measure}`, params }, children };
}
