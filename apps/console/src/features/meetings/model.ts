import type { MeetingOut, MeetingsOut, SlipsOut } from '@shuping/contracts';
import type { z } from 'zod';

export type Meeting = MeetingOut;
export type Meetings = z.infer<typeof MeetingsOut>;
export type Slips = z.infer<typeof SlipsOut>;
export type Group = Meeting['groups'][number];
export type Debrief = Meeting['agenda'][number];
export type Command = NonNullable<Meeting['next']>['command'];

export const PHASES: readonly Meeting['phase'][] = ['planned', 'check_in', 'check_in_closed', 'voting', 'closed', 'sealed'];

/** Order of the list after one row has moved. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const out = [...list];
  const [row] = out.splice(from, 1);
  if (row !== undefined) out.splice(Math.max(0, Math.min(list.length - 1, to)), 0, row);
  return out;
}

/** `m:ss`. */
export function clockWords(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Whether comments are shown to the reader at all: who may not read them does not see that some are there either. */
export function seesComments({ agenda }: Pick<Meeting, 'agenda'>): boolean {
  return agenda.some(({ comment, may }) => comment !== null || may.comment === true || may.comment?.reason !== 'permission.denied');
}

/** Voting classes with the sums of the groups that vote with them. */
export function classesOf(groups: readonly Group[]): { id: string; title: Group['title']; due: number; handedOut: number; printed: number; voided: number; returned: number | null; stamped: number; replaced: number; paper: number }[] {
  return groups.filter((g) => g.votes === 'own').map((own) => {
    const members = groups.filter((g) => g === own || (g.votes === 'merged' && g.into === own.id));
    const sum = (pick: (g: Group) => number): number => members.reduce((total, g) => total + pick(g), 0);
    return { id: own.id, title: own.title, due: sum((g) => g.due), handedOut: sum((g) => g.handedOut), printed: sum((g) => g.printed), voided: sum((g) => g.voided), returned: own.returned, stamped: own.stamped, replaced: own.replaced, paper: sum((g) => g.paper) };
  });
}

/** Slips to print for so many heads: one each and a few spare ones. */
export function suggested(due: number): number {
  return due + Math.max(2, Math.ceil(due * 0.05));
}
