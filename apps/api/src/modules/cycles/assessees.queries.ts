import { Injectable } from '@nestjs/common';
import type { AssesseeOut, AssesseeRow, AssesseesQuery, PageOf } from '@shuping/contracts';
import { isInVetting } from '@shuping/domain';
import { dayOf, daysBetween, err, ok, type Day, type Problem, type Result } from '@shuping/kernel';
import { can, mayOf } from '@shuping/permissions';
import type { Scheme } from '@shuping/scheme';
import type { z } from 'zod';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { decodeCursor, toPage } from '../../platform/http/index.ts';
import { UnitOfWork, type Tx } from '../../platform/persistence/index.ts';
import { NOBODY } from './cycle.entity.ts';
import { bySector, CyclesApi, type CycleView } from './cycles.api.ts';
import { toCycle } from './cycles.presenter.ts';

type ReportState = NonNullable<AssesseeRow['report']>['state'];
export type AssesseeLine = {
  id: string; orgPath: string; orgId: string; orgName: string; personId: string; personName: string; appointmentId: string | null; post: string; sector: string; position: number; included: boolean; reasonCode: string; reason: string; listedTo: string;
  reportId: string | null; state: ReportState; stepIndex: number; number: number; words: number; blocking: number; advising: number; openComments: number; due: Day | null; remindedOn: Day | null; reminders: number;
};

const ORDER = [{ field: 'position', direction: 'asc' as const }, { field: 'id', direction: 'asc' as const }];

/** Assessees with their report and its due day: the calendar's while it is with the author, the step's while it is vetted. */
const ROWS = `select * from (
  select a.id, a.org_path as "orgPath", a.org_id as "orgId", a.org_name as "orgName", a.person_id as "personId", a.person_name as "personName", a.appointment_id as "appointmentId", a.post, a.sector, a.position, a.included, a.reason_code as "reasonCode", a.reason,
    a.listed_to as "listedTo", a.cycle_id as "cycleId", r.id as "reportId", coalesce(r.state, 'none') as state, coalesce(r.step_index, 0) as "stepIndex", coalesce(r.current_version, 0) as number, coalesce(r.words, 0) as words,
    coalesce(r.blocking, 0) as blocking, coalesce(r.advising, 0) as advising,
    (select count(*)::int from v_report_comment k where k.report_id = r.id and not k.resolved) as "openComments",
    case when coalesce(r.state, 'draft') in ('draft', 'returned') then ?::text
      when r.state = 'vetting' then to_char((r.since at time zone 'Asia/Shanghai')::date + coalesce(((?::jsonb -> a.sector) ->> r.step_index)::int, 0), 'YYYY-MM-DD') end as due,
    (select max(m.day) from reminder m where m.assessee_id = a.id and m.subject_id = '${NOBODY}') as "remindedOn", (select count(*)::int from reminder m where m.assessee_id = a.id and m.subject_id = '${NOBODY}') as reminders
  from assessee a left join v_report r on r.host_id = a.host_id and r.assessee_id = a.id
) x`;

export type AssesseeFilter = Pick<z.infer<typeof AssesseesQuery>, 'state' | 'late' | 'sector' | 'q' | 'excluded'>;

function filterOf(cycleId: string, query: AssesseeFilter, today: Day): { where: string[]; params: unknown[] } {
  const where: string[] = ['"cycleId" = ?', `included = ${query.excluded === '1' ? 'false' : 'true'}`];
  const params: unknown[] = [cycleId];
  const add = (sql: string, ...values: unknown[]): void => void (where.push(sql), params.push(...values));
  if (query.state !== undefined) add('state = ?', query.state);
  if (query.late === '1') add('due < ?', today);
  if (query.sector !== undefined) add('sector = ?', query.sector);
  if (query.q?.trim()) add('(strpos("orgName", ?) > 0 or strpos("personName", ?) > 0)', query.q.trim(), query.q.trim());
  return { where, params };
}

/** Rows of assessees; the number of statements does not grow with them. */
@Injectable()
export class AssesseesQueries {
  constructor(private readonly uow: UnitOfWork, private readonly cycles: CyclesApi) {}

