import { randomUUID } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { parsePeriod, type Period } from '@shuping/domain';
import { Fraction } from '@shuping/kernel';
import type { Scheme } from '@shuping/scheme';
import { z } from 'zod';
import { EventDispatcher } from '../../platform/outbox/index.ts';
import type { DomainEvent, Tx } from '../../platform/persistence/index.ts';
import { bySector, CyclesApi, type AssesseeView, type CycleView } from '../cycles/index.ts';
import { RoutineRepository } from './routine.repository.ts';

const OfCycle = z.object({ cycleId: z.string() });
const FINAL = `select a.person_id as "personId", a.org_id as "orgId", a.sector, r.score from v_assessee a join v_result r on r.host_id = a.host_id and r.assessee_id = a.id
  where a.cycle_id = ? and a.included and r.state = 'final' and r.score is not null order by a.position, a.id`;
const PART_IDS: Readonly<Record<string, string>> = { half_year: 'h', quarter: 'q', month: 'm' };

type Final = { readonly personId: string; readonly orgId: string; readonly sector: string; readonly score: string };
type Place = { readonly node: string; readonly item: string; readonly owner: string; readonly min: number; readonly max: number };

/** Places of a scheme that ask for the score of a period: nodes of its rhythm that name it and take points, not places in an order. */
function placesFor(scheme: Scheme, period: Period): Place[] {
  if (period.kind === 'term' || period.kind === 'year') return [];
  const item = `${PART_IDS[period.kind]}${period.number}`;
  return scheme.score.nodes.flatMap((node) => (
    node.kind === 'periods' && node.cadence === period.kind && !node.convert && node.periods.some((one) => one.id === item) ? [{ node: node.id, item, owner: node.owner, min: node.min, max: node.max }] : []
  ));
}

/**
 * Final scores of half-years, quarters and months become entries of the cycle that encloses them, where its scheme scores by that rhythm (R32, R-C1): nothing is typed twice. Taken of the
 * same person in the same unit, as printed there, until grading freezes the record; a score outside the bounds is left to be entered. A corrected result is taken anew.
 */
@Injectable()
export class TakenOver implements OnModuleInit {
  constructor(private readonly events: EventDispatcher, private readonly cycles: CyclesApi, private readonly rows: RoutineRepository) {}

  onModuleInit(): void {
    for (const type of ['results.final', 'result.corrected']) this.events.onEvent(type, 'routine.taken-over', (tx, event) => this.upward(tx, event));
    this.events.onEvent('cycle.stage-opened', 'routine.taken-over', (tx, event) => this.gather(tx, event));
  }

  private async upward(tx: Tx, { payload }: DomainEvent): Promise<void> {
    const inner = await this.cycles.cycle(tx, OfCycle.parse(payload).cycleId);
    if (inner) for (const outer of await this.cycles.around(tx, inner)) await this.take(tx, outer, [inner]);
  }

  private async gather(tx: Tx, { payload }: DomainEvent): Promise<void> {
    const outer = await this.cycles.cycle(tx, OfCycle.parse(payload).cycleId);
    if (outer) await this.take(tx, outer, await this.cycles.within(tx, outer));
  }

  private async take(tx: Tx, outer: CycleView, inners: readonly CycleView[]): Promise<void> {
    if (inners.length === 0 || !this.cycles.requireStage(outer, 'research', 'grading').ok) return;
    const schemes = bySector(outer, await this.cycles.schemesOf(tx, [outer]));
    const heirs = new Map((await this.cycles.assessees(tx, outer.id)).map((one) => [`${one.personId} ${one.orgId}`, one]));
    for (const inner of inners) {
      const period = parsePeriod(inner.period);
      if (!period || !Object.values(schemes).some((scheme) => placesFor(scheme, period).length > 0)) continue;
      const own = bySector(inner, await this.cycles.schemesOf(tx, [inner]));
      for (const row of await tx.sql<Final>(FINAL, [inner.id])) {
        const heir = heirs.get(`${row.personId} ${row.orgId}`);
        const scheme = heir && schemes[heir.sector];
        if (!heir || !scheme) continue;
        const value = Fraction.of(row.score).toFixed(own[row.sector]?.score.digits ?? 2);
        for (const place of placesFor(scheme, period)) if (Number(value) >= place.min && Number(value) <= place.max) await this.enter(tx, heir, place, inner, value);
      }
    }
  }

  private async enter(tx: Tx, heir: AssesseeView, { node, item, owner }: Place, inner: CycleView, value: string): Promise<void> {
    const known = await this.rows.score(tx, heir.id, node, item);
    if (known?.takenFrom === inner.id && known.value === value) return;
    const before = known ? { value: known.value, note: known.note, files: known.files } : null;
    const taken = { value, note: inner.title, files: [], ownerRole: owner, enteredBy: null, enteredName: inner.hostName.slice(0, 60), takenFrom: inner.id };
    if (known) {
      tx.em.assign(known, taken);
      await tx.em.flush();
    } else {
      const { hostId, orgPath, sector, cycleId, personId } = heir;
      await this.rows.addScore(tx, { id: randomUUID(), hostId, orgPath, sector, cycleId, assesseeId: heir.id, personId, node, item, ...taken });
    }
    tx.audit({ action: 'score.take-over', subject: { type: 'Assessee', id: heir.id }, orgPath: heir.orgPath, before, after: { node, item, value, fromCycleId: inner.id } });
  }
}
