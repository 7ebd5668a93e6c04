import type { NodeOf } from '@shuping/scheme';
import { absent, present, type Figure } from '../figure.ts';
import { decimal, num } from '../prepared.ts';
import type { EvalContext, ExplainContext, ExplainedParts, InputKey } from './evaluator.ts';

type Node = NodeOf<'corrected'>;

/** A reported figure after the check (R36). Absent without a figure, while a check that is due is missing, or when the correction lies outside its bounds. */
export function evaluate(node: Node, ctx: EvalContext): Figure {
  const base = ctx.figure(node.input).value;
  if (!base) return absent('absent.base', [node.input]);
  const entered = ctx.inputs.officer[node.id];
  if (entered === undefined) return node.none === 'keep' ? present(base) : absent('absent.unchecked');
  const value = decimal(entered);
  if (!value || value.compare(num(node.min)) < 0 || value.compare(num(node.max)) > 0) return absent('absent.out_of_bounds');
  return present(node.mode === 'add' ? base.add(value) : value);
}

export function reads(node: Node): readonly InputKey[] {
  return [`officer/${node.id}`];
}

export function explain(node: Node, ctx: ExplainContext): ExplainedParts {
  const base = ctx.figure(node.input).value;
  const whole = evaluate(node, ctx).value !== null;
  const entered = ctx.inputs.officer[node.id];
  const value = entered === undefined ? null : decimal(entered);
  const stands = node.mode === 'add' || entered === undefined;
  return {
    rule: { code: `rule.corrected.${node.mode}`, params: { owner: node.owner, min: node.min, max: node.max } },
    children: [{ explained: ctx.explain(node.input), ...(whole && base && stands ? { weight: '1', contribution: ctx.exact(base) } : {}) }],
    inputs: whole && value ? [{ code: `line.correction.${node.mode}`, params: { value: value.toString(), owner: node.owner }, amount: ctx.exact(value) }] : [{ code: 'line.uncorrected', params: { owner: node.owner } }],
  };
}
