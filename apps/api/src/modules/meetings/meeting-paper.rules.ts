import { paperProblems } from '@shuping/domain';
import type { Problem } from '@shuping/kernel';
import type { PaperCount } from '../ballots/index.ts';
import type { MeetingRecord } from './meeting.entity.ts';
import { inRound, sheetsOf, type InRound } from './meeting.rules.ts';

type WithPaper = Pick<MeetingRecord, 'groups' | 'paper'>;

/** Groups in which slips and sheets together are more than the people present: somebody would vote twice. */
export function headProblems({ groups, paper }: WithPaper): Problem[] {
  return groups.flatMap((group): Problem[] => {
    const sheets = paper.handedOut[group.id] ?? 0;
    return sheets > 0 && group.handedOut + sheets > group.present ? [{ code: 'paper.more-than-heads', at: group.id, params: { present: group.present, slips: group.handedOut, sheets, difference: group.handedOut + sheets - group.present } }] : [];
  });
}

type Counted = Readonly<Record<string, Readonly<Record<string, PaperCount>>>>;

/** What of the paper of several rounds stands in the way of the seal. */
export function sealPaperProblems(meeting: WithPaper, rounds: readonly InRound[], counted: Counted): Problem[] {
  return rounds.flatMap((round) => roundPaperProblems(meeting, round, counted[round.id] ?? {}));
}

/** What of the paper of a round stands in the way; with `counted`, before the seal, also sheets that nobody has counted yet. */
export function roundPaperProblems(meeting: WithPaper, round: InRound, counted: Readonly<Record<string, PaperCount>> | null): Problem[] {
  return paperProblems(round.id, sheetsOf(inRound(meeting, round)), meeting.paper.ledgers, counted && Object.fromEntries(Object.entries(counted).map(([id, { sheets }]) => [id, sheets])));
}

/** Ballots of a class that count for each person rated in a round; sheets void for one of them may leave a class too small to be shown. `subjects`: how many are rated. */
export function validFor(returned: number, subjects: number, paper: PaperCount | undefined): number[] {
  return Array.from({ length: Math.max(1, subjects) }, (_, at) => returned - (paper?.voids[at] ?? 0));
}
