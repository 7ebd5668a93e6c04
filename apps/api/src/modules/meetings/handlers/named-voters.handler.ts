import { Injectable } from '@nestjs/common';
import type { NamedSlipsIn, NamedSlipsOut, NamedVotersOut } from '@shuping/contracts';
import type { SignedSheet } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can, whyNot } from '@shuping/permissions';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import type { ElectorRecord } from '../elector.entity.ts';
import { ElectorsRepository } from '../electors.repository.ts';
import { MeetingContexts } from '../meeting-context.ts';
import { isByName, isSigner, sheetsOfSigner } from '../meeting-plan.rules.ts';
import { inPhase, namedClasses, presenceBar } from '../meeting.rules.ts';
import { MeetingsRepository } from '../meetings.repository.ts';
import type { NamedVoterRecord } from '../named.entity.ts';
import { NamedRepository } from '../named.repository.ts';

/** What is kept of a named slip's secret. */
export const namedSlipHash = (secret: string): string => createHash('sha256').update(`shuping-named:${secret}`).digest('hex');

type Wanted = { readonly name: string; readonly elector: ElectorRecord | null };

/** Who votes by name, and slips with their names on them (R-F3). Where the roll knows the group's members, they are its people and it says whom each of them rates. */
@Injectable()
export class NamedVotersHandler {
  constructor(private readonly uow: UnitOfWork, private readonly meetings: MeetingsRepository, private readonly rows: NamedRepository, private readonly electors: ElectorsRepository, private readonly contexts: MeetingContexts) {}

  /**
   * A slip for each name, or for the people of the roll who are given, or with neither for everybody of the roll who has none; who has one gets a new one and the old one opens nothing any more, the ballot stays.
   * Errors: `meeting.not-named`, `meeting.more-names-than-due`, `meeting.too-late`, `meeting.name-not-on-roll`, `meeting.names-alike`, `elector.not-found`, `entry.nobody-to-rate`, `meeting.slips-none`.
   */
  issue(who: AppPrincipal, id: string, input: z.infer<typeof NamedSlipsIn>): Promise<Result<z.infer<typeof NamedSlipsOut>, Problem>> {
    const { group } = input;
    return this.uow.run(who, async (tx) => {
      const found = await this.meetings.meetingFor(tx, who, id, 'read');
      if (!found.ok) return found;
      const meeting = found.value;
      if (!can(who.ability, 'print', 'Slip', meeting)) return err({ code: 'permission.denied' });
      const phase = inPhase(meeting.phase, ['planned', 'check_in']);
      if (!phase.ok) return phase;
      if (!namedClasses(meeting).includes(group)) return err({ code: 'meeting.not-named', at: '/group' });
      const context = await this.contexts.of(tx, meeting);
      if (!context.ok) return context;
      const roll = (await this.electors.all(tx, id)).filter((one) => one.groups.includes(group));
      const standing = (await this.rows.voters(tx, id)).filter((one) => one.group === group);
      const wanted = wantedOf(input, { roll, standing, mustList: isByName(context.value, group), signs: (one) => sheetsOfSigner(meeting, context.value, group, one).length > 0 });
      if (!wanted.ok) return wanted;
      const all = new Set([...standing, ...wanted.value.map(({ name, elector }) => ({ name, electorId: elector?.id ?? null }))].map(voterKey)).size;
      const { due } = meeting.groups.find((one) => one.id === group)!;
      if (all > due) return err({ code: 'meeting.more-names-than-due', at: '/names', params: { names: all, due } });
      const slips = wanted.value.map((one) => ({ ...one, secret: randomBytes(16).toString('base64url') }));
      for (const { name, elector, secret } of slips) {
        const old = standing.find((one) => voterKey(one) === voterKey({ name, electorId: elector?.id ?? null }));
        if (old) old.slipHash = namedSlipHash(secret);
        else tx.em.persist(this.rows.createVoter(tx, { hostId: meeting.hostId, id: randomUUID(), orgPath: meeting.orgPath, meetingId: id, group, name, slipHash: namedSlipHash(secret), electorId: elector?.id ?? null, present: false }));
        // who only signs has no other entry to take
        if (elector && elector.entry === 'none' && isSigner(elector, meeting)) elector.entry = 'printed';
      }
      meeting.groups = meeting.groups.map((one) => (one.id === group ? { ...one, printed: all } : one));
      await tx.em.flush();
      tx.audit({ action: 'meeting.named-slips', subject: { type: 'Meeting', id }, orgPath: meeting.orgPath, after: { group, names: slips.map((one) => one.name) } });
      return ok({ slips: slips.map(({ name, elector, secret }) => ({ name, unit: elector?.unit ?? '', secret })) });
    });
  }

