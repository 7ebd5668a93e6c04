import { Injectable } from '@nestjs/common';
import type { RollSlipsIn, RollSlipsOut } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { z } from 'zod';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { BallotBoxStore, SlipsStore } from '../../ballots/index.ts';
import type { ElectorRecord } from '../elector.entity.ts';
import { ElectorsRepository } from '../electors.repository.ts';
import { MeetingContexts, type MeetingContext } from '../meeting-context.ts';
import type { MeetingRecord } from '../meeting.entity.ts';
import { classOf, homeGroup, inPhase } from '../meeting.rules.ts';
import { MeetingsRepository } from '../meetings.repository.ts';
import { FreezeRoll } from './freeze-roll.ts';

type Input = z.infer<typeof RollSlipsIn>;
type Ready = { readonly meeting: MeetingRecord; readonly context: MeetingContext; readonly electors: readonly ElectorRecord[] };

/** Slips made out to those on the roll. The name stands on the paper and on the hand-out list; the ballot side keeps the hash of the secret and what it is for (ADR 0021). */
@Injectable()
export class RollSlipsHandler {
  constructor(
    private readonly uow: UnitOfWork, private readonly meetings: MeetingsRepository, private readonly rows: ElectorsRepository, private readonly contexts: MeetingContexts,
    private readonly freeze: FreezeRoll, private readonly box: BallotBoxStore, private readonly slips: SlipsStore,
  ) {}

  /** For everybody, or a group, who has no slip yet. Errors: those of the plan, `meeting.too-late`, `meeting.slips-none`, `meeting.slips-handed-out`. */
  async issue(who: AppPrincipal, id: string, input: Input): Promise<Result<z.infer<typeof RollSlipsOut>, Problem>> {
    const ready = await this.uow.run(who, (tx) => this.load(tx, who, id, input));
    if (!ready.ok) return ready;
    const { meeting, context, electors } = ready.value;
    const fingerprint = (await this.box.prepare(...this.contexts.forms(meeting, context))) ?? '';
    // noted before they are made: a crash in between leaves people without a slip, who are found on the list, never two slips for one
    const noted = await this.uow.run(who, (tx) => this.note(tx, id, electors, input, fingerprint));
    if (!noted.ok) return noted;
    if (input.replace) {
      if (!(await this.stands(who, id, noted.value))) return STALE;
      await this.slips.voidNamed(id);
    }
    const secrets = await this.slips.printFor(id, electors.map((one) => ({ class: homeClass(one, meeting), tickets: one.tickets })));
    // somebody printed anew meanwhile: these are not the slips of these people any more
    if (!(await this.stands(who, id, noted.value))) {
      await this.slips.void(id, secrets);
      return STALE;
    }
    const titles = new Map(context.groups.map((group) => [group.id, group.title]));
    return ok({ fingerprint, slips: electors.map((one, at) => ({ elector: one.id, name: one.name, unit: one.unit, title: titles.get(one.groups[0]!)!, secret: secrets[at]! })) });
  }

  private async load(tx: Tx, who: AppPrincipal, id: string, { group, replace }: Input): Promise<Result<Ready, Problem>> {
    const found = await this.meetings.meetingFor(tx, who, id, 'read');
    if (!found.ok) return found;
    const meeting = found.value;
    if (!can(who.ability, 'print', 'Slip', meeting)) return err({ code: 'permission.denied' });
    const phase = inPhase(meeting.phase, replace ? ['planned'] : ['planned', 'check_in']);
    if (!phase.ok) return phase;
    if (meeting.groups.some((one) => one.settled === null)) return err({ code: 'meeting.guard', issues: [{ code: 'meeting.small-groups-unsettled', params: { count: meeting.groups.filter((one) => one.settled === null).length } }] });
    const context = await this.contexts.of(tx, meeting);
    if (!context.ok) return context;
    const frozen = await this.freeze.now(tx, meeting, context.value);
    if (!frozen.ok) return frozen;
    tx.em.clear();
    const electors = (await this.rows.all(tx, id)).filter((one) => one.tickets.length > 0 && (one.entry === 'none' || (replace && one.entry === 'printed')) && (group === undefined || one.groups[0] === group));
    return electors.length === 0 ? err({ code: 'meeting.slips-none' }) : ok({ meeting: (await this.meetings.meeting(tx, id))!, context: context.value, electors });
  }

  /** Gives the versions of the people's rows as noted. Refused when one of them has changed since they were read, so that of two who print at once one does. */
  private async note(tx: Tx, id: string, electors: readonly ElectorRecord[], input: Input, fingerprint: string): Promise<Result<Versions, Problem>> {
    await tx.sql('select id from meeting where id = ? for update', [id]);
    const now = versionsOf(await this.rows.all(tx, id));
    if (electors.some((one) => now.get(one.id) !== one.version)) return STALE;
    tx.em.clear();
    const phase = inPhase((await this.meetings.meeting(tx, id))!.phase, input.replace ? ['planned'] : ['planned', 'check_in']);
    if (!phase.ok) return phase;
    if (input.replace) await this.rows.setEntry(tx, id, 'printed', 'none', null);
    await this.rows.setEntry(tx, id, 'none', 'printed', electors.map((one) => one.id));
    const row = (await this.meetings.meeting(tx, id))!;
    const made = new Map<string, number>();
    const homeOf = (one: ElectorRecord): string => homeGroup(one.groups, row) ?? one.groups[0]!;
    for (const one of electors) made.set(homeOf(one), (made.get(homeOf(one)) ?? 0) + 1);
    const all = (await this.rows.all(tx, id)).filter((one) => one.tickets.length > 0);
    row.groups = row.groups.map((group) => (all.some((one) => homeOf(one) === group.id) ? { ...group, printed: input.replace ? (made.get(group.id) ?? 0) : group.printed + (made.get(group.id) ?? 0) } : group));
    await tx.em.flush();
    tx.audit({ action: 'meeting.print-roll-slips', subject: { type: 'Meeting', id }, orgPath: row.orgPath, after: { slips: electors.length, replace: input.replace, fingerprint } });
    const ids = new Set(electors.map((one) => one.id));
    return ok(versionsOf(all.filter((one) => ids.has(one.id))));
  }

  private async stands(who: AppPrincipal, id: string, noted: Versions): Promise<boolean> {
    const now = await this.uow.run(who, async (tx) => versionsOf(await this.rows.all(tx, id)));
    return [...noted].every(([elector, version]) => now.get(elector) === version);
  }
}

type Versions = ReadonlyMap<string, number>;
const versionsOf = (electors: readonly ElectorRecord[]): Versions => new Map(electors.map((one) => [one.id, one.version]));
const STALE = err({ code: 'request.version-stale' });

/** Class among whose slips the box counts this one: that of the home group, else of the first ticket. */
export function homeClass(elector: Pick<ElectorRecord, 'groups' | 'tickets'>, meeting: Pick<MeetingRecord, 'groups'>): string {
  const home = meeting.groups.find((group) => group.id === homeGroup(elector.groups, meeting));
  return (home && classOf(home)) ?? elector.tickets[0]!.slice(elector.tickets[0]!.indexOf('/') + 1);
}
