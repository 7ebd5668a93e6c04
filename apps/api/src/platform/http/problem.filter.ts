import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { OptimisticLockError } from '@mikro-orm/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CodedError } from '../coded-error.ts';
import { collisionOf, type Collision } from '../persistence/collisions.ts';
import { isDatabaseAway, RepeatedFailure } from '../persistence/database-away.ts';
import { ProblemError, sendProblem, type HttpProblem } from './problem.ts';

const BY_STATUS: Readonly<Record<number, string>> = {
  400: 'request.malformed-json', 404: 'request.unknown-route', 405: 'request.method-not-allowed', 413: 'request.body-too-large', 415: 'request.unsupported-media-type', 503: 'unavailable',
};

// a unit of work has tried again by then, so that a use case's own code comes first; what gave way did nothing and may be sent again
const BY_COLLISION: Readonly<Record<Collision, string>> = { taken: 'request.taken', together: 'request.collided' };

/** The one place where failures become `application/problem+json`; what nobody expected is logged with its trace id and answered as `internal`. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');
  private readonly away = new RepeatedFailure(this.logger);

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    // nobody is there to be answered, and nothing went wrong here
    if (hasLeft(error, request)) return;
    const traceId = String(request.id);
    const { status, known } = sendProblem(http.getResponse<FastifyReply>(), problemOf(error), traceId);
    if (isDatabaseAway(error)) this.away.tell(error);
    else if (!known || status >= 500) this.logger.error({ traceId, method: request.method, route: request.routeOptions?.url, error: describe(error) });
  }
}

/** Problem behind anything thrown while a request is handled. */
export function problemOf(error: unknown): HttpProblem {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof CodedError) return error.problem;
  if (error instanceof OptimisticLockError) return { code: 'request.version-stale' };
  if (isDatabaseAway(error)) return { code: 'unavailable' };
  const collision = collisionOf(error);
  if (collision !== null) return { code: BY_COLLISION[collision] };
  const status = error instanceof HttpException ? error.getStatus() : statusCodeOf(error);
  if (status !== undefined && status < 500) return { code: BY_STATUS[status] ?? 'request.refused' };
  return { code: status === 503 ? 'unavailable' : 'internal' };
}

/** Did the caller's line break while the answer was on its way? */
function hasLeft(error: unknown, request: FastifyRequest): boolean {
  return request.raw.socket.destroyed && typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}

function statusCodeOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('statusCode' in error) || !('code' in error)) return undefined;
  return typeof error.statusCode === 'number' && String(error.code).startsWith('FST_') ? error.statusCode : undefined;
}

function describe(error: unknown): unknown {
  return error instanceof Error ? { name: error.name, message: error.message, stack: error.stack } : error;
}