  /** Names, who checked in, and how many of their sheets each has handed in; never marks. */
  list(who: AppPrincipal, id: string): Promise<Result<z.infer<typeof NamedVotersOut>, Problem>> {
    return this.uow.run(who, async (tx) => {
      const found = await this.meetings.meetingFor(tx, who, id, 'read');
      if (!found.ok) return found;
      const meeting = found.value;
      if (!can(who.ability, 'read', 'Slip', meeting)) return err({ code: 'permission.denied' });
      const context = await this.contexts.of(tx, meeting);
      if (!context.ok) return context;
      const ballots = await this.rows.ballots(tx, { meetingId: id });
      const electors = await this.electors.all(tx, id);
      const byId = new Map(electors.map((one) => [one.id, one]));
      const voters = await this.rows.voters(tx, id);
      const sheetsOf = (group: string, one: ElectorRecord | null): readonly SignedSheet[] => sheetsOfSigner(meeting, context.value, group, one);
      const asked = new Set(context.value.standing.rounds.filter((round) => round.phase !== 'waiting').map((round) => round.id));
      const may = whyNot(who.ability, 'update', 'Attendance', meeting) ?? presenceBar(meeting.phase);
      return ok({
        items: voters.map(({ id: voter, group, name, electorId, present }) => {
          const elector = (electorId && byId.get(electorId)) || null;
          const sheets = sheetsOf(group, elector);
          return { id: voter, group, name, unit: elector?.unit ?? '', present, rounds: ballots.filter((one) => one.voterId === voter).length, asked: sheets.filter((one) => asked.has(one.round)).length, of: sheets.length };
        }),
        groups: namedClasses(meeting).map((group) => {
          const own = electors.filter((one) => one.groups.includes(group));
          return { id: group, roll: own.length, mustList: isByName(context.value, group), without: own.filter((one) => !voters.some((voter) => voter.group === group && voter.electorId === one.id) && sheetsOf(group, one).length > 0).length };
        }),
        may: { attend: may === null ? true : { reason: may } },
      });
    });
  }
}

const voterKey = ({ name, electorId = null }: { readonly name: string; readonly electorId?: string | null }): string => electorId ?? `#${name}`;

type Known = { readonly roll: readonly ElectorRecord[]; readonly standing: readonly NamedVoterRecord[]; readonly mustList: boolean; readonly signs: (elector: ElectorRecord) => boolean };

/** People who are to get a slip. A name that stands on the roll once is that person; where everybody must stand there, no other name is taken. */
function wantedOf({ names, electors }: z.infer<typeof NamedSlipsIn>, { roll, standing, mustList, signs }: Known): Result<Wanted[], Problem> {
  const out: Wanted[] = [];
  for (const name of new Set(names)) {
    const own = roll.filter((one) => one.name === name);
    if (own.length > 1) return err({ code: 'meeting.names-alike', at: '/names', params: { name } });
    if (own.length === 0 && mustList) return err({ code: 'meeting.name-not-on-roll', at: '/names', params: { name } });
    out.push({ name, elector: own[0] ?? null });
  }
  for (const id of new Set(electors)) {
    const own = roll.find((one) => one.id === id);
    if (!own) return err({ code: 'elector.not-found', at: '/electors' });
    out.push({ name: own.name, elector: own });
  }
  const idle = out.find(({ elector }) => elector !== null && !signs(elector));
  if (idle) return err({ code: 'entry.nobody-to-rate', at: '/names', params: { name: idle.name } });
  if (names.length + electors.length === 0) out.push(...roll.filter((one) => signs(one) && !standing.some((voter) => voter.electorId === one.id)).map((elector) => ({ name: elector.name, elector })));
  return out.length > 0 ? ok(out) : err({ code: 'meeting.slips-none' });
}
