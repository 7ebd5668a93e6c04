import type { EventOut, ScoreCell } from '@shuping/contracts';
import { mayOf } from '@shuping/permissions';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import type { EventRecordRecord, OfficerScoreRecord } from './routine.entity.ts';

export function toCell(row: OfficerScoreRecord): ScoreCell {
  return { value: row.value, note: row.note, files: [...row.files], by: row.enteredName, source: row.takenFrom ?? null, version: row.version };
}

/** `frozen`: code why the year's record is shut, or null. */
export function toEvent(row: EventRecordRecord, who: AppPrincipal, frozen: string | null): EventOut {
  const { id, question, matter, day, points, level, actor, note, withdrawn, withdrawnReason, version } = row;
  return { id, question, matter, day, points, level: level ?? null, actor: actor ?? null, note, files: [...row.files], by: row.enteredName, withdrawn, withdrawnReason, version, may: mayOf(who.ability, 'EventRecord', row, { withdraw: 'update' }, { withdraw: withdrawn ? 'event.withdrawn' : frozen }) };
}
