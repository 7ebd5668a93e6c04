import type { NodeOf, Outcome } from '@shuping/scheme';
import { absent, present, type Figure } from '../figure.ts';
import { num } from '../prepared.ts';
import type { EvalContext, ExplainContext, ExplainedParts, InputKey } from './evaluator.ts';
import { nodeHolds } from './limited.ts';

type Node = NodeOf<'choice'>;

type Taken = { readonly outcome: Outcome; readonly at: number | null };

/** The case that holds first, null where `otherwise` applies; a figure while one cannot be decided. */
function takenOf(node: Node, ctx: EvalContext): Taken | Figure {
  for (const [at, one] of node.cases.entries()) {
    const state = nodeHolds(one.when, ctx);
    if (state === null && node.unknown === 'hold') return absent('absent.condition_unknown');
    if (state) return { outcome: one.then, at };
  }
  return { outcome: node.otherwise, at: null };
}

/** Figure of the first case whose condition holds (R27, R40). */
export function evaluate(node: Node, ctx: EvalContext): Figure {
  const taken = takenOf(node, ctx);
  if ('value' in taken) return taken;
  const { outcome } = taken;
  if ('value' in outcome) return present(num(outcome.value));
  if ('none' in outcome) return absent('absent.no_outcome');
  const value = ctx.figure(outcome.node).value;
  return value ? present(value) : absent('absent.base', [outcome.node]);
}

export function reads(): readonly InputKey[] {
  return [];
}

export function explain(node: Node, ctx: ExplainContext): ExplainedParts {
  const rule = { code: 'rule.choice', params: { cases: node.cases.length } } as const;
  const taken = takenOf(node, ctx);
  if ('value' in taken) return { rule };
  const { outcome, at } = taken;
  const one = at === null ? undefined : node.cases[at];
  const value = evaluate(node, ctx).value;
  const line = { code: one ? 'line.case' : 'line.otherwise', params: { case: one?.id ?? '' }, ...(one ? { title: one.title } : {}) } as const;
  if (!('node' in outcome)) return { rule, inputs: [value ? { ...line, amount: ctx.exact(value) } : line] };
  return { rule, inputs: [line], children: [{ ...(value ? { weight: '1', contribution: ctx.exact(value) } : {}), explained: ctx.explain(outcome.node) }] };
}
