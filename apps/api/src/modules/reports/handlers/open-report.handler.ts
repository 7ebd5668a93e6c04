import { Injectable } from '@nestjs/common';
import type { ReportOut } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { systemActor, UnitOfWork } from '../../../platform/persistence/index.ts';
import { CyclesApi } from '../../cycles/index.ts';
import { AskAgain, type AskedAgainOf } from '../asked-again.ts';
import { ReportAccess } from '../report-access.ts';
import { ReportsQueries } from '../reports.queries.ts';
import { ReportsRepository } from '../reports.repository.ts';

/** The report of an assessee; the assessee's own first look begins it, once reports are written (R-E1). */
@Injectable()
export class OpenReportHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: ReportsRepository, private readonly access: ReportAccess, private readonly cycles: CyclesApi, private readonly queries: ReportsQueries, private readonly again: AskAgain) {}

  /** The asker's own report of a cycle. */
  async mine(who: AppPrincipal, cycleId: string): Promise<Result<ReportOut, Problem>> {
    const own = await this.uow.run(who, async (tx) => {
      const all = who.personId === null ? [] : await this.cycles.assessees(tx, cycleId);
      return all.find((assessee) => assessee.personId === who.personId);
    });
    return own ? this.execute(who, own.id) : err({ code: 'report.not-found' });
  }

  async execute(who: AppPrincipal, assesseeId: string, asked?: readonly AskedAgainOf[]): Promise<Result<ReportOut, Problem>> {
    const result = await this.uow.run(who, async (tx): Promise<Result<ReportOut | null, Problem>> => {
      const found = await this.rows.ofAssessee(tx, assesseeId);
      if (!found) {
        const assessee = await this.cycles.assessee(tx, assesseeId);
        if (!assessee || !can(who.ability, 'create', 'Report', { ...assessee, publishedTo: '' }) || who.personId !== assessee.personId || !assessee.included) return err({ code: 'report.not-found' });
        const cycle = await this.cycles.cycle(tx, assessee.cycleId);
        if (!cycle) return err({ code: 'report.not-found' });
        const stage = this.access.inWriting(cycle);
        if (!stage.ok) return stage;
        if (!asked) return ok(null);
        const { hostId, orgPath, sector, cycleId, personId, personName, orgName, position } = assessee;
        if (await this.rows.begin(tx, { hostId, orgPath, sector, cycleId, assesseeId, personId, personName, orgName, position, asked: [...asked] })) {
          tx.audit({ action: 'report.begin', subject: { type: 'Assessee', id: assesseeId }, orgPath, ...(asked.length === 0 ? {} : { after: { askedAgain: asked.map((one) => one.last.id) } }) });
          await this.again.note(tx, cycle, asked);
        }
      }
      const opened = await this.access.opened(tx, who, found ?? (await this.rows.ofAssessee(tx, assesseeId)));
      return opened.ok ? ok(await this.queries.present(tx, who, opened.value)) : opened;
    });
    if (!result.ok) return result;
    // the report is to begin: what it is asked about belongs to the unit, whoever led it then
    if (result.value === null) return this.execute(who, assesseeId, await this.uow.run(systemActor('report.begin'), (tx) => this.again.put(tx, assesseeId)));
    return this.queries.withLastYear(ok(result.value));
  }
}
