import { Injectable } from '@nestjs/common';
import type { ProgrammeCandidate, ProgrammeCandidatesQuery, HostCalendarOut, PageOf, ProgrammeItem, ProgrammeOut, ProgrammesQuery } from '@shuping/contracts';
import { isProgrammeDraft, isProgrammeInForce, isProgrammeWithdrawn } from '@shuping/domain';
import { dayOf, err, ok, type Problem, type Result } from '@shuping/kernel';
import { can, mayOf } from '@shuping/permissions';
import { STAGES } from '@shuping/scheme';
import type { z } from 'zod';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { decodeCursor, page, toPage } from '../../platform/http/index.ts';
import { asSystem, UnitOfWork, type Tx } from '../../platform/persistence/index.ts';
import { Coverage, CycleCalendar, type CycleView } from '../cycles/index.ts';
import { OrganisationsApi } from '../organisations/index.ts';
import { ProgrammeAccess } from './programme-access.ts';
import type { ProgrammeHostRecord, ProgrammeRecord } from './programme.entity.ts';
import { isSuperior, officePaths, toProgramme } from './programmes.presenter.ts';
import { ProgrammesRepository } from './programmes.repository.ts';

const ORDER = [{ field: 'year', direction: 'desc' as const }, { field: 'id', direction: 'asc' as const }];
const BY_PATH = [{ field: 'path', direction: 'asc' as const }];
type Candidate = ProgrammeCandidate & { path: string };

/** Programmes for those who order, those who host, and those who read. */
@Injectable()
export class ProgrammesQueries {
  constructor(
    private readonly uow: UnitOfWork, private readonly rows: ProgrammesRepository, private readonly access: ProgrammeAccess, private readonly organisations: OrganisationsApi, private readonly coverage: Coverage, private readonly days: CycleCalendar,
  ) {}

  list(who: AppPrincipal, query: z.infer<typeof ProgrammesQuery>): Promise<Result<PageOf<ProgrammeItem>, Problem>> {
    return this.uow.run(who, async (tx) => {
      const plan = page(query.limit, query.after, ORDER);
      if (!plan.ok) return plan;
      const { year, state, orgId } = query;
      const wanted = Object.fromEntries(Object.entries({ year, state, orgId }).filter(([, value]) => value !== undefined));
      const found = await this.rows.find(tx, { $and: [await this.access.reach(tx, who), plan.value.where, wanted] }, plan.value.orderBy, plan.value.limit);
      return ok(toPage(found, query.limit, (row) => [row.year, row.id], (row) => toProgramme(row, who)));
    });
  }

