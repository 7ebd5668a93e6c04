import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { ballotParts, needsNames, votesAs, type Elector, type RatedSubject, type RatingGroup } from './entitlement.rules.ts';

/** Subjects of a round that stand on one ballot, and how many of each class are entitled to it. A round in which everybody rates everybody has one sheet, under its own id. */
export type RoundSheet = { readonly id: string; readonly round: string; readonly subjects: readonly string[]; readonly classes: Readonly<Record<string, number>> };
/** `tickets`: elector → what the slip made out to them is for, as `sheet/class`; none when nobody on the agenda is theirs to rate. */
export type SheetPlan = { readonly sheets: readonly RoundSheet[]; readonly tickets: ReadonlyMap<string, readonly string[]> };

/** What is planned. `rounds`: subjects opened together, with the groups that vote on them; `heads`: people of groups that need no names, of whom those on the roll are some; `into`: where a class goes that is too small for a subject; `named`: classes that sign; `kindOf`: subjects of different kinds are asked different items and stand on different sheets (R22). */
export type ElectoratePlan = {
  readonly rounds: readonly { readonly id: string; readonly subjects: readonly RatedSubject[]; readonly groups: readonly RatingGroup[] }[];
  readonly electors: readonly Elector[];
  readonly heads: Readonly<Record<string, number>>;
  readonly into?: Readonly<Record<string, string>>;
  readonly named?: readonly string[];
  readonly kindOf?: (subject: RatedSubject, voterClass: string) => string;
};

/** What a ticket for a sheet is called. */
export const ticketName = (sheet: string, voterClass: string): string => `${sheet}/${voterClass}`;

const ANONYMOUS = '#';

/** People of groups that need no names, beside those of the roll: only their number is known, and a slip drawn from the box does for each. */
export function drawers({ rounds, electors, heads }: ElectoratePlan): Elector[] {
  const groups = new Map(rounds.flatMap((round) => round.groups.map((group) => [group.id, group] as const)));
  return [...groups.values()].filter((group) => !needsNames(group.rates)).flatMap(({ id }) => {
    const left = (heads[id] ?? 0) - electors.filter((one) => one.groups.includes(id)).length;
    return Array.from({ length: Math.max(0, left) }, (_, n): Elector => ({ id: `${ANONYMOUS}${id}/${n}`, groups: [id], subject: null, related: [] }));
  });
}

/**
 * Sheets of all rounds and the tickets of everybody on the roll (R09, R10, R15, R22): each entitled pair of elector and subject stands on exactly one sheet for which the elector has a ticket, and every sheet of a class asks all
 * who hold it about the same subjects. Issues: `electorate.scope-too-small` (as `ballotParts`), `electorate.unrated` for a subject whom nobody may rate.
 */
export function planSheets(plan: ElectoratePlan): Result<SheetPlan, Problem> {
  const { rounds, electors, into = {}, named = [], kindOf = () => '' } = plan;
  const everybody = [...electors, ...drawers(plan)];
  const sheets: RoundSheet[] = [];
  const tickets = new Map<string, string[]>(electors.map((one) => [one.id, []]));
  const issues: Problem[] = [];
  for (const round of rounds) {
    const parts = ballotParts(everybody, round.subjects, round.groups, into, named);
    if (!parts.ok) {
      issues.push(...(parts.error.issues ?? []));
      continue;
    }
    const sets = new Map<string, { subjects: string[]; classes: Record<string, readonly string[]> }>();
    for (const part of parts.value) {
      for (const subjects of byKind(part.subjects, round.subjects, (one) => kindOf(one, part.class))) {
        const key = subjects.join(' ');
        const set = sets.get(key) ?? { subjects, classes: {} };
        set.classes[part.class] = part.electors;
        sets.set(key, set);
      }
    }
    const own = inOrder([...sets.values()], round.subjects);
    issues.push(...unrated(round.subjects, own, everybody, round.groups, named));
    const isWhole = own.length === 1 && own[0]!.subjects.length === round.subjects.length;
    own.forEach(({ subjects, classes }, n) => {
      const id = isWhole ? round.id : `${round.id}-${n + 1}`;
      sheets.push({ id, round: round.id, subjects, classes: Object.fromEntries(Object.entries(classes).map(([voterClass, holders]) => [voterClass, holders.length])) });
      for (const [voterClass, holders] of Object.entries(classes)) for (const holder of holders) tickets.get(holder)?.push(ticketName(id, voterClass));
    });
  }
  return issues.length > 0 ? err({ code: 'electorate.unsettled', issues }) : ok({ sheets, tickets });
}

/** Classes of which everybody has the same ballots, so that what is handed out is known by the number of people. */
export function alikeClasses({ sheets, tickets }: SheetPlan): string[] {
  const classes = [...new Set(sheets.flatMap((sheet) => Object.keys(sheet.classes)))];
  return classes.filter((id) => {
    const own = sheets.filter((sheet) => sheet.classes[id] !== undefined);
    const names = own.map((sheet) => ticketName(sheet.id, id));
    return own.every((sheet) => sheet.classes[id] === own[0]!.classes[id]) && [...tickets.values()].every((held) => !names.some((one) => held.includes(one)) || names.every((one) => held.includes(one)));
  });
}

/** The subjects of a part, those asked the same items together. */
function byKind(part: readonly string[], subjects: readonly RatedSubject[], kindOf: (subject: RatedSubject) => string): string[][] {
  const kinds = new Map<string, string[]>();
  for (const subject of subjects.filter((one) => part.includes(one.id))) {
    const kind = kindOf(subject);
    kinds.set(kind, [...(kinds.get(kind) ?? []), subject.id]);
  }
  return [...kinds.values()];
}

/** Sheets for more people first, then in the order of the agenda: the same for everybody, so that the order of opening says nothing. */
function inOrder<T extends { readonly subjects: readonly string[] }>(sets: readonly T[], subjects: readonly RatedSubject[]): T[] {
  const place = (set: T): number => subjects.findIndex((one) => one.id === set.subjects[0]);
  return [...sets].sort((a, b) => b.subjects.length - a.subjects.length || place(a) - place(b));
}

/** Subjects without a sheet whom nobody rates by name either. */
function unrated(subjects: readonly RatedSubject[], sets: readonly { readonly subjects: readonly string[] }[], electors: readonly Elector[], groups: readonly RatingGroup[], named: readonly string[]): Problem[] {
  const rated = new Set(sets.flatMap((set) => set.subjects));
  return subjects
    .filter((one) => !rated.has(one.id) && !electors.some((elector) => named.includes(votesAs(elector, one, groups) ?? '')))
    .map((one): Problem => ({ code: 'electorate.unrated', at: one.id, params: { subject: one.id } }));
}
