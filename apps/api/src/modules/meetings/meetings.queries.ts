import { Injectable } from '@nestjs/common';
import type { LeaderCommentsOut, MeetingOut, MeetingsOut, RemarksOut, TalliesOut } from '@shuping/contracts';
import { areaOf, awaitsSeal, checksIn, isSealed, proposeSessions, sessionCoverage } from '@shuping/domain';
import type { SealFile } from '@shuping/ballot-box';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can, whyNot } from '@shuping/permissions';
import type { z } from 'zod';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { UnitOfWork, type Tx } from '../../platform/persistence/index.ts';
import { BallotBoxStore, PaperStore, SealStore, SlipsStore, WavesStore } from '../ballots/index.ts';
import { CyclesApi, type CycleView } from '../cycles/index.ts';
import type { MeetingRecord } from './meeting.entity.ts';
import { MeetingContexts } from './meeting-context.ts';
import { mergedOf, openWave } from './meeting.rules.ts';
import { byRound } from './round-sheets.rules.ts';
import { ElectorsRepository } from './electors.repository.ts';
import { mayOfMeeting, readsTallies, sectorsOut, toMeeting, type BoxCounts } from './meetings.presenter.ts';
import { MeetingsRepository } from './meetings.repository.ts';
import { readsComment, toComment } from './handlers/record-comment.handler.ts';

/** Reads of meetings. Marks leave this module only from sealed meetings (R-F6). */
@Injectable()
export class MeetingsQueries {
  constructor(private readonly uow: UnitOfWork, private readonly rows: MeetingsRepository, private readonly contexts: MeetingContexts, private readonly cycles: CyclesApi, private readonly box: BallotBoxStore, private readonly slips: SlipsStore, private readonly waves: WavesStore, private readonly seals: SealStore, private readonly paper: PaperStore, private readonly electors: ElectorsRepository) {}

  list(who: AppPrincipal, cycleId: string): Promise<Result<z.infer<typeof MeetingsOut>, Problem>> {
    return this.uow.run(who, async (tx) => {
      const cycle = await this.cycles.cycle(tx, cycleId);
      if (!cycle) return err({ code: 'cycle.not-found' });
      const meetings = (await this.rows.ofCycle(tx, cycleId)).filter((m) => can(who.ability, 'read', 'Meeting', m));
      const debriefs = new Map((await tx.sql<{ id: string; count: number }>('select meeting_id as id, count(*)::int as count from agenda_item where meeting_id in (select id from meeting where cycle_id = ?) group by meeting_id', [cycleId])).map((r) => [r.id, r.count]));
      const sectors = await tx.sql<{ sector: string; debriefs: number }>('select sector, count(*)::int as debriefs from v_assessee where cycle_id = ? and included group by sector order by sector', [cycleId]);
      const why = whyNot(who.ability, 'create', 'Meeting', { orgPath: cycle.orgPath, publishedTo: '' });
      const stage = this.cycles.requireStage(cycle, 'vetting', 'grading');
      const create = why ?? (stage.ok ? null : stage.error.code);
      return ok({
        items: meetings.map((m) => ({ id: m.id, title: m.title, place: m.place, startsAt: m.startsAt.toISOString(), phase: m.phase, ...sectorsOut(m), debriefs: debriefs.get(m.id) ?? 0, may: mayOfMeeting(who, m) })),
        sectors: sectors.map((one) => ({ ...one, meetings: meetings.filter((m) => m.sectors.includes(one.sector)).length })),
        ...(await this.sessions(tx, cycle, meetings)),
        may: { create: create === null ? true : { reason: create } },
      });
    });
  }

  /** Who is on an agenda and who is not, and the areas in which sessions might be held (R-F9). */
  private async sessions(tx: Tx, cycle: CycleView, meetings: readonly MeetingRecord[]): Promise<Pick<z.infer<typeof MeetingsOut>, 'coverage' | 'areas'>> {
    const people = await this.cycles.assessees(tx, cycle.id);
    const agendas = await this.rows.agendas(tx, meetings.filter((one) => one.counts?.rerun === undefined).map((one) => one.id));
    const { without, twice } = sessionCoverage(people.map((one) => one.id), agendas);
    const left = people.filter((one) => without.includes(one.id));
    const areas = proposeSessions(left.map((one) => ({ id: one.id, sector: one.sector, path: one.orgPath })), 'area', cycle.orgPath);
    const names = new Map((await tx.sql<{ path: string; name: string }>('select org_path as path, name from v_unit where org_path in (select value from jsonb_array_elements_text(?::jsonb))', [JSON.stringify(areas.map((one) => one.key))])).map((row) => [row.path, row.name]));
    return {
      coverage: { debriefs: people.length, twice: twice.length, without: left.map(({ id, personName, orgName, sector, orgPath }) => ({ assesseeId: id, personName, orgName, sector, area: areaOf(cycle.orgPath, orgPath) })) },
      areas: areas.map(({ key, ids }) => ({ area: key, title: names.get(key) ?? '', debriefs: ids.length, sectors: [...new Set(left.filter((one) => ids.includes(one.id)).map((one) => one.sector))] })),
    };
  }

