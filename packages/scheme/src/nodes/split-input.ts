import { z } from 'zod';
import { Id, Num, Text } from '../model/common.ts';
import { nodeBase } from './base.ts';
import type { Use } from './uses.ts';

/** One item split among offices (R13): each marks its own part within bounds; figure = Σ parts. The parts' full marks sum to `total`. A part without a mark holds the figure, counts as zero or is made up in proportion. */
export const SplitInput = z.strictObject({
  kind: z.literal('split_input'),
  ...nodeBase,
  total: Num,
  parts: z.array(z.strictObject({ id: Id, title: Text, owner: Id, min: Num, max: Num, question: Id.optional() })).min(2).max(20),
  absence: z.enum(['hold', 'zero', 'renormalise']),
});
export type SplitInput = z.infer<typeof SplitInput>;

export function uses(node: SplitInput): Use[] {
  return node.parts.flatMap((part): Use[] => [
    { at: `parts/${part.id}/owner`, role: part.owner },
    ...(part.question ? [{ at: `parts/${part.id}/question`, to: `questions/${part.question}` }] : []),
  ]);
}
