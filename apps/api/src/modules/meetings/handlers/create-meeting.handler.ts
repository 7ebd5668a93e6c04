import { Injectable } from '@nestjs/common';
import type { MeetingIn } from '@shuping/contracts';
import { unitedGroups } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { Scheme } from '@shuping/scheme';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { CyclesApi, type AssesseeView, type CycleView } from '../../cycles/index.ts';
import { commonRules } from '../common-rules.ts';
import type { MeetingGroup } from '../meeting.entity.ts';
import { MeetingsRepository } from '../meetings.repository.ts';

type Input = z.infer<typeof MeetingIn>;

/** Plans a meeting of one or several sectors of a cycle, or of those who are named: groups come from the frozen schemes (R-F1, R-C4, R-F9). */
@Injectable()
export class CreateMeetingHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: MeetingsRepository, private readonly cycles: CyclesApi) {}

  execute(who: AppPrincipal, input: Input): Promise<Result<{ id: string }, Problem>> {
    return this.uow.run(who, async (tx) => {
      const cycle = await this.cycles.cycle(tx, input.cycleId);
      if (!cycle || !can(who.ability, 'create', 'Meeting', { orgPath: cycle.orgPath, publishedTo: '' })) return err({ code: 'cycle.not-found', at: '/cycleId' });
      const stage = this.cycles.requireStage(cycle, 'vetting', 'grading');
      if (!stage.ok) return stage;
      const chosen = await this.debriefs(tx, cycle, input);
      if (!chosen.ok) return chosen;
      const debriefs = chosen.value;
      const sectors = [...new Set(debriefs.map((a) => a.sector))];
      const schemes = new Map<string, Scheme>();
      for (const sector of sectors) {
        const frozen = await this.cycles.schemeFor(tx, cycle, sector);
        if (!frozen) return err({ code: 'meeting.no-debriefs' });
        schemes.set(sector, frozen.scheme);
      }
      const id = randomUUID();
      const rules = commonRules([...schemes.values()].map((scheme) => scheme.meeting));
      const groups = unitedGroups([...schemes].map(([sector, scheme]) => ({ sector, groups: scheme.groups }))).map((g): MeetingGroup => ({ id: g.id, sectors: [...g.sectors], due: 0, present: 0, printed: 0, voided: 0, handedOut: 0, stamped: 0, replaced: 0, settled: null }));
      const meeting = this.rows.createMeeting(tx, {
        hostId: cycle.hostId, id, orgPath: cycle.orgPath, publishedTo: cycle.publishedTo, cycleId: cycle.id, sectors, title: input.title, place: input.place,
        startsAt: new Date(input.startsAt), phase: 'planned', drawSeed: '', groups, confirmations: {}, grouping: { rule: rules.rounds ?? 'together' }, roundPhases: {}, waves: [], sealRoot: '', counts: null, plan: null, observers: [], login: false, paper: { handedOut: {}, ledgers: {} },
      });
      const agenda = debriefs.map((a, position) => this.rows.createAgendaItem(tx, { hostId: cycle.hostId, id: randomUUID(), orgPath: a.orgPath, sector: a.sector, meetingId: id, assesseeId: a.id, personId: a.personId, position, mode: schemes.get(a.sector)!.meeting.mode, spokenSeconds: null, done: false, questions: [] }));
      await this.rows.save(tx, meeting, ...agenda);
      tx.audit({ action: 'meeting.create', subject: { type: 'Meeting', id }, orgPath: cycle.orgPath, after: { ...input, debriefs: debriefs.length } });
      return ok({ id });
    });
  }

  /** Who debriefs, sector by sector. Errors: `meeting.sector-needed`, `meeting.no-debriefs`, `assessee.not-found`, `meeting.debrief-elsewhere` with how many. */
  private async debriefs(tx: Tx, cycle: CycleView, { sector, sectors: asked, assessees: picked }: Input): Promise<Result<AssesseeView[], Problem>> {
    const included = await this.cycles.assessees(tx, cycle.id);
    if (picked !== undefined) {
      const one = picked.map((id) => included.find((a) => a.id === id));
      if (one.some((a) => a === undefined) || new Set(picked).size < picked.length) return err({ code: 'assessee.not-found', at: '/assessees' });
      return this.onNoAgenda(tx, cycle, bySector(one as AssesseeView[]), '/assessees');
    }
    const all = [...new Set(included.map((a) => a.sector))];
    const wanted = asked ?? (sector !== undefined ? [sector] : all.length === 1 ? all : null);
    if (wanted === null && all.length > 1) return err({ code: 'meeting.sector-needed', at: '/sector', params: { sectors: all.join(' ') } });
    const debriefs = (wanted ?? []).flatMap((one) => included.filter((a) => a.sector === one));
    if (debriefs.length === 0 || (wanted ?? []).some((one) => !all.includes(one))) return err({ code: 'meeting.no-debriefs' });
    return this.onNoAgenda(tx, cycle, debriefs, sector === undefined ? '/sectors' : '/sector');
  }

  /** Nobody is heard twice in a cycle: a score would not know which ballots count (R-F9). Only a vote that is void is repeated, by its own meeting. */
  private async onNoAgenda(tx: Tx, cycle: CycleView, debriefs: AssesseeView[], at: string): Promise<Result<AssesseeView[], Problem>> {
    // whoever plans another meeting of the cycle at the same time waits and then sees this agenda
    await tx.sql('select pg_advisory_xact_lock(hashtext(?))', [`agendas:${cycle.id}`]);
    const meetings = await this.rows.ofCycle(tx, cycle.id);
    const elsewhere = new Set((await this.rows.agendas(tx, meetings.map((meeting) => meeting.id))).flat());
    const count = debriefs.filter(({ id }) => elsewhere.has(id)).length;
    return count > 0 ? err({ code: 'meeting.debrief-elsewhere', at, params: { count } }) : ok(debriefs);
  }
}

/** In their order, those of a sector together. */
function bySector(list: readonly AssesseeView[]): AssesseeView[] {
  return [...new Set(list.map((a) => a.sector))].flatMap((sector) => list.filter((a) => a.sector === sector));
}
