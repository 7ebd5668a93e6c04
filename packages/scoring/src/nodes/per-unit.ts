import type { NodeOf } from '@shuping/scheme';
import { absent, present, type Figure } from '../figure.ts';
import { num } from '../prepared.ts';
import type { EvalContext, ExplainContext, ExplainedParts, InputKey } from './evaluator.ts';
import type { Fraction } from '@shuping/kernel';
import { unitsIn } from './units.ts';

type Node = NodeOf<'per_unit'>;

function unitsOf(node: Node, value: Fraction): Fraction {
  const excess = node.side === 'above' ? value.sub(num(node.from)) : num(node.from).sub(value);
  return unitsIn(excess, num(node.unit), node.units);
}

/** Points for each unit beyond a line (R30), the size bounded by `cap`. */
export function evaluate(node: Node, ctx: EvalContext): Figure {
  const value = ctx.figure(node.input).value;
  if (!value) return absent('absent.base', [node.input]);
  if (node.unit <= 0) return absent('absent.zero_divisor');
  const total = unitsOf(node, value).mul(num(node.points));
  if (node.cap === undefined) return present(total);
  const cap = num(node.cap);
  return present(total.n < 0n ? total.max(cap.neg()) : total.min(cap));
}

export function reads(): readonly InputKey[] {
  return [];
}

export function explain(node: Node, ctx: ExplainContext): ExplainedParts {
  const value = ctx.figure(node.input).value;
  const rule = { code: `rule.per_unit.${node.side}`, params: { from: node.from, unit: node.unit, points: node.points } } as const;
  const children = [{ explained: ctx.explain(node.input) }];
  if (!value || node.unit <= 0) return { rule, children };
  const units = unitsOf(node, value);
  return {
    rule, children,
    inputs: [{ code: 'line.units', params: { units: units.toString(), points: node.points }, amount: ctx.exact(units.mul(num(node.points))) }],
    steps: node.cap === undefined ? [] : [{ code: 'step.cap', params: { cap: node.cap } }],
  };
}
