import { Fraction } from '@shuping/kernel';
import type { NodeOf } from '@shuping/scheme';
import { absent, present, type Figure } from '../figure.ts';
import { num } from '../prepared.ts';
import type { EvalContext, ExplainContext, ExplainedChild, ExplainedParts, ExplainedStep, InputKey } from './evaluator.ts';

type Node = NodeOf<'adjusted'>;

/** Base plus signed accounts within bounds (R27). An account without a figure holds the node: missing is not zero. */
export function evaluate(node: Node, ctx: EvalContext): Figure {
  const base = ctx.figure(node.base).value;
  if (!base) return absent('absent.base', [node.base]);
  let total = base;
  const missing: string[] = [];
  for (const id of node.accounts) {
    const value = ctx.figure(id).value;
    if (value) total = total.add(value);
    else missing.push(id);
  }
  if (missing.length > 0) return absent('absent.account', missing);
  if (node.max !== undefined) total = total.min(num(node.max));
  if (node.min !== undefined) total = total.max(num(node.min));
  return present(total);
}

export function reads(): readonly InputKey[] {
  return [];
}

export function explain(node: Node, ctx: ExplainContext): ExplainedParts {
  const complete = evaluate(node, ctx).value !== null;
  const children = [node.base, ...node.accounts].map((id): ExplainedChild => {
    const value = ctx.figure(id).value;
    const child = { weight: Fraction.one.toString(), explained: ctx.explain(id) };
    return complete && value ? { ...child, contribution: ctx.exact(value) } : child;
  });
  const steps: ExplainedStep[] = [];
  if (node.max !== undefined) steps.push({ code: 'step.max', params: { max: node.max } });
  if (node.min !== undefined) steps.push({ code: 'step.min', params: { min: node.min } });
  return { rule: { code: 'rule.adjusted', params: { accounts: node.accounts.length } }, children, steps };
}
