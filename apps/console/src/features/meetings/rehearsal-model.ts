import type { RehearsalOut, RehearsalsOut, RehearsalStartedOut } from '@shuping/contracts';
import type { z } from 'zod';
import { usePoll, type Poll } from '../../client/index.ts';
import type { Meeting } from './model.ts';

export type Rehearsal = RehearsalOut;
export type Rehearsals = z.infer<typeof RehearsalsOut>;
export type RehearsalStarted = z.infer<typeof RehearsalStartedOut>;

/** Rehearsals of a meeting, asked again every two seconds while it is planned. */
export function useRehearsals(meeting: Meeting | undefined): Poll<Rehearsals> {
  return usePoll<Rehearsals>(meeting === undefined ? null : `/meetings/${meeting.id}/rehearsals`, meeting?.phase === 'planned' ? 2_000 : 60_000);
}

/** The one that is not wiped yet, as long as the meeting itself has not begun. */
export function runningOf(meeting: Meeting, rehearsals: Rehearsals | undefined): Rehearsal | undefined {
  return meeting.phase === 'planned' ? rehearsals?.items.find((one) => one.phase !== 'wiped') : undefined;
}

/** Address behind the code on the wall; '' when only slips let people in. */
export function doorOf(rehearsal: Rehearsal): string {
  return rehearsal.walkIn === '' ? '' : `${location.origin}/v/${rehearsal.id}#walk-in.${rehearsal.walkIn}.${rehearsal.fingerprint}`;
}
