import { z } from 'zod';
import { Id, Num } from './common.ts';

const Operand = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('node'), node: Id }),
  z.strictObject({ of: z.literal('fact'), fact: Id }),
  /** share of one option among the valid marks of a ballot item over all groups, 0..1 */
  z.strictObject({ of: z.literal('option_share'), ballot: Id, item: Id, option: Id }),
  /** number of recorded events of a question */
  z.strictObject({ of: z.literal('events'), question: Id }),
  /** number of periods of a `periods` node whose entry is at least `from` */
  z.strictObject({ of: z.literal('period_count'), node: Id, from: Num }),
]);

type ConditionInput =
  | { kind: 'compare'; left: z.infer<typeof Operand>; op: 'lt' | 'le' | 'eq' | 'ne' | 'ge' | 'gt'; right: number }
  | { kind: 'and' | 'or'; all: ConditionInput[] }
  | { kind: 'not'; of: ConditionInput }
  | { kind: 'event'; question: string; withinMonths?: number | undefined; actors?: string[] | undefined }
  | { kind: 'fact_is'; fact: string; is: string[] }
  | { kind: 'grade'; is: string[] }
  | { kind: 'past_grade'; is: string[]; years: number }
  | { kind: 'has_figure'; node: string };

/** Small closed language of conditions; no expression strings. `event` looks back `withinMonths` from the period's end (the period itself when absent); `actors` narrows it to acts of these (`self` is the assessee; R41); `fact_is` asks a text fact, such as the result of another appraisal (R40); `past_grade` asks each of the last `years` years; `has_figure` asks whether a node has a figure at all. */
export const Condition: z.ZodType<ConditionInput> = z.lazy(() => z.union([
  z.strictObject({ kind: z.literal('compare'), left: Operand, op: z.enum(['lt', 'le', 'eq', 'ne', 'ge', 'gt']), right: Num }),
  z.strictObject({ kind: z.enum(['and', 'or']), all: z.array(Condition).min(1).max(20) }),
  z.strictObject({ kind: z.literal('not'), of: Condition }),
  z.strictObject({ kind: z.literal('event'), question: Id, withinMonths: z.int().min(1).max(120).optional(), actors: z.array(Id).min(1).max(10).optional() }),
  z.strictObject({ kind: z.literal('fact_is'), fact: Id, is: z.array(z.string().min(1).max(60)).min(1).max(20) }),
  z.strictObject({ kind: z.literal('grade'), is: z.array(Id).min(1) }),
  z.strictObject({ kind: z.literal('past_grade'), is: z.array(Id).min(1), years: z.int().min(1).max(10) }),
  z.strictObject({ kind: z.literal('has_figure'), node: Id }),
]));
export type Condition = ConditionInput;
export type Operand = z.infer<typeof Operand>;

/** Nodes whose figures or period entries a condition asks for. */
export function conditionNodes(condition: Condition): string[] {
  switch (condition.kind) {
    case 'and':
    case 'or': return condition.all.flatMap(conditionNodes);
    case 'not': return conditionNodes(condition.of);
    case 'has_figure': return [condition.node];
    case 'compare': return condition.left.of === 'node' || condition.left.of === 'period_count' ? [condition.left.node] : [];
    default: return [];
  }
}
