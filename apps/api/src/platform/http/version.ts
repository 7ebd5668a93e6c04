import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { err, type Problem } from '@shuping/kernel';
import type { FastifyRequest } from 'fastify';
import { ProblemError } from './problem.ts';

/** Version named by `If-Match: "3"`; 428 without the header. */
export const Version = createParamDecorator((_: unknown, context: ExecutionContext): number => versionOf(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']));

/** The same where the header may be left out: null then. */
export const VersionIfGiven = createParamDecorator((_: unknown, context: ExecutionContext): number | null => {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  return header === undefined || header === '' ? null : versionOf(header);
});

/** Number in an `If-Match` header. */
export function versionOf(header: string | undefined): number {
  if (header === undefined || header === '') throw new ProblemError('request.version-required');
  const match = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header.trim());
  if (!match) throw new ProblemError({ code: 'request.invalid', at: '/headers/if-match' });
  return Number(match[1]);
}

/** Refusal of a write that was based on an older state; `current` is what the reader would see now. */
export function stale(current: unknown, version: number): { readonly ok: false; readonly error: Problem & { readonly current: unknown } } {
  return err({ code: 'request.version-stale', params: { version }, current });
}
