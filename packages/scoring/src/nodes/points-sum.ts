import { Fraction } from '@shuping/kernel';
import type { NodeOf } from '@shuping/scheme';
import { absent, present, type Figure } from '../figure.ts';
import { num } from '../prepared.ts';
import type { EvalContext, ExplainContext, ExplainedChild, ExplainedParts, InputKey } from './evaluator.ts';
import { absenceOf, planTerms, type Plan } from './terms.ts';

type Node = NodeOf<'points_sum'>;

function planOf(node: Node, ctx: EvalContext): Plan {
  return planTerms(ctx.prepared.parts.get(node.id) ?? node.inputs.map(({ id, points, absence }) => ({ id, weight: num(points), absence })), ctx);
}

/** Σ figure ÷ full marks × points (R08, R24), with missing parts treated as declared: spread points keep the sum of all. */
export function evaluate(node: Node, ctx: EvalContext): Figure {
  const { terms, failed } = planOf(node, ctx);
  if (failed) return failed;
  let total = Fraction.zero;
  for (const term of terms) {
    if (term.source === null) continue;
    const full = node.inputs[term.index]!.full;
    if (full === 0) return absent('absent.zero_divisor', [term.id]);
    total = total.add(ctx.figure(term.source).value!.mul(term.weight).div(num(full)));
  }
  return present(total);
}

export function reads(): readonly InputKey[] {
  return [];
}

export function explain(node: Node, ctx: ExplainContext): ExplainedParts {
  const { terms } = planOf(node, ctx);
  const whole = evaluate(node, ctx).value !== null;
  const children = terms.map((term): ExplainedChild => {
    const input = node.inputs[term.index]!;
    const share = whole ? term.weight.div(num(input.full)) : null;
    const value = term.source === null ? Fraction.zero : ctx.figure(term.source).value!;
    const layer = ctx.layerAt(`score/nodes/${node.id}/inputs/${term.id}/points`);
    return {
      ...(input.full === 0 ? {} : { declared: num(input.points).div(num(input.full)).toString() }),
      ...(share ? { weight: share.toString(), contribution: ctx.exact(value.mul(share)) } : {}),
      explained: ctx.explain(term.id),
      ...(ctx.figure(term.id).value === null ? { absence: absenceOf(input.absence) } : {}),
      ...(term.rule === 'fallback' && term.source !== null ? { instead: ctx.explain(term.source) } : {}),
      ...(layer ? { layer } : {}),
    };
  });
  return { rule: { code: 'rule.points_sum', params: { total: node.total } }, children };
}
