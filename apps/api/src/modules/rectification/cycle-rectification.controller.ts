import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CarryIn, CarryOut, CommonOut, IdParam, ProblemOut, RaiseIn, RectificationOut, SpotDrawsOut } from '@shuping/contracts';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { Idempotent, Returns } from '../../platform/http/index.ts';
import { CarryProblemsHandler } from './handlers/carry-problems.handler.ts';
import { CommonQueries } from './common.queries.ts';
import { DrawSpotChecksHandler } from './handlers/draw-spot-checks.handler.ts';
import { RaiseCommonHandler } from './handlers/raise-common.handler.ts';
import { RatesQueries } from './rates.queries.ts';
import { SpotChecksQueries } from './spot-checks.queries.ts';

type IdParams = z.infer<typeof IdParam>;

/** The ledger of a whole cycle. */
@Controller('cycles')
export class CycleRectificationController {
  constructor(private readonly rates: RatesQueries, private readonly carrying: CarryProblemsHandler, private readonly spots: SpotChecksQueries, private readonly drawing: DrawSpotChecksHandler, private readonly commons: CommonQueries, private readonly raising: RaiseCommonHandler) {}

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

  @Get(':id/common-problems')
  @RequirePermission('read', 'Problem')
  @Returns(CommonOut)
  common(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.commons.of(who, id);
  }

  @Post(':id/common-problems')
  @RequirePermission('create', 'Problem')
  @Idempotent()
  @Returns(ProblemOut, 201)
  raise(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Body({ schema: RaiseIn }) body: RaiseIn) {
    return this.raising.execute(who, id, body);
  }
}