  list(who: AppPrincipal, cycleId: string, query: z.infer<typeof AssesseesQuery>): Promise<Result<PageOf<AssesseeRow>, Problem>> {
    return this.uow.run(who, async (tx) => {
      const cycle = await this.cycles.cycle(tx, cycleId);
      if (!cycle || !can(who.ability, 'read', 'Cycle', cycle)) return err({ code: 'cycle.not-found' });
      const keys = query.after === undefined ? null : decodeCursor(query.after, ORDER);
      if (keys && !keys.ok) return keys;
      const today = dayOf(tx.now);
      const { where, params } = filterOf(cycleId, query, today);
      if (keys) {
        const [position, id] = keys.value;
        if (typeof position !== 'number' || typeof id !== 'string' || !/^[0-9a-f-]{36}$/.test(id)) return err({ code: 'request.bad-cursor', at: '/after' });
        where.push('(position, id) > (?::int, ?::uuid)');
        params.push(position, id);
      }
      const { schemes, rows } = await this.rows(tx, cycle, `where ${where.join(' and ')} order by position, id limit ?`, [...params, query.limit + 1]);
      const result = toPage(rows, query.limit, (row) => [row.position, row.id], (row) => this.toRow(row, who, schemes, today));
      return ok({ ...result, items: result.items.filter((item) => can(who.ability, 'read', 'Assessee', rows.find((row) => row.id === item.id)!)) });
    });
  }

  one(who: AppPrincipal, id: string): Promise<Result<AssesseeOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const assessee = await this.cycles.assessee(tx, id);
      if (!assessee || !can(who.ability, 'read', 'Assessee', assessee)) return err({ code: 'assessee.not-found' });
      const cycle = await this.cycles.cycle(tx, assessee.cycleId);
      if (!cycle) return err({ code: 'assessee.not-found' });
      const { schemes, rows } = await this.rows(tx, cycle, 'where id = ?', [id]);
      const row = rows[0];
      if (!row) return err({ code: 'assessee.not-found' });
      const scheme = schemes[row.sector];
      return ok({ ...this.toRow(row, who, schemes, dayOf(tx.now)), cycle: toCycle(cycle, who), scheme: scheme ? { hash: cycle.schemes[row.sector]!, title: scheme.title } : null, facts: { ...assessee.facts } });
    });
  }

  /** All lines that a filter leaves, with the schemes of their sectors; for files and acts, which do not page. */
  async lines(tx: Tx, cycle: CycleView, filter: AssesseeFilter): Promise<{ schemes: Record<string, Scheme>; rows: AssesseeLine[] }> {
    const { where, params } = filterOf(cycle.id, filter, dayOf(tx.now));
    return this.rows(tx, cycle, `where ${where.join(' and ')} order by position, id`, params);
  }

  private async rows(tx: Tx, cycle: CycleView, tail: string, params: readonly unknown[]): Promise<{ schemes: Record<string, Scheme>; rows: AssesseeLine[] }> {
    const schemes = bySector(cycle, await this.cycles.schemesOf(tx, [cycle]));
    const steps = Object.fromEntries(Object.entries(schemes).map(([sector, scheme]) => [sector, scheme.vetting.map((step) => step.days)]));
    const rows = await tx.sql<AssesseeLine>(`${ROWS} ${tail}`, [cycle.calendar.reporting?.due ?? null, JSON.stringify(steps), ...params]);
    return { schemes, rows };
  }

  private toRow(row: AssesseeLine, who: AppPrincipal, schemes: Readonly<Record<string, Scheme>>, today: Day): AssesseeRow {
    const { id, orgId, orgName, personName, appointmentId, post, sector, position, included, reasonCode, reason } = row;
    const shown = can(who.ability, 'read', 'Report', { orgPath: row.orgPath, sector, personId: row.personId, publishedTo: '' });
    const due = shown && included ? row.due : null;
    return {
      id, orgId, orgName, personId: row.personId === NOBODY ? null : row.personId, personName, appointmentId: appointmentId ?? null, post, sector, position, included, reasonCode, reason,
      report: shown ? {
        id: row.reportId, state: row.state, number: row.number, words: row.words, blocking: row.blocking, advising: row.advising, openComments: row.openComments, vetting: vettingOf(row, schemes[sector]),
      } : null,
      due, lateDays: due !== null && due < today ? daysBetween(due, today) : 0,
      reminded: shown && row.remindedOn !== null ? { on: row.remindedOn, times: row.reminders } : null,
      may: mayOf(who.ability, 'Assessee', row, { edit: 'update' }),
    };
  }
}

/** True while a step of the chain has the report; nobody has written it when there is none. */
export function waitsForStep({ state }: Pick<AssesseeLine, 'state'>): boolean {
  return state !== 'none' && isInVetting(state);
}

function vettingOf(row: AssesseeLine, scheme: Scheme | undefined): NonNullable<AssesseeRow['report']>['vetting'] {
  if (!waitsForStep(row) || !scheme) return null;
  const step = scheme.vetting[row.stepIndex];
  return { step: row.stepIndex + 1, of: scheme.vetting.length, title: step?.title ?? null, role: step?.role ?? null };
}
