import type { NodeOf } from '@shuping/scheme';
import { absent, present, type Figure } from '../figure.ts';
import { decimal, num } from '../prepared.ts';
import type { EvalContext, ExplainContext, ExplainedParts, InputKey } from './evaluator.ts';

type Node = NodeOf<'external'>;

/** Figure taken over from another appraisal (R26); absent when it was not handed over or lies outside the bounds. */
export function evaluate(node: Node, ctx: EvalContext): Figure {
  const given = ctx.inputs.external[node.id];
  if (given === undefined) return absent('absent.no_figure');
  const value = decimal(given);
  if (!value || value.compare(num(node.min)) < 0 || value.compare(num(node.max)) > 0) return absent('absent.out_of_bounds');
  return present(value);
}

export function reads(node: Node): readonly InputKey[] {
  return [`external/${node.id}`];
}

export function explain(node: Node, ctx: ExplainContext): ExplainedParts {
  const value = evaluate(node, ctx).value;
  return {
    rule: { code: 'rule.external', params: { source: node.source, min: node.min, max: node.max } },
    inputs: value ? [{ code: 'line.taken_over', params: { value: value.toString(), source: node.source }, amount: ctx.exact(value) }] : [],
  };
}
