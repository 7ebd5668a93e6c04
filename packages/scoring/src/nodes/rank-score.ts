import type { NodeOf } from '@shuping/scheme';
import { absent, present, type Figure } from '../figure.ts';
import type { EvalContext, ExplainContext, ExplainedParts, InputKey } from './evaluator.ts';
import { pointsOfStanding } from './places.ts';

type Node = NodeOf<'rank_score'>;

/** Points for the place among those ranked together (R32). Absent without an own figure, and while nobody has ranked it with the others. */
export function evaluate(node: Node, ctx: EvalContext): Figure {
  const own = ctx.figure(node.input).value;
  if (!own) return absent('absent.base', [node.input]);
  const standing = ctx.inputs.places?.[node.id];
  if (!standing) return absent('absent.no_place');
  const points = pointsOfStanding(node.convert, node.ties, node.best, standing, own);
  return points ? present(points) : absent('absent.zero_divisor', [node.input]);
}

export function reads(node: Node): readonly InputKey[] {
  return [`places/${node.id}`];
}

export function explain(node: Node, ctx: ExplainContext): ExplainedParts {
  const standing = ctx.inputs.places?.[node.id];
  const value = evaluate(node, ctx).value;
  const rule = { code: `rule.rank_score.${node.convert.by}`, params: { top: node.convert.by === 'table' ? (node.convert.table[0] ?? 0) : node.convert.top, over: node.over } } as const;
  const children = [{ explained: ctx.explain(node.input) }];
  if (!standing || !value) return { rule, children };
  const place = node.ties === 'dense' ? standing.dense : standing.place;
  return { rule, children, inputs: [{ code: standing.tied > 1 ? 'line.place_tied' : 'line.place', params: { place, of: standing.of, tied: standing.tied, best: standing.best }, amount: ctx.exact(value) }] };
}
