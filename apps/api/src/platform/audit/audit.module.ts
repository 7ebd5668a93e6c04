import { Global, Module } from '@nestjs/common';
import { AuditWriter } from '../persistence/ports.ts';
import { AuditController } from './audit.controller.ts';
import { AuditQueries } from './audit.queries.ts';
import { PgAuditWriter } from './pg-audit-writer.ts';
import { AuditSequencer } from './sequencer.ts';
import { AuditVerifier } from './verify.ts';

@Global()
@Module({
  controllers: [AuditController],
  providers: [{ provide: AuditWriter, useClass: PgAuditWriter }, AuditSequencer, AuditVerifier, AuditQueries],
  exports: [AuditWriter, AuditSequencer, AuditVerifier],
})
export class AuditModule {}
