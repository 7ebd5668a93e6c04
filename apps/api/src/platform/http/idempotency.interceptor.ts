import { Injectable, SetMetadata, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { hashOf, sha256Hex } from '@shuping/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { lastValueFrom, type Observable, from } from 'rxjs';
import { systemActor } from '../persistence/actor.ts';
import { UnitOfWork } from '../persistence/unit-of-work.ts';
import { problemOf } from './problem.filter.ts';
import { ProblemError, problemResponse, type HttpProblem } from './problem.ts';
import { currentRequest } from './request-context.ts';
import { RETURNS, type ReturnsSpec } from './returns.ts';

const IDEMPOTENT = 'shuping:idempotent';

/** The route takes `Idempotency-Key`: the same key and request give the first answer again, once done never twice. */
export const Idempotent = () => SetMetadata(IDEMPOTENT, true);

const ACTOR = systemActor('idempotency');
const ABANDONED_MS = 5 * 60_000;

type Stored = { request_hash: string; status: number | null; body: unknown; acted: boolean; abandoned: boolean };
type Claim = { readonly kind: 'run' } | { readonly kind: 'replay'; readonly status: number; readonly body: unknown } | { readonly kind: 'refuse'; readonly problem: HttpProblem };

@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
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
    try {
      const body: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
      await this.store(id, this.reflector.get<ReturnsSpec | undefined>(RETURNS, context.getHandler())?.status ?? 200, body);
      return body;
    } catch (error) {
      const problem = problemOf(error);
      const { status } = problemResponse(problem, '');
      await (status < 500 ? this.store(id, status, problem) : this.forget(id));
      throw error;
    }
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
      if (!stored.abandoned) return { kind: 'refuse', problem: { code: 'request.idempotency-in-progress', params: { done: false } } };
      await tx.sql('update idempotency_key set created_at = ? where id = ?', [tx.now, id]);
      return { kind: 'run' };
    });
  }

  private async store(id: string, status: number, body: unknown): Promise<void> {
    await this.uow.run(ACTOR, (tx) => tx.sql('update idempotency_key set status = ?, body = ?::jsonb where id = ?', [status, JSON.stringify(body ?? null), id]));
  }

  private async forget(id: string): Promise<void> {
    await this.uow.run(ACTOR, (tx) => tx.sql('delete from idempotency_key where id = ? and status is null and not exists (select 1 from idempotent_act a where a.id = ?)', [id, id]));
  }
}
