import { Injectable, Logger, SetMetadata, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { hashOf, sha256Hex } from '@shuping/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { lastValueFrom, type Observable, from } from 'rxjs';
import { systemActor } from '../persistence/actor.ts';
import { RepeatedFailure } from '../persistence/database-away.ts';
import { UnitOfWork } from '../persistence/unit-of-work.ts';
import { problemOf } from './problem.filter.ts';
import { ProblemError, problemResponse, type HttpProblem } from './problem.ts';
import { currentRequest } from './request-context.ts';
import { RETURNS, type ReturnsSpec } from './returns.ts';

const IDEMPOTENT = 'shuping:idempotent';

/** The route takes `Idempotency-Key`: once done never twice, the same key and request give the first answer again; what was refused may be put right under its key. */
export const Idempotent = () => SetMetadata(IDEMPOTENT, true);

const ACTOR = systemActor('idempotency');
const ABANDONED_MS = 5 * 60_000;

type Stored = { request_hash: string; status: number | null; body: unknown; acted: boolean; abandoned: boolean };
type Claim = { readonly kind: 'run' } | { readonly kind: 'replay'; readonly status: number; readonly body: unknown } | { readonly kind: 'refuse'; readonly problem: HttpProblem };

@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  private readonly lost = new RepeatedFailure(new Logger('idempotency'));
  /** Keys of failed requests that could not be given back, since the database was away. */
  private readonly ended = new Set<string>();

  constructor(private readonly reflector: Reflector, private readonly uow: UnitOfWork) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (!this.reflector.get<boolean | undefined>(IDEMPOTENT, context.getHandler())) return next.handle();
    return from(this.once(context, next));
  }

  private async once(context: ExecutionContext, next: CallHandler): Promise<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest & { principal?: { accountId: string } }>();
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string' || !/^[\w-]{8,100}$/.test(key)) throw new ProblemError('request.idempotency-key-required');
    const id = sha256Hex(`${request.principal?.accountId ?? ''}|${key}`);
    const claim = await this.claim(id, hashOf([request.method, request.url, request.body ?? null]));
    const reply = http.getResponse<FastifyReply>();
    if (claim.kind === 'refuse') throw new ProblemError(claim.problem);
    if (claim.kind === 'replay') return this.replay(claim, reply);
    const requestContext = currentRequest();
    if (requestContext) requestContext.actKey = id;
    return this.act(id, context, next);
  }

  private replay({ status, body }: { status: number; body: unknown }, reply: FastifyReply): unknown {
    void reply.header('idempotency-replayed', 'true');
    if (status >= 400) throw new ProblemError(body as HttpProblem);
    void reply.status(status);
    return body ?? undefined;
  }

  private async act(id: string, context: ExecutionContext, next: CallHandler): Promise<unknown> {
    const body: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined }).catch((error: unknown) => this.failed(id, error));
    // what is done is told even when its answer cannot be kept for a second asking
    await this.store(id, this.reflector.get<ReturnsSpec | undefined>(RETURNS, context.getHandler())?.status ?? 200, body).catch((error: unknown) => this.lost.tell(error));
    return body;
  }

  /** What did nothing leaves nothing behind: a refused request may be put right and sent again under its key, a failed one tried again. */
  private async failed(id: string, error: unknown): Promise<never> {
    const problem = problemOf(error);
    const { status } = problemResponse(problem, '');
    try {
      if (!(await this.forget(id)) && status < 500) await this.store(id, status, problem);
    } catch (failure) {
      this.ended.add(id);
      this.lost.tell(failure);
    }
    throw error;
  }

  private claim(id: string, requestHash: string): Promise<Claim> {
    return this.uow.run(ACTOR, async (tx): Promise<Claim> => {
      const made = await tx.sql('insert into idempotency_key (id, request_hash, created_at) values (?, ?, ?) on conflict (id) do nothing returning id', [id, requestHash, tx.now]);
      if (made.length > 0) return { kind: 'run' };
      const limit = new Date(tx.now.getTime() - ABANDONED_MS);
      const [stored] = await tx.sql<Stored>(
        'select request_hash, status, body, created_at < ? as abandoned, exists (select 1 from idempotent_act a where a.id = k.id) as acted from idempotency_key k where id = ? for update', [limit, id],
      );
      if (!stored || stored.request_hash !== requestHash) return { kind: 'refuse', problem: { code: 'request.idempotency-key-reused' } };
      if (stored.status !== null) return { kind: 'replay', status: stored.status, body: stored.body };
      if (stored.acted) return { kind: 'refuse', problem: { code: 'request.idempotency-in-progress', params: { done: true } } };
      if (!this.ended.delete(id) && !stored.abandoned) return { kind: 'refuse', problem: { code: 'request.idempotency-in-progress', params: { done: false } } };
      await tx.sql('update idempotency_key set created_at = ? where id = ?', [tx.now, id]);
      return { kind: 'run' };
    });
  }

  private async store(id: string, status: number, body: unknown): Promise<void> {
    await this.uow.run(ACTOR, (tx) => tx.sql('update idempotency_key set status = ?, body = ?::jsonb where id = ?', [status, JSON.stringify(body ?? null), id]));
  }

  /** False when the act is known to have been committed. */
  private async forget(id: string): Promise<boolean> {
    return (await this.uow.run(ACTOR, (tx) => tx.sql('delete from idempotency_key where id = ? and status is null and not exists (select 1 from idempotent_act a where a.id = ?) returning id', [id, id]))).length > 0;
  }
}
