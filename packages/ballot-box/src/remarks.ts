import { shuffled, type Random } from '@shuping/kernel';
import { REMARK } from './remark.ts';
import type { IntakeBallot } from './seal.ts';

/** Remarks that are shown together: fewer would be somebody's. */
export const REMARKS_TOGETHER = 5;

/** Ballots without their remarks, so that nothing in words gets into counts, sealed marks or a recount. */
export function withoutRemarks(ballots: readonly IntakeBallot[]): IntakeBallot[] {
  return ballots.map((ballot) => ({
    class: ballot.class,
    choices: Object.fromEntries(Object.entries(ballot.choices).map(([subject, { [REMARK]: _remark, ...marks }]) => [subject, marks])),
  }));
}

/** Remarks by subject, as they may be shown after the seal: of all classes together, each subject's in an order of its own, five or more or none at all; no class, no time and no order of casting is left (security B9). */
export function remarksToShow(ballots: readonly IntakeBallot[], random: Random): Record<string, string[]> {
  const bySubject = new Map<string, string[]>();
  for (const { choices } of ballots) {
    for (const [subject, { [REMARK]: remark }] of Object.entries(choices)) if (typeof remark === 'string') bySubject.set(subject, [...(bySubject.get(subject) ?? []), remark.trim()]);
  }
  return Object.fromEntries([...bySubject].filter(([, list]) => list.length >= REMARKS_TOGETHER).sort(([a], [b]) => (a < b ? -1 : 1)).map(([subject, list]) => [subject, shuffled(list, random)]));
}
