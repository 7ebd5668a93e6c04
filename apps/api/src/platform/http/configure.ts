import { randomUUID } from 'node:crypto';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { isCrossSite } from './cross-site.ts';
import { actingAt } from '../persistence/manual-clock.ts';
import { registerHeaders } from './headers.ts';
import { MOMENT, momentOf } from './moment.ts';
import { sendProblem } from './problem.ts';
import { runInRequest } from './request-context.ts';
import { validationPipe } from './validation.pipe.ts';

/** Bytes of a JSON body and of an uploaded file. */
export const BODY_LIMIT = 2 * 1024 * 1024;
export const UPLOAD_LIMIT = 20 * 1024 * 1024;

export type HttpOptions = { readonly trustProxy: boolean; readonly publicUrl?: string | undefined; readonly makingKey?: string | undefined };

/** Fastify with our limits: sizes, time for headers and body, ids made here and never taken from the client. */
export function httpAdapter(options: HttpOptions): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    trustProxy: options.trustProxy,
    requestTimeout: 60_000,
    connectionTimeout: 0,
    routerOptions: { maxParamLength: 200 },
    genReqId: () => randomUUID(),
    logger: false,
  });
}

/** Everything between socket and controllers, for the server and for tests: context, origin check, headers, cookies, uploads, compression, validation. */
export async function configureHttp(app: NestFastifyApplication, options: HttpOptions): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  const secure = options.publicUrl?.startsWith('https:') ?? false;
  fastify.addHook('onRequest', (request, reply, done) => {
    const traceId = String(request.id);
    if (request.url.startsWith('/api') && isCrossSite(request, options.publicUrl)) {
      sendProblem(reply, { code: 'request.cross-site' }, traceId);
      return;
    }
    actingAt(momentOf(request.headers[MOMENT], options.makingKey), () => runInRequest({ traceId, ip: request.ip }, done));
  });
  registerHeaders(fastify as never, secure);
  await app.register(cookie as never);
  await app.register(multipart as never, { limits: { fileSize: UPLOAD_LIMIT, files: 1, fields: 5, parts: 6, headerPairs: 50 } });
  await app.register(compress as never, { global: true, threshold: 1024, encodings: ['gzip', 'identity'] });
  app.useGlobalPipes(validationPipe());
}
