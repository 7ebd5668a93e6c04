import type { ExactJson, Problem } from '@shuping/kernel';
import type { ScoreInputs } from '@shuping/scheme';
import type { ScoreResult } from '../figure.ts';

/** One assessee of a pool with the score and what it was computed from. */
export type PoolMember = { readonly id: string; readonly result: ScoreResult; readonly inputs: ScoreInputs };

/** A condition that took a grade away: `unknown` when a figure or fact that it asks for is missing. */
export type GateHit = { readonly gate: string; readonly grade: string; readonly otherwise: string; readonly state: 'fails' | 'unknown' };
export type VetoHit = { readonly veto: string; readonly question: string; readonly grade: string };
export type GradeMove = { readonly by: 'gate' | 'veto' | 'quota'; readonly id: string; readonly from: string; readonly to: string };

/** Assessees that no score and no tie-break tells apart at a quota's line. All were put below it; the committee may raise `places` of them. */
export type QuotaTie = { readonly quota: string; readonly ids: readonly string[]; readonly places: number; readonly from: string };

/** Grade of one assessee before the committee decides. `grade` is null exactly when the result is held. */
export type MemberGrading = {
  readonly id: string;
  readonly score: ExactJson | null;
  readonly held: readonly string[];
  /** grade by score alone */
  readonly bandGrade: string | null;
  readonly grade: string | null;
  /** place in the pool by score and tie-break, 1 = best; equal assessees share it */
  readonly rank: number | null;
  readonly gates: readonly GateHit[];
  readonly vetoes: readonly VetoHit[];
  /** vetoes whose condition could not be decided for want of a figure or fact */
  readonly undecidedVetoes: readonly string[];
  /** best grade that the vetoes leave */
  readonly vetoCap: string | null;
  readonly moves: readonly GradeMove[];
  readonly tie?: QuotaTie;
};

/** State of one quota. `limit` is in heads. `over`: broken as computed (cap exceeded or floor not reached). `line` is the last within the cap, for a floor the last above it. */
export type QuotaLine = {
  readonly quota: string;
  readonly kind: 'cap' | 'floor';
  readonly strictness: 'must' | 'principle';
  readonly grades: readonly string[];
  readonly limit: number;
  readonly used: number;
  readonly over: boolean;
  readonly line: { readonly id: string; readonly score: ExactJson } | null;
  readonly pushed: readonly string[];
  readonly ties: readonly QuotaTie[];
};

export type PoolGrading = {
  readonly size: number;
  readonly graded: number;
  readonly held: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
  /** in the order given */
  readonly members: readonly MemberGrading[];
  readonly quotas: readonly QuotaLine[];
  /** places shared by more than one assessee */
  readonly sharedRanks: readonly { readonly rank: number; readonly ids: readonly string[] }[];
  /** limits that no distribution of this pool can meet together */
  readonly infeasible: readonly Problem[];
  /** limits that the computed grades break: `quota.principle` (give a reason) or `quota.unmet` (cannot be met by lowering grades) */
  readonly warnings: readonly Problem[];
};
