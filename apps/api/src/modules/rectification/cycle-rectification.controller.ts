import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CarryIn, CarryOut, IdParam, RectificationOut, SpotDrawsOut } from '@shuping/contracts';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { Idempotent, Returns } from '../../platform/http/index.ts';
import { CarryProblemsHandler } from './handlers/carry-problems.handler.ts';
import { DrawSpotChecksHandler } from './handlers/draw-spot-checks.handler.ts';
import { RatesQueries } from './rates.queries.ts';
import { SpotChecksQueries } from './spot-checks.queries.ts';

type IdParams = z.infer<typeof IdParam>;

/** The ledger of a whole cycle. */
@Controller('cycles')
export class CycleRectificationController {
  constructor(private readonly rates: RatesQueries, private readonly carrying: CarryProblemsHandler, private readonly spots: SpotChecksQueries, private readonly drawing: DrawSpotChecksHandler) {}

  @Get(':id/rectification')
  @RequirePermission('read', 'Problem')
  @Returns(RectificationOut)
  of(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.rates.of(who, id);
  }

  @Post(':id/carry')
  @RequirePermission('update', 'Cycle')
  @Idempotent()
  @Returns(CarryOut)
  carry(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Body({ schema: CarryIn }) body: z.infer<typeof CarryIn>) {
    return this.carrying.execute(who, id, body.toCycleId);
  }

  @Get(':id/spot-checks')
  @RequirePermission('read', 'Problem')
  @Returns(SpotDrawsOut)
  draws(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.spots.of(who, id);
  }

  @Post(':id/spot-checks')
  @RequirePermission('verify', 'Problem')
  @Idempotent()
  @Returns(SpotDrawsOut)
  draw(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.drawing.execute(who, id);
  }
}
