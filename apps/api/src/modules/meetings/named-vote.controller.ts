import { Body, Controller, Get, Header, Param, Post, Req } from '@nestjs/common';
import { IdParam, NamedCastIn, NamedCastOut, NamedEntryOut, NamedPresenceIn, NamedSlipsIn, NamedSlipsOut, NamedVotersOut, VoteEntryIn, VoteParam } from '@shuping/contracts';
import { ok, type Problem, type Result } from '@shuping/kernel';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Public, RequirePermission, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { Returns } from '../../platform/http/index.ts';
import { HttpRule, wayOf, type Plainness } from '../ballots/index.ts';
import { NamedPresenceHandler } from './handlers/named-presence.handler.ts';
import { NamedVoteHandler } from './handlers/named-vote.handler.ts';
import { NamedVotersHandler } from './handlers/named-voters.handler.ts';

/** The page of those who vote by name: routes, slips and ballots of their own beside the secret ones. */
@Controller({ path: 'vote' })
export class NamedVoteController {
  constructor(private readonly voting: NamedVoteHandler, private readonly rule: HttpRule) {}

  @Post(':meeting/named/entry')
  @Public()
  @Header('cache-control', 'no-store')
  @Returns(NamedEntryOut)
  async entry(@Req() request: FastifyRequest, @Param({ schema: VoteParam }) { meeting }: z.infer<typeof VoteParam>, @Body({ schema: VoteEntryIn }) body: z.infer<typeof VoteEntryIn>): Promise<Result<object, Problem>> {
    const entry = await this.voting.entry(meeting, body.slip);
    return entry.ok ? ok({ ...entry.value, plain: (await this.rule.of(wayOf(request), meeting)) satisfies Plainness }) : entry;
  }

  @Post(':meeting/named/ballots')
  @Public()
  @Header('cache-control', 'no-store')
  @Returns(NamedCastOut)
  async cast(@Req() request: FastifyRequest, @Param({ schema: VoteParam }) { meeting }: z.infer<typeof VoteParam>, @Body({ schema: NamedCastIn }) body: z.infer<typeof NamedCastIn>): Promise<Result<object, Problem>> {
    const admitted = await this.rule.admit(wayOf(request), meeting);
    return admitted.ok ? this.voting.cast(meeting, body.slip, body.round, body.choices) : admitted;
  }
}

/** Who votes by name, for the clerk. */
@Controller('meetings')
export class NamedVotersController {
  constructor(private readonly voters: NamedVotersHandler, private readonly presence: NamedPresenceHandler) {}

  @Get(':id/named-voters')
  @RequirePermission('read', 'Slip')
  @Returns(NamedVotersOut)
  list(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: z.infer<typeof IdParam>) {
    return this.voters.list(who, id);
  }

  /** Says who is there; the same again changes nothing. */
  @Post(':id/named-voters/presence')
  @RequirePermission('update', 'Attendance')
  @Returns(NamedVotersOut)
  async attend(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: z.infer<typeof IdParam>, @Body({ schema: NamedPresenceIn }) body: z.infer<typeof NamedPresenceIn>) {
    const done = await this.presence.execute(who, id, body.voters, body.present);
    return done.ok ? this.voters.list(who, id) : done;
  }

  /** Never idempotent by key: the answer holds secrets and must not be stored. */
  @Post(':id/named-slips')
  @RequirePermission('print', 'Slip')
  @Returns(NamedSlipsOut, 201)
  issue(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: z.infer<typeof IdParam>, @Body({ schema: NamedSlipsIn }) body: z.infer<typeof NamedSlipsIn>) {
    return this.voters.issue(who, id, body);
  }
}
