import { Injectable } from '@nestjs/common';
import type { CycleItem, CycleOverview, CyclesQuery, PageOf } from '@shuping/contracts';
import { dayOf, err, ok, type Problem, type Result } from '@shuping/kernel';
import { can, whereFor } from '@shuping/permissions';
import type { z } from 'zod';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { page, toPage } from '../../platform/http/index.ts';
import { UnitOfWork, type Tx } from '../../platform/persistence/index.ts';
import { Coverage, missingOf } from './coverage.ts';
import { nextGuards, type CycleNumbers } from './cycle-facts.ts';
import { bySector, CyclesApi, type CycleView } from './cycles.api.ts';
import { isInside, toCycle } from './cycles.presenter.ts';
import { CyclesRepository } from './cycles.repository.ts';
import { railOf } from './rail.ts';
import { StageGate } from './stage-gate.ts';

/** Newest year first, in a year the year's own cycle before its parts. */
const ORDER = [{ field: 'year', direction: 'desc' as const }, { field: 'period', direction: 'asc' as const }, { field: 'id', direction: 'asc' as const }];

/** Cycles and the overview of one. */
@Injectable()
export class CyclesQueries {
  constructor(private readonly uow: UnitOfWork, private readonly rows: CyclesRepository, private readonly cycles: CyclesApi, private readonly gate: StageGate, private readonly coverage: Coverage) {}

  list(who: AppPrincipal, query: z.infer<typeof CyclesQuery>): Promise<Result<PageOf<CycleItem>, Problem>> {
    return this.uow.run(who, async (tx) => {
      const plan = page(query.limit, query.after, ORDER);
      if (!plan.ok) return plan;
      const { hostId, year, stage } = query;
      const wanted = Object.fromEntries(Object.entries({ hostId, year, stage }).filter(([, value]) => value !== undefined));
      const found = await this.rows.find(tx, { $and: [whereFor(who.ability, 'read', 'Cycle'), plan.value.where, wanted] }, plan.value.orderBy, plan.value.limit);
      return ok(toPage(found, query.limit, (row) => [row.year, row.period, row.id], (row) => toCycle(row, who)));
    });
  }

  /** Where a cycle stands: rail, guards of the next stage, coverage. Readers outside the office see stages and days only. */
  async overview(who: AppPrincipal, id: string): Promise<Result<CycleOverview, Problem>> {
    const seen = await this.uow.run(who, async (tx) => {
      const cycle = await this.cycles.cycle(tx, id);
      return cycle && can(who.ability, 'read', 'Cycle', cycle) ? { ...cycle } : null;
    });
    if (!seen) return err({ code: 'cycle.not-found' });
    const gate = isInside(seen, who) ? await this.gate.of(seen) : null;
    return this.uow.run(who, async (tx) => {
      const next = gate && nextGuards(seen.stage, gate.facts);
      const shut: Record<string, string | null> = next?.guards.some((guard) => !guard.holds) ? { advance: 'cycle.guard' } : {};
      return ok({
        ...toCycle(seen, who, shut),
        previousCycleId: seen.previousCycleId ?? null, publicityFrom: seen.publicityFrom ?? null,
        schemes: await this.schemes(tx, seen), programme: await this.programme(tx, seen),
        rail: railOf(seen, gate?.numbers ?? null, dayOf(tx.now)),
        next: next && { stage: next.stage, guards: next.guards.map((guard) => ({ ...guard, params: { ...guard.params } })) },
        coverage: gate && (await this.covered(tx, seen)), counts: gate && countsOf(gate.numbers),
        entries: gate ? (await this.rows.entries(tx, id)).map((entry) => ({ stage: entry.stage, at: entry.openedAt.toISOString(), by: entry.openedBy, reason: entry.reason })) : [],
      });
    });
  }

  private async programme(tx: Tx, cycle: CycleView): Promise<CycleOverview['programme']> {
    if (!cycle.programmeId) return null;
    const [row] = await tx.sql<{ id: string; title: string; owner: string; withdrawn: boolean }>('select id, title, owner_name as owner, withdrawn_at is not null as withdrawn from v_programme where id = ?', [cycle.programmeId]);
    return row ?? null;
  }

  private async schemes(tx: Tx, cycle: CycleView): Promise<CycleOverview['schemes']> {
    const frozen = bySector(cycle, await this.cycles.schemesOf(tx, [cycle]));
    return Object.entries(frozen).map(([sector, scheme]) => ({ sector, hash: cycle.schemes[sector]!, title: scheme.title }));
  }

  private async covered(tx: Tx, cycle: CycleView): Promise<NonNullable<CycleOverview['coverage']>> {
    const field = await this.coverage.field(tx, cycle);
    const rows = await this.rows.rows(tx, cycle.id);
    const missing = missingOf(field, rows);
    const sectors = [...new Set(field.units.map((unit) => unit.sector))].sort();
    return {
      missing,
      sectors: sectors.map((sector) => ({
        sector, units: field.units.filter((unit) => unit.sector === sector).length, included: rows.filter((row) => row.included && row.sector === sector).length, missing: missing.filter((one) => one.sector === sector).length,
      })),
    };
  }
}

function countsOf(numbers: CycleNumbers): Record<string, number> {
  return Object.fromEntries(Object.entries(numbers).filter((entry): entry is [string, number] => typeof entry[1] === 'number'));
}
