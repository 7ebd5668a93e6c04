import { Injectable } from '@nestjs/common';
import type { CarryOut } from '@shuping/contracts';
import { changeProblem, comparePeriods, parsePeriod } from '@shuping/domain';
import { dayOf, err, ok, type Problem, type Result } from '@shuping/kernel';
import type { Tx } from '../../platform/persistence/index.ts';
import { CyclesApi, type AssesseeView, type CycleView } from '../cycles/index.ts';
import type { ProblemRecord } from './problem.entity.ts';
import { hostPlace, NOBODY_ASSESSED } from './host-place.ts';
import { RectificationRepository, type Place } from './rectification.repository.ts';

const OPEN = { $in: ['found', 'planned', 'submitted'] };

/** Carries the open rest of a cycle into a later one, or one that encloses it: every item that leaves arrives, once (R-I5). */
@Injectable()
export class Carry {
  constructor(private readonly rows: RectificationRepository, private readonly cycles: CyclesApi) {}

  /** An item whose organisation has no assessee in the new year stays and is named. Deadlines are kept, so that lateness does not start anew. */
  async run(tx: Tx, from: CycleView, to: CycleView, byName: string): Promise<Result<CarryOut, Problem>> {
    if (from.hostId !== to.hostId) return err({ code: 'problem.carry-other-host', at: '/toCycleId' });
    if (!isLater(from.period, to.period)) return err({ code: 'problem.carry-backwards', at: '/toCycleId' });
    // two runs at once take turns; the second finds nothing left
    await tx.sql('select pg_advisory_xact_lock(hashtextextended(?, 13))', [from.id]);
    const open = await this.rows.problems(tx, { cycleId: from.id, state: OPEN }, [{ assesseeId: 'asc' }, { number: 'asc' }]);
    const heirs = new Map<string, AssesseeView>();
    for (const heir of await this.cycles.assessees(tx, to.id)) if (!heirs.has(heir.orgId)) heirs.set(heir.orgId, heir);
    const left: CarryOut['left'] = [];
    let moved = 0;
    for (const row of open) {
      const heir = row.source === 'common' || row.assesseeId === NOBODY_ASSESSED ? hostPlace(to, row.sector, { id: row.personId, name: row.personName }) : heirs.get(row.orgId);
      if (!heir) left.push({ id: row.id, title: row.title, orgName: row.orgName, reason: 'problem.no-assessee' });
      else moved += await this.move(tx, row, heir, from, to, byName);
    }
    await tx.em.flush();
    return ok({ ...(await this.counts(tx, from.id, to.id)), moved, left });
  }

  private async move(tx: Tx, row: ProblemRecord, heir: Place, from: CycleView, to: CycleView, byName: string): Promise<number> {
    const next = changeProblem(row.state, 'carry', { plan: null, proofs: row.proofs, actorIsOwner: false, reason: '', today: dayOf(tx.now) });
    if (!next.ok) return 0;
    const was = row.state;
    row.state = next.value;
    this.rows.enter(tx, row, { kind: 'carry', text: to.title, byName });
    tx.audit({ action: 'problem.carry', subject: { type: 'Problem', id: row.id }, orgPath: row.orgPath, before: { state: was }, after: { state: row.state, toCycleId: to.id } });
    const sourceKey = `carried:${row.id}`;
    if (await this.rows.bySource(tx, to.id, sourceKey)) return 1;
    const { title, detail, cause, measure, owner, answerable } = row;
    const planned = was !== 'found';
    const received = await this.rows.add(tx, heir, {
      source: 'carried', sourceKey, title, detail, cause, measure, owner, answerable, level: row.level ?? null, deadline: row.deadline ?? null, carriedFrom: row.id, repeatOf: row.repeatOf ?? null, state: planned ? 'planned' : 'found',
    }, { kind: 'received', text: from.title, byName }, dayOf(tx.now));
    tx.audit({ action: 'problem.receive', subject: { type: 'Problem', id: received.id }, orgPath: received.orgPath, after: { state: received.state, carriedFrom: row.id, fromCycleId: from.id } });
    return 1;
  }

  private async counts(tx: Tx, fromId: string, toId: string): Promise<{ carried: number; received: number }> {
    const [row] = await tx.sql<{ carried: number; received: number }>(
      `select (select count(*)::int from problem where cycle_id = ? and state = 'carried') as carried,
              (select count(*)::int from problem n join problem o on o.id = n.carried_from where n.cycle_id = ? and n.source = 'carried' and o.cycle_id = ?) as received`,
      [fromId, toId, fromId],
    );
    return row!;
  }
}

/** A period that ends later, or that encloses the first and ends with it. */
function isLater(fromKey: string, toKey: string): boolean {
  const [from, to] = [parsePeriod(fromKey), parsePeriod(toKey)];
  return from !== null && to !== null && comparePeriods(from, to) < 0;
}
