import { Fraction } from '@shuping/kernel';
import type { NodeOf } from '@shuping/scheme';
import { absent, present, type Figure } from '../figure.ts';
import { num } from '../prepared.ts';
import type { EvalContext, ExplainContext, ExplainedChild, ExplainedParts, InputKey } from './evaluator.ts';
import { absenceOf, planTerms, type Plan } from './terms.ts';

type Node = NodeOf<'weighted_sum'>;

/** Σ figure × weight ÷ total (R24), with missing inputs treated as declared; an undeclared absence holds. */
export function evaluate(node: Node, ctx: EvalContext): Figure {
  const { terms, failed } = planOf(node, ctx);
  if (failed) return failed;
  if (node.total === 0) return absent('absent.zero_divisor');
  let total = Fraction.zero;
  for (const term of terms) if (term.source !== null) total = total.add(ctx.figure(term.source).value!.mul(term.weight));
  return present(total.div(num(node.total)));
}

function planOf(node: Node, ctx: EvalContext): Plan {
  return planTerms(ctx.prepared.parts.get(node.id) ?? node.inputs.map(({ id, weight, absence }) => ({ id, weight: num(weight), absence })), ctx);
}

export function reads(): readonly InputKey[] {
  return [];
}

export function explain(node: Node, ctx: ExplainContext): ExplainedParts {
  const { terms, failed } = planOf(node, ctx);
  const total = node.total === 0 ? Fraction.one : num(node.total);
  const children = terms.map((term): ExplainedChild => {
    const missing = ctx.figure(term.id).value === null;
    const value = term.source === null ? Fraction.zero : ctx.figure(term.source).value!;
    const share = term.weight.div(total);
    const layer = ctx.layerAt(`score/nodes/${node.id}/inputs/${term.id}/weight`);
    return {
      declared: num(node.inputs[term.index]!.weight).div(total).toString(),
      ...(failed ? {} : { weight: share.toString(), contribution: ctx.exact(value.mul(share)) }),
      explained: ctx.explain(term.id),
      ...(missing ? { absence: absenceOf(node.inputs[term.index]!.absence) } : {}),
      ...(term.rule === 'fallback' && term.source !== null ? { instead: ctx.explain(term.source) } : {}),
      ...(layer ? { layer } : {}),
    };
  });
  return { rule: { code: 'rule.weighted_sum', params: { total: node.total } }, children };
}
