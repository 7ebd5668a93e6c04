import { Fraction, type Problem } from '@shuping/kernel';
import type { GroupPart, MeetingValidity, Threshold } from '@shuping/scheme';

/** Heads and ballots of one round, all classes together. `replaced`: slips issued again for lost tickets. */
export type RoundCounts = { readonly due: number; readonly present: number; readonly issued: number; readonly replaced: number; readonly returned: number };

/** True when a count reaches what is asked of the whole: the share exactly or beyond, beyond only when it must be passed, and the heads beside it (R19). */
export function reaches(count: number, whole: number, { share, over, heads }: Threshold): boolean {
  if (heads !== undefined && count < heads) return false;
  if (share === undefined) return true;
  const wanted = Fraction.of(count).compare(fractionOf(share).mul(Fraction.of(whole)));
  return over === true ? wanted > 0 : wanted >= 0;
}

/** Smallest count that reaches it. */
export function needed(whole: number, { share, over, heads }: Threshold): number {
  const [over1 = 0, under = 1] = (share ?? '0').split('/').map(Number);
  const exact = (whole * over1) / under;
  const least = over === true ? Math.floor(exact) + 1 : Math.ceil(exact);
  return Math.max(heads ?? 0, share === undefined ? 0 : least);
}

function fractionOf(share: string): Fraction {
  const [over = 0, under = 1] = share.split('/').map(Number);
  return Fraction.of(over).div(Fraction.of(under));
}

/** Why voting does not open yet: too few of those due are present (R19). */
export function presenceProblem(due: number, present: number, threshold: Threshold | undefined): Problem | null {
  return threshold === undefined || reaches(present, due, threshold) ? null : { code: 'meeting.no-quorum', params: { present, due, needed: needed(due, threshold) } };
}

/** Why a round's vote does not stand, as words say it; null when it stands. Too few ballots came back, or more than tickets were given where the scheme voids that (R19, S47). */
export function voidReason(counts: RoundCounts, validity: MeetingValidity | undefined): Problem | null {
  const tickets = counts.issued + counts.replaced;
  if (validity?.surplus === 'void' && counts.returned > tickets) return { code: 'vote.surplus', params: { tickets, returned: counts.returned } };
  const rule = validity?.returned;
  if (rule === undefined || reaches(counts.returned, counts[rule.of], rule)) return null;
  return { code: 'vote.too-few', params: { returned: counts.returned, of: counts[rule.of], needed: needed(counts[rule.of], rule) } };
}

/** One class on one sheet. Nobody has two tickets for a sheet, so that its ballots are people. */
export type SheetVotes = { readonly sheet: string; readonly subjects: readonly string[]; readonly counts: RoundCounts };

/**
 * Whose vote does not stand where one voter has several sheets (R15, R19): subject → reason, and sheet → reason where more ballots than tickets came, which takes with it all who stand on that sheet.
 * Ballots of different sheets are never added up, since whoever rates sixty people has sixty. About one subject everybody votes once, on one sheet: due are those entitled to the subject on all sheets together, and its ballots are as many people.
 */
export function voidSheets(votes: readonly SheetVotes[], validity: MeetingValidity | undefined): Record<string, Problem> {
  const out: Record<string, Problem> = {};
  for (const { sheet, subjects, counts } of votes) {
    const surplus = voidReason(counts, validity?.surplus && { surplus: validity.surplus });
    if (surplus) for (const id of [sheet, ...subjects]) out[id] ??= surplus;
  }
  for (const subject of new Set(votes.flatMap((one) => one.subjects))) {
    const own = votes.filter((one) => one.subjects.includes(subject)).map((one) => one.counts);
    const whole = (key: keyof RoundCounts): number => own.reduce((sum, one) => sum + one[key], 0);
    const few = voidReason({ due: whole('due'), present: whole('present'), issued: whole('issued'), replaced: whole('replaced'), returned: whole('returned') }, validity?.returned && { returned: validity.returned });
    if (few) out[subject] ??= few;
  }
  return out;
}

/** Parts of a group that make up too little of the heads present (R11): an issue for each, at the group. */
export function compositionProblems(group: string, present: number, parts: readonly GroupPart[], heads: Readonly<Record<string, number>>): Problem[] {
  return parts
    .filter((part) => !reaches(heads[part.id] ?? 0, present, { share: part.share }))
    .map((part): Problem => ({ code: 'meeting.composition', at: group, params: { part: part.id, heads: heads[part.id] ?? 0, needed: needed(present, { share: part.share }) } }));
}
