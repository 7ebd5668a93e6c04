import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AppConfig } from '../../config/index.ts';

type Settings = Pick<AppConfig, 'publicUrl' | 'ballotHost'>;

/** Name of the session cookie; with https the browser itself enforces host and path. */
export function cookieName(config: Settings): string {
  return isSecure(config) ? '__Host-shuping_session' : 'shuping_session';
}

/** Secret of the request's session cookie; none on the evaluators' host, which reads no cookie. */
export function readSession(request: FastifyRequest, config: Settings): string | null {
  if (config.ballotHost !== undefined && request.hostname === config.ballotHost) return null;
  const value = request.cookies[cookieName(config)];
  return value !== undefined && /^[\w-]{43}$/.test(value) ? value : null;
}

export function writeSession(reply: FastifyReply, config: Settings, secret: string): void {
  void reply.setCookie(cookieName(config), secret, { httpOnly: true, sameSite: 'lax', secure: isSecure(config), path: '/' });
}

export function clearSession(reply: FastifyReply, config: Settings): void {
  void reply.clearCookie(cookieName(config), { httpOnly: true, sameSite: 'lax', secure: isSecure(config), path: '/' });
}

function isSecure(config: Settings): boolean {
  return config.publicUrl?.startsWith('https:') ?? false;
}
