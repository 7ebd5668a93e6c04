import { Injectable } from '@nestjs/common';
import type { MustAnswerOut, PageOf, ProgrammeHostRow, ProgrammeHostsQuery, ProgrammeOverview, ProgrammeOverviewQuery } from '@shuping/contracts';
import { askedQuestionId, type ProgrammeBounds } from '@shuping/domain';
import { dayOf, daysBetween, err, ok, type Day, type Problem, type Result } from '@shuping/kernel';
import { STAGES } from '@shuping/scheme';
import { can } from '@shuping/permissions';
import type { z } from 'zod';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { decodeCursor, toPage } from '../../platform/http/index.ts';
import { asSystem, UnitOfWork, type Tx } from '../../platform/persistence/index.ts';
import { OrganisationsApi } from '../organisations/index.ts';
import type { ProgrammeRecord } from './programme.entity.ts';
import { isSuperior, officePaths } from './programmes.presenter.ts';
import { ProgrammesRepository } from './programmes.repository.ts';
import { HOST_ROWS, MUST_ANSWER, OVERVIEW, progressParams, STANDING, type ProgressScope } from './progress-sql.ts';

type Narrow = { readonly sector?: string | undefined; readonly under?: string | undefined };
type Row = {
  hostId: string; hostName: string; path: string; cycleId: string | null; stage: ProgrammeHostRow['stage']; due: Day | null; overdue: boolean; reports: ProgrammeHostRow['reports']; acts: ProgrammeHostRow['acts']; rank: number; pile: ProgrammeHostRow['pile'];
  remindedOn: Day | null; reminders: number;
};
/** How far the hosts of an order are; `since` is the first day that one of them missed. */
export type Standing = { readonly programmeId: string; readonly title: string; readonly orgPath: string; readonly year: number; readonly calendar: ProgrammeBounds; readonly assessees: number; readonly since: Day | null; readonly stages: readonly { readonly stage: ProgrammeHostRow['stage']; readonly hosts: number; readonly late: number }[] };
export type LateHost = Pick<Row, 'hostId' | 'path' | 'stage' | 'remindedOn'>;

const MOST_OWN = 6;
const ORDER = [{ field: 'rank', direction: 'asc' as const }, { field: 'path', direction: 'asc' as const }];

/** Progress seen from above (R-C3): how far all cycles below are. The number of statements does not depend on how many there are. */
@Injectable()
export class ProgressQueries {
  constructor(private readonly uow: UnitOfWork, private readonly rows: ProgrammesRepository, private readonly organisations: OrganisationsApi) {}

  overview(who: AppPrincipal, id: string, query: z.infer<typeof ProgrammeOverviewQuery>): Promise<Result<ProgrammeOverview, Problem>> {
    return this.uow.run(who, async (tx) => {
      const found = await this.scope(tx, who, id, query);
      if (!found.ok) return found;
      const { programme, scope } = found.value;
      const [row] = await counted(tx, programme, () => tx.sql<Pick<ProgrammeOverview, 'stages' | 'reports' | 'piles' | 'acts' | 'worst' | 'areas'>>(OVERVIEW, [...progressParams(scope), programme.orgId]));
      const of = (stage: string) => row!.stages.find((one) => one.stage === stage) ?? { stage: stage as ProgrammeHostRow['stage'], hosts: 0, late: 0 };
      const stages = ['none', ...STAGES].map(of);
      const sum = (list: readonly { hosts: number; late: number }[], key: 'hosts' | 'late'): number => list.reduce((total, one) => total + one[key], 0);
      const hosts = sum(stages, 'hosts');
      const notOpened = stages[0]!.hosts;
      return ok({ hosts, opened: hosts - notOpened, notOpened, lateHosts: sum(stages, 'late'), stages, reports: row!.reports, piles: row!.piles, acts: row!.acts, worst: row!.worst, areas: row!.areas, mustAnswer: await this.answers(tx, programme, scope) });
    });
  }

  hosts(who: AppPrincipal, id: string, query: ProgrammeHostsQuery): Promise<Result<PageOf<ProgrammeHostRow>, Problem>> {
    return this.uow.run(who, async (tx) => {
      const found = await this.scope(tx, who, id, query);
      if (!found.ok) return found;
      const { programme, scope } = found.value;
      const keys = query.after === undefined ? null : decodeCursor(query.after, ORDER);
      if (keys && !keys.ok) return keys;
      const where: string[] = ['true'];
      const params: unknown[] = [];
      const add = (sql: string, ...values: unknown[]): void => void (where.push(sql), params.push(...values));
      if (query.stage !== undefined) add('stage = ?', query.stage);
      if (query.late === '1') add('rank < 0');
      if (query.step !== undefined) add('exists (select 1 from line l where l.host_id = x."hostId" and l.role = ?)', query.step);
      if (query.q?.trim()) add('strpos("hostName", ?) > 0', query.q.trim());
      if (keys) {
        const [rank, path] = keys.value;
        if (!Number.isInteger(rank) || typeof path !== 'string') return err({ code: 'request.bad-cursor', at: '/after' });
        add('(rank, path) > (?::int, ?::text collate "C")', rank, path);
      }
      const rows = await counted(tx, programme, () => tx.sql<Row>(`${HOST_ROWS} where ${where.join(' and ')} order by rank, path limit ?`, [...progressParams(scope), ...params, query.limit + 1]));
      return ok(toPage(rows, query.limit, (row) => [row.rank, row.path], (row) => toRow(row, scope.today)));
    });
  }