  /** State of the cockpit. Counts of the ballot side are read before, in a connection of their own. */
  async one(who: AppPrincipal, id: string): Promise<Result<MeetingOut, Problem>> {
    const seen = await this.uow.run(who, (tx) => this.rows.meetingFor(tx, who, id, 'read'));
    if (!seen.ok) return seen;
    const counts = await this.countsOf(seen.value);
    return this.uow.run(who, async (tx) => {
      const found = await this.rows.meetingFor(tx, who, id, 'read');
      if (!found.ok) return found;
      const context = await this.contexts.seen(tx, found.value);
      if (!context.ok) return context;
      const comments = (await this.rows.comments(tx, { meetingId: id })).filter((c) => readsComment(who, found.value, c));
      const taken = checksIn(found.value.phase) ? await this.electors.taken(tx, found.value) : {};
      return ok(toMeeting(who, found.value, context.value, comments, { ...counts, taken }));
    });
  }

  private async countsOf(meeting: MeetingRecord): Promise<Omit<BoxCounts, 'taken'>> {
    const { id, phase } = meeting;
    const wave = openWave(meeting);
    return {
      fingerprint: await this.box.fingerprint(id),
      slips: checksIn(phase) ? await this.slips.counts(id) : {},
      returned: Object.keys(meeting.roundPhases).length > 0 && !isSealed(phase) ? byRound(meeting, await this.box.returnedByRound(id)) : {},
      paper: awaitsSeal(phase) ? await this.paper.counts(id) : {},
      ready: wave ? await this.waves.ready(id, wave.wave) : {},
    };
  }

  tallies(who: AppPrincipal, id: string): Promise<Result<z.infer<typeof TalliesOut>, Problem>> {
    return this.uow.run(who, async (tx) => {
      const sealed = await this.sealed(tx, who, id);
      if (!sealed.ok) return sealed;
      const assessees = new Map((await this.cycles.assessees(tx, sealed.value.cycleId, { all: true })).map((a) => [a.id, a]));
      const tallies = (await this.rows.tallies(tx, { meetingId: id })).filter((t) => can(who.ability, 'read', 'Tally', t));
      const ids = (await this.rows.agenda(tx, id)).map((item) => item.assesseeId).filter((one) => tallies.some((t) => t.assesseeId === one));
      return ok({
        merged: mergedOf(sealed.value),
        items: ids.map((one) => ({ assesseeId: one, personName: assessees.get(one)?.personName ?? '', tallies: Object.fromEntries(tallies.filter((t) => t.assesseeId === one).map((t) => [t.group, t.tally])) })),
      });
    });
  }

  /** What voters wrote in words, once the meeting is sealed (security B9); whoever may read the tallies of the meeting reads them. */
  async remarks(who: AppPrincipal, id: string): Promise<Result<z.infer<typeof RemarksOut>, Problem>> {
    const sealed = await this.uow.run(who, (tx) => this.sealed(tx, who, id));
    if (!sealed.ok) return sealed;
    const remarks = await this.seals.remarks(id);
    return this.uow.run(who, async (tx) => {
      const assessees = new Map((await this.cycles.assessees(tx, sealed.value.cycleId, { all: true })).map((a) => [a.id, a]));
      const seen = (await this.rows.tallies(tx, { meetingId: id })).filter((t) => can(who.ability, 'read', 'Tally', t)).map((t) => t.assesseeId);
      return ok({ items: [...new Set(seen)].flatMap((one) => (remarks[one] ? [{ assesseeId: one, personName: assessees.get(one)?.personName ?? '', remarks: remarks[one] }] : [])) });
    });
  }

  async sealFile(who: AppPrincipal, id: string): Promise<Result<SealFile, Problem>> {
    const sealed = await this.uow.run(who, (tx) => this.sealed(tx, who, id));
    if (!sealed.ok) return sealed;
    const file = await this.seals.file(id);
    return file ? ok(file) : err({ code: 'meeting.not-sealed' });
  }

  async recountPackage(who: AppPrincipal, id: string): Promise<Result<string, Problem>> {
    const sealed = await this.uow.run(who, (tx) => this.sealed(tx, who, id));
    if (!sealed.ok) return sealed;
    const bytes = await this.seals.recountPackage(id);
    return bytes === null ? err({ code: 'meeting.no-recount-package' }) : ok(bytes);
  }

  comments(who: AppPrincipal, id: string): Promise<Result<z.infer<typeof LeaderCommentsOut>, Problem>> {
    return this.uow.run(who, async (tx) => {
      const found = await this.rows.meetingFor(tx, who, id, 'read');
      if (!found.ok) return found;
      const comments = await this.rows.comments(tx, { meetingId: id });
      return ok({ items: comments.filter((c) => readsComment(who, found.value, c)).map(toComment) });
    });
  }

  private async sealed(tx: Tx, who: AppPrincipal, id: string): Promise<Result<MeetingRecord, Problem>> {
    const found = await this.rows.meetingFor(tx, who, id, 'read');
    if (!found.ok) return found;
    if (!readsTallies(who, found.value)) return err({ code: 'permission.denied' });
    return isSealed(found.value.phase) ? found : err({ code: 'meeting.not-sealed', params: { phase: found.value.phase } });
  }
}
