import { Injectable } from '@nestjs/common';
import { openNextStage, publicityEnds } from '@shuping/domain';
import { dayOf, err, monthsBetween, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { Stage } from '@shuping/scheme';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { PeopleApi } from '../../people/index.ts';
import type { CycleRecord } from '../cycle.entity.ts';
import { CyclesApi } from '../cycles.api.ts';
import { CycleCalendar } from '../cycle-calendar.ts';
import { toCycle } from '../cycles.presenter.ts';
import { CyclesRepository } from '../cycles.repository.ts';
import { StageGate, type Gate } from '../stage-gate.ts';

export type Opened = { stage: Stage; version: number; publicityEnds: string | null };

/** Opens the next stage when its guards hold (R-C2). Research freezes schemes and calendar and lists the assessees; publicity fixes its days. */
@Injectable()
export class AdvanceCycleHandler {
  constructor(private readonly uow: UnitOfWork, private readonly cycles: CyclesApi, private readonly rows: CyclesRepository, private readonly gate: StageGate, private readonly people: PeopleApi, private readonly days: CycleCalendar) {}

  async execute(who: AppPrincipal, id: string, version: number): Promise<Result<Opened, Problem>> {
    const seen = await this.uow.run(who, async (tx) => {
      const cycle = await this.cycles.cycle(tx, id);
      return cycle && can(who.ability, 'open', 'Cycle', cycle) ? { ...cycle } : null;
    });
    if (!seen) return err({ code: 'cycle.not-found' });
    const gate = await this.gate.of(seen);
    return this.uow.run(who, async (tx) => {
      const cycle = await this.rows.locked(tx, id);
      if (!cycle) return err({ code: 'cycle.not-found' });
      if (cycle.version !== version) return stale(toCycle(cycle, who), cycle.version);
      const next = openNextStage(cycle.stage, gate.facts);
      if (!next.ok) return next;
      // an officer of one sector does not open a cycle that others take part in
      if ((await this.cycles.assessees(tx, id)).length !== gate.numbers.assessees) return err({ code: 'permission.denied' });
      const before = { stage: cycle.stage, schemes: cycle.schemes };
      if (next.value === 'research') await this.freeze(tx, cycle, gate);
      if (next.value === 'publicity') publish(cycle, gate, dayOf(tx.now));
      cycle.stage = next.value;
      await tx.em.flush();
      const number = await this.rows.enter(tx, cycle, next.value, who.name);
      tx.audit({ action: 'cycle.advance', subject: { type: 'Cycle', id }, orgPath: cycle.orgPath, before, after: { stage: next.value, schemes: cycle.schemes, publicityEnds: cycle.publicityEnds ?? null } });
      tx.emit({ type: 'cycle.stage-opened', key: `${id}:${number}`, payload: { cycleId: id, stage: next.value }, orgPath: cycle.orgPath, hostId: cycle.hostId });
      return ok({ stage: next.value, version: cycle.version, publicityEnds: cycle.publicityEnds ?? null });
    });
  }

  private async freeze(tx: Tx, cycle: CycleRecord, gate: Gate): Promise<void> {
    const reopened = Object.keys(cycle.schemes).length > 0;
    cycle.schemes = Object.fromEntries([...gate.fresh].map(([sector, { hash }]) => [sector, hash]));
    const { calendar, programmeId } = await this.days.of(tx, cycle, Object.fromEntries([...gate.fresh].map(([sector, { scheme }]) => [sector, scheme.calendar])));
    // a reopened cycle keeps the programme that its schemes carry, even one withdrawn since
    Object.assign(cycle, { calendar, programmeId: programmeId ?? (reopened ? (cycle.programmeId ?? null) : null) });
    cycle.publishedTo = cycle.orgPath;
    const rows = (await this.rows.rows(tx, cycle.id)).filter((row) => row.included);
    const since = new Map((await this.people.holdings(tx, rows.map((row) => row.orgId))).map((holding) => [holding.appointmentId, holding.from]));
    for (const row of rows) {
      row.listedTo = cycle.orgPath;
      const from = since.get(row.appointmentId ?? '');
      const asked = gate.fresh.get(row.sector)?.scheme.facts.filter((fact) => fact.source === 'appointments' && fact.type === 'number') ?? [];
      if (from !== undefined) row.facts = { ...row.facts, ...Object.fromEntries(asked.map((fact) => [fact.id, monthsBetween(from, cycle.periodEnd)])) };
    }
  }
}

/** Publicity runs for the longest time that any scheme of the cycle asks for. */
function publish(cycle: CycleRecord, gate: Gate, today: string): void {
  cycle.publicityFrom = today;
  cycle.publicityEnds = Object.values(gate.schemes).map((scheme) => publicityEnds(scheme, today)).sort().at(-1) ?? today;
}
