import { z } from 'zod';
import { Id, Num, Text } from '../model/common.ts';
import { Condition } from '../model/condition.ts';
import { nodeBase } from './base.ts';
import type { Use } from './uses.ts';

/** Account of dated events (R27, R28, R41), step by step: an event lives `validMonths` of its level, else `withinMonths`, up to the period's end; its points are those of its level on the `ladder`, else as recorded where `unlisted` allows it; a repetition within `repeat.withinMonths` multiplies them, once or each time; of one matter only the highest counts where `perMatter` says so; then the `caps` of months, quarters, half-years or years, each by points or by number of events; then `cap`; and nothing at all while `frozenBy` holds. No event gives 0: a ledger is absent only for an event without a level that it may not have, or a freeze that cannot be decided. */
export const EventLedger = z.strictObject({
  kind: z.literal('event_ledger'),
  ...nodeBase,
  questions: z.array(Id).min(1).max(40),
  sign: z.enum(['plus', 'minus']),
  withinMonths: z.int().min(1).max(120),
  ladder: z.array(z.strictObject({ id: Id, title: Text, points: Num, validMonths: z.int().min(1).max(120).optional() })).max(20),
  unlisted: z.enum(['recorded', 'hold']),
  perMatter: z.enum(['highest', 'sum']),
  repeat: z.strictObject({ same: z.enum(['question', 'matter', 'level']), withinMonths: z.int().min(1).max(120), factor: Num, growth: z.enum(['once', 'each']) }).optional(),
  caps: z.array(z.strictObject({ id: Id, per: z.enum(['month', 'quarter', 'half_year', 'year']), points: Num.optional(), count: z.int().min(0).max(400).optional() })).max(4),
  cap: Num.optional(),
  frozenBy: Condition.optional(),
});
export type EventLedger = z.infer<typeof EventLedger>;

export function uses(node: EventLedger): Use[] {
  return [
    ...node.questions.map((id): Use => ({ at: `questions/${id}`, to: `questions/${id}` })),
    ...(node.frozenBy ? [{ at: 'frozenBy', condition: node.frozenBy }] : []),
  ];
}
