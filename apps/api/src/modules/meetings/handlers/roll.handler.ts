import { Injectable } from '@nestjs/common';
import type { ElectorIn, RollDone } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { PeopleApi } from '../../people/index.ts';
import type { ElectorRecord } from '../elector.entity.ts';
import { ElectorsRepository } from '../electors.repository.ts';
import { MeetingContexts, type MeetingContext } from '../meeting-context.ts';
import { isByName } from '../meeting-plan.rules.ts';
import type { MeetingRecord } from '../meeting.entity.ts';
import { inPhase } from '../meeting.rules.ts';
import { MeetingsRepository } from '../meetings.repository.ts';

type Elector = z.infer<typeof ElectorIn>;
type Ready = { readonly meeting: MeetingRecord; readonly context: MeetingContext };
const MOST = 5_000;

/** 应到名单: who is entitled, until the first slip is printed (R09, R15). */
@Injectable()
export class RollHandler {
  constructor(private readonly uow: UnitOfWork, private readonly meetings: MeetingsRepository, private readonly rows: ElectorsRepository, private readonly contexts: MeetingContexts, private readonly people: PeopleApi) {}

  /** Puts people on the roll, or brings those who stand there up to date. Errors: `meeting.groups-differ`, `assessee.not-found`, `person.not-found`, `elector.too-many`, `meeting.too-late`. */
  add(who: AppPrincipal, id: string, electors: readonly Elector[]): Promise<Result<z.infer<typeof RollDone>, Problem>> {
    return this.uow.run(who, async (tx) => {
      const ready = await this.open(tx, who, id);
      if (!ready.ok) return ready;
      const { meeting, context } = ready.value;
      const strange = strangerIn(electors, context);
      if (strange) return err(strange);
      const unseen = await this.unseen(tx, electors, context);
      if (unseen !== null) return err({ code: 'person.not-found', at: `/electors/${unseen}/personId` });
      const standing = new Map((await this.rows.all(tx, id)).map((one) => [keyOf(one), one]));
      let added = 0;
      let changed = 0;
      for (const input of electors) {
        const data = { name: input.name, unit: input.unit, personId: input.personId, groups: ordered(input.groups, context), subject: subjectOf(input, context), related: [...new Set(input.related)] };
        const old = standing.get(keyOf(input));
        if (old) {
          Object.assign(old, data);
          changed += 1;
        } else {
          const made = this.rows.create(tx, { hostId: meeting.hostId, id: randomUUID(), orgPath: meeting.orgPath, meetingId: id, ...data, tickets: [], entry: 'none' });
          standing.set(keyOf(input), made);
          tx.em.persist(made);
          added += 1;
        }
      }
      if (standing.size > MOST) return err({ code: 'elector.too-many', params: { electors: standing.size, most: MOST } });
      await this.settle(tx, meeting, context, [...standing.values()]);
      tx.audit({ action: 'meeting.roll-add', subject: { type: 'Meeting', id }, orgPath: meeting.orgPath, after: { added, changed, names: electors.slice(0, 200).map((one) => one.name) } });
      return ok({ added, changed });
    });
  }

  remove(who: AppPrincipal, id: string, version: number, ids: readonly string[]): Promise<Result<null, Problem>> {
    return this.uow.run(who, async (tx) => {
      const ready = await this.open(tx, who, id);
      if (!ready.ok) return ready;
      const { meeting, context } = ready.value;
      if (meeting.version !== version) return err({ code: 'request.version-stale', params: { version: meeting.version } });
      const gone = (await this.rows.all(tx, id)).filter((one) => ids.includes(one.id));
      if (gone.length < new Set(ids).size) return err({ code: 'elector.not-found' });
      await this.rows.remove(tx, id, ids);
      const left = (await this.rows.all(tx, id)).filter((one) => !ids.includes(one.id));
      await this.settle(tx, meeting, context, left);
      tx.audit({ action: 'meeting.roll-remove', subject: { type: 'Meeting', id }, orgPath: meeting.orgPath, before: { names: gone.slice(0, 200).map((one) => one.name), count: gone.length } });
      return ok(null);
    });
  }

