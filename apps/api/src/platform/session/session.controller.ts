import { Body, Controller, Delete, Get, Post, Req, Res } from '@nestjs/common';
import { LoginBody, Me, PasswordBody } from '@shuping/contracts';
import { dayOf, ok, type Problem, type Result } from '@shuping/kernel';
import { ACTIONS, canSome, SUBJECTS } from '@shuping/permissions';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppConfig } from '../../config/index.ts';
import { clearSession, readSession, writeSession } from '../auth/cookie.ts';
import { ChangePasswordHandler } from '../auth/change-password.handler.ts';
import { Sessions } from '../auth/sessions.ts';
import { SignInHandler } from '../auth/sign-in.handler.ts';
import { Public, SignedIn, Who, type AppPrincipal } from '../authz/index.ts';
import { Clock } from '../clock.ts';
import { Returns, ReturnsNothing } from '../http/returns.ts';
import { systemActor } from '../persistence/actor.ts';
import { InstallationRecord } from '../persistence/installation.entity.ts';
import { UnitOfWork } from '../persistence/unit-of-work.ts';

/** Signing in and out, and who I am (R-K2). */
@Controller()
export class SessionController {
  constructor(
    private readonly config: AppConfig,
    private readonly signIn: SignInHandler,
    private readonly changePassword: ChangePasswordHandler,
    private readonly sessions: Sessions,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  @Post('session')
  @Public()
  @ReturnsNothing()
  async open(@Body({ schema: LoginBody }) body: LoginBody, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Result<null, Problem>> {
    const opened = await this.signIn.execute(body.login, body.password, readSession(request, this.config), body.code);
    if (!opened.ok) return opened;
    writeSession(reply, this.config, opened.value.secret);
    return ok(null);
  }

  @Delete('session')
  @SignedIn({ beforePasswordChange: true })
  @ReturnsNothing()
  async close(@Who() who: AppPrincipal, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.uow.run(systemActor('sign-out'), (tx) => this.sessions.close(tx, who.sessionId));
    clearSession(reply, this.config);
  }

  @Post('password')
  @SignedIn({ beforePasswordChange: true })
  @ReturnsNothing()
  async password(@Who() who: AppPrincipal, @Body({ schema: PasswordBody }) body: PasswordBody, @Res({ passthrough: true }) reply: FastifyReply): Promise<Result<null, Problem>> {
    const changed = await this.changePassword.execute(who, body.current, body.next);
    if (!changed.ok) return changed;
    writeSession(reply, this.config, changed.value.secret);
    return ok(null);
  }

  @Get('me')
  @SignedIn({ beforePasswordChange: true })
  @Returns(Me)
  async me(@Who() who: AppPrincipal): Promise<Me> {
    const now = await this.clock.read();
    const demo = await this.uow.run(who, async (tx) => (await tx.em.findOne(InstallationRecord, { isDemo: true })) !== null);
    const homeOrg = await this.homeOrg(who);
    return {
      account: { id: who.accountId, login: who.login, name: who.name, mustChangePassword: who.mustChangePassword, secondFactor: who.secondFactor },
      personId: who.personId,
      homeOrg,
      grants: who.grants.map((grant) => ({ id: grant.id, role: grant.role, plugin: grant.plugin ?? null, path: grant.path, sectors: grant.sectors === '*' ? '*' : [...grant.sectors], from: grant.from ?? null, to: grant.to ?? null })),
      can: SUBJECTS.map((subject) => ({ subject, actions: ACTIONS.filter((action) => canSome(who.ability, action, subject)) })).filter(({ actions }) => actions.length > 0),
      today: dayOf(now),
      now: now.toISOString(),
      demo,
    };
  }

  /** Unit shown beside the name: where the person holds a post, else the innermost unit of a role. */
  private homeOrg(who: AppPrincipal): Promise<Me['homeOrg']> {
    const innermost = [...who.scope].map(({ path }) => path).sort((a, b) => b.length - a.length)[0];
    const path = who.circles[0] ?? innermost;
    if (path === undefined) return Promise.resolve(null);
    return this.uow.run(systemActor('session'), async (tx) => (await tx.sql<{ id: string; name: string }>('select id, name from v_unit where org_path = ?', [path]))[0] ?? null);
  }
}
