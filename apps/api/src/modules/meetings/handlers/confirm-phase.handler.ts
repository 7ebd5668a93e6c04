import { Injectable } from '@nestjs/common';
import type { ConfirmationIn } from '@shuping/contracts';
import { confirmationKey, moveMeeting } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import type { z } from 'zod';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { isRecountKey } from '../../ballots/index.ts';
import type { Confirmation } from '../meeting.entity.ts';
import { standingOf } from '../meeting.rules.ts';
import { MeetingsRepository } from '../meetings.repository.ts';

/** A scrutineer confirms the next phase command; one account counts once (R-F5). With the first opening of voting comes the public half of the scrutineer's recount key (security 2.4 step 7). */
@Injectable()
export class ConfirmPhaseHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: MeetingsRepository) {}

  execute(who: AppPrincipal, id: string, { command, round, recountKey }: z.infer<typeof ConfirmationIn>): Promise<Result<null, Problem>> {
    return this.uow.run(who, async (tx) => {
      const found = await this.rows.meetingFor(tx, who, id, 'sign');
      if (!found.ok) return found;
      const meeting = found.value;
      const standing = standingOf(meeting, await this.rows.agenda(tx, id));
      const moved = moveMeeting(standing, command, round ?? null);
      if (!moved.ok) return moved;
      const under = confirmationKey(standing, command, moved.value.round);
      const given = meeting.confirmations[under] ?? [];
      if (given.some((c) => c.accountId === who.accountId)) return err({ code: 'meeting.already-confirmed', params: { command: under } });
      const refused = under === 'open_voting' ? keyProblem(recountKey, given) : null;
      if (refused) return err(refused);
      const key = under === 'open_voting' && recountKey !== undefined ? { recountKey } : {};
      meeting.confirmations = { ...meeting.confirmations, [under]: [...given, { accountId: who.accountId, name: who.name, ...key }] };
      await tx.em.flush();
      tx.audit({ action: 'meeting.confirm', subject: { type: 'Meeting', id }, orgPath: meeting.orgPath, after: { command: under, name: who.name, ...key } });
      return ok(null);
    });
  }
}

/** No key, one to which nothing can be encrypted, or the other scrutineer's. */
function keyProblem(key: string | undefined, given: readonly Confirmation[]): Problem | null {
  if (key === undefined) return { code: 'meeting.recount-key-needed', at: '/recountKey' };
  return isRecountKey(key) && !given.some((one) => one.recountKey === key) ? null : { code: 'meeting.recount-key-bad', at: '/recountKey' };
}
