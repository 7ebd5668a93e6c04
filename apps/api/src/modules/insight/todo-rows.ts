import { Injectable } from '@nestjs/common';
import { dayOf } from '@shuping/kernel';
import { whereFor } from '@shuping/permissions';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import type { Tx } from '../../platform/persistence/index.ts';
import { CycleFactsReader, CyclesApi, isInside } from '../cycles/index.ts';
import { ProgressQueries } from '../programmes/index.ts';
import { ORDERED } from './programme-todos.ts';
import { TodoContext, type TodoRows } from './todo-context.ts';

const MOST = 300;

/** The newest reminder of what the report waits for now; one given before its last step no longer counts. */
const REMINDED = `(select jsonb_build_object('on', m.day, 'by', m.by, 'note', m.note) from v_reminder m
  where m.host_id = a.host_id and m.assessee_id = a.id and m.subject_id = '00000000-0000-0000-0000-000000000000' and m.state = coalesce(r.state, 'none') and m.step_index = coalesce(r.step_index, 0) and m.at >= coalesce(r.since, '-infinity') order by m.at desc limit 1) as reminded`;
/** The newest reminder of a late act while it stands as it did then. */
const urged = (row: string, state: string): string => `(select jsonb_build_object('on', m.day, 'by', m.by, 'note', m.note) from v_reminder m where m.host_id = ${row}.host_id and m.subject_id = ${row}.id and m.state = ${state} order by m.at desc limit 1) as reminded`;
const MINE = `select a.id as "assesseeId", a.cycle_id as "cycleId", a.org_name as "orgName", a.sector, coalesce(r.state, 'none') as state, r.id as "reportId", coalesce(r.step_index, 0) as "stepIndex", ${REMINDED}
  from v_assessee a left join v_report r on r.host_id = a.host_id and r.assessee_id = a.id where a.person_id = ? and a.included and a.cycle_id in (select value::uuid from jsonb_array_elements_text(?::jsonb))`;
const VETTED = `select r.cycle_id as "cycleId", r.assessee_id as "assesseeId", r.id as "reportId", r.org_path as "orgPath", r.person_id as "personId", r.sector, r.step_index as "stepIndex", r.since, a.org_name as "orgName", a.person_name as "personName", r.handed, ${REMINDED},
  (select coalesce(jsonb_object_agg(d.step_id, jsonb_build_object('role', d.role, 'personId', d.person_id)), '{}'::jsonb) from v_vetting_deputy d where r.handed and d.host_id = r.host_id and d.cycle_id = r.cycle_id and d.sector = r.sector) as deputies
  from v_report r join v_assessee a on a.host_id = r.host_id and a.id = r.assessee_id where r.state = 'vetting' and a.included and r.cycle_id in (select value::uuid from jsonb_array_elements_text(?::jsonb)) order by r.since limit ${MOST}`;
const ENTERED = `select s.cycle_id as "cycleId", s.sector, s.node, count(*)::int as entered from v_officer_score s join v_assessee a on a.host_id = s.host_id and a.id = s.assessee_id
  where a.included and s.cycle_id in (select value::uuid from jsonb_array_elements_text(?::jsonb)) group by 1, 2, 3`;
const HEADS = `select cycle_id as "cycleId", sector, count(*)::int as heads from v_assessee where included and cycle_id in (select value::uuid from jsonb_array_elements_text(?::jsonb)) group by 1, 2`;
const PROBLEMS = `select p.id, p.cycle_id as "cycleId", p.title, p.state, p.deadline, p.found_on as "foundOn", p.org_path as "orgPath", p.sector, p.person_id as "personId", a.org_name as "orgName", a.person_name as "personName", ${urged('p', 'p.state')}
  from v_problem p left join v_assessee a on a.host_id = p.host_id and a.id = p.assessee_id
  where p.cycle_id in (select value::uuid from jsonb_array_elements_text(?::jsonb)) and (p.state in ('submitted', 'found') or p.deadline < ? or (p.person_id = ? and p.state in ('found', 'planned'))) and p.state not in ('closed', 'carried') order by p.deadline nulls last, p.id limit ${MOST}`;
