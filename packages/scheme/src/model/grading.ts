import { z } from 'zod';
import { Id, Num, Text } from './common.ts';
import { Condition } from './condition.ts';
import { Mark } from './marks.ts';
import { Stars } from './stars.ts';

/** What a share counts: each person once, or each time a person is graded (K2: 57 persons, 60 person-times). */
export const SHARE_OF = ['persons', 'person_times'] as const;
export type ShareOf = (typeof SHARE_OF)[number];

/** How whole heads are made of shares (R38): Hamilton, Webster and Jefferson. */
export const APPORTIONMENTS = ['largest_remainder', 'sainte_lague', 'dhondt'] as const;
export type Apportionment = (typeof APPORTIONMENTS)[number];

/** Score band of a grade: from `from` up to the next better band; `inclusive` says whether `from` itself belongs (R37). The worst band has `from` null. `to` and `toInclusive` are the upper end as printed: checked against the next better band, never used to grade (K4). */
export const Band = z.strictObject({ id: Id, from: Num.nullable(), inclusive: z.boolean(), to: Num.optional(), toInclusive: z.boolean().optional() });

/** Limit on grades in a pool (R38). `share` is 0..1 of the pool's graded heads, or `heads` is their number; `principle` warns and records a reason instead of refusing; `ties` at the line all fall `below` it (the committee raises some) or all stay `above` it (ties allowed, R44). */
export const Quota = z.strictObject({
  id: Id,
  title: Text,
  grades: z.array(Id).min(1),
  kind: z.enum(['cap', 'floor']),
  share: Num,
  rounding: z.enum(['down', 'up', 'half_up']),
  strictness: z.enum(['must', 'principle']),
  heads: z.int().min(0).max(2000).optional(),
  of: z.enum(SHARE_OF).optional(),
  ties: z.enum(['below', 'above']).optional(),
});
export type Quota = z.infer<typeof Quota>;

/** Full forced distribution (R38: 3:5:2, 20/60/20): `parts` are of any total, one for each grade. `equal` says which grade takes a head that the method leaves open; `lines` whether the score lines must be reached too. The places always sum to the pool. */
export const ForcedDistribution = z.strictObject({
  id: Id,
  title: Text,
  shares: z.array(z.strictObject({ id: Id, parts: Num })).min(2).max(8),
  method: z.enum(APPORTIONMENTS),
  equal: z.enum(['better', 'worse']),
  ties: z.enum(['below', 'above']),
  lines: z.enum(['ignored', 'kept']),
  strictness: z.enum(['must', 'principle']),
});
export type ForcedDistribution = z.infer<typeof ForcedDistribution>;

/** Who is ranked together (R06): all, by sector, or by sector, kind of organisation and declared facts (area, category, person sequence). Pools of fewer than `small.under` heads are put together into one, or go free of quotas. */
export const PoolRule = z.union([
  z.enum(['cycle', 'sector']),
  z.strictObject({
    by: z.array(z.discriminatedUnion('of', [
      z.strictObject({ of: z.literal('sector') }),
      z.strictObject({ of: z.literal('org_kind') }),
      z.strictObject({ of: z.literal('fact'), fact: Id }),
    ])).min(1).max(3),
    small: z.strictObject({ under: z.int().min(2).max(50), rule: z.enum(['merge', 'free']) }).optional(),
  }),
]);
export type PoolRule = z.infer<typeof PoolRule>;

/** Limit over all pools and `years` years up to this one (R38): the share is that of the latest target not after the year. */
export const SystemLimit = z.strictObject({
  id: Id,
  title: Text,
  grades: z.array(Id).min(1),
  kind: z.enum(['cap', 'floor']),
  of: z.enum(SHARE_OF),
  years: z.int().min(1).max(10),
  targets: z.array(z.strictObject({ year: z.int().min(2000).max(2100), share: Num })).min(1).max(10),
  strictness: z.enum(['must', 'principle']),
});
export type SystemLimit = z.infer<typeof SystemLimit>;

