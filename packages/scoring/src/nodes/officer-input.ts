import type { NodeOf } from '@shuping/scheme';
import { absent, present, type Figure } from '../figure.ts';
import { decimal, num } from '../prepared.ts';
import type { EvalContext, ExplainContext, ExplainedParts, InputKey } from './evaluator.ts';

type Node = NodeOf<'officer_input'>;

/** The owner's figure (R13); absent when none was entered or it lies outside the bounds. */
export function evaluate(node: Node, ctx: EvalContext): Figure {
  const entered = ctx.inputs.officer[node.id];
  if (entered === undefined) return absent('absent.no_figure');
  const value = decimal(entered);
  if (!value || value.compare(num(node.min)) < 0 || value.compare(num(node.max)) > 0) return absent('absent.out_of_bounds');
  return present(value);
}

export function reads(node: Node): readonly InputKey[] {
  return [`officer/${node.id}`];
}

export function explain(node: Node, ctx: ExplainContext): ExplainedParts {
  const value = evaluate(node, ctx).value;
  return {
    rule: { code: 'rule.officer_input', params: { min: node.min, max: node.max, owner: node.owner } },
    inputs: value ? [{ code: 'line.entered', params: { value: value.toString(), owner: node.owner }, amount: ctx.exact(value) }] : [],
  };
}
