import { Fraction } from '@shuping/kernel';
import type { NodeOf } from '@shuping/scheme';
import { absent, present, type Figure } from '../figure.ts';
import { num } from '../prepared.ts';
import type { EvalContext, ExplainContext, ExplainedChild, ExplainedParts, ExplainedStep, InputKey } from './evaluator.ts';

type Node = NodeOf<'product'>;

type Factor = { readonly id: string; readonly value: Fraction; readonly rule: Node['inputs'][number]['absent'] | null };

/** Factors in effect; a figure that says which one is missing. */
function factorsOf(node: Node, ctx: EvalContext): Factor[] | Figure {
  const out: Factor[] = [];
  for (const { id, per, absent: rule } of node.inputs) {
    const value = ctx.figure(id).value;
    if (per === 0) return absent('absent.zero_divisor', [id]);
    if (value) out.push({ id, value: value.div(num(per)), rule: null });
    else if (rule === 'hold') return absent('absent.factor', [id]);
    else out.push({ id, value: rule === 'zero' ? Fraction.zero : Fraction.one, rule });
  }
  return out.some((factor) => factor.rule === null) ? out : absent('absent.nothing_left', node.inputs.map((input) => input.id));
}

/** Product of the figures, each divided by its own unit (R25). Absent while a factor that holds is missing, or when every factor is. */
export function evaluate(node: Node, ctx: EvalContext): Figure {
  const factors = factorsOf(node, ctx);
  return 'value' in factors ? factors : present(factors.reduce((total, factor) => total.mul(factor.value), Fraction.one));
}

export function reads(): readonly InputKey[] {
  return [];
}

export function explain(node: Node, ctx: ExplainContext): ExplainedParts {
  const rule = { code: 'rule.product', params: { factors: node.inputs.length } } as const;
  const factors = factorsOf(node, ctx);
  if ('value' in factors) return { rule, children: node.inputs.map(({ id }) => ({ explained: ctx.explain(id) })) };
  const children = factors.map((factor, at): ExplainedChild => ({
    explained: ctx.explain(factor.id),
    ...(at === 0 ? { contribution: ctx.exact(factor.value) } : {}),
    ...(factor.rule === null ? {} : { absence: { code: `absence.factor_${factor.rule}`, params: {} } as const }),
  }));
  const steps = factors.slice(1).map((factor): ExplainedStep => ({ code: 'step.times', params: { factor: factor.value.toString(), node: factor.id } }));
  return { rule, children, steps };
}