/** Outcome outside the distribution (R39): exempt, hold ("99"), cancelled, undetermined. The first whose condition holds is taken; without a condition only a veto or the committee gives it. `unknown` says what a missing figure means. */
export const OutsideOutcome = z.strictObject({
  id: Id,
  title: Text,
  effect: z.enum(['exempt', 'hold', 'cancelled', 'undetermined']),
  when: Condition.optional(),
  unknown: z.enum(['passes', 'holds']).optional(),
});
export type OutsideOutcome = z.infer<typeof OutsideOutcome>;

/** Condition that a grade requires (R40); when it fails or cannot be known the grade falls to `otherwise`. */
export const Gate = z.strictObject({ id: Id, title: Text, grade: Id, requires: Condition, otherwise: Id });
export type Gate = z.infer<typeof Gate>;

/** Ceiling from one component or ballot (R33, R40): while `when` holds the grade is `grade` at best. */
export const CeilingRule = z.strictObject({ id: Id, title: Text, when: Condition, grade: Id });
export type CeilingRule = z.infer<typeof CeilingRule>;

/** 一票否决 (R41): when it holds the grade is `grade` at best, or fixed to it, or the rating is cancelled with `outcome`. `freezes` stops every bonus of result use. Look-back and other persons' acts are said by the condition. */
export const Veto = z.strictObject({
  id: Id, title: Text, question: Id, when: Condition, grade: Id,
  effect: z.enum(['at_best', 'fixed', 'cancelled']).optional(),
  outcome: Id.optional(),
  freezes: z.boolean().optional(),
});
export type Veto = z.infer<typeof Veto>;

/** Negative list (R42): `notes` is only written down, `blocks` leaves `grade` at best from `atLeast` different items on. */
export const NegativeList = z.strictObject({
  id: Id, title: Text, kind: z.enum(['notes', 'blocks']), questions: z.array(Id).min(1).max(40),
  withinMonths: z.int().min(1).max(120).optional(),
  atLeast: z.int().min(1).max(40).optional(),
  grade: Id.optional(),
});
export type NegativeList = z.infer<typeof NegativeList>;

/** One step of the chain that makes a grade final (R46): who may change it, by how many grades at most, with a reason always or only when changing. */
export const DecisionStep = z.strictObject({ id: Id, title: Text, role: Id, may: z.enum(['propose', 'change', 'confirm']), reason: z.enum(['on_change', 'always']), most: z.int().min(1).max(7).optional() });
export type DecisionStep = z.infer<typeof DecisionStep>;

/** How results are made known (R47): on the spot or after confirmation, to whom, what of them, and further rounds of publicity (S12: two). */
export const PublicationRule = z.strictObject({
  when: z.enum(['at_once', 'after_confirmation']),
  scope: z.enum(['person', 'unit', 'pool', 'host']),
  shows: z.array(z.enum(['grade', 'score', 'rank', 'stars', 'marks'])).min(1).max(5),
  rounds: z.array(z.strictObject({ id: Id, title: Text, role: Id, days: z.int().min(1).max(60), workingDays: z.boolean() })).max(4),
});
export type PublicationRule = z.infer<typeof PublicationRule>;

/** Grades best first; grades, bands and quotas refer to each other by id. Ties are broken by `tieBreak` nodes in order, then by the committee, never by id. */
export const Grading = z.strictObject({
  grades: z.array(z.strictObject({ id: Id, title: Text })).min(2).max(8),
  bands: z.array(Band).min(2).max(8),
  pool: PoolRule,
  quotas: z.array(Quota).max(10),
  gates: z.array(Gate).max(20),
  vetoes: z.array(Veto).max(20),
  tieBreak: z.array(Id).max(10),
  distribution: ForcedDistribution.optional(),
  system: z.array(SystemLimit).max(10).optional(),
  outcomes: z.array(OutsideOutcome).max(10).optional(),
  ceilings: z.array(CeilingRule).max(20).optional(),
  lists: z.array(NegativeList).max(10).optional(),
  marks: z.array(Mark).max(10).optional(),
  stars: Stars.optional(),
  steps: z.array(DecisionStep).max(6).optional(),
  publication: PublicationRule.optional(),
});
export type Grading = z.infer<typeof Grading>;
