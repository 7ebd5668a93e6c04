import { Injectable } from '@nestjs/common';
import type { HistoryFindOut, HistoryOut, HistoryYear } from '@shuping/contracts';
import { comparePeriods, isYearKey, parsePeriod } from '@shuping/domain';
import { err, Fraction, ok, type Problem, type Result } from '@shuping/kernel';
import { writeXlsx, type XlsxColumn } from '@shuping/office';
import { whereFor, type Action } from '@shuping/permissions';
import type { Scheme } from '@shuping/scheme';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { UnitOfWork, type Tx } from '../../platform/persistence/index.ts';
import { escapeLike } from '../../platform/persistence/like.ts';
import { periodTitle } from '../cycles/index.ts';
import type { Download } from './exports.queries.ts';
import { gradeTitle } from './pools.ts';
import { byOffice } from './reach.ts';
import type { ResultRecord } from './result.entity.ts';
import { ResultsRepository } from './results.repository.ts';
import { DocumentWords } from './words.ts';

type Around = {
  readonly id: string; readonly personName: string | null; readonly orgName: string | null; readonly post: string | null; readonly cycleTitle: string | null; readonly hostName: string | null; readonly versions: number;
  readonly talks: number; readonly talksDone: number; readonly opened: number; readonly closed: number; readonly reopened: number;
};
type Of = HistoryOut['of'];

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** What people may see of a year: its published result. */
const SEEN = { current: true, state: { $in: ['published', 'final'] } };
/** Names as they were, and what became of the year; every row under the policies of the asker. */
const AROUND = `select r.id, a.person_name as "personName", a.org_name as "orgName", a.post, c.title as "cycleTitle", c.host_name as "hostName",
    (select count(*)::int from result v where v.host_id = r.host_id and v.assessee_id = r.assessee_id) as versions,
    (select count(*)::int from v_action t where t.host_id = r.host_id and t.assessee_id = r.assessee_id and t.action = 'talk' and t.state <> 'void') as talks,
    (select count(*)::int from v_action t where t.host_id = r.host_id and t.assessee_id = r.assessee_id and t.action = 'talk' and t.state = 'done') as "talksDone",
    (select count(*)::int from v_problem p where p.host_id = r.host_id and p.assessee_id = r.assessee_id) as opened,
    (select count(*)::int from v_problem p where p.host_id = r.host_id and p.assessee_id = r.assessee_id and p.state = 'closed') as closed,
    (select count(*)::int from v_problem p where p.host_id = r.host_id and p.assessee_id = r.assessee_id and p.reopened > 0) as reopened
  from result r left join v_assessee a on a.host_id = r.host_id and a.id = r.assessee_id left join v_cycle c on c.host_id = r.host_id and c.id = r.cycle_id
  where r.id in (select value::uuid from jsonb_array_elements_text(?::jsonb))`;
/** An organisation, and those that were merged into it: their years are its past. */
const MERGED = `with recursive past(id) as (select ?::uuid union select g.org_id from organisation_change g join past on g.other_id = past.id where g.kind = 'merged') select id from past`;
const COLUMNS: readonly [key: string, kind?: XlsxColumn['kind']][] = [
  ['year'], ['host'], ['person'], ['org'], ['post'], ['score', 'number'], ['grade'], ['stars', 'number'], ['talks', 'number'], ['talksDone', 'number'], ['opened', 'number'], ['closed', 'number'], ['waived', 'number'], ['finalOn', 'day'],
];

/** Results of past years by person and organisation, as far as the asker reads them; the person reads the own ones (R-H4). */
@Injectable()
export class HistoryQueries {
  constructor(private readonly uow: UnitOfWork, private readonly rows: ResultsRepository, private readonly words: DocumentWords) {}