  one(who: AppPrincipal, id: string): Promise<Result<ProgrammeOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.access.visible(tx, who, id);
      if (!row) return err({ code: 'programme.not-found' });
      return ok({ ...toProgramme(row, who), note: row.note, calendar: row.calendar as ProgrammeOut['calendar'], changes: row.changes.map((one) => ({ ...one, moves: one.moves.map((move) => ({ ...move })) })), questions: row.questions, hosts: isSuperior(who, row) ? await this.hosts(tx, row) : null, addressed: await this.addressed(tx, who, row) });
    });
  }

  /** Organisations below an owner; the proposed ones have an office of their own or ran a cycle before. */
  candidates(who: AppPrincipal, query: z.infer<typeof ProgrammeCandidatesQuery>): Promise<Result<PageOf<ProgrammeCandidate>, Problem>> {
    return this.uow.run(who, async (tx) => {
      const owner = await this.organisations.get(tx, query.orgId);
      if (!owner || !can(who.ability, 'create', 'Programme', { orgPath: owner.path, publishedTo: '' })) return err({ code: 'organisation.not-found', at: '/orgId' });
      const keys = query.after === undefined ? null : decodeCursor(query.after, BY_PATH);
      if (keys && !keys.ok) return keys;
      const after = keys?.value[0] ?? '';
      if (typeof after !== 'string') return err({ code: 'request.bad-cursor', at: '/after' });
      const found = await asSystem(tx, () => this.rows.candidates(tx, owner.path, dayOf(tx.now), { after, q: query.q?.trim() ?? '', proposed: query.proposed === '1', limit: query.limit + 1 }));
      return ok(toPage<Candidate, ProgrammeCandidate>(found, query.limit, (row) => [row.path], ({ id, name, depth, proposed }) => ({ id, name, depth, proposed })));
    });
  }

  /** Days that a host's cycle would have. */
  calendar(who: AppPrincipal, id: string, hostId: string): Promise<Result<HostCalendarOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.access.visible(tx, who, id);
      if (!row) return err({ code: 'programme.not-found' });
      const host = await this.organisations.get(tx, hostId);
      if (!host || !can(who.ability, 'create', 'Cycle', { orgPath: host.path, publishedTo: '' })) return err({ code: 'programme.not-addressed' });
      const draft = { hostId, orgPath: host.path, period: String(row.year), year: row.year, programmeId: id } as unknown as CycleView;
      const schemes = await this.coverage.effective(tx, draft, [...(await this.coverage.enabled(tx, draft))]);
      const { calendar, limits } = await this.days.of(tx, draft, Object.fromEntries([...schemes].map(([sector, { scheme }]) => [sector, scheme.calendar])));
      return ok({ stages: STAGES.flatMap((stage) => (calendar[stage] ? [{ stage, ...calendar[stage], earliest: limits[stage]?.earliest ?? null, latest: limits[stage]?.latest ?? null, by: limits[stage]?.by ?? null }] : [])) });
    });
  }

  private async hosts(tx: Tx, row: ProgrammeRecord): Promise<{ id: string; name: string }[]> {
    if (!isProgrammeDraft(row.state)) return (await this.rows.hosts(tx, row.id)).map((one) => ({ id: one.hostId, name: one.hostName }));
    return (await asSystem(tx, () => this.rows.below(tx, row.orgPath, dayOf(tx.now), row.hostIds))).map(({ id, name }) => ({ id, name }));
  }

  /** Hosts at which the asker works. */
  private async addressed(tx: Tx, who: AppPrincipal, row: ProgrammeRecord): Promise<ProgrammeOut['addressed']> {
    const mine = isProgrammeDraft(row.state) ? [] : (await this.rows.hosts(tx, row.id, officePaths(who))).filter((host) => can(who.ability, 'read', 'Cycle', { orgPath: host.orgPath, publishedTo: '' }));
    if (mine.length === 0) return [];
    const cycles = await tx.sql<{ hostId: string; id: string }>('select host_id as "hostId", id from v_cycle where period = ? and host_id in (select value::uuid from jsonb_array_elements_text(?::jsonb))', [String(row.year), JSON.stringify(mine.map((one) => one.hostId))]);
    return mine.map((host) => addressedOf(who, row, host, cycles.find((one) => one.hostId === host.hostId)?.id ?? null));
  }
}

function addressedOf(who: AppPrincipal, row: ProgrammeRecord, host: ProgrammeHostRecord, cycleId: string | null): ProgrammeOut['addressed'][number] {
  const noted = host.notedAt !== null && host.notedAt !== undefined;
  const unseen = isProgrammeInForce(row.state) && host.seenChanges < row.changes.length;
  const shut = {
    openCycle: isProgrammeInForce(row.state) ? (cycleId === null ? null : 'cycle.exists') : 'programme.not-issued',
    acknowledge: isProgrammeWithdrawn(row.state) || unseen ? null : 'programme.not-withdrawn',
  };
  const may = mayOf(who.ability, 'Cycle', { orgPath: host.orgPath, publishedTo: '' }, { openCycle: 'create', acknowledge: 'update' }, shut);
  return { hostId: host.hostId, hostName: host.hostName, cycleId, acknowledged: noted, unseenChange: unseen, may };
}
