import { z } from 'zod';
import { Id, Text } from './common.ts';

/** Roles that a scheme may let decide applications of fault tolerance. */
export const TOLERANCE_DECIDERS = ['committee', 'host_leader'] as const;

/**
 * 容错纠错 (R-H3): on which grounds a deduction may be left out of account, how long after the result is final one may apply, within how many days the office gives its opinion and, after that, `decides`
 * decides. `never` names deductions (a question of the record, a sheet, or an item of one) that no ground excuses. A scheme without it takes no applications.
 */
export const ToleranceRules = z.strictObject({
  grounds: z.array(z.strictObject({ id: Id, title: Text, meaning: Text.optional() })).min(1).max(20),
  fileDays: z.int().min(0).max(90),
  opinionDays: z.int().min(1).max(90),
  decisionDays: z.int().min(1).max(90),
  decides: Id,
  never: z.array(Id).max(40).optional(),
});
export type ToleranceRules = z.infer<typeof ToleranceRules>;