  mustAnswer(who: AppPrincipal, id: string, query: Narrow): Promise<Result<MustAnswerOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const found = await this.scope(tx, who, id, query);
      return found.ok ? ok(await this.answers(tx, found.value.programme, found.value.scope)) : found;
    });
  }

  /** Hosts that have opened no cycle, or whose cycle is late in something. */
  async lateHosts(tx: Tx, programme: ProgrammeRecord): Promise<LateHost[]> {
    return counted(tx, programme, () => tx.sql<LateHost>(`${HOST_ROWS} where stage = 'none' or rank < 0 order by rank, path`, progressParams(scopeOf(programme, dayOf(tx.now), '', '/'))));
  }

  /** Orders in force of the offices at which the asker works, those of the newest year and the one before: one statement for each of the few there are. */
  async standing(tx: Tx, who: AppPrincipal): Promise<Standing[]> {
    const own = (await this.rows.issuedAt(tx, officePaths(who), MOST_OWN)).filter((row) => can(who.ability, 'update', 'Programme', row));
    const found: Standing[] = [];
    for (const programme of own.filter((row) => row.year >= own[0]!.year - 1)) {
      const { id, title, orgPath, year, calendar } = programme;
      const [row] = await counted(tx, programme, () => tx.sql<Pick<Standing, 'stages' | 'assessees' | 'since'>>(STANDING, progressParams(scopeOf(programme, dayOf(tx.now), '', '/'))));
      found.push({ programmeId: id, title, orgPath, year, calendar, ...row! });
    }
    return found;
  }

  private async scope(tx: Tx, who: AppPrincipal, id: string, { sector, under }: Narrow): Promise<Result<{ programme: ProgrammeRecord; scope: ProgressScope }, Problem>> {
    const programme = await this.rows.get(tx, id);
    if (!programme || !isSuperior(who, programme)) return err({ code: 'programme.not-found' });
    const area = under === undefined ? null : await this.organisations.get(tx, under);
    if (under !== undefined && !area) return err({ code: 'organisation.not-found', at: '/under' });
    return ok({ programme, scope: scopeOf(programme, dayOf(tx.now), sector ?? '', area?.path ?? '/') });
  }

  private async answers(tx: Tx, programme: ProgrammeRecord, scope: ProgressScope): Promise<MustAnswerOut> {
    const found = programme.questions.length === 0 ? [] : await counted(tx, programme, () => tx.sql<{ question: string; asked: number; answered: number }>(MUST_ANSWER, [...progressParams(scope), askedQuestionId(programme.id, '')]));
    const questions = programme.questions.map(({ id, title }) => {
      const row = found.find((one) => one.question === askedQuestionId(programme.id, id));
      return { id, title, asked: row?.asked ?? 0, answered: row?.answered ?? 0 };
    });
    return { asked: questions.reduce((sum, one) => sum + one.asked, 0), answered: questions.reduce((sum, one) => sum + one.answered, 0), questions };
  }
}

/** Hosts under a guiding line lie outside the asker's rows: what an order that names its sectors asks is counted past the policies, of its hosts and these sectors only, for those who may see the whole of it. */
function counted<T>(tx: Tx, programme: ProgrammeRecord, work: () => Promise<T>): Promise<T> {
  return programme.sectors.length > 0 ? asSystem(tx, work) : work();
}

function scopeOf(programme: ProgrammeRecord, today: Day, sector: string, under: string): ProgressScope {
  return { programmeId: programme.id, year: programme.year, sector, under, today, openBy: programme.calendar.planning?.latest ?? '', sectors: programme.sectors };
}

function toRow({ hostId, hostName, cycleId, stage, due, overdue, reports, acts, pile, remindedOn, reminders }: Row, today: Day): ProgrammeHostRow {
  return { hostId, hostName, cycleId, stage, due, lateDays: overdue && due !== null ? daysBetween(due, today) : 0, reports, acts, pile, reminded: remindedOn === null ? null : { on: remindedOn, times: reminders } };
}
