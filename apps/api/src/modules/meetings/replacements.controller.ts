import { Body, Controller, Param, Post } from '@nestjs/common';
import { IdParam, MeetingOut, ReplacementIn, SlipsOut } from '@shuping/contracts';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { Returns } from '../../platform/http/index.ts';
import { ReplaceTicketHandler } from './handlers/replace-ticket.handler.ts';
import { MeetingsQueries } from './meetings.queries.ts';

type IdParams = z.infer<typeof IdParam>;

/** 补发 of lost tickets. */
@Controller('meetings')
export class ReplacementsController {
  constructor(private readonly queries: MeetingsQueries, private readonly replacing: ReplaceTicketHandler) {}

  @Post(':id/replacements/confirmations')
  @RequirePermission('sign', 'Meeting')
  @Returns(MeetingOut)
  async confirm(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Body({ schema: ReplacementIn }) body: z.infer<typeof ReplacementIn>) {
    const done = await this.replacing.confirm(who, id, body);
    return done.ok ? this.queries.one(who, id) : done;
  }

  /** Never idempotent by key: the answer holds a secret and must not be stored. */
  @Post(':id/replacements')
  @RequirePermission('print', 'Slip')
  @Returns(SlipsOut, 201)
  print(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Body({ schema: ReplacementIn }) body: z.infer<typeof ReplacementIn>) {
    return this.replacing.print(who, id, body);
  }
}