  /** Whether people on the roll may come in by their account instead of a slip. */
  login(who: AppPrincipal, id: string, version: number, login: boolean): Promise<Result<null, Problem>> {
    return this.uow.run(who, async (tx) => {
      const found = await this.meetings.meetingFor(tx, who, id, 'update');
      if (!found.ok) return found;
      const meeting = found.value;
      if (meeting.version !== version) return err({ code: 'request.version-stale', params: { version: meeting.version } });
      const phase = inPhase(meeting.phase, ['planned']);
      if (!phase.ok) return phase;
      const before = meeting.login;
      meeting.login = login;
      await tx.em.flush();
      tx.audit({ action: 'meeting.login-entry', subject: { type: 'Meeting', id }, orgPath: meeting.orgPath, before, after: login });
      return ok(null);
    });
  }

  /** Place of somebody whom the asker does not see; those who debrief here are seen with the agenda. */
  private async unseen(tx: Tx, electors: readonly Elector[], { agenda }: MeetingContext): Promise<number | null> {
    const others = electors.flatMap(({ personId }) => (personId === null || agenda.some((item) => item.personId === personId) ? [] : [personId]));
    const seen = await this.people.names(tx, others);
    const at = electors.findIndex(({ personId }) => personId !== null && others.includes(personId) && !seen.has(personId));
    return at < 0 ? null : at;
  }

  private async open(tx: Tx, who: AppPrincipal, id: string): Promise<Result<Ready, Problem>> {
    const found = await this.meetings.meetingFor(tx, who, id, 'read');
    if (!found.ok) return found;
    const meeting = found.value;
    if (!can(who.ability, 'update', 'Attendance', meeting)) return err({ code: 'permission.denied' });
    const phase = inPhase(meeting.phase, ['planned']);
    if (!phase.ok) return phase;
    if (meeting.groups.some((group) => group.printed > 0)) return err({ code: 'meeting.too-late', params: { phase: meeting.phase } });
    const context = await this.contexts.of(tx, meeting);
    return context.ok ? ok({ meeting, context: context.value }) : context;
  }

  /** Groups that come by name have as many heads as names; how they vote is settled anew. Writing the meeting's row also keeps slips from being printed meanwhile. */
  private async settle(tx: Tx, meeting: MeetingRecord, context: MeetingContext, electors: readonly ElectorRecord[]): Promise<void> {
    meeting.groups = meeting.groups.map((group) => {
      if (!isByName(context, group.id)) return { ...group };
      const due = electors.filter((one) => one.groups.includes(group.id)).length;
      return due === group.due ? { ...group } : { ...group, due, settled: null };
    });
    meeting.plan = null;
    await tx.em.flush();
    // the row is written in any case: two who change the roll, or one who prints, do not pass each other
    await tx.sql('update meeting set version = version + 1 where id = ?', [meeting.id]);
  }
}

const keyOf = ({ personId, name, unit }: { readonly personId?: string | null; readonly name: string; readonly unit: string }): string => personId ?? `${name}|${unit}`;

/** By name first, each in the scheme's order: the first is the group whose heads a person counts among. */
function ordered(groups: readonly string[], context: MeetingContext): string[] {
  const order = context.groups.map((group) => group.id).filter((id) => groups.includes(id));
  return [...order.filter((id) => isByName(context, id)), ...order.filter((id) => !isByName(context, id))];
}

/** Who somebody is on the agenda. The person decides before anything that is typed, so that nobody rates themselves by a slip of the pen (R15). */
function subjectOf({ personId, subject, name, unit }: Elector, { agenda, assessees }: MeetingContext): string | null {
  const own = agenda.find((item) => personId !== null && item.personId === personId);
  if (own) return own.assesseeId;
  if (subject !== undefined) return subject;
  const alike = agenda.filter((item) => assessees.get(item.assesseeId)?.personName === name && (unit === '' || assessees.get(item.assesseeId)?.orgName === unit));
  return alike.length === 1 ? alike[0]!.assesseeId : null;
}

function strangerIn(electors: readonly Elector[], { groups, agenda }: MeetingContext): Problem | null {
  const known = new Set(groups.map((group) => group.id));
  const rated = new Set(agenda.map((item) => item.assesseeId));
  for (const [at, one] of electors.entries()) {
    const group = one.groups.find((id) => !known.has(id));
    if (group !== undefined) return { code: 'meeting.groups-differ', at: `/electors/${at}/groups`, params: { group } };
    const subject = [...one.related, ...(one.subject ? [one.subject] : [])].find((id) => !rated.has(id));
    if (subject !== undefined) return { code: 'assessee.not-found', at: `/electors/${at}` };
  }
  return null;
}
