import { Body, Controller, Get, Param, Post, StreamableFile } from '@nestjs/common';
import { BoardOut, ComputeOut, DecisionsIn, DecisionsOut, IdParam, JobRefOut, LetterOut, LettersIn, OpinionsDraftOut, OpinionsOut, PublicityOut, WhatIfIn, WhatIfOut } from '@shuping/contracts';
import type { Problem, Result } from '@shuping/kernel';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { attachment } from '../../platform/files/index.ts';
import { Idempotent, Returns, ReturnsFile } from '../../platform/http/index.ts';
import { BoardQueries } from './board.queries.ts';
import { ExportsQueries, type Download } from './exports.queries.ts';
import { CircularHandler } from './handlers/circular.handler.ts';
import { ComputeHandler } from './handlers/compute.handler.ts';
import { DecideHandler } from './handlers/decide.handler.ts';
import { LettersHandler } from './handlers/letters.handler.ts';
import { OpinionsHandler } from './handlers/opinions.handler.ts';
import { OpinionsQueries } from './opinions.queries.ts';
import { PublicityQueries } from './publicity.queries.ts';

type IdParams = z.infer<typeof IdParam>;

/** Bytes of a download with its name. */
export function asFile(made: Result<Download, Problem>): Result<StreamableFile, Problem> {
  return made.ok ? { ok: true, value: new StreamableFile(made.value.bytes, { type: made.value.contentType, length: made.value.bytes.length, disposition: attachment(made.value.name) }) } : made;
}

/** Results of a whole cycle: computing, the board, decisions, opinions, publicity and documents. */
@Controller('cycles/:id')
export class ResultsController {
  constructor(
    private readonly computing: ComputeHandler, private readonly boards: BoardQueries, private readonly deciding: DecideHandler, private readonly drafting: OpinionsHandler, private readonly opinions: OpinionsQueries,
    private readonly publicity: PublicityQueries, private readonly letters: LettersHandler, private readonly circulars: CircularHandler, private readonly exports: ExportsQueries,
  ) {}

  @Post('compute')
  @RequirePermission('create', 'Grading')
  @Returns(ComputeOut)
  compute(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.computing.execute(who, id);
  }

  @Get('board')
  @RequirePermission('read', 'Grading')
  @Returns(BoardOut)
  board(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.boards.board(who, id);
  }

  @Post('decisions')
  @RequirePermission('decide', 'Grading')
  @Returns(DecisionsOut)
  decide(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Body({ schema: DecisionsIn }) body: z.infer<typeof DecisionsIn>) {
    return this.deciding.execute(who, id, body);
  }

  @Post('what-if')
  @RequirePermission('read', 'Grading')
  @Returns(WhatIfOut)
  whatIf(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Body({ schema: WhatIfIn }) body: z.infer<typeof WhatIfIn>) {
    return this.boards.whatIf(who, id, body);
  }

  @Get('opinions')
  @RequirePermission('read', 'Opinion')
  @Returns(OpinionsOut)
  opinionsOf(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.opinions.list(who, id);
  }

  @Post('opinions/draft')
  @RequirePermission('create', 'Opinion')
  @Returns(OpinionsDraftOut)
  draft(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.drafting.draft(who, id);
  }

  @Get('publicity')
  @RequirePermission('read', 'Cycle')
  @Returns(PublicityOut)
  publicityOf(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.publicity.list(who, id);
  }

  @Post('letters')
  @RequirePermission('create', 'Letter')
  @Idempotent()
  @Returns(JobRefOut, 202)
  issue(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Body({ schema: LettersIn }) body: z.infer<typeof LettersIn>) {
    return this.letters.execute(who, id, body);
  }

  @Post('circular')
  @RequirePermission('create', 'Circular')
  @Idempotent()
  @Returns(LetterOut, 201)
  circular(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Body({ schema: LettersIn }) body: z.infer<typeof LettersIn>) {
    return this.circulars.execute(who, id, body);
  }

  @Get('results.xlsx')
  @RequirePermission('export', 'Result')
  @ReturnsFile()
  async xlsx(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return asFile(await this.exports.xlsx(who, id));
  }

  @Get('bundle.json')
  @RequirePermission('export', 'Result')
  @ReturnsFile()
  async bundle(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return asFile(await this.exports.bundle(who, id));
  }
}
