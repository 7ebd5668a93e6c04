import { Injectable } from '@nestjs/common';
import { addDays, dayOf, err, ok, type Problem, type Result } from '@shuping/kernel';
import { can, whereFor } from '@shuping/permissions';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { CyclesApi } from '../../cycles/index.ts';
import { ReportsRepository } from '../reports.repository.ts';

/** Opens the accepted reports to the people of the host for the days that the scheme gives (R-E4), once the meeting is over. A report that was published keeps its days. */
@Injectable()
export class PublishReportsHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: ReportsRepository, private readonly cycles: CyclesApi) {}

  execute(who: AppPrincipal, cycleId: string): Promise<Result<{ published: number; until: string | null }, Problem>> {
    return this.uow.run(who, async (tx) => {
      const cycle = await this.cycles.cycle(tx, cycleId);
      if (!cycle || !can(who.ability, 'read', 'Cycle', cycle)) return err({ code: 'cycle.not-found' });
      const stage = this.cycles.requireStage(cycle, 'grading');
      if (!stage.ok) return stage;
      const found = await this.rows.find(tx, { $and: [{ cycleId, state: 'accepted', publishedTo: '' }, whereFor(who.ability, 'publish', 'Report')] }, [{ id: 'asc' }], 100_000);
      const days = new Map<string, number>();
      for (const sector of new Set(found.map((row) => row.sector))) days.set(sector, (await this.cycles.schemeFor(tx, cycle, sector))?.scheme.report.publishedDays ?? 0);
      const open = found.filter((row) => (days.get(row.sector) ?? 0) > 0);
      if (found.length > 0 && open.length === 0) return err({ code: 'report.not-for-publication' });
      let until: string | null = null;
      for (const row of open) {
        const last = addDays(dayOf(tx.now), days.get(row.sector)!);
        Object.assign(row, { publishedTo: cycle.orgPath, publishedUntil: last });
        if (until === null || last > until) until = last;
      }
      tx.audit({ action: 'report.publish', subject: { type: 'Cycle', id: cycleId }, orgPath: cycle.orgPath, after: { published: open.length, until } });
      return ok({ published: open.length, until });
    });
  }
}
