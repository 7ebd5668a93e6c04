import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { canSome } from '@shuping/permissions';
import { AppConfig } from '../../config/index.ts';
import { readSession } from '../auth/cookie.ts';
import { Sessions } from '../auth/sessions.ts';
import { ProblemError } from '../http/problem.ts';
import { systemActor } from '../persistence/actor.ts';
import { UnitOfWork } from '../persistence/unit-of-work.ts';
import { ACCESS, type Access, type WithPrincipal } from './access.ts';
import { Principals } from './principals.ts';

const ACTOR = systemActor('access');

/** First gate of every route: session → principal → declared permission. A route that declares nothing is closed. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly config: AppConfig,
    private readonly uow: UnitOfWork,
    private readonly sessions: Sessions,
    private readonly principals: Principals,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [context.getHandler(), context.getClass()]);
    if (access?.kind === 'public') return true;
    const request = context.switchToHttp().getRequest<WithPrincipal>();
    const secret = readSession(request, this.config);
    const principal = secret === null ? null : await this.uow.run(ACTOR, async (tx) => {
      const session = await this.sessions.find(tx, secret);
      return session && this.principals.build(tx, session.accountId, session.sessionId);
    });
    if (!principal) throw new ProblemError('account.not-signed-in');
    request.principal = principal;
    if (principal.mustChangePassword && !(access?.kind === 'signed-in' && access.beforePasswordChange)) throw new ProblemError('account.must-change-password');
    if (principal.secondFactor === 'required' && !(access?.kind === 'signed-in' && access.beforeSecondFactor)) throw new ProblemError('account.second-factor-required');
    if (access?.kind === 'signed-in') return true;
    if (!access || !canSome(principal.ability, access.action, access.subject)) throw new ProblemError('permission.denied');
    return true;
  }
}
