import { Fraction } from '@shuping/kernel';
import type { Condition, NodeOf } from '@shuping/scheme';
import { absent, present, type Figure } from '../figure.ts';
import { num } from '../prepared.ts';
import type { Coded, EvalContext, ExplainContext, ExplainedParts, ExplainedStep, InputKey } from './evaluator.ts';
import { holds } from '../condition.ts';

type Node = NodeOf<'limited'>;

type Limit = Node['limits'][number];
type Applied = { readonly limit: Limit; readonly min: Fraction | null; readonly max: Fraction | null };

/** Whether a limit is in force: always, while its condition holds, or as `unknown` says when that cannot be decided. */
function inForce(limit: Limit, ctx: EvalContext): boolean | null {
  if (!limit.when) return true;
  const state = nodeHolds(limit.when, ctx);
  if (state !== null) return state;
  return limit.unknown === 'hold' ? null : limit.unknown === 'apply';
}

/** A condition asked while nodes are evaluated. */
export function nodeHolds(condition: Condition, ctx: EvalContext): boolean | null {
  return holds(condition, { scheme: ctx.scheme, inputs: ctx.inputs, nodes: {}, grade: null, figure: ctx.figure });
}

function appliedOf(node: Node, ctx: EvalContext): Applied[] | Figure {
  const out: Applied[] = [];
  for (const limit of node.limits) {
    const force = inForce(limit, ctx);
    if (force === null) return absent('absent.condition_unknown');
    if (!force) continue;
    const bounds: Record<'min' | 'max', Fraction | null> = { min: null, max: null };
    for (const end of ['min', 'max'] as const) {
      const bound = limit[end];
      if (bound === undefined) continue;
      bounds[end] = typeof bound === 'number' ? num(bound) : ctx.figure(bound.node).value;
      if (!bounds[end]) return absent('absent.bound', typeof bound === 'number' ? [] : [bound.node]);
    }
    out.push({ limit, ...bounds });
  }
  return out;
}

/** The figure under its ceilings and floors, in their order: within one limit the ceiling comes first (R33, R40). */
export function evaluate(node: Node, ctx: EvalContext): Figure {
  const base = ctx.figure(node.input).value;
  if (!base) return absent('absent.base', [node.input]);
  const applied = appliedOf(node, ctx);
  if ('value' in applied) return applied;
  return present(applied.reduce((value, { min, max }) => {
    const under = max ? value.min(max) : value;
    return min ? under.max(min) : under;
  }, base));
}

export function reads(): readonly InputKey[] {
  return [];
}

export function explain(node: Node, ctx: ExplainContext): ExplainedParts {
  const base = ctx.figure(node.input).value;
  const applied = appliedOf(node, ctx);
  const rule: Coded = { code: 'rule.limited', params: { limits: node.limits.length } };
  const bounds = node.limits.flatMap((limit) => [limit.min, limit.max]).flatMap((bound) => (typeof bound === 'object' ? [bound.node] : []));
  const children = [
    { ...(base && !('value' in applied) ? { weight: '1', contribution: ctx.exact(base) } : {}), explained: ctx.explain(node.input) },
    ...[...new Set(bounds)].map((id) => ({ explained: ctx.explain(id) })),
  ];
  if ('value' in applied) return { rule, children };
  const force = new Map(applied.map((one) => [one.limit.id, one]));
  const inputs = node.limits.map((limit) => ({ code: force.has(limit.id) ? 'line.limit_applies' : 'line.limit_idle', params: { limit: limit.id }, title: limit.title }) as const);
  const steps = applied.flatMap(({ min, max }): ExplainedStep[] => [
    ...(max ? [{ code: 'step.max', params: { max: max.toString() } } as const] : []),
    ...(min ? [{ code: 'step.min', params: { min: min.toString() } } as const] : []),
  ]);
  return { rule, children, inputs, steps };
}
