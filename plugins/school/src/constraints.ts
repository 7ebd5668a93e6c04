import type { Constraint } from '@shuping/plugin-sdk';
import { AREAS } from './questions.ts';

const range = (path: string, min?: number, max?: number): Constraint => ({
  kind: 'range', path, ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }),
});

const part = (id: string): string => `score/nodes/base/inputs/${id}/weight`;

/** What no layer below may loosen. */
export const constraints: Constraint[] = [
  { kind: 'keep', path: 'questions', ids: [...AREAS, 'v_conduct'] },
  { kind: 'keep', path: 'score/nodes/base/inputs', ids: ['routine', 'research', 'comment_mark', 'onsite'] },
  { kind: 'sum', path: 'score/nodes/base/inputs', field: 'weight', equals: 100 },
  { kind: 'sum', path: 'score/nodes/onsite/inputs', field: 'weight', equals: 100 },
  { kind: 'fixed', path: 'score/root' },
  range(part('routine'), 20, 40),
  range(part('research'), 10, 30),
  range(part('comment_mark'), 10, 25),
  range(part('onsite'), 25, 45),
  range('score/nodes/onsite/inputs/tally_leaders/weight', undefined, 40),
  range('score/nodes/onsite/inputs/tally_members_public/weight', 30),
  range('score/nodes/bonus/cap', 0, 3),
  { kind: 'keep', path: 'groups', ids: ['leaders', 'peers', 'members_public'] },
  range('groups/leaders/minHeads', 5),
  range('groups/peers/minHeads', 5),
  range('groups/members_public/minHeads', 20),
  { kind: 'keep', path: 'grading/grades', ids: ['hao', 'jiaohao', 'yiban', 'cha'] },
  { kind: 'keep', path: 'grading/quotas', ids: ['hao-cap'] },
  range('grading/quotas/hao-cap/share', 0, 0.3),
  { kind: 'fixed', path: 'grading/quotas/hao-cap/kind' },
  { kind: 'fixed', path: 'grading/quotas/hao-cap/grades' },
  { kind: 'one_of', path: 'grading/quotas/hao-cap/rounding', values: ['down'] },
  { kind: 'fixed', path: 'grading/quotas/hao-cap/strictness' },
  { kind: 'keep', path: 'grading/vetoes', ids: ['veto-conduct'] },
  { kind: 'keep', path: 'grading/gates', ids: ['gate-onsite', 'gate-carry'] },
  { kind: 'keep', path: 'report/checks', ids: ['length', 'achievement_share', 'one_to_one', 'must_answer', 'personal_data'] },
  range('report/checks/length/params/limit', 1000, 3500),
  { kind: 'fixed', path: 'report/checks/length/level' },
  { kind: 'one_of', path: 'report/checks/achievement_share/params/max', values: ['1/3', '3/10', '1/4'] },
  { kind: 'fixed', path: 'report/checks/achievement_share/level' },
  { kind: 'keep', path: 'report/sections', ids: ['achievements', 'carry-over', 'problems', 'causes', 'measures', 'commitments'] },
  range('publicity/days', 5),
  range('results/talk/withinDays', 1, 30),
  range('rectification/listWithinDays', 1, 30),
  range('rectification/circularEveryDays', 7, 92),
  { kind: 'not_after', path: 'calendar/grading/due', month: 12, day: 31, yearOffset: 0 },
  { kind: 'at_most', path: 'vetting', count: 4 },
  { kind: 'at_most', path: 'ballots/ballot/items', count: 8 },
  { kind: 'at_most', path: 'score/nodes/routine/items', count: 8 },
];
