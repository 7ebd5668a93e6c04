import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { SecondFactorConfirmed, SecondFactorConfirmIn, SecondFactorEnrolIn, SecondFactorEnrolled, SecondFactorOut, SecondFactorRemoveIn } from '@shuping/contracts';
import { ok, type Problem, type Result } from '@shuping/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { AppConfig } from '../../config/index.ts';
import { readSession, writeSession } from '../auth/cookie.ts';
import { SecondFactor } from '../auth/second-factor.ts';
import { SignedIn, Who, type AppPrincipal } from '../authz/index.ts';
import { Returns, ReturnsNothing } from '../http/returns.ts';
import { systemActor } from '../persistence/actor.ts';
import { UnitOfWork } from '../persistence/unit-of-work.ts';

/** The own second factor (R-K2). */
@Controller('second-factor')
export class SecondFactorController {
  constructor(private readonly config: AppConfig, private readonly factor: SecondFactor, private readonly uow: UnitOfWork) {}

  @Get()
  @SignedIn({ beforeSecondFactor: true })
  @Returns(SecondFactorOut)
  async state(@Who() who: AppPrincipal): Promise<Result<z.infer<typeof SecondFactorOut>, Problem>> {
    const { enabled, since, recoveryLeft } = await this.uow.run(systemActor('second-factor'), (tx) => this.factor.state(tx, who.accountId));
    return ok({ enabled, since: since?.toISOString() ?? null, recoveryLeft, required: who.secondFactor === 'required' });
  }

  @Post()
  @SignedIn({ beforeSecondFactor: true })
  @Returns(SecondFactorEnrolled)
  enrol(@Who() who: AppPrincipal, @Body({ schema: SecondFactorEnrolIn }) body: z.infer<typeof SecondFactorEnrolIn>) {
    return this.factor.enrol(who, body.password);
  }

  @Post('confirm')
  @SignedIn({ beforeSecondFactor: true })
  @Returns(SecondFactorConfirmed)
  async confirm(@Who() who: AppPrincipal, @Body({ schema: SecondFactorConfirmIn }) body: z.infer<typeof SecondFactorConfirmIn>, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Result<z.infer<typeof SecondFactorConfirmed>, Problem>> {
    const done = await this.factor.confirm(who, body.code);
    if (!done.ok) return done;
    if (readSession(request, this.config) !== null) writeSession(reply, this.config, done.value.secret);
    return ok({ recoveryCodes: done.value.recoveryCodes });
  }

  @Post('remove')
  @SignedIn({ beforeSecondFactor: true })
  @ReturnsNothing()
  remove(@Who() who: AppPrincipal, @Body({ schema: SecondFactorRemoveIn }) body: z.infer<typeof SecondFactorRemoveIn>) {
    return this.factor.remove(who, body.password, body.code);
  }
}
