import { Injectable } from '@nestjs/common';
import type { CycleFacts } from '@shuping/domain';
import { dayOf } from '@shuping/kernel';
import type { Scheme } from '@shuping/scheme';
import { systemActor, UnitOfWork, type Tx } from '../../platform/persistence/index.ts';
import { SchemesApi, type EffectiveScheme } from '../schemes/index.ts';
import { Coverage } from './coverage.ts';
import { CycleFactsReader, factsOf, type CycleNumbers } from './cycle-facts.ts';
import { AssesseeRecord } from './cycle.entity.ts';
import { bySector, CyclesApi, type CycleView } from './cycles.api.ts';

export type Gate = { readonly facts: CycleFacts; readonly numbers: CycleNumbers; readonly schemes: Readonly<Record<string, Scheme>>; readonly fresh: ReadonlyMap<string, EffectiveScheme> };

/** What decides about the next stage, read by the server itself: a reader clipped to one sector sees the same guards as the whole office. */
@Injectable()
export class StageGate {
  constructor(private readonly uow: UnitOfWork, private readonly cycles: CyclesApi, private readonly reader: CycleFactsReader, private readonly coverage: Coverage, private readonly schemes: SchemesApi) {}

  /** Facts of a cycle; in planning also the schemes that research would freeze, by sector. */
  of(cycle: CycleView): Promise<Gate> {
    return this.uow.run(systemActor('cycles'), async (tx) => {
      const frozen = await this.cycles.schemesOf(tx, [cycle]);
      const numbers = (await this.reader.numbers(tx, [cycle], frozen)).get(cycle.id);
      if (!numbers) throw new Error(`cycle ${cycle.id} is gone`);
      const schemes = bySector(cycle, frozen);
      const fresh = cycle.stage === 'planning' ? await this.fresh(tx, cycle) : new Map<string, EffectiveScheme>();
      const lacking = cycle.stage === 'planning' ? (await this.sectors(tx, cycle)).filter((sector) => !fresh.has(sector)).length : 0;
      return { facts: factsOf(cycle, numbers, schemes, lacking, dayOf(tx.now)), numbers, schemes, fresh };
    });
  }

  private async sectors(tx: Tx, cycle: CycleView): Promise<string[]> {
    const rows = await tx.em.find(AssesseeRecord, { cycleId: cycle.id, included: true }, { fields: ['sector'] });
    return [...new Set(rows.map((row) => row.sector))];
  }

  /** A cycle keeps what it has frozen (R-B4) until it is moved to newer versions. */
  private async fresh(tx: Tx, cycle: CycleView): Promise<Map<string, EffectiveScheme>> {
    const sectors = await this.sectors(tx, cycle);
    const kept = new Map<string, EffectiveScheme>();
    for (const sector of sectors) {
      const hash = cycle.schemes[sector];
      const scheme = hash === undefined ? null : await this.schemes.byHash(tx, hash);
      if (scheme) kept.set(sector, scheme);
    }
    const now = await this.coverage.effective(tx, cycle, sectors.filter((sector) => !kept.has(sector)));
    return new Map([...kept, ...now]);
  }
}
