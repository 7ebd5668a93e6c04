import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Problem, Result } from '@shuping/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { AppConfig } from '../../config/index.ts';
import { securityHeaders } from './headers.ts';
import { problemOf } from './problem.filter.ts';
import { sendProblem, type HttpProblem } from './problem.ts';

/** A public route that is answered by Fastify alone, for the one act that thousands do in the same minute. It declares what other routes declare with decorators. */
export type BareRoute = {
  /** as Nest writes it, without a leading slash */
  readonly path: string;
  readonly operationId: string;
  readonly body: z.ZodType;
  readonly answer: z.ZodType;
  readonly bodyLimit: number;
  handle(request: FastifyRequest): Promise<Result<object, Problem>>;
};

/** Routes beside Nest's pipeline: no guard, pipe or interceptor runs for them, so they are few, public and `POST`. */
@Injectable()
export class BareRoutes implements OnModuleInit {
  readonly mounted: BareRoute[] = [];
  private readonly waiting: BareRoute[] = [];
  private readonly logger = new Logger('http');

  private readonly always: Readonly<Record<string, string>>;

  constructor(private readonly adapters: HttpAdapterHost, config: AppConfig) {
    this.always = { ...securityHeaders(config.publicUrl?.startsWith('https:') ?? false), 'cache-control': 'no-store', 'content-type': 'application/json; charset=utf-8' };
  }

  mount(route: BareRoute): void {
    this.mounted.push(route);
    if (this.adapters.httpAdapter) this.serve(route);
    else this.waiting.push(route);
  }

  /** A test's application gets its adapter after its classes are made; commands run without a listening server. */
  onModuleInit(): void {
    if (this.adapters.httpAdapter) for (const route of this.waiting.splice(0)) this.serve(route);
  }

  private serve(route: BareRoute): void {
    const fastify = this.adapters.httpAdapter.getInstance<FastifyInstance>();
    fastify.post(`/${route.path}`, { bodyLimit: route.bodyLimit, errorHandler: (error, request, reply) => this.refuse(problemOf(error), request, reply, error) }, async (request, reply) => {
      const outcome = await route.handle(request);
      if (!outcome.ok) return this.refuse(outcome.error, request, reply);
      // written past Fastify's hooks: there is nothing to compress, no cookie to set and no ETag to make
      const text = JSON.stringify(outcome.value);
      reply.hijack();
      reply.raw.writeHead(200, { ...this.always, 'content-length': Buffer.byteLength(text) });
      reply.raw.end(text);
      return reply;
    });
  }

  private refuse(problem: HttpProblem, request: FastifyRequest, reply: FastifyReply, error?: unknown): FastifyReply {
    const traceId = String(request.id);
    const { status, known } = sendProblem(reply.header('cache-control', 'no-store'), problem, traceId);
    // what a voter sent is never logged
    if (!known || status === 500) this.logger.error({ traceId, route: request.routeOptions.url, error: error instanceof Error ? error.stack : problem.code });
    return reply;
  }
}
