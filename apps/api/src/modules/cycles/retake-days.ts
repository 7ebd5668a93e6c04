import { Injectable } from '@nestjs/common';
import { retaken } from '@shuping/domain';
import { canonicalJson } from '@shuping/kernel';
import type { CalendarEntry } from '@shuping/scheme';
import type { Tx } from '../../platform/persistence/index.ts';
import { Coverage } from './coverage.ts';
import { CycleCalendar } from './cycle-calendar.ts';
import type { CycleRecord } from './cycle.entity.ts';
import { bySector, CyclesApi } from './cycles.api.ts';
import { CyclesRepository } from './cycles.repository.ts';

/** Running cycles take over the days of a programme that was moved (R-C3); stages that they have left keep theirs. Asked by the system, under the lock of the programme. */
@Injectable()
export class RetakeDays {
  constructor(private readonly rows: CyclesRepository, private readonly cycles: CyclesApi, private readonly coverage: Coverage, private readonly days: CycleCalendar) {}

  /** Gives how many cycles have other days than before. */
  async execute(tx: Tx, programme: { readonly id: string; readonly orgPath: string; readonly year: number }, reason: string): Promise<number> {
    let changed = 0;
    for (const cycle of await this.rows.under(tx, programme)) {
      const { calendar, programmes } = await this.days.of(tx, cycle, await this.calendars(tx, cycle));
      if (!programmes.some((one) => one.id === programme.id)) continue;
      const next = retaken(cycle.calendar, calendar, cycle.stage);
      if (canonicalJson(next) === canonicalJson(cycle.calendar)) continue;
      const before = cycle.calendar;
      cycle.calendar = next;
      changed += 1;
      tx.audit({ action: 'cycle.take-days', subject: { type: 'Cycle', id: cycle.id }, orgPath: cycle.orgPath, before: { calendar: before }, after: { calendar: next, programmeId: programme.id }, reason });
    }
    await tx.em.flush();
    return changed;
  }

  /** Calendars of its frozen schemes, or while it is planned of those that it would freeze. */
  private async calendars(tx: Tx, cycle: CycleRecord): Promise<Record<string, readonly CalendarEntry[]>> {
    const frozen = bySector(cycle, await this.cycles.schemesOf(tx, [cycle]));
    if (Object.keys(frozen).length > 0) return Object.fromEntries(Object.entries(frozen).map(([sector, scheme]) => [sector, scheme.calendar]));
    const fresh = await this.coverage.effective(tx, cycle, [...(await this.coverage.enabled(tx, cycle))]);
    return Object.fromEntries([...fresh].map(([sector, { scheme }]) => [sector, scheme.calendar]));
  }
}
