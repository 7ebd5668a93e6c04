import { Injectable } from '@nestjs/common';
import type { CandidatesOut, CandidatesQuery, ElectorOut, ElectorsPage, ElectorsQuery, RollOut, RollReadOut } from '@shuping/contracts';
import { dayOf, err, ok, resolveText, type OrgPath, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { z } from 'zod';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { SectorPlugins } from '../../platform/plugins/index.ts';
import { UnitOfWork, type Tx } from '../../platform/persistence/index.ts';
import { PeopleApi } from '../people/index.ts';
import type { ElectorRecord } from './elector.entity.ts';
import { ElectorsRepository } from './electors.repository.ts';
import { MeetingContexts, type MeetingContext } from './meeting-context.ts';
import { isByName, planOf } from './meeting-plan.rules.ts';
import { inPhase } from './meeting.rules.ts';
import type { MeetingRecord } from './meeting.entity.ts';
import { MeetingsRepository } from './meetings.repository.ts';
import { readRoll, type RollRow } from './read-roll.ts';

type Roll = z.infer<typeof RollOut>;
type Seen = { readonly meeting: MeetingRecord; readonly context: MeetingContext };
const MOST_CANDIDATES = 100;

/** Reads of the roll. It says who is entitled and whose slip was made out; who voted nobody can say. */
@Injectable()
export class ElectorsQueries {
  constructor(
    private readonly uow: UnitOfWork, private readonly meetings: MeetingsRepository, private readonly rows: ElectorsRepository, private readonly contexts: MeetingContexts,
    private readonly people: PeopleApi, private readonly plugins: SectorPlugins,
  ) {}

  roll(who: AppPrincipal, id: string): Promise<Result<Roll, Problem>> {
    return this.uow.run(who, async (tx) => {
      const seen = await this.seen(tx, who, id);
      if (!seen.ok) return seen;
      const { meeting, context } = seen.value;
      const electors = await this.rows.all(tx, id);
      const planned = meeting.groups.some((group) => group.settled === null) ? null : planOf(meeting, context, electors);
      const early = inPhase(meeting.phase, ['planned']).ok;
      const frozen = !early || meeting.groups.some((group) => group.printed > 0);
      const state = frozen ? 'meeting.too-late' : null;
      const may = (action: 'update' | 'print', subject: 'Attendance' | 'Slip' | 'Meeting', why: string | null): true | { reason: string } => {
        const reason = can(who.ability, action, subject, meeting) ? why : 'permission.denied';
        return reason === null ? true : { reason };
      };
      return ok({
        total: electors.length, taken: electors.filter((one) => one.entry === 'taken').length, login: meeting.login, frozen, version: meeting.version,
        groups: context.groups.map((group) => groupOut(group, meeting, context, electors)),
        sheets: meeting.plan?.sheets.length ?? (planned?.ok ? (planned.value?.sheets.length ?? context.standing.rounds.length) : 0),
        problems: planned === null || planned.ok ? [] : (planned.error.issues ?? [planned.error]).map(({ code, at, params }) => ({ code, ...(at === undefined ? {} : { at }), ...(params === undefined ? {} : { params: { ...params } }) })),
        may: { edit: may('update', 'Attendance', state), login: may('update', 'Meeting', early ? null : 'meeting.too-late'), print: may('print', 'Slip', inPhase(meeting.phase, ['planned', 'check_in']).ok ? null : 'meeting.too-late') },
      });
    });
  }

  page(who: AppPrincipal, id: string, { q = '', group, after = '', limit }: z.infer<typeof ElectorsQuery>): Promise<Result<z.infer<typeof ElectorsPage>, Problem>> {
    return this.uow.run(who, async (tx) => {
      const seen = await this.seen(tx, who, id);
      if (!seen.ok) return seen;
      const found = await this.rows.page(tx, id, { q: q.trim(), group, after, limit: limit + 1 });
      const items = found.slice(0, limit);
      const last = items[items.length - 1];
      return ok({ items: items.map((one) => toElector(one, seen.value.context)), ...(found.length > limit && last ? { next: `${last.id}|${last.name}` } : {}) });
    });
  }

  /** People for the roll: those who debrief, or those with posts in units below, as far as the asker sees them. */
  candidates(who: AppPrincipal, id: string, { q = '', from }: z.infer<typeof CandidatesQuery>): Promise<Result<z.infer<typeof CandidatesOut>, Problem>> {
    return this.uow.run(who, async (tx) => {
      const seen = await this.seen(tx, who, id);
      if (!seen.ok) return seen;
      const { meeting, context } = seen.value;
      const listed = new Set((await this.rows.all(tx, id)).map((one) => one.personId));
      const rated = context.agenda.flatMap((item) => context.assessees.get(item.assesseeId) ?? []);
      const holders = from === 'agenda'
        ? rated.filter((one) => `${one.personName}${one.orgName}`.includes(q.trim())).map((one) => ({ personId: one.personId, name: one.personName, unit: one.orgName, unitPath: one.orgPath as string, post: one.post }))
        : await this.people.holders(tx, { under: meeting.orgPath as OrgPath, on: dayOf(tx.now), q: q.trim(), limit: MOST_CANDIDATES + 1 });
      const items = holders.slice(0, from === 'agenda' ? 500 : MOST_CANDIDATES).map(({ unitPath, ...one }) => ({
        ...one, listed: listed.has(one.personId), subject: rated.find((other) => other.personId === one.personId)?.id ?? null,
        related: rated.filter((other) => unitPath.startsWith(other.orgPath) && other.personId !== one.personId).map((other) => other.id),
      }));
      return ok({ items, more: holders.length > items.length });
    });
  }

  /** Rows of a workbook with groups and people found by their words; nothing is kept. */
  async read(who: AppPrincipal, id: string, bytes: Uint8Array): Promise<Result<z.infer<typeof RollReadOut>, Problem>> {
    const seen = await this.uow.run(who, (tx) => this.seen(tx, who, id));
    if (!seen.ok) return seen;
    if (!can(who.ability, 'update', 'Attendance', seen.value.meeting)) return err({ code: 'permission.denied' });
    const rows = await readRoll(bytes);
    if (!rows.ok) return rows;
    const words = this.plugins.catalogue('zh-CN');
    const groups = new Map(seen.value.context.groups.map((group) => [resolveText(group.title, words), group.id]));
    const out = rows.value.map((row) => found(row, groups, seen.value.context));
    return ok({ rows: out, bad: out.filter((one) => one.problems.length > 0).length });
  }

  private async seen(tx: Tx, who: AppPrincipal, id: string): Promise<Result<Seen, Problem>> {
    const found = await this.meetings.meetingFor(tx, who, id, 'read');
    if (!found.ok) return found;
    if (!can(who.ability, 'read', 'Slip', found.value)) return err({ code: 'permission.denied' });
    const context = await this.contexts.of(tx, found.value);
    return context.ok ? ok({ meeting: found.value, context: context.value }) : context;
  }
}

function groupOut(group: MeetingContext['groups'][number], meeting: MeetingRecord, context: MeetingContext, electors: readonly ElectorRecord[]): Roll['groups'][number] {
  const own = meeting.groups.find((one) => one.id === group.id)!;
  const rates = group.rates ?? { rule: 'all' as const };
  return { id: group.id, title: group.title, rates: rates.rule, relation: rates.rule === 'related' ? rates.relation : null, byName: isByName(context, group.id), electors: electors.filter((one) => one.groups.includes(group.id)).length, printed: own.printed, due: own.due };
}

function toElector(one: ElectorRecord, { assessees }: MeetingContext): ElectorOut {
  const named = (id: string): { id: string; name: string } => ({ id, name: assessees.get(id)?.personName ?? '' });
  return { id: one.id, name: one.name, unit: one.unit, personId: one.personId ?? null, groups: [...one.groups], subject: one.subject ? named(one.subject) : null, related: one.related.map(named), entry: one.entry };
}

/** Groups by their title, people by name, or by unit when everybody's unit differs. */
function found(row: RollRow, groups: ReadonlyMap<string, string>, { agenda, assessees }: MeetingContext): z.infer<typeof RollReadOut>['rows'][number] {
  const rated = agenda.flatMap((item) => assessees.get(item.assesseeId) ?? []);
  const problems = row.problems.map(({ code, at, params }) => ({ code, ...(at === undefined ? {} : { at }), ...(params === undefined ? {} : { params: { ...params } }) }));
  const ids = row.groups.flatMap((title) => {
    const id = groups.get(title);
    if (id === undefined) problems.push({ code: 'elector.group-unknown', at: String(row.row), params: { group: title } });
    return id ?? [];
  });
  const related = row.related.flatMap((word) => {
    const own = rated.filter((one) => one.personName === word || one.orgName === word);
    if (own.length !== 1) problems.push({ code: own.length === 0 ? 'elector.subject-unknown' : 'elector.subject-twice', at: String(row.row), params: { name: word } });
    return own.length === 1 ? own[0]!.id : [];
  });
  return { row: row.row, name: row.name, unit: row.unit, groups: ids, related, problems };
}
