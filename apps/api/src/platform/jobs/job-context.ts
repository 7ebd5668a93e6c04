import type { Problem, Result } from '@shuping/kernel';
import type { Actor } from '../persistence/actor.ts';

/** Ends a job from within when its cancelling was asked for. */
export class JobCancelled extends Error {}

/** What a handler gets. */
export type JobContext<P = Readonly<Record<string, unknown>>> = {
  readonly id: string;
  readonly payload: P;
  readonly orgPath: string;
  /** the asker with the scope of now, or the server itself */
  readonly actor: Actor;
  /** attempt, from 1; above 1 after a crash, so a handler goes on from what it finds done */
  readonly attempt: number;
  /** Shows how far it is and throws `JobCancelled` when somebody asked to stop; call it between units of work. */
  progress(done: number, total?: number): Promise<void>;
};

export type JobOutcome = { readonly resultFileId?: string; readonly params?: Readonly<Record<string, unknown>> };
export type JobHandler<P = never> = (job: JobContext<P>) => Promise<Result<JobOutcome, Problem>>;
