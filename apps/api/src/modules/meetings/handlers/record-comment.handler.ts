import { Injectable } from '@nestjs/common';
import type { LeaderCommentIn, LeaderCommentOut } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can, whyNot } from '@shuping/permissions';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import type { LeaderCommentRecord, MeetingRecord } from '../meeting.entity.ts';
import { inPhase } from '../meeting.rules.ts';
import { MeetingsRepository } from '../meetings.repository.ts';

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Whether the asker reads a comment now: the office always, whoever it is about once the voting has opened; until then it has not been spoken. */
export function readsComment(who: AppPrincipal, meeting: Pick<MeetingRecord, 'phase'>, row: LeaderCommentRecord): boolean {
  const { orgPath, sector } = row;
  return can(who.ability, 'read', 'LeaderComment', { orgPath, sector, personId: NOBODY }) || (inPhase(meeting.phase, ['voting', 'closed', 'sealed']).ok && can(who.ability, 'read', 'LeaderComment', row));
}

export function toComment(row: LeaderCommentRecord): z.infer<typeof LeaderCommentOut> {
  return { id: row.id, assesseeId: row.assesseeId, speaker: row.speaker, text: row.text, problems: row.problems, version: row.version };
}

/** Records or corrects the leader's comment on one debrief; each named problem goes to the ledger through the outbox, under an id that stays when the comment is corrected (R-F2). */
@Injectable()
export class RecordCommentHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: MeetingsRepository) {}

  /** `version`: of the comment that is corrected, where the asker has seen one; 409 `request.version-stale` when it has been corrected since. */
  execute(who: AppPrincipal, id: string, assesseeId: string, version: number | null, input: z.infer<typeof LeaderCommentIn>): Promise<Result<z.infer<typeof LeaderCommentOut>, Problem>> {
    return this.uow.run(who, async (tx) => {
      const found = await this.rows.meetingFor(tx, who, id, 'read');
      if (!found.ok) return found;
      const meeting = found.value;
      const item = await this.rows.agendaItem(tx, id, assesseeId);
      if (!item) return err({ code: 'assessee.not-found' });
      // two who write the first one at once: the second corrects it
      await tx.sql('select pg_advisory_xact_lock(hashtext(?))', [`comment:${id}:${assesseeId}`]);
      const existing = await this.rows.comment(tx, id, assesseeId);
      const why = whyNot(who.ability, existing ? 'update' : 'create', 'LeaderComment', { orgPath: item.orgPath, sector: item.sector, personId: item.personId });
      if (why) return err(can(who.ability, 'read', 'LeaderComment', item) ? { code: why } : { code: 'assessee.not-found' });
      if (meeting.phase === 'sealed') return err({ code: 'meeting.too-late', params: { phase: meeting.phase } });
      if (existing && version !== null && existing.version !== version) return stale(toComment(existing), existing.version);
      const known = new Map((existing?.problems ?? []).map((p) => [p.title, p.id]));
      const problems = [...new Set(input.problems)].map((title) => ({ id: known.get(title) ?? randomUUID(), title }));
      const row = existing ?? this.rows.createComment(tx, {
        hostId: meeting.hostId, id: randomUUID(), orgPath: item.orgPath, sector: item.sector, cycleId: meeting.cycleId, meetingId: id, assesseeId, personId: item.personId, speaker: '', text: '', problems: [],
      });
      const fresh = problems.filter((p) => !known.has(p.title));
      tx.em.assign(row, { speaker: input.speaker, text: input.text, problems } as never);
      await this.rows.save(tx, row);
      tx.audit({ action: 'meeting.comment', subject: { type: 'LeaderComment', id: row.id }, orgPath: item.orgPath, after: { assesseeId, speaker: input.speaker, problems: problems.length } });
      if (fresh.length > 0) {
        tx.emit({
          type: 'meeting.comment-recorded', key: `${row.id}:${fresh[0]!.id}`, orgPath: item.orgPath, hostId: meeting.hostId,
          payload: { commentId: row.id, meetingId: id, cycleId: meeting.cycleId, assesseeId, personId: item.personId, orgPath: item.orgPath, sector: item.sector, hostId: meeting.hostId, problems: fresh },
        });
      }
      return ok(toComment(row));
    });
  }
}
