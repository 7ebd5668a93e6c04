import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { EventIn, EventOut, IdParam, InputPack, ScoreIn, ScorePut, ScoresOut, WithdrawIn } from '@shuping/contracts';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { Idempotent, Returns, Version } from '../../platform/http/index.ts';
import { EnterScoreHandler } from './handlers/enter-score.handler.ts';
import { RecordEventHandler } from './handlers/record-event.handler.ts';
import { WithdrawEventHandler } from './handlers/withdraw-event.handler.ts';
import { InputPackQueries } from './input-pack.queries.ts';
import { ScoresQueries } from './scores.queries.ts';

type IdParams = z.infer<typeof IdParam>;

/** The year's record before the meeting: figures, events, input pack (R-D). */
@Controller()
export class RoutineController {
  constructor(
    private readonly scores: ScoresQueries,
    private readonly packs: InputPackQueries,
    private readonly entering: EnterScoreHandler,
    private readonly recording: RecordEventHandler,
    private readonly withdrawing: WithdrawEventHandler,
  ) {}

  @Get('cycles/:id/scores')
  @RequirePermission('read', 'RoutineScore')
  @Returns(ScoresOut)
  grid(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.scores.grid(who, id);
  }

  /** The version of the cell stands in the body, since an empty cell has none to name in a header. */
  @Put('assessees/:id/scores')
  @RequirePermission('update', 'RoutineScore')
  @Returns(ScorePut)
  enter(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Body({ schema: ScoreIn }) body: ScoreIn) {
    return this.entering.execute(who, id, body);
  }

  @Post('assessees/:id/events')
  @RequirePermission('create', 'EventRecord')
  @Idempotent()
  @Returns(EventOut, 201)
  record(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Body({ schema: EventIn }) body: EventIn) {
    return this.recording.execute(who, id, body);
  }

  @Post('events/:id/withdraw')
  @RequirePermission('update', 'EventRecord')
  @Returns(EventOut)
  withdraw(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: WithdrawIn }) body: z.infer<typeof WithdrawIn>) {
    return this.withdrawing.execute(who, id, version, body.reason);
  }

  @Get('assessees/:id/input-pack')
  @RequirePermission('read', 'RoutineScore')
  @Returns(InputPack)
  pack(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.packs.of(who, id);
  }
}
