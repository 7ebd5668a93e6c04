import { randomUUID } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventInput } from '@shuping/scheme';
import { z } from 'zod';
import { EventDispatcher } from '../../platform/outbox/index.ts';
import type { DomainEvent, Tx } from '../../platform/persistence/index.ts';
import { CyclesApi, type AssesseeView } from '../cycles/index.ts';
import { eventQuestions, ownerOf } from './entered.ts';
import { RoutineRepository } from './routine.repository.ts';

const Flowed = z.object({ assesseeId: z.string(), rule: z.string(), to: z.enum(['superior', 'unit']), orgId: z.string(), year: z.int(), event: EventInput });
const TARGET = `select a.id from v_assessee a join v_cycle c on c.host_id = a.host_id and c.id = a.cycle_id
  where a.org_id = ? and a.included and a.id <> ? and c.year >= ? and c.period = c.year::text and c.stage in ('research', 'reporting', 'vetting', 'meeting') order by c.year, a.position, a.id limit 1`;

/**
 * Results that flow to the superior or to the own unit's next year (R55) become plain events of the record there, once each: the earliest cycle of a whole year from that year on that still
 * takes events and whose scheme knows the question. Where there is none the act stays open for the office.
 */
@Injectable()
export class Flows implements OnModuleInit {
  constructor(private readonly events: EventDispatcher, private readonly cycles: CyclesApi, private readonly rows: RoutineRepository) {}

  onModuleInit(): void {
    this.events.onEvent('result.flowed', 'routine.flows', (tx, event) => this.take(tx, event));
  }

  private async take(tx: Tx, { payload }: DomainEvent): Promise<void> {
    const flow = Flowed.parse(payload);
    const [found] = await tx.sql<{ id: string }>(TARGET, [flow.orgId, flow.assesseeId, flow.year]);
    const target = found && (await this.cycles.assessee(tx, found.id));
    const source = await this.cycles.assessee(tx, flow.assesseeId);
    if (!target || !source || !(await this.record(tx, target, source, flow.event))) return;
    tx.emit({ type: 'routine.flow-recorded', key: `${flow.assesseeId}:${flow.rule}:${flow.event.matter}`, payload: { assesseeId: flow.assesseeId, rule: flow.rule, name: `${target.orgName} ${target.personName}` }, orgPath: source.orgPath, hostId: source.hostId });
  }

  private async record(tx: Tx, target: AssesseeView, source: AssesseeView, event: EventInput): Promise<boolean> {
    const cycle = await this.cycles.cycle(tx, target.cycleId);
    const frozen = cycle && (await this.cycles.schemeFor(tx, cycle, target.sector));
    const question = frozen ? eventQuestions(frozen.scheme).find((one) => one.id === event.question) : undefined;
    if (!cycle || !question) return false;
    if ((await this.rows.events(tx, { assesseeId: target.id })).some((one) => one.matter === event.matter)) return true;
    const { hostId, orgPath, sector, cycleId, personId } = target;
    const row = await this.rows.addEvent(tx, {
      id: randomUUID(), hostId, orgPath, sector, cycleId, assesseeId: target.id, personId, question: event.question, ownerRole: ownerOf(question), matter: event.matter.slice(0, 200), day: event.day, points: String(event.points), level: null, actor: null,
      note: `${source.orgName} ${source.personName}`, files: [], enteredName: '', withdrawn: false, withdrawnReason: '',
    });
    tx.audit({ action: 'event.flow', subject: { type: 'EventRecord', id: row.id }, orgPath, after: { assesseeId: target.id, from: source.id, question: event.question, points: event.points } });
    return true;
  }
}