const LETTERS = `select id, cycle_id as "cycleId", sector, person_id as "personId", issued_on as "issuedOn", ${urged('l', "'issued'")} from v_letter l where kind = 'feedback' and received_on is null and cycle_id in (select value::uuid from jsonb_array_elements_text(?::jsonb)) order by person_id <> ?, issued_on, id limit ${MOST}`;
const TOLERANCES = `select w.id, w.cycle_id as "cycleId", w.state, w.org_path as "orgPath", w.sector, w.person_id as "personId", w.opinion_due as "opinionDue", w.decision_due as "decisionDue", a.person_name as "personName", a.org_name as "orgName", ${urged('w', 'w.state')}
  from v_tolerance w join v_assessee a on a.host_id = w.host_id and a.id = w.assessee_id where w.state in ('filed', 'reviewed') and w.cycle_id in (select value::uuid from jsonb_array_elements_text(?::jsonb)) order by w.filed_on, w.id limit ${MOST}`;
const ACTIONS = `select t.id, t.cycle_id as "cycleId", t.action, t.role, t.due, t.org_path as "orgPath", t.sector, t.person_id as "personId", a.person_name as "personName", a.org_name as "orgName", ${urged('t', 't.state')}
  from v_action t join v_assessee a on a.host_id = t.host_id and a.id = t.assessee_id where t.state = 'open' and t.cycle_id in (select value::uuid from jsonb_array_elements_text(?::jsonb)) order by t.due nulls last, t.id limit ${MOST}`;
const MEETINGS = `select id, cycle_id as "cycleId", title, starts_at as "startsAt", phase, draw_seed <> '' as drawn from v_meeting where phase <> 'sealed' and cycle_id in (select value::uuid from jsonb_array_elements_text(?::jsonb)) order by starts_at, id`;

/** Reads what to-dos are derived from, with a number of statements that does not depend on how much there is. */
@Injectable()
export class TodoRowsReader {
  constructor(private readonly cycles: CyclesApi, private readonly facts: CycleFactsReader, private readonly progress: ProgressQueries) {}

  async context(tx: Tx, who: AppPrincipal, rebases: TodoRows['rebases']): Promise<TodoContext> {
    const cycles = await this.cycles.running(tx, whereFor(who.ability, 'read', 'Cycle'), MOST);
    const schemes = await this.cycles.schemesOf(tx, cycles);
    const inside = cycles.filter((cycle) => isInside(cycle, who));
    return new TodoContext(who, dayOf(tx.now), cycles, await this.facts.numbers(tx, inside, schemes), schemes, { ...(await this.rows(tx, who, JSON.stringify(cycles.map((cycle) => cycle.id)))), rebases });
  }

  private async rows(tx: Tx, who: AppPrincipal, ids: string): Promise<Omit<TodoRows, 'rebases'>> {
    const person = who.personId ?? '00000000-0000-0000-0000-000000000000';
    return {
      mine: await tx.sql(MINE, [person, ids]),
      vetted: await tx.sql(VETTED, [ids]),
      entered: await tx.sql(ENTERED, [ids]),
      heads: await tx.sql(HEADS, [ids]),
      problems: await tx.sql(PROBLEMS, [ids, dayOf(tx.now), person]),
      letters: await tx.sql(LETTERS, [ids, person]),
      tolerances: await tx.sql(TOLERANCES, [ids]),
      actions: await tx.sql(ACTIONS, [ids]),
      meetings: await tx.sql(MEETINGS, [ids]),
      standing: await this.progress.standing(tx, who),
      ordered: await tx.sql(ORDERED, [JSON.stringify([...new Set(who.grants.map((grant) => grant.path))])]),
    };
  }
}
