import { Module } from '@nestjs/common';
import { BallotsModule } from '../ballots/index.ts';
import { MeetingsModule } from '../meetings/index.ts';
import { BatchDesk } from './batch-desk.ts';
import { OpenBatchHandler } from './handlers/open-batch.handler.ts';
import { RecordLedgerHandler } from './handlers/record-ledger.handler.ts';
import { ScanBatchHandler } from './handlers/scan-batch.handler.ts';
import { SettleBatchHandler } from './handlers/settle-batch.handler.ts';
import { TypeBatchHandler } from './handlers/type-batch.handler.ts';
import { PaperController } from './paper.controller.ts';
import { PaperQueries } from './paper.queries.ts';
import { PaperRepository } from './paper.repository.ts';
import { SheetsController } from './sheets.controller.ts';

@Module({
  imports: [BallotsModule, MeetingsModule],
  controllers: [PaperController, SheetsController],
  providers: [PaperRepository, PaperQueries, BatchDesk, RecordLedgerHandler, OpenBatchHandler, TypeBatchHandler, ScanBatchHandler, SettleBatchHandler],
})
export class PaperModule {}
