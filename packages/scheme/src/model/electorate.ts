import { z } from 'zod';
import { Id, Text } from './common.ts';

/** Share as an exact fraction between 0 and 1: `1/2`, `2/3`, `7/10`. */
const Share = z.string().regex(/^(0|1|[1-9]\d{0,2}\/[1-9]\d{0,2})$/);

/** What must be reached (R19): a share of the whole, `over: true` when it must be passed (more than half), and a number of heads beside it. */
export const Threshold = z.strictObject({ share: Share.optional(), over: z.boolean().optional(), heads: z.int().min(1).max(5_000).optional() });
export type Threshold = z.infer<typeof Threshold>;

/** When a vote stands (R19, S47): heads present of those due before it opens; ballots back in each round; and what follows when more ballots come back than tickets were given: `hold` stops the seal until it is explained, `void` voids the round, which is voted on again. */
export const MeetingValidity = z.strictObject({
  present: Threshold.optional(),
  returned: z.strictObject({ of: z.enum(['due', 'present', 'issued']), ...Threshold.shape }).optional(),
  surplus: z.enum(['hold', 'void']).optional(),
});
export type MeetingValidity = z.infer<typeof MeetingValidity>;

/** Subjects for which a text fact has one of these values, such as the kind of their unit. */
export const OnlySubjects = z.strictObject({ fact: Id, is: z.array(z.string().min(1).max(60)).min(1).max(20) });
export type OnlySubjects = z.infer<typeof OnlySubjects>;

/**
 * Whom a group rates (R09, R10, R15): all; all but themselves; only those to whom a person stands in a relation (supervises, belongs to the unit); or only the subjects of a panel, everybody in the group the
 * same ones (S58). Without it, all. In `not_self` and `related` not everybody rates everybody: such people check in under their name and every subject is a round of its own (security 2.4 step 1).
 */
export const Rates = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.literal('all') }),
  z.strictObject({ rule: z.literal('not_self') }),
  z.strictObject({ rule: z.literal('related'), relation: Text }),
  z.strictObject({ rule: z.literal('only'), ...OnlySubjects.shape }),
]);
export type Rates = z.infer<typeof Rates>;

/** Part of a group that must make up a share of its heads present, such as ordinary residents of those called from the village (R11). */
export const GroupPart = z.strictObject({ id: Id, title: Text, share: Share });
export type GroupPart = z.infer<typeof GroupPart>;
