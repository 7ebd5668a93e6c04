import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { Action, Subject } from '@shuping/permissions';
import type { FastifyRequest } from 'fastify';
import { ProblemError } from '../http/problem.ts';
import type { AppPrincipal } from './principals.ts';

export const ACCESS = 'shuping:access';
export type Access =
  | { readonly kind: 'public' }
  | { readonly kind: 'signed-in'; readonly beforePasswordChange: boolean; readonly beforeSecondFactor: boolean }
  | { readonly kind: 'permission'; readonly action: Action; readonly subject: Subject };

/** Coarse gate of a route: some row must allow the act. The handler still decides about the row with `can`. */
export const RequirePermission = (action: Action, subject: Subject) => SetMetadata(ACCESS, { kind: 'permission', action, subject } satisfies Access);

/** The route answers anybody. */
export const Public = () => SetMetadata(ACCESS, { kind: 'public' } satisfies Access);

/** The route is about the own account; `beforePasswordChange` keeps it open while the first password waits to be changed, `beforeSecondFactor` while a second factor is required and not set up. */
export const SignedIn = (options: { readonly beforePasswordChange?: boolean; readonly beforeSecondFactor?: boolean } = {}) =>
  SetMetadata(ACCESS, { kind: 'signed-in', beforePasswordChange: options.beforePasswordChange ?? false, beforeSecondFactor: options.beforeSecondFactor ?? options.beforePasswordChange ?? false } satisfies Access);

export type WithPrincipal = FastifyRequest & { principal?: AppPrincipal };

/** The asker, as a parameter of a controller method. */
export const Who = createParamDecorator((_: unknown, context: ExecutionContext): AppPrincipal => {
  const { principal } = context.switchToHttp().getRequest<WithPrincipal>();
  if (!principal) throw new ProblemError('account.not-signed-in');
  return principal;
});
