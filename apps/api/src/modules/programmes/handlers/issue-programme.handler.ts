import { Injectable } from '@nestjs/common';
import { MOST_ASKED } from '@shuping/contracts';
import { boundsProblems, moveProgramme, type IssuedProgramme } from '@shuping/domain';
import { dayOf, err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { asSystem, UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { SchemesApi } from '../../schemes/index.ts';
import { ProgrammeContent } from '../programme-content.ts';
import type { ProgrammeRecord } from '../programme.entity.ts';
import { toProgramme } from '../programmes.presenter.ts';
import { ProgrammesRepository, type HostPlace } from '../programmes.repository.ts';

export type Issued = { state: ProgrammeRecord['state']; version: number; hosts: number };

/** 印发: puts a programme in force (R-B3). From then on every new cycle below carries its questions and keeps its calendar; each host finds it among its to-dos. */
@Injectable()
export class IssueProgrammeHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: ProgrammesRepository, private readonly schemes: SchemesApi, private readonly content: ProgrammeContent) {}

  execute(who: AppPrincipal, id: string, version: number): Promise<Result<Issued, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.rows.locked(tx, id);
      if (!row || !can(who.ability, 'read', 'Programme', row)) return err({ code: 'programme.not-found' });
      if (!can(who.ability, 'publish', 'Programme', row)) return err({ code: 'permission.denied' });
      if (row.version !== version) return stale(toProgramme(row, who), row.version);
      const next = moveProgramme(row.state, 'issue');
      if (!next.ok) return next;
      // two programmes of one owner do not pass the limit of questions together
      await tx.sql('select pg_advisory_xact_lock(hashtext(?))', [`programme:${row.orgId}:${row.year}`]);
      const hosts = await asSystem(tx, () => this.rows.below(tx, row.orgPath, dayOf(tx.now), row.hostIds));
      const issues = await this.problems(tx, row, hosts);
      const [first] = issues;
      if (first) return err({ ...first, issues: issues.slice(0, 100) });
      Object.assign(row, { state: next.value, issuedAt: tx.now, publishedTo: row.orgPath });
      await tx.em.flush();
      await asSystem(tx, () => this.rows.address(tx, id, hosts));
      tx.audit({ action: 'programme.issue', subject: { type: 'Programme', id }, orgPath: row.orgPath, after: { year: row.year, title: row.title, number: row.number, questions: row.questions, calendar: row.calendar, hosts: hosts.map((one) => one.id) } });
      tx.emit({ type: 'programme.issued', key: id, payload: { programmeId: id, hosts: hosts.length }, orgPath: row.orgPath, hostId: row.orgId });
      return ok({ state: row.state, version: row.version, hosts: hosts.length });
    });
  }

  /** Nothing ordered, nobody addressed, one question too many, a calendar that leaves the bounds above, and locks of the owner's own line that its questions cannot meet. */
  private async problems(tx: Tx, row: ProgrammeRecord, hosts: readonly HostPlace[]): Promise<Problem[]> {
    if (row.questions.length === 0 && Object.keys(row.calendar).length === 0) return [{ code: 'programme.nothing-ordered' }];
    if (hosts.length === 0) return [{ code: 'programme.no-hosts', at: '/hostIds' }];
    const inForce = (await this.schemes.programmesOf(tx, row.orgId, row.year)).filter((one) => one.orgId === row.orgId && overlap(one.sectors, row.sectors));
    const asked = inForce.reduce((sum, one) => sum + one.questions.length, row.questions.length);
    if (asked > MOST_ASKED) return [{ code: 'programme.too-many-questions', at: '/questions', params: { count: asked, most: MOST_ASKED } }];
    const calendar = boundsProblems(row.calendar, await this.content.above(tx, { id: row.orgId }, row.year));
    if (calendar.length > 0) return calendar;
    const conflicts = await this.schemes.conflictsOf(tx, toIssued(row));
    return conflicts.length === 0 ? [] : [{ code: 'programme.conflict', params: { count: conflicts.length } }, ...conflicts];
  }
}

function overlap(one: readonly string[], other: readonly string[]): boolean {
  return one.length === 0 || other.length === 0 || one.some((sector) => other.includes(sector));
}

function toIssued(row: ProgrammeRecord): IssuedProgramme {
  const { id, orgId, ownerName, title, number, tag, year, sectors, periodStart, periodEnd, questions, calendar } = row;
  return { id, orgId, ownerName, title, number, tag, year, sectors, periodStart, periodEnd, questions, calendar };
}
