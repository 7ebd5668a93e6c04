import { Fraction } from '@shuping/kernel';
import type { GroupTally, NodeOf } from '@shuping/scheme';
import { absent, present, type Figure } from '../figure.ts';
import { num } from '../prepared.ts';
import type { EvalContext, ExplainContext, ExplainedParts, InputKey } from './evaluator.ts';
import { divisorOf, groupCounts, isAsked, isFigure } from './counts.ts';

type Node = NodeOf<'support_rate'>;

type Share = { readonly count: number; readonly divisor: number };

/** Marks of the options and the divisor, over the groups that have counts and were asked (R22); those of a merged group are among the counts of the group that took them. */
function shareOf(node: Node, ctx: EvalContext): Share | Figure {
  const tallies = node.groups.flatMap((group): GroupTally[] => {
    const counts = groupCounts(group, ctx);
    return isFigure(counts) ? [] : [counts];
  });
  if (tallies.length === 0) return absent('absent.no_ballots');
  let count = 0;
  let divisor = 0;
  const asked = tallies.filter((tally) => isAsked(tally, node.item));
  if (asked.length === 0) return absent('absent.not_asked');
  for (const tally of asked) {
    for (const option of node.options) count += tally.items[node.item]?.options[option] ?? 0;
    divisor += divisorOf(node.divisor, tally, node.item, node.leaves);
  }
  return divisor <= 0 ? absent('absent.no_marks') : { count, divisor };
}

/** Share of the named options times `full` (R17). */
export function evaluate(node: Node, ctx: EvalContext): Figure {
  const share = shareOf(node, ctx);
  return 'value' in share ? share : present(new Fraction(BigInt(share.count), BigInt(share.divisor)).mul(num(node.full)));
}

export function reads(node: Node): readonly InputKey[] {
  return [...node.groups.map((group): InputKey => `tallies/${group}`), 'merged'];
}

export function explain(node: Node, ctx: ExplainContext): ExplainedParts {
  const share = shareOf(node, ctx);
  const value = evaluate(node, ctx).value;
  return {
    rule: { code: `rule.support_rate.${node.divisor}`, params: { full: node.full, ballot: node.ballot, item: node.item } },
    inputs: value && !('value' in share) ? [{ code: 'line.share', params: { count: share.count, divisor: share.divisor, full: node.full }, amount: ctx.exact(value) }] : [],
  };
}
