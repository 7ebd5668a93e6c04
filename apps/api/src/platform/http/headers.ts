import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const DATA_CSP = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** Policy of a page: no inline script, styles only from files and from the style tags that carry this answer's nonce (the console's style engine takes it). */
export function pageCsp(nonce: string): string {
  return [
    "default-src 'self'", "script-src 'self'", `style-src 'self' 'nonce-${nonce}'`, "img-src 'self' data: blob:", "font-src 'self'", "connect-src 'self'", "object-src 'none'",
    "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
  ].join('; ');
}

export const NONCE_PLACE = '__CSP_NONCE__';

/** Page with its nonce filled in, and the policy to send with it. */
export function withNonce(html: string): { readonly html: string; readonly csp: string } {
  const nonce = randomBytes(16).toString('base64url');
  return { html: html.replaceAll(NONCE_PLACE, nonce), csp: pageCsp(nonce) };
}

const ALWAYS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'x-frame-options': 'DENY',
};
const TRANSPORT = { 'strict-transport-security': 'max-age=31536000' };

/** What every answer carries, for the few routes that write theirs without Fastify's hooks. */
export function securityHeaders(secure: boolean): Readonly<Record<string, string>> {
  return { ...ALWAYS, ...(secure ? TRANSPORT : {}) };
}

/** Security headers on every answer, `no-store` on data, weak ETags on data that is polled. */
export function registerHeaders(fastify: FastifyInstance, secure: boolean): void {
  const always = Object.entries(securityHeaders(secure));
  fastify.addHook('onSend', (request, reply, payload, done) => {
    const isData = request.url.startsWith('/api');
    for (const [name, value] of always) put(reply, name, value);
    if (isData) put(reply, 'content-security-policy', DATA_CSP);
    if (isData) put(reply, 'cache-control', 'no-store');
    done(null, isData ? revalidated(request, reply, payload) : payload);
  });
}

function put(reply: FastifyReply, name: string, value: string): void {
  if (!reply.hasHeader(name)) void reply.header(name, value);
}

function revalidated(request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
  if (request.method !== 'GET' || reply.statusCode !== 200 || typeof payload !== 'string') return payload;
  const etag = `W/"${createHash('sha256').update(payload).digest('base64url').slice(0, 22)}"`;
  void reply.header('etag', etag);
  if (!(request.headers['if-none-match'] ?? '').split(',').some((one) => one.trim() === etag)) return payload;
  void reply.status(304).removeHeader('content-length').removeHeader('content-type');
  return '';
}
