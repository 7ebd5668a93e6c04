import { Injectable } from '@nestjs/common';
import { boundCalendar, calendarIn, concerns, deviations, isYearKey, parsePeriod, stageCalendar, tightestBounds, type IssuedProgramme, type OwnDays, type StageDays, type TightBound } from '@shuping/domain';
import type { Problem } from '@shuping/kernel';
import type { CalendarEntry, Stage } from '@shuping/scheme';
import type { Tx } from '../../platform/persistence/index.ts';
import { SchemesApi } from '../schemes/index.ts';

/** What a cycle's calendar is made of: the schemes by sector, and what the host says itself. */
export type CalendarOf = { readonly hostId: string; readonly period: string; readonly year: number; readonly ownDays?: OwnDays | null | undefined; readonly programmeId?: string | null | undefined };
export type CycleCalendarDays = {
  readonly calendar: Partial<Record<Stage, StageDays>>;
  readonly limits: Partial<Record<Stage, TightBound>>;
  /** programmes in force on the host's line that concern its sectors, uppermost first */
  readonly programmes: readonly IssuedProgramme[];
  /** the one that the cycle answers to: that it was opened from while in force, else the nearest above the host */
  readonly programmeId: string | null;
  /** own days that leave the bounds */
  readonly deviations: readonly Problem[];
};

/** Calendar of a cycle under the programmes of its line (R-C1, R-C3): that of its schemes, only ever tightened. Programmes are yearly: their days bind the cycle of the year, not those of its parts or of a term. */
@Injectable()
export class CycleCalendar {
  constructor(private readonly schemes: SchemesApi) {}

  async of(tx: Tx, cycle: CalendarOf, schemes: Readonly<Record<string, readonly CalendarEntry[]>>): Promise<CycleCalendarDays> {
    const sectors = Object.keys(schemes);
    const binding = isYearKey(cycle.period) ? await this.schemes.programmesOf(tx, cycle.hostId, cycle.year) : [];
    const programmes = binding.filter((one) => sectors.some((sector) => concerns(one, sector)));
    const limits = tightestBounds(programmes.map((one) => ({ owner: one.ownerName, bounds: one.calendar })));
    const own = cycle.ownDays ?? {};
    const period = parsePeriod(cycle.period) ?? { kind: 'year', year: cycle.year };
    const above = programmes.filter((one) => one.orgId !== cycle.hostId);
    return {
      calendar: boundCalendar(calendarIn(period, stageCalendar(Object.values(schemes), cycle.year)), limits, own), limits, programmes,
      programmeId: above.find((one) => one.id === cycle.programmeId)?.id ?? above.at(-1)?.id ?? null,
      deviations: deviations(own, limits),
    };
  }
}
