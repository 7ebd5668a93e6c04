import type { SchemeReview } from '@shuping/contracts';
import type { Scheme } from '@shuping/scheme';
import { ballotGroups, calendarGroups, exampleGroups, gradingGroups, groupGroups, reportGroups, resultGroups, vettingGroups } from './rows-parts.ts';
import { scoreGroups } from './rows-score.ts';
import type { Group, Tab, Words } from './rows.ts';

type Build = (scheme: Scheme, words: Words, review: SchemeReview | undefined) => Group[];

const BUILD: Readonly<Record<Tab, Build>> = {
  score: (scheme, words, review) => scoreGroups(scheme, words, review?.lint ?? []),
  groups: groupGroups, ballots: ballotGroups, grading: gradingGroups, report: reportGroups, vetting: vettingGroups, results: resultGroups, calendar: calendarGroups, examples: exampleGroups,
};

/** Lines of one tab of the designer. */
export function groupsOf(tab: Tab, scheme: Scheme, words: Words, review: SchemeReview | undefined): Group[] {
  return BUILD[tab](scheme, words, review);
}
