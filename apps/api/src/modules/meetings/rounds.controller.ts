import { Body, Controller, Param, Post, Put } from '@nestjs/common';
import { Grouping, IdOut, IdParam, MeetingOut, SlipsOut, WaveIn } from '@shuping/contracts';
import type { Problem, Result } from '@shuping/kernel';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { Idempotent, Returns, Version } from '../../platform/http/index.ts';
import { RerunMeetingHandler } from './handlers/rerun-meeting.handler.ts';
import { SetRoundsHandler } from './handlers/set-rounds.handler.ts';
import { WaveHandler } from './handlers/wave.handler.ts';
import { MeetingsQueries } from './meetings.queries.ts';

type IdParams = z.infer<typeof IdParam>;

/** Rounds of a meeting's voting, waves of late-comers before and between them, and the vote again where it did not stand. */
@Controller('meetings/:id')
export class RoundsController {
  constructor(private readonly queries: MeetingsQueries, private readonly rounds: SetRoundsHandler, private readonly waves: WaveHandler, private readonly reruns: RerunMeetingHandler) {}

  @Put('rounds')
  @RequirePermission('update', 'Meeting')
  @Returns(MeetingOut)
  async setRounds(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: Grouping }) body: z.infer<typeof Grouping>): Promise<Result<MeetingOut, Problem>> {
    const done = await this.rounds.execute(who, id, version, body);
    return done.ok ? this.queries.one(who, id) : done;
  }

  @Post('rerun')
  @RequirePermission('create', 'Meeting')
  @Idempotent()
  @Returns(IdOut, 201)
  rerun(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.reruns.execute(who, id);
  }

  /** Never idempotent by key: the answer holds secrets and must not be stored. */
  @Post('waves')
  @RequirePermission('print', 'Slip')
  @Returns(SlipsOut, 201)
  openWave(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Body({ schema: WaveIn }) body: z.infer<typeof WaveIn>) {
    return this.waves.open(who, id, body.heads);
  }

  @Post('waves/close')
  @RequirePermission('print', 'Slip')
  @Returns(MeetingOut)
  async closeWave(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams): Promise<Result<MeetingOut, Problem>> {
    const done = await this.waves.close(who, id);
    return done.ok ? this.queries.one(who, id) : done;
  }
}
