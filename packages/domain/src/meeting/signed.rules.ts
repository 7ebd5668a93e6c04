import { subjectsOfGroup, votesAs, type Elector } from './entitlement.rules.ts';
import { drawers, type ElectoratePlan } from './sheets.rules.ts';

/** What a class that signs is asked in a round: subjects about whom the same is asked, in the order of the agenda. A round in which all of them are asked the same has one sheet, under its own id. */
export type SignedSheet = { readonly id: string; readonly round: string; readonly subjects: readonly string[] };
type Asked = Pick<ElectoratePlan, 'rounds' | 'kindOf'>;

/** Sheets of a class that signs (记名), whoever its members are (R-F3, R22). */
export function signedSheets({ rounds, kindOf = () => '' }: Asked, voterClass: string): SignedSheet[] {
  return rounds.flatMap((round) => {
    const group = round.groups.find((one) => one.id === voterClass);
    if (!group) return [];
    const kinds = new Map<string, string[]>();
    const own = subjectsOfGroup(group.rates, round.subjects);
    for (const subject of round.subjects.filter((one) => own.includes(one.id))) {
      const kind = kindOf(subject, voterClass);
      kinds.set(kind, [...(kinds.get(kind) ?? []), subject.id]);
    }
    return [...kinds.values()].map((subjects, n): SignedSheet => ({ id: kinds.size === 1 ? round.id : `${round.id}.${n + 1}`, round: round.id, subjects }));
  });
}

/** Of the sheets of a class that signs, what one of its members is due to rate, and nothing else (R09, R10, R15); null: somebody of whom only the name is known, who rates as everybody of the class does. Empty when nobody on the agenda is theirs to rate. */
export function signsOn(plan: Asked, voterClass: string, elector: Elector | null): SignedSheet[] {
  const who = elector ?? { id: '', groups: [voterClass], subject: null, related: [] };
  return signedSheets(plan, voterClass).flatMap((sheet) => {
    const round = plan.rounds.find((one) => one.id === sheet.round)!;
    const subjects = sheet.subjects.filter((id) => votesAs(who, round.subjects.find((one) => one.id === id)!, round.groups) === voterClass);
    return subjects.length > 0 ? [{ ...sheet, subjects }] : [];
  });
}

/** Subject → how many of a class that signs are due to rate them; whom nobody of it rates is not there. */
export function signersDue(plan: ElectoratePlan, voterClass: string): Record<string, number> {
  const due: Record<string, number> = {};
  for (const round of plan.rounds) {
    for (const subject of round.subjects) {
      const heads = [...plan.electors, ...drawers(plan)].filter((one) => votesAs(one, subject, round.groups) === voterClass).length;
      if (heads > 0) due[subject.id] = heads;
    }
  }
  return due;
}
