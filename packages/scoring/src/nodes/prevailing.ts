import { Fraction } from '@shuping/kernel';
import type { NodeOf } from '@shuping/scheme';
import { absent, present, type Figure } from '../figure.ts';
import { num } from '../prepared.ts';
import type { EvalContext, ExplainContext, ExplainedLine, ExplainedParts, InputKey } from './evaluator.ts';
import { groupCounts, isAsked, isFigure } from './counts.ts';

type Node = NodeOf<'prevailing'>;

type Option = { readonly id: string; readonly count: number; readonly points: Fraction };

/** The options with the most marks, the ones that count by `ties` only. */
function winnersOf(node: Node, ctx: EvalContext): Option[] | Figure {
  const counts = groupCounts(node.group, ctx);
  if (isFigure(counts)) return counts;
  if (!isAsked(counts, node.item)) return absent('absent.not_asked');
  const options = node.points.map((option): Option => ({ id: option.id, count: counts.items[node.item]?.options[option.id] ?? 0, points: num(option.points) }));
  const most = Math.max(...options.map((option) => option.count));
  if (most === 0) return absent('absent.no_marks');
  const top = options.filter((option) => option.count === most);
  if (top.length === 1 || node.ties === 'mean') return top;
  if (node.ties === 'hold') return absent('absent.tie');
  const sign = node.ties === 'better' ? 1 : -1;
  return [top.reduce((best, option) => (sign * option.points.compare(best.points) > 0 ? option : best))];
}

/** Points of the option that most chose (R17). */
export function evaluate(node: Node, ctx: EvalContext): Figure {
  const winners = winnersOf(node, ctx);
  if ('value' in winners) return winners;
  return present(Fraction.sum(winners.map((option) => option.points)).div(new Fraction(BigInt(winners.length))));
}

export function reads(node: Node): readonly InputKey[] {
  return [`tallies/${node.group}`, 'merged'];
}

export function explain(node: Node, ctx: ExplainContext): ExplainedParts {
  const rule = { code: `rule.prevailing.${node.ties}`, params: { group: node.group, item: node.item } } as const;
  const winners = winnersOf(node, ctx);
  if ('value' in winners) return { rule };
  const scale = ctx.scheme.ballots.find((ballot) => ballot.id === node.ballot)?.items.find((item) => item.id === node.item)?.scale;
  const inputs = winners.map((option): ExplainedLine => {
    const title = ctx.scheme.scales.find((one) => one.id === scale)?.options.find((one) => one.id === option.id)?.title;
    const amount = ctx.exact(option.points.div(new Fraction(BigInt(winners.length))));
    return { code: 'line.prevails', params: { option: option.id, count: option.count, points: option.points.toString() }, amount, ...(title ? { title } : {}) };
  });
  return { rule, inputs };
}
