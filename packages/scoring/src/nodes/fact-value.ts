import { Fraction } from '@shuping/kernel';
import type { NodeOf } from '@shuping/scheme';
import { absent, present, type Figure } from '../figure.ts';
import { decimal } from '../prepared.ts';
import type { EvalContext, ExplainContext, ExplainedParts, InputKey } from './evaluator.ts';

type Node = NodeOf<'fact_value'>;

/** A fact as a figure; absent when it is not known or no number. */
export function evaluate(node: Node, ctx: EvalContext): Figure {
  const fact = ctx.inputs.facts[node.fact];
  if (fact === undefined) return absent('absent.no_figure');
  if (typeof fact === 'boolean') return present(fact ? Fraction.one : Fraction.zero);
  const value = typeof fact === 'number' ? decimal(fact) : null;
  return value ? present(value) : absent('absent.out_of_bounds');
}

export function reads(node: Node): readonly InputKey[] {
  return [`facts/${node.fact}`];
}

export function explain(node: Node, ctx: ExplainContext): ExplainedParts {
  const value = evaluate(node, ctx).value;
  const title = ctx.scheme.facts.find((fact) => fact.id === node.fact)?.title;
  return {
    rule: { code: 'rule.fact_value', params: { fact: node.fact } },
    inputs: value ? [{ code: 'line.fact', params: { value: value.toString() }, amount: ctx.exact(value), ...(title ? { title } : {}) }] : [],
  };
}