  /** Years of a person across posts, or of an organisation across its names and whoever stood for it; oldest first. `history.not-found` where nothing of it may be seen. */
  async of(who: AppPrincipal, of: Of, id: string): Promise<Result<HistoryOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const ids = of === 'person' ? [id] : (await tx.sql<{ id: string }>(MERGED, [id])).map((row) => row.id);
      const years = await this.years(tx, who, 'read', of === 'person' ? { personId: id } : { orgId: { $in: ids } });
      if (years.length === 0) return err({ code: 'history.not-found' });
      const names = [...new Set(years.map((year) => (of === 'person' ? year.personName : year.orgName)).filter((name) => name !== ''))];
      const own = of === 'person' ? years.at(-1) : (years.findLast((year) => year.orgId === id) ?? years.at(-1));
      return ok({ of, id, name: (of === 'person' ? own?.personName : own?.orgName) ?? '', names, years, may: { export: await this.mayExport(tx, who, years) } });
    });
  }

  find(who: AppPrincipal, words: string): Promise<Result<HistoryFindOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const like = `%${escapeLike(words)}%`;
      const named = await tx.sql<{ id: string }>('select id from v_assessee where (person_name like ? or org_name like ?) and included order by id limit 2000', [like, like]);
      const years = await this.years(tx, who, 'read', { assesseeId: { $in: named.map((one) => one.id) } });
      const found = new Map<string, HistoryFindOut['items'][number]>();
      const note = (of: Of, key: string, name: string, about: string): void => {
        const known = found.get(`${of} ${key}`);
        if (name.includes(words) || known) found.set(`${of} ${key}`, { of, id: key, name, about, years: (known?.years ?? 0) + 1 });
      };
      for (const year of years) {
        note('person', year.personId, year.personName, year.orgName);
        note('organisation', year.orgId, year.orgName, year.hostName);
      }
      return ok({ items: [...found.values()].sort((a, b) => (a.of === b.of ? b.years - a.years : a.of === 'person' ? -1 : 1)).slice(0, 50) });
    });
  }

  /** Years of one as a workbook. */
  async book(who: AppPrincipal, of: Of, id: string): Promise<Result<Download, Problem>> {
    const found = await this.of(who, of, id);
    if (!found.ok) return found;
    const { name, years, may } = found.value;
    if (may['export'] !== true) return err({ code: 'permission.denied' });
    return ok({ name: this.words.t('file.history', { name }), contentType: XLSX, bytes: await this.sheet(this.words.t('past.of', { name }), years) });
  }

  /** All results of a year in reach, none of its parts, for the yearly cadre assessment (干部年度考核). */
  async appraisal(who: AppPrincipal, year: number): Promise<Result<Download, Problem>> {
    const found = await this.uow.run(who, async (tx) => {
      const years = await this.years(tx, who, 'export', { period: String(year) });
      if (years.length === 0) return err<Problem>({ code: 'history.not-found' });
      tx.audit({ action: 'results.appraisal', subject: { type: 'Result', id: years[0]!.resultId }, orgPath: who.scope[0]?.path ?? '/', after: { year, rows: years.length } });
      return ok(years);
    });
    if (!found.ok) return found;
    return ok({ name: this.words.t('file.appraisal', { year }), contentType: XLSX, bytes: await this.sheet(this.words.t('past.title', { year }), found.value) });
  }

  private async sheet(title: string, years: readonly HistoryYear[]): Promise<Buffer> {
    const columns = COLUMNS.map(([key, kind]): XlsxColumn => ({ header: this.words.t(`past.${key}`), ...(kind ? { kind } : {}) }));
    const rows = years.map((one) => [isYearKey(one.period) ? one.year : periodTitle(one.period), one.hostName, one.personName, one.orgName, one.post, one.score === null ? null : Number(one.score), this.words.ref(one.gradeTitle), one.stars, one.talks, one.talksDone, one.opened, one.closed, one.waived, one.finalOn]);
    return Buffer.from(await writeXlsx({ sheets: [{ name: this.words.t('past.sheet'), title, landscape: true, columns, rows }] }));
  }

  /** By office, or of one's own. */
  private async mayExport(tx: Tx, who: AppPrincipal, years: readonly HistoryYear[]): Promise<true | { reason: string }> {
    if (years.every((year) => year.personId === who.personId)) return true;
    const given = await this.years(tx, who, 'export', { id: { $in: years.map((year) => year.resultId) } });
    return given.length === years.length ? true : { reason: 'permission.denied' };
  }

  private async years(tx: Tx, who: AppPrincipal, action: Action, where: Record<string, unknown>): Promise<HistoryYear[]> {
    // whoever is in the circle of a publicity sees grades, but never the figures behind them
    const results = (await this.rows.past(tx, { $and: [whereFor(who.ability, action, 'Result'), SEEN, where] })).filter((row) => row.personId === who.personId || byOffice(who, action, 'Result', row));
    if (results.length === 0) return [];
    const around = new Map((await tx.sql<Around>(AROUND, [JSON.stringify(results.map((row) => row.id))])).map((row) => [row.id, row]));
    const schemes = await this.schemes(tx, results);
    return results.sort(byPeriod).map((row) => toYear(row, around.get(row.id), schemes.get(row.schemeHash) ?? null));
  }

  private async schemes(tx: Tx, results: readonly ResultRecord[]): Promise<Map<string, Scheme>> {
    const hashes = [...new Set(results.map((row) => row.schemeHash))];
    const rows = await tx.sql<{ hash: string; scheme: Scheme }>('select hash, scheme from effective_scheme where hash in (select value from jsonb_array_elements_text(?::jsonb))', [JSON.stringify(hashes)]);
    return new Map(rows.map((row) => [row.hash, row.scheme]));
  }
}

/** In time; the parts of a year before the year. */
function byPeriod(a: ResultRecord, b: ResultRecord): number {
  const [left, right] = [parsePeriod(a.period), parsePeriod(b.period)];
  return left && right ? comparePeriods(left, right) : a.year - b.year;
}

function toYear(row: ResultRecord, around: Around | undefined, scheme: Scheme | null): HistoryYear {
  const grades = scheme?.grading.grades ?? [];
  const grade = row.grade ?? '';
  const waived = (row.inputs.events ?? []).filter((event) => event.waived).length + Object.values(row.inputs.waived ?? {}).reduce((sum, items) => sum + Object.keys(items).length, 0);
  return {
    resultId: row.id, cycleId: row.cycleId, cycleTitle: around?.cycleTitle ?? '', hostName: around?.hostName ?? '', assesseeId: row.assesseeId, year: row.year, period: row.period, personId: row.personId, personName: around?.personName ?? '', orgId: row.orgId,
    orgName: around?.orgName ?? '', post: around?.post ?? '', sector: row.sector, score: row.score == null ? null : Fraction.of(row.score).toFixed(scheme?.score.digits ?? 2), grade, gradeTitle: gradeTitle(scheme, grade),
    gradeRank: Math.max(0, grades.findIndex((one) => one.id === grade)), grades: grades.length, stars: row.stars ?? null, versions: around?.versions ?? 1, waived, talks: around?.talks ?? 0, talksDone: around?.talksDone ?? 0,
    opened: around?.opened ?? 0, closed: around?.closed ?? 0, reopened: around?.reopened ?? 0, finalOn: row.finalOn ?? null,
  };
}
