import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { IdOut, IdParam, PaperBatchIn, PaperBatchOut, PaperBatchParam, PaperEntryIn, PaperLedgerIn, PaperLookIn, PaperOut } from '@shuping/contracts';
import type { Problem, Result } from '@shuping/kernel';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { Idempotent, Returns, Version } from '../../platform/http/index.ts';
import { OpenBatchHandler } from './handlers/open-batch.handler.ts';
import { RecordLedgerHandler } from './handlers/record-ledger.handler.ts';
import { SettleBatchHandler } from './handlers/settle-batch.handler.ts';
import { TypeBatchHandler } from './handlers/type-batch.handler.ts';
import { PaperQueries } from './paper.queries.ts';

type IdParams = z.infer<typeof IdParam>;
type BatchParams = z.infer<typeof PaperBatchParam>;

/** 纸质票 of a meeting: ledger of sheets, batches typed twice, the third look (R-F5). */
@Controller('meetings/:id/paper')
export class PaperController {
  constructor(
    private readonly queries: PaperQueries,
    private readonly ledger: RecordLedgerHandler,
    private readonly batches: OpenBatchHandler,
    private readonly typing: TypeBatchHandler,
    private readonly settling: SettleBatchHandler,
  ) {}

  @Get()
  @RequirePermission('read', 'PaperBatch')
  @Returns(PaperOut)
  one(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.queries.one(who, id);
  }

  @Put('ledger')
  @RequirePermission('create', 'PaperBatch')
  @Returns(PaperOut)
  async record(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: PaperLedgerIn }) body: z.infer<typeof PaperLedgerIn>): Promise<Result<PaperOut, Problem>> {
    const done = await this.ledger.execute(who, id, version, body);
    return done.ok ? this.queries.one(who, id) : done;
  }

  @Post('batches')
  @RequirePermission('create', 'PaperBatch')
  @Idempotent()
  @Returns(IdOut, 201)
  open(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Body({ schema: PaperBatchIn }) body: z.infer<typeof PaperBatchIn>) {
    return this.batches.open(who, id, body);
  }

  @Get('batches/:batch')
  @RequirePermission('read', 'PaperBatch')
  @Returns(PaperBatchOut)
  batch(@Who() who: AppPrincipal, @Param({ schema: PaperBatchParam }) { id, batch }: BatchParams) {
    return this.queries.batch(who, id, batch);
  }

  @Post('batches/:batch/discard')
  @RequirePermission('create', 'PaperBatch')
  @Returns(PaperOut)
  async discard(@Who() who: AppPrincipal, @Param({ schema: PaperBatchParam }) { id, batch }: BatchParams): Promise<Result<PaperOut, Problem>> {
    const done = await this.batches.discard(who, id, batch);
    return done.ok ? this.queries.one(who, id) : done;
  }

  @Post('batches/:batch/entries')
  @RequirePermission('sign', 'PaperBatch')
  @Returns(PaperBatchOut)
  async type(@Who() who: AppPrincipal, @Param({ schema: PaperBatchParam }) { id, batch }: BatchParams, @Body({ schema: PaperEntryIn }) body: z.infer<typeof PaperEntryIn>): Promise<Result<PaperBatchOut, Problem>> {
    const done = await this.typing.execute(who, id, batch, body);
    return done.ok ? this.queries.batch(who, id, batch) : done;
  }

  @Post('batches/:batch/looks')
  @RequirePermission('sign', 'PaperBatch')
  @Returns(PaperBatchOut)
  async look(@Who() who: AppPrincipal, @Param({ schema: PaperBatchParam }) { id, batch }: BatchParams, @Body({ schema: PaperLookIn }) body: z.infer<typeof PaperLookIn>): Promise<Result<PaperBatchOut, Problem>> {
    const done = await this.settling.execute(who, id, batch, body.decisions);
    return done.ok ? this.queries.batch(who, id, batch) : done;
  }
}
