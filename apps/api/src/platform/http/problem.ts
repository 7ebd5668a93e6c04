import { statusOf, type ErrorCode, type ProblemBody } from '@shuping/contracts';
import type { Problem } from '@shuping/kernel';
import type { FastifyReply } from 'fastify';

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

/** Seconds after which a client may try again what was refused for load or because the database is away. */
const RETRY_SECONDS = '2';

/** Writes a problem as the answer; gives what was written, so that the caller can log what nobody expected. */
export function sendProblem(reply: FastifyReply, problem: HttpProblem, traceId: string): { readonly status: number; readonly known: boolean } {
  const { status, body, known } = problemResponse(problem, traceId);
  if (!reply.sent) {
    if (status === 503) void reply.header('retry-after', RETRY_SECONDS);
    void reply.status(status).header('content-type', PROBLEM_TYPE).send(body);
  }
  return { status, known };
}

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';
