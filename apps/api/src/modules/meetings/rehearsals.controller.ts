import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { IdParam, RehearsalCommandIn, RehearsalIn, RehearsalParam, RehearsalsOut, RehearsalStartedOut } from '@shuping/contracts';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { Returns } from '../../platform/http/index.ts';
import { RehearseHandler } from './handlers/rehearse.handler.ts';
import { RehearsalsQueries } from './rehearsals.queries.ts';

type IdParams = z.infer<typeof IdParam>;

/** 演练 of a meeting. */
@Controller('meetings')
export class RehearsalsController {
  constructor(private readonly queries: RehearsalsQueries, private readonly rehearsing: RehearseHandler) {}

  @Get(':id/rehearsals')
  @RequirePermission('read', 'Meeting')
  @Returns(RehearsalsOut)
  list(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.queries.ofMeeting(who, id);
  }

  /** Never idempotent by key: the answer holds secrets and must not be stored. */
  @Post(':id/rehearsals')
  @RequirePermission('print', 'Slip')
  @Returns(RehearsalStartedOut, 201)
  start(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Body({ schema: RehearsalIn }) body: z.infer<typeof RehearsalIn>) {
    return this.rehearsing.start(who, id, body);
  }

  @Post(':id/rehearsals/:rehearsalId/phase')
  @RequirePermission('read', 'Meeting')
  @Returns(RehearsalsOut)
  async phase(@Who() who: AppPrincipal, @Param({ schema: RehearsalParam }) { id, rehearsalId }: z.infer<typeof RehearsalParam>, @Body({ schema: RehearsalCommandIn }) body: z.infer<typeof RehearsalCommandIn>) {
    const done = await this.rehearsing.run(who, id, rehearsalId, body.command);
    return done.ok ? this.queries.ofMeeting(who, id) : done;
  }
}
