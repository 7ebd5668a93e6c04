import { Injectable } from '@nestjs/common';
import type { LateActsOut, LateKind } from '@shuping/contracts';
import { dayOf, daysBetween, err, ok, type Day, type Problem, type Result } from '@shuping/kernel';
import { can, mayOf, type Subject } from '@shuping/permissions';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { UnitOfWork, type Tx } from '../../platform/persistence/index.ts';
import { CyclesApi, type CycleView } from './cycles.api.ts';
import { isInside } from './cycles.presenter.ts';
import { lateActs, listRules } from './late-acts-sql.ts';

export type LateAct = {
  readonly kind: LateKind; readonly id: string; readonly state: string; readonly assesseeId: string | null; readonly personId: string; readonly sector: string; readonly orgPath: string; readonly due: Day; readonly title: string; readonly role: string;
  readonly personName: string; readonly orgName: string; readonly remindedOn: Day | null; readonly reminders: number; readonly ofKind: number;
};

/** Most that one answer lists; the counts are of all. */
const SHOWN = 200;
const MOST = 5000;
const SUBJECTS: Readonly<Record<LateKind, Subject>> = { talk: 'ActionItem', act: 'ActionItem', tolerance: 'Tolerance', problem: 'Problem', list: 'Problem', letter: 'Letter' };

const ACTS = `with asked as (select ?::uuid as id, ?::text as today),
c as (select host_id, id as cycle_id, schemes from v_cycle where id = (select id from asked)),
held as (select distinct s.value as hash from c, jsonb_each_text(c.schemes) s), rules as (${listRules('held')})
select x.kind, x.id, x.state, x.assessee_id as "assesseeId", x.person_id as "personId", x.sector, x.org_path as "orgPath", x.due, x.title, x.role, coalesce(a.person_name, '') as "personName", coalesce(a.org_name, '') as "orgName",
  m.day as "remindedOn", coalesce(m.times, 0) as reminders, (count(*) over (partition by x.kind))::int as "ofKind"
from (${lateActs('c', 'rules', '(select today from asked)')}) x left join v_assessee a on a.host_id = x.host_id and a.id = x.assessee_id
left join lateral (select max(r.day) as day, count(*)::int as times from v_reminder r where r.host_id = x.host_id and r.subject_id = x.id) m on true
order by x.due, x.kind, x.id limit ?`;

/** What is late in a cycle beside its reports (R-C3): who, what, since when, and whether they were reminded. */
@Injectable()
export class LateActsQueries {
  constructor(private readonly uow: UnitOfWork, private readonly cycles: CyclesApi) {}

  list(who: AppPrincipal, cycleId: string): Promise<Result<LateActsOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const cycle = await this.cycles.cycle(tx, cycleId);
      if (!cycle || !can(who.ability, 'read', 'Cycle', cycle)) return err({ code: 'cycle.not-found' });
      if (!isInside(cycle, who)) return err({ code: 'permission.denied' });
      const today = dayOf(tx.now);
      const rows = (await this.rows(tx, cycle, SHOWN)).filter((row) => can(who.ability, 'read', SUBJECTS[row.kind], { ...row, publishedTo: '' }));
      const kinds = [...new Map(rows.map((row) => [row.kind, row.ofKind]))].map(([kind, count]) => ({ kind, count }));
      return ok({
        kinds: kinds.sort((a, b) => b.count - a.count || a.kind.localeCompare(b.kind)), may: mayOf(who.ability, 'Cycle', cycle, { remind: 'update' }),
        items: rows.map(({ kind, id, state, personName, orgName, due, title, role, remindedOn, reminders }) => ({ kind, id, state, personName, orgName, due, lateDays: daysBetween(due, today), title, role, reminded: remindedOn === null ? null : { on: remindedOn, times: reminders } })),
      });
    });
  }

  /** Rows for acts, longest late first; none of an archived cycle. */
  rows(tx: Tx, cycle: Pick<CycleView, 'id' | 'stage'>, limit = MOST): Promise<LateAct[]> {
    return cycle.stage === 'archive' ? Promise.resolve([]) : tx.sql<LateAct>(ACTS, [cycle.id, dayOf(tx.now), limit]);
  }
}
