import { z } from 'zod';
import { Id, Num } from '../model/common.ts';
import { nodeBase } from './base.ts';
import type { Use } from './uses.ts';

/** Account of recorded events of bonus or deduction questions (R27, R28). Points of an event are recorded with it, within the question's bounds; of one matter only the highest counts when `perMatter` says so. `cap` bounds the whole account's size. No event gives 0: an account is never absent. */
export const Events = z.strictObject({
  kind: z.literal('events'),
  ...nodeBase,
  questions: z.array(Id).min(1).max(40),
  sign: z.enum(['plus', 'minus']),
  perMatter: z.enum(['highest', 'sum']),
  cap: Num.optional(),
});
export type Events = z.infer<typeof Events>;

export function uses(node: Events): Use[] {
  return node.questions.map((id) => ({ at: `questions/${id}`, to: `questions/${id}` }));
}
