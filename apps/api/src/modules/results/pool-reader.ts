import { Injectable } from '@nestjs/common';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import type { Tx } from '../../platform/persistence/index.ts';
import { CyclesApi, type CycleView, type FrozenScheme } from '../cycles/index.ts';
import { poolsOf, type Entry, type Pool } from './pools.ts';
import { ResultsRepository } from './results.repository.ts';

/** Brings a cycle's assessees, frozen schemes and results together, as far as the acting transaction sees them. */
@Injectable()
export class PoolReader {
  constructor(private readonly cycles: CyclesApi, private readonly rows: ResultsRepository) {}

  /** Frozen schemes by sector; `cycle.no-scheme` where an assessee's sector has none. */
  async schemes(tx: Tx, cycle: CycleView, sectors: readonly string[]): Promise<Result<Map<string, FrozenScheme>, Problem>> {
    const found = new Map<string, FrozenScheme>();
    for (const sector of new Set(sectors)) {
      const frozen = await this.cycles.schemeFor(tx, cycle, sector);
      if (!frozen) return err({ code: 'cycle.no-scheme', params: { sector } });
      found.set(sector, frozen);
    }
    return ok(found);
  }

  async entries(tx: Tx, cycle: CycleView): Promise<Result<Entry[], Problem>> {
    const assessees = await this.cycles.assessees(tx, cycle.id);
    const schemes = await this.schemes(tx, cycle, assessees.map((one) => one.sector));
    if (!schemes.ok) return schemes;
    const results = new Map((await this.rows.current(tx, cycle.id)).map((row) => [row.assesseeId, row]));
    return ok(assessees.map((assessee) => ({ assessee, frozen: schemes.value.get(assessee.sector)!, result: results.get(assessee.id) ?? null, orgKind: assessee.orgKind || null })));
  }

  async pools(tx: Tx, cycle: CycleView): Promise<Result<Pool[], Problem>> {
    const entries = await this.entries(tx, cycle);
    return entries.ok ? ok(poolsOf(entries.value)) : entries;
  }
}
