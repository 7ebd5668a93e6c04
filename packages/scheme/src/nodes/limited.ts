import { z } from 'zod';
import { Id, Num, Text } from '../model/common.ts';
import { Condition } from '../model/condition.ts';
import { nodeBase } from './base.ts';
import { figureUse, type Use } from './uses.ts';

const Bound = z.union([Num, z.strictObject({ node: Id })]);

/** A figure under ceilings and floors, taken in order (R33, R40): each always or only while its condition holds, by a number or by another figure. `unknown` says what an undecided condition means. A bound whose figure is missing holds the result. */
export const Limited = z.strictObject({
  kind: z.literal('limited'),
  ...nodeBase,
  input: Id,
  limits: z.array(z.strictObject({ id: Id, title: Text, min: Bound.optional(), max: Bound.optional(), when: Condition.optional(), unknown: z.enum(['hold', 'apply', 'skip']) })).min(1).max(20),
});
export type Limited = z.infer<typeof Limited>;

export function uses(node: Limited): Use[] {
  return [figureUse('input', node.input), ...node.limits.flatMap((limit): Use[] => [
    ...(['min', 'max'] as const).flatMap((end) => { const bound = limit[end]; return typeof bound === 'object' ? [figureUse(`limits/${limit.id}/${end}/node`, bound.node)] : []; }),
    ...(limit.when ? [{ at: `limits/${limit.id}/when`, condition: limit.when }] : []),
  ])];
}
