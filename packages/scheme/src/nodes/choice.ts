import { z } from 'zod';
import { Id, Num, Text } from '../model/common.ts';
import { Condition } from '../model/condition.ts';
import { nodeBase } from './base.ts';
import { figureUse, type Use } from './uses.ts';

/** What a case gives: a number, another node's figure, or no figure. */
export const Outcome = z.union([z.strictObject({ value: Num }), z.strictObject({ node: Id }), z.strictObject({ none: z.literal(true) })]);
export type Outcome = z.infer<typeof Outcome>;

/** The first case whose condition holds, else `otherwise` (R27, R40). A condition that cannot be decided holds the figure, or the next case is asked. */
export const Choice = z.strictObject({
  kind: z.literal('choice'),
  ...nodeBase,
  cases: z.array(z.strictObject({ id: Id, title: Text, when: Condition, then: Outcome })).min(1).max(20),
  otherwise: Outcome,
  unknown: z.enum(['hold', 'next']),
});
export type Choice = z.infer<typeof Choice>;

export function uses(node: Choice): Use[] {
  const of = (at: string, outcome: Outcome): Use[] => ('node' in outcome ? [figureUse(`${at}/node`, outcome.node)] : []);
  return [...node.cases.flatMap((one): Use[] => [{ at: `cases/${one.id}/when`, condition: one.when }, ...of(`cases/${one.id}/then`, one.then)]), ...of('otherwise', node.otherwise)];
}
