import type { ExactJson, Problem } from '@shuping/kernel';
import type { OutsideOutcome, ScoreInputs, ShareOf } from '@shuping/scheme';
import type { ScoreResult } from '../figure.ts';

/** One assessee of a pool with the score and what it was computed from. `person` tells the same person in two posts apart from two persons (K2); by default every assessee is another person. */
export type PoolMember = { readonly id: string; readonly result: ScoreResult; readonly inputs: ScoreInputs; readonly person?: string };

/** A condition that took a grade away: `unknown` when a figure or fact that it asks for is missing. */
export type GateHit = { readonly gate: string; readonly grade: string; readonly otherwise: string; readonly state: 'fails' | 'unknown' };
export type VetoHit = { readonly veto: string; readonly question: string; readonly grade: string };
export type CeilingHit = { readonly ceiling: string; readonly grade: string };
/** Items of a negative list that were hit; `grade` is the best that a blocking list leaves, null where it only notes. */
export type ListHit = { readonly list: string; readonly kind: 'notes' | 'blocks'; readonly questions: readonly string[]; readonly grade: string | null };
export type GradeMove = { readonly by: 'gate' | 'veto' | 'quota' | 'ceiling' | 'list' | 'distribution'; readonly id: string; readonly from: string; readonly to: string };

/** Outcome outside the distribution (R39), and which condition or veto gave it. */
export type OutcomeHit = { readonly outcome: string; readonly effect: OutsideOutcome['effect']; readonly by: 'condition' | 'veto'; readonly id: string };

/** Assessees that no score and no tie-break tells apart at a line. The committee may raise `places` of them when all were put below it; where ties stay above, `places` is how many are too many, negative. */
export type QuotaTie = { readonly quota: string; readonly ids: readonly string[]; readonly places: number; readonly from: string };

/** Grade of one assessee before the committee decides. `grade` is null exactly when the result is held or has an outcome outside the distribution. */
export type MemberGrading = {
  readonly id: string;
  readonly person: string;
  readonly score: ExactJson | null;
  readonly held: readonly string[];
  readonly outcome: OutcomeHit | null;
  /** grade by score alone */
  readonly bandGrade: string | null;
  readonly grade: string | null;
  /** place in the pool by score and tie-break, 1 = best; equal assessees share it */
  readonly rank: number | null;
  readonly gates: readonly GateHit[];
  readonly vetoes: readonly VetoHit[];
  readonly ceilings: readonly CeilingHit[];
  readonly lists: readonly ListHit[];
  /** vetoes whose condition could not be decided for want of a figure or fact */
  readonly undecidedVetoes: readonly string[];
  /** best grade that vetoes and blocking lists leave */
  readonly vetoCap: string | null;
  /** grade to which a veto fixes the result */
  readonly fixed: string | null;
  /** vetoes that stop every bonus (R41) */
  readonly freezes: readonly string[];
  readonly moves: readonly GradeMove[];
  readonly tie?: QuotaTie;
};

/** State of one quota. `limit` and `used` are in what it counts: persons or person-times. `over`: broken as computed (cap exceeded or floor not reached). `line` is the last within the cap, for a floor the last above it. */
export type QuotaLine = {
  readonly quota: string;
  readonly kind: 'cap' | 'floor';
  readonly strictness: 'must' | 'principle';
  readonly grades: readonly string[];
  readonly of: ShareOf;
  readonly tiesAbove: boolean;
  readonly limit: number;
  readonly used: number;
  readonly over: boolean;
  readonly line: { readonly id: string; readonly score: ExactJson } | null;
  readonly pushed: readonly string[];
  readonly ties: readonly QuotaTie[];
};

/** Places of a forced distribution and their use, best grade first; the places sum to the graded heads. `line` is the last within the grade. */
export type DistributionLine = {
  readonly id: string;
  readonly strictness: 'must' | 'principle';
  readonly grades: readonly { readonly grade: string; readonly places: number; readonly used: number; readonly line: { readonly id: string; readonly score: ExactJson } | null }[];
  readonly broken: boolean;
  readonly ties: readonly QuotaTie[];
};

export type PoolGrading = {
  readonly size: number;
  readonly graded: number;
  /** without a score and without an outcome */
  readonly held: readonly string[];
  /** outcome → who has it, outside all shares */
  readonly outcomes: Readonly<Record<string, readonly string[]>>;
  readonly counts: Readonly<Record<string, number>>;
  /** in the order given */
  readonly members: readonly MemberGrading[];
  readonly quotas: readonly QuotaLine[];
  readonly distribution: DistributionLine | null;
  /** places shared by more than one assessee */
  readonly sharedRanks: readonly { readonly rank: number; readonly ids: readonly string[] }[];
  /** limits that no distribution of this pool can meet together */
  readonly infeasible: readonly Problem[];
  /** limits that the computed grades break: `quota.principle`, `distribution.principle` (give a reason), `quota.unmet`, `distribution.unmet` (cannot be met by rules) */
  readonly warnings: readonly Problem[];
};
