import type { FastifyRequest } from 'fastify';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** True when a state-changing request may come from another site: such a request lacks `X-Shuping`, or its browser says so (SEC-S3). */
export function isCrossSite(request: Pick<FastifyRequest, 'method' | 'headers' | 'host'>, publicUrl?: string): boolean {
  if (SAFE.has(request.method)) return false;
  const { headers } = request;
  if (headers['x-shuping'] === undefined) return true;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  const origin = headers.origin;
  if (origin === undefined) return false;
  const host = URL.canParse(origin) ? new URL(origin).host : null;
  return host === null || (host !== request.host && !(publicUrl !== undefined && host === new URL(publicUrl).host));
}
