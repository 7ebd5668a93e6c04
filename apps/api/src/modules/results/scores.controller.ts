import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { IdParam, OpinionIn, OpinionOut, ScoreOut } from '@shuping/contracts';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { Returns, Version } from '../../platform/http/index.ts';
import { OpinionsHandler } from './handlers/opinions.handler.ts';
import { ScoreQueries } from './score.queries.ts';

type IdParams = z.infer<typeof IdParam>;

/** Score and opinion of one assessee. */
@Controller('assessees/:id')
export class ScoresController {
  constructor(private readonly scores: ScoreQueries, private readonly opinions: OpinionsHandler) {}

  @Get('score')
  @RequirePermission('read', 'Score')
  @Returns(ScoreOut)
  score(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.scores.one(who, id);
  }

  @Put('opinion')
  @RequirePermission('update', 'Opinion')
  @Returns(OpinionOut)
  edit(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: OpinionIn }) body: z.infer<typeof OpinionIn>) {
    return this.opinions.edit(who, id, version, body);
  }

  @Post('opinion/approve')
  @RequirePermission('sign', 'Opinion')
  @Returns(OpinionOut)
  approve(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number) {
    return this.opinions.approve(who, id, version);
  }
}
