import { Injectable } from '@nestjs/common';
import type { CycleIn } from '@shuping/contracts';
import { comparePeriods, firstDay, lastDay, parsePeriod, periodKey, yearOfPeriod, type OwnDays, type Period } from '@shuping/domain';
import { err, isDay, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import { randomUUID } from 'node:crypto';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { OrganisationsApi } from '../../organisations/index.ts';
import { Coverage } from '../coverage.ts';
import { CycleCalendar } from '../cycle-calendar.ts';
import type { CycleView } from '../cycles.api.ts';
import { CyclesRepository } from '../cycles.repository.ts';
import { usualTitle } from '../period-words.ts';
import { placeProposed, type Placed } from '../place-proposed.ts';

/** A cycle that is opened from a programme: its days are the host's own within the bounds, and who should be assessed stands in its list. */
export type FromProgramme = { readonly programmeId: string; readonly ownDays: OwnDays };

/** Starts a cycle of a host in planning (R-C1), of a year unless another period is named. Its calendar is that of the present schemes within the bounds of its programmes, until research freezes both. */
@Injectable()
export class CreateCycleHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: CyclesRepository, private readonly organisations: OrganisationsApi, private readonly coverage: Coverage, private readonly days: CycleCalendar) {}

  execute(who: AppPrincipal, input: CycleIn, from?: FromProgramme): Promise<Result<{ id: string } & Placed, Problem>> {
    return this.uow.run(who, async (tx) => {
      const period = parsePeriod(input.period ?? String(input.year));
      if (!period || yearOfPeriod(period) !== input.year) return err({ code: 'period.invalid', at: '/period' });
      const key = periodKey(period);
      const periodStart = input.periodStart ?? firstDay(period);
      const periodEnd = input.periodEnd ?? lastDay(period);
      if (!isDay(periodStart)) return err({ code: 'day.invalid', at: '/periodStart' });
      if (!isDay(periodEnd)) return err({ code: 'day.invalid', at: '/periodEnd' });
      if (periodEnd <= periodStart) return err({ code: 'day.order', at: '/periodEnd' });
      const host = await this.organisations.get(tx, input.hostId);
      if (!host || !can(who.ability, 'create', 'Cycle', { orgPath: host.path, publishedTo: '' })) return err({ code: 'organisation.not-found', at: '/hostId' });
      const sectors = [...(await this.coverage.enabled(tx, { orgPath: host.path }))];
      if (sectors.length === 0) return err({ code: 'cycle.no-sector', at: '/hostId' });
      await tx.sql('select pg_advisory_xact_lock(hashtext(?))', [`cycle:${host.id}`]);
      const earlier = await this.rows.ofHost(tx, host.id);
      if (earlier.some((one) => one.period === key)) return err({ code: 'cycle.exists', at: input.period === undefined ? '/year' : '/period', params: { year: input.year, period: key } });
      const draft = { orgPath: host.path, hostId: host.id, period: key, year: input.year } as CycleView;
      const schemes = await this.coverage.effective(tx, draft, sectors);
      const days = await this.days.of(tx, { ...draft, ...from }, Object.fromEntries([...schemes].map(([sector, { scheme }]) => [sector, scheme.calendar])));
      const [astray] = days.deviations;
      if (astray) return err({ ...astray, issues: [...days.deviations] });
      const row = await this.rows.add(tx, {
        id: randomUUID(), hostId: host.id, orgPath: host.path, publishedTo: '', period: key, year: input.year, title: input.title ?? usualTitle(host.shortName, key), hostName: host.name, periodStart, periodEnd, stage: 'planning',
        calendar: days.calendar, schemes: {}, programmeId: days.programmeId, ownDays: from?.ownDays ?? null,
        previousCycleId: before(period, earlier)?.id ?? null, publicityFrom: null, publicityEnds: null, confirmedAt: null,
      });
      await this.rows.enter(tx, row, 'planning', who.name);
      const placed = from ? await placeProposed(tx, this.rows, row, await this.coverage.field(tx, row)) : { proposed: 0, missing: 0 };
      tx.audit({ action: 'cycle.create', subject: { type: 'Cycle', id: row.id }, orgPath: host.path, after: { ...input, ...from, period: key, periodStart, periodEnd } });
      tx.emit({ type: 'cycle.created', key: row.id, payload: { cycleId: row.id, previousCycleId: row.previousCycleId ?? null }, orgPath: host.path, hostId: host.id });
      return ok({ id: row.id, ...placed });
    });
  }
}

/** The host's nearest earlier cycle of the same kind of period. */
function before<T extends { readonly period: string }>(period: Period, cycles: readonly T[]): T | undefined {
  const earlier = cycles.flatMap((cycle) => {
    const own = parsePeriod(cycle.period);
    return own?.kind === period.kind && comparePeriods(own, period) < 0 ? [{ cycle, own }] : [];
  });
  return earlier.sort((a, b) => comparePeriods(b.own, a.own))[0]?.cycle;
}
