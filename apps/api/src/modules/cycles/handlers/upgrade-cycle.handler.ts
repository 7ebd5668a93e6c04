import { Injectable } from '@nestjs/common';
import type { CycleUpgradeOut } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can, whyNot } from '@shuping/permissions';
import { threeWay } from '@shuping/scheme';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { systemActor, UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { effectOf, SchemesApi, writtenReports, type EffectiveScheme } from '../../schemes/index.ts';
import { Coverage } from '../coverage.ts';
import { CycleCalendar } from '../cycle-calendar.ts';
import type { CycleRecord } from '../cycle.entity.ts';
import { CyclesApi, type CycleView } from '../cycles.api.ts';
import { toCycle } from '../cycles.presenter.ts';
import { CyclesRepository } from '../cycles.repository.ts';

type Item = CycleUpgradeOut['items'][number];
/** A sector whose scheme has a newer version than the one the cycle holds. */
type Newer = { readonly sector: string; readonly before: EffectiveScheme; readonly after: EffectiveScheme };

/** Moves a cycle in planning to the newer versions of its schemes (R-B4). A cycle that runs keeps its versions; it is reopened first. */
@Injectable()
export class UpgradeCycleHandler {
  constructor(private readonly uow: UnitOfWork, private readonly cycles: CyclesApi, private readonly rows: CyclesRepository, private readonly schemes: SchemesApi, private readonly coverage: Coverage, private readonly days: CycleCalendar) {}

  /** What newer versions there are, how they differ, and what moving to them does to the reports. */
  async preview(who: AppPrincipal, id: string): Promise<Result<CycleUpgradeOut, Problem>> {
    const cycle = await this.seen(who, id, 'read');
    if (!cycle) return err({ code: 'cycle.not-found' });
    const items = await this.uow.run(systemActor('cycles'), async (tx) => {
      const out: Item[] = [];
      for (const one of await this.newer(tx, cycle)) out.push(await this.item(tx, cycle, one));
      return out;
    });
    const denied = whyNot(who.ability, 'update', 'Cycle', cycle) ?? (cycle.stage === 'planning' ? null : 'cycle.schemes-frozen');
    return ok({ items, version: cycle.version, may: { upgrade: denied === null ? true : { reason: denied } } });
  }

  /** Codes: cycle.schemes-frozen from research on, cycle.no-upgrade where the versions are the newest. */
  async execute(who: AppPrincipal, id: string, version: number): Promise<Result<CycleUpgradeOut, Problem>> {
    const cycle = await this.seen(who, id, 'update');
    if (!cycle) return err({ code: 'cycle.not-found' });
    if (cycle.stage !== 'planning') return err({ code: 'cycle.schemes-frozen' });
    const newer = await this.uow.run(systemActor('cycles'), (tx) => this.newer(tx, cycle));
    if (newer.length === 0) return err({ code: 'cycle.no-upgrade' });
    const all = await this.uow.run(systemActor('cycles'), (tx) => this.all(tx, cycle, newer));
    const moved = await this.uow.run(who, async (tx) => {
      const row = await this.rows.locked(tx, id);
      if (!row) return err({ code: 'cycle.not-found' });
      if (row.version !== version) return stale(toCycle(row, who), row.version);
      if (row.stage !== 'planning') return err({ code: 'cycle.schemes-frozen' });
      const before = row.schemes;
      row.schemes = { ...before, ...Object.fromEntries(newer.map(({ sector, after }) => [sector, after.hash])) };
      const { calendar, programmeId } = await this.days.of(tx, row, Object.fromEntries(all.map(({ sector, scheme }) => [sector, scheme.calendar])));
      Object.assign(row, { calendar, programmeId });
      await tx.em.flush();
      tx.audit({ action: 'cycle.upgrade', subject: { type: 'Cycle', id }, orgPath: row.orgPath, before: { schemes: before }, after: { schemes: row.schemes } });
      for (const one of newer) announce(tx, row, one);
      return ok(null);
    });
    return moved.ok ? this.preview(who, id) : moved;
  }

  private seen(who: AppPrincipal, id: string, act: 'read' | 'update'): Promise<CycleView | null> {
    return this.uow.run(who, async (tx) => {
      const cycle = await this.cycles.cycle(tx, id);
      return cycle && can(who.ability, act, 'Cycle', cycle) ? { ...cycle } : null;
    });
  }

  private async newer(tx: Tx, cycle: CycleView): Promise<Newer[]> {
    const fresh = await this.coverage.effective(tx, cycle, Object.keys(cycle.schemes));
    const out: Newer[] = [];
    for (const [sector, hash] of Object.entries(cycle.schemes)) {
      const [before, after] = [await this.schemes.byHash(tx, hash), fresh.get(sector)];
      if (before && after && before.hash !== after.hash) out.push({ sector, before, after });
    }
    return out;
  }

  /** Schemes of all sectors as they will be. */
  private async all(tx: Tx, cycle: CycleView, newer: readonly Newer[]): Promise<EffectiveScheme[]> {
    const out: EffectiveScheme[] = [];
    for (const [sector, hash] of Object.entries(cycle.schemes)) {
      const scheme = newer.find((one) => one.sector === sector)?.after ?? (await this.schemes.byHash(tx, hash));
      if (scheme) out.push(scheme);
    }
    return out;
  }

  private async item(tx: Tx, cycle: CycleView, { sector, before, after }: Newer): Promise<Item> {
    const changes = threeWay(before.scheme, before.scheme, after.scheme).map(({ base, own, upstream, ...change }) => ({ ...change, base: base ?? null, own: own ?? null, upstream: upstream ?? null }));
    return { sector, from: before.hash, to: after.hash, changes, scheme: before.scheme, effect: effectOf(before.scheme, after.scheme, await writtenReports(tx, { sector, cycleId: cycle.id })) };
  }
}

/** Tells the reports which sections went, so that what was written in them keeps its title. */
function announce(tx: Tx, cycle: CycleRecord, { sector, before, after }: Newer): void {
  const { lost } = effectOf(before.scheme, after.scheme, []);
  tx.emit({ type: 'cycle.scheme-upgraded', key: `${cycle.id}:${sector}:${after.hash}:${cycle.version}`, payload: { cycleId: cycle.id, sector, lost }, orgPath: cycle.orgPath, hostId: cycle.hostId });
}
