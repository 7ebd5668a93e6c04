import { paperProblems } from '@shuping/domain';
import type { Problem } from '@shuping/kernel';
import { K_ANONYMITY } from '@shuping/scheme';
import type { PaperCount } from '../ballots/index.ts';
import type { MeetingRecord } from './meeting.entity.ts';
import { paperOn, sheetsOf, type InRound } from './meeting.rules.ts';
import { sheetsIn } from './round-sheets.rules.ts';

type WithPaper = Pick<MeetingRecord, 'groups' | 'paper' | 'plan'>;

/** Groups in which slips and sheets together are more than the people present: somebody would vote twice. */
export function headProblems({ groups, paper }: Pick<WithPaper, 'groups' | 'paper'>): Problem[] {
  return groups.flatMap((group): Problem[] => {
    const sheets = paper.handedOut[group.id] ?? 0;
    return sheets > 0 && group.handedOut + sheets > group.present ? [{ code: 'paper.more-than-heads', at: group.id, params: { present: group.present, slips: group.handedOut, sheets, difference: group.handedOut + sheets - group.present } }] : [];
  });
}

type Counted = Readonly<Record<string, Readonly<Record<string, PaperCount>>>>;

/** What of the paper of several rounds stands in the way of the seal. */
export function sealPaperProblems(meeting: WithPaper, rounds: readonly InRound[], counted: Counted): Problem[] {
  return rounds.flatMap((round) => roundPaperProblems(meeting, round, counted));
}

/** What of the paper of a round stands in the way, sheet by sheet; with `counted`, before the seal, also sheets that nobody has counted yet. */
export function roundPaperProblems(meeting: WithPaper, round: InRound, counted: Counted | null): Problem[] {
  return Object.entries(paperOn(meeting, round)).flatMap(([id, handedOut]) => paperProblems(id, handedOut, meeting.paper.ledgers, counted && Object.fromEntries(Object.entries(counted[id] ?? {}).map(([voterClass, { sheets }]) => [voterClass, sheets]))));
}

/**
 * Kinds of paper (sets of people on one sheet) that cannot be handed out, where ballots differ: fewer than five of a kind would show whose marks they are when they are typed (`paper.kind-too-few`), more of a kind than people of
 * the class who were given paper (`paper.kind-beyond`), and people with paper of whom no kind was counted (`paper.kinds-missing`). `names`: who is on the sheet.
 */
export function kindProblems(meeting: WithPaper, rounds: readonly InRound[], assessees: ReadonlyMap<string, { readonly personName: string }>): Problem[] {
  const { plan } = meeting;
  if (plan?.whole !== false) return [];
  const people = sheetsOf(meeting);
  const kinds = rounds.flatMap((round) => {
    const paper = paperOn(meeting, round);
    return sheetsIn(meeting, round.id).flatMap((sheet) => Object.keys(sheet.classes).map((id) => ({ id, sheets: paper[sheet.id]?.[id] ?? 0, names: sheet.subjects.map((one) => assessees.get(one)?.personName ?? '').join(' ') })));
  });
  const missing = Object.entries(people).filter(([id, count]) => count > 0 && !kinds.some((kind) => kind.id === id && kind.sheets > 0)).map(([id, count]): Problem => ({ code: 'paper.kinds-missing', at: id, params: { people: count } }));
  return [...missing, ...kinds.flatMap(({ id, sheets, names }): Problem[] => {
    if (sheets > (people[id] ?? 0)) return [{ code: 'paper.kind-beyond', at: id, params: { sheets, people: people[id] ?? 0, names } }];
    return sheets > 0 && sheets < K_ANONYMITY ? [{ code: 'paper.kind-too-few', at: id, params: { sheets, needed: K_ANONYMITY, names } }] : [];
  })];
}

/** Ballots of a class that count for one person on a sheet, less the sheets void for them. `at`: their place on it. */
export const validOn = (returned: number, at: number, paper: PaperCount | undefined): number => returned - (paper?.voids[at] ?? 0);

/** Ballots of a class that count for each person rated in a round; sheets void for one of them may leave a class too small to be shown. `subjects`: how many are rated. */
export function validFor(returned: number, subjects: number, paper: PaperCount | undefined): number[] {
  return Array.from({ length: Math.max(1, subjects) }, (_, at) => returned - (paper?.voids[at] ?? 0));
}
