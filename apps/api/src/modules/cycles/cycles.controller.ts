import { Body, Controller, Get, Param, Patch, Post, Put, Query, StreamableFile } from '@nestjs/common';
import { AssesseeChangesIn, AssesseesExportQuery, AssesseesIn, AssesseesPage, AssesseesQuery, ConfirmedOut, CycleIn, CycleOverview, CycleUpgradeOut, CyclesPage, CyclesQuery, IdOut, IdParam, LateActsOut, ProposalOut, RemindActsIn, RemindedOut, RemindIn, ReopenIn, StageOut } from '@shuping/contracts';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { attachment } from '../../platform/files/index.ts';
import { Idempotent, Returns, ReturnsFile, Version } from '../../platform/http/index.ts';
import { AssesseesExportQueries } from './assessees-export.queries.ts';
import { AssesseesQueries } from './assessees.queries.ts';
import { CyclesQueries } from './cycles.queries.ts';
import { AdvanceCycleHandler } from './handlers/advance-cycle.handler.ts';
import { ConfirmAssesseesHandler } from './handlers/confirm-assessees.handler.ts';
import { CreateCycleHandler } from './handlers/create-cycle.handler.ts';
import { ProposeAssesseesHandler } from './handlers/propose-assessees.handler.ts';
import { RemindActsHandler } from './handlers/remind-acts.handler.ts';
import { RemindHandler } from './handlers/remind.handler.ts';
import { UpgradeCycleHandler } from './handlers/upgrade-cycle.handler.ts';
import { ReopenCycleHandler } from './handlers/reopen-cycle.handler.ts';
import { LateActsQueries } from './late-acts.queries.ts';

type IdParams = z.infer<typeof IdParam>;

@Controller('cycles')
export class CyclesController {
  constructor(
    private readonly queries: CyclesQueries,
    private readonly assessees: AssesseesQueries,
    private readonly creating: CreateCycleHandler,
    private readonly proposing: ProposeAssesseesHandler,
    private readonly confirming: ConfirmAssesseesHandler,
    private readonly advancing: AdvanceCycleHandler,
    private readonly reopening: ReopenCycleHandler,
    private readonly reminding: RemindHandler,
    private readonly upgrading: UpgradeCycleHandler,
    private readonly tables: AssesseesExportQueries,
    private readonly late: LateActsQueries,
    private readonly urging: RemindActsHandler,
  ) {}

  @Get()
  @RequirePermission('read', 'Cycle')
  @Returns(CyclesPage)
  list(@Who() who: AppPrincipal, @Query({ schema: CyclesQuery }) query: z.infer<typeof CyclesQuery>) {
    return this.queries.list(who, query);
  }

  @Post()
  @RequirePermission('create', 'Cycle')
  @Idempotent()
  @Returns(IdOut, 201)
  create(@Who() who: AppPrincipal, @Body({ schema: CycleIn }) body: CycleIn) {
    return this.creating.execute(who, body);
  }

  @Get(':id')
  @RequirePermission('read', 'Cycle')
  @Returns(CycleOverview)
  overview(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.queries.overview(who, id);
  }

  @Get(':id/assessees')
  @RequirePermission('read', 'Assessee')
  @Returns(AssesseesPage)
  rows(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Query({ schema: AssesseesQuery }) query: z.infer<typeof AssesseesQuery>) {
    return this.assessees.list(who, id, query);
  }

  @Get(':id/assessees.xlsx')
  @RequirePermission('export', 'Assessee')
  @ReturnsFile()
  async table(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Query({ schema: AssesseesExportQuery }) { lang, ...filter }: z.infer<typeof AssesseesExportQuery>) {
    const made = await this.tables.xlsx(who, id, filter, lang);
    return made.ok ? { ok: true, value: new StreamableFile(made.value.bytes, { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', length: made.value.bytes.length, disposition: attachment(made.value.name) }) } : made;
  }

  @Post(':id/reminders')
  @RequirePermission('update', 'Cycle')
  @Returns(RemindedOut)
  remind(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Body({ schema: RemindIn }) body: RemindIn) {
    return this.reminding.execute(who, id, body);
  }

  @Get(':id/late')
  @RequirePermission('read', 'Cycle')
  @Returns(LateActsOut)
  lateActs(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.late.list(who, id);
  }

  @Post(':id/late/reminders')
  @RequirePermission('update', 'Cycle')
  @Returns(RemindedOut)
  remindActs(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Body({ schema: RemindActsIn }) body: RemindActsIn) {
    return this.urging.execute(who, id, body);
  }

  @Post(':id/propose')
  @RequirePermission('update', 'Cycle')
  @Returns(ProposalOut)
  propose(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.proposing.execute(who, id);
  }

  @Put(':id/assessees')
  @RequirePermission('update', 'Cycle')
  @Returns(ConfirmedOut)
  confirm(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: AssesseesIn }) body: AssesseesIn) {
    return this.confirming.replace(who, id, version, body);
  }

  @Patch(':id/assessees')
  @RequirePermission('update', 'Cycle')
  @Returns(ConfirmedOut)
  change(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: AssesseeChangesIn }) body: AssesseeChangesIn) {
    return this.confirming.change(who, id, version, body);
  }

  @Post(':id/advance')
  @RequirePermission('open', 'Cycle')
  @Returns(StageOut)
  advance(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number) {
    return this.advancing.execute(who, id, version);
  }

  @Get(':id/upgrade')
  @RequirePermission('read', 'Cycle')
  @Returns(CycleUpgradeOut)
  upgradable(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.upgrading.preview(who, id);
  }

  @Post(':id/upgrade')
  @RequirePermission('update', 'Cycle')
  @Returns(CycleUpgradeOut)
  upgrade(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number) {
    return this.upgrading.execute(who, id, version);
  }

  @Post(':id/reopen')
  @RequirePermission('reopen', 'Cycle')
  @Returns(StageOut)
  reopen(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: ReopenIn }) body: z.infer<typeof ReopenIn>) {
    return this.reopening.execute(who, id, version, body.to, body.reason);
  }
}
