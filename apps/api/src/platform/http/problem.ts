import { statusOf, type ErrorCode, type ProblemBody } from '@shuping/contracts';
import type { Problem } from '@shuping/kernel';

/** A refusal as guards, pipes and the outcome interceptor raise it; `current` is the present state with a stale version. Use cases return `Result` instead. */
export type HttpProblem = Problem & { readonly current?: unknown };

export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: HttpProblem;
  constructor(problem: HttpProblem | ErrorCode) {
    const full = typeof problem === 'string' ? { code: problem } : problem;
    super(full.code);
    this.problem = full;
  }
}

/** Status and body of a problem; a code that is in no registry becomes `internal`, since a status cannot be guessed. */
export function problemResponse(problem: HttpProblem, traceId: string): { readonly status: number; readonly body: ProblemBody; readonly known: boolean } {
  const status = statusOf(problem.code);
  const shown: HttpProblem = status === undefined ? { code: 'internal' } : problem;
  return {
    status: status ?? 500,
    known: status !== undefined,
    body: {
      type: `urn:shuping:problem:${shown.code}`,
      title: shown.code,
      status: status ?? 500,
      code: shown.code,
      ...(shown.params ? { params: { ...shown.params } } : {}),
      ...(shown.at === undefined ? {} : { at: shown.at }),
      ...(shown.issues ? { issues: [...shown.issues] } : {}),
      ...(shown.current === undefined ? {} : { current: shown.current }),
      traceId,
    },
  };
}

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';
