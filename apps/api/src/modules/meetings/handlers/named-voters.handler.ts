import { Injectable } from '@nestjs/common';
import type { NamedSlipsIn, NamedSlipsOut, NamedVotersOut } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { inPhase, namedClasses } from '../meeting.rules.ts';
import { MeetingsRepository } from '../meetings.repository.ts';
import { NamedRepository } from '../named.repository.ts';

/** What is kept of a named slip's secret. */
export const namedSlipHash = (secret: string): string => createHash('sha256').update(`shuping-named:${secret}`).digest('hex');

/** Who votes by name, and slips with their names on them (R-F3). */
@Injectable()
export class NamedVotersHandler {
  constructor(private readonly uow: UnitOfWork, private readonly meetings: MeetingsRepository, private readonly rows: NamedRepository) {}

  /** A slip for each name; a name that has one gets a new one and the old one opens nothing any more, its ballot stays. Errors: `meeting.not-named`, `meeting.more-names-than-due`, `meeting.too-late`. */
  issue(who: AppPrincipal, id: string, { group, names }: z.infer<typeof NamedSlipsIn>): Promise<Result<z.infer<typeof NamedSlipsOut>, Problem>> {
    return this.uow.run(who, async (tx) => {
      const found = await this.meetings.meetingFor(tx, who, id, 'read');
      if (!found.ok) return found;
      const meeting = found.value;
      if (!can(who.ability, 'print', 'Slip', meeting)) return err({ code: 'permission.denied' });
      const phase = inPhase(meeting.phase, ['planned', 'check_in']);
      if (!phase.ok) return phase;
      if (!namedClasses(meeting).includes(group)) return err({ code: 'meeting.not-named', at: '/group' });
      const wanted = [...new Set(names)];
      const standing = (await this.rows.voters(tx, id)).filter((one) => one.group === group);
      const all = new Set([...standing.map((one) => one.name), ...wanted]).size;
      const { due } = meeting.groups.find((one) => one.id === group)!;
      if (all > due) return err({ code: 'meeting.more-names-than-due', at: '/names', params: { names: all, due } });
      const slips = wanted.map((name) => ({ name, secret: randomBytes(16).toString('base64url') }));
      for (const { name, secret } of slips) {
        const old = standing.find((one) => one.name === name);
        if (old) old.slipHash = namedSlipHash(secret);
        else tx.em.persist(this.rows.createVoter(tx, { hostId: meeting.hostId, id: randomUUID(), orgPath: meeting.orgPath, meetingId: id, group, name, slipHash: namedSlipHash(secret) }));
      }
      meeting.groups = meeting.groups.map((one) => (one.id === group ? { ...one, printed: all } : one));
      await tx.em.flush();
      tx.audit({ action: 'meeting.named-slips', subject: { type: 'Meeting', id }, orgPath: meeting.orgPath, after: { group, names: wanted } });
      return ok({ slips });
    });
  }

  /** Names and how many of the rounds each has voted in; never marks. */
  list(who: AppPrincipal, id: string): Promise<Result<z.infer<typeof NamedVotersOut>, Problem>> {
    return this.uow.run(who, async (tx) => {
      const found = await this.meetings.meetingFor(tx, who, id, 'read');
      if (!found.ok) return found;
      if (!can(who.ability, 'read', 'Slip', found.value)) return err({ code: 'permission.denied' });
      const ballots = await this.rows.ballots(tx, { meetingId: id });
      return ok({ items: (await this.rows.voters(tx, id)).map(({ id: voter, group, name }) => ({ id: voter, group, name, rounds: ballots.filter((one) => one.voterId === voter).length })) });
    });
  }
}
