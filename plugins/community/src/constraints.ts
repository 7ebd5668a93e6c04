import { rangeLock as range, type Constraint } from '@shuping/plugin-sdk';
import { AREAS } from './questions.ts';
import { QUARTERS } from './score.ts';

const part = (node: string, id: string): string => `score/nodes/${node}/inputs/${id}/weight`;

/** What no layer below may loosen. */
export const constraints: Constraint[] = [
  { kind: 'keep', path: 'questions', ids: [...AREAS, 'i_response', 'v_discipline', 'v_fault'] },
  { kind: 'keep', path: 'score/nodes/base/inputs', ids: ['quarterly', 'visit', 'onsite', 'mass'] },
  { kind: 'keep', path: 'score/nodes/quarterly/inputs', ids: [...QUARTERS] },
  { kind: 'fixed', path: 'score/nodes/quarterly/measure' },
  { kind: 'fixed', path: 'score/nodes/quarterly/drop' },
  range('score/nodes/quarterly/atLeast', 3, 4),
  { kind: 'sum', path: 'score/nodes/base/inputs', field: 'weight', equals: 100 },
  { kind: 'sum', path: 'score/nodes/onsite/inputs', field: 'weight', equals: 100 },
  { kind: 'sum', path: 'score/nodes/mass/inputs', field: 'weight', equals: 100 },
  ...QUARTERS.flatMap((quarter): Constraint[] => [
    { kind: 'sum', path: `score/nodes/${quarter}/items`, field: 'max', equals: 100 },
    { kind: 'at_most', path: `score/nodes/${quarter}/items`, count: 8 },
  ]),
  { kind: 'fixed', path: 'score/root' },
  range(part('base', 'quarterly'), 20, 40),
  range(part('base', 'visit'), 5, 20),
  range(part('base', 'onsite'), 20, 40),
  range(part('base', 'mass'), 20, 40),
  range(part('mass', 'tally_residents'), 50),
  range('score/nodes/bonus/cap', 0, 4),
  { kind: 'keep', path: 'groups', ids: ['leaders', 'offices', 'residents', 'partners', 'grid_workers'] },
  ...['leaders', 'offices', 'partners', 'grid_workers'].map((id) => range(`groups/${id}/minHeads`, 5)),
  range('groups/residents/minHeads', 20),
  { kind: 'keep', path: 'grading/grades', ids: ['hao', 'jiaohao', 'yiban', 'cha'] },
  { kind: 'keep', path: 'grading/quotas', ids: ['hao-cap'] },
  range('grading/quotas/hao-cap/share', 0, 0.3),
  { kind: 'fixed', path: 'grading/quotas/hao-cap/kind' },
  { kind: 'fixed', path: 'grading/quotas/hao-cap/grades' },
  { kind: 'one_of', path: 'grading/quotas/hao-cap/rounding', values: ['down'] },
  { kind: 'fixed', path: 'grading/quotas/hao-cap/strictness' },
  { kind: 'keep', path: 'grading/vetoes', ids: ['veto-discipline', 'veto-fault', 'veto-recall'] },
  { kind: 'keep', path: 'grading/gates', ids: ['gate-mass', 'gate-quarter', 'gate-floor'] },
  { kind: 'keep', path: 'report/checks', ids: ['length', 'achievement_share', 'one_to_one', 'must_answer', 'personal_data', 'address_identity'] },
  { kind: 'fixed', path: 'report/checks/address_identity/level' },
  range('report/checks/length/params/limit', 1000, 2500),
  { kind: 'one_of', path: 'report/checks/achievement_share/params/max', values: ['1/3', '3/10', '1/4'] },
  range('meeting/minutes', 5, 10),
  range('publicity/days', 5),
  range('results/talk/withinDays', 1, 30),
  range('rectification/days/now', 1, 15),
  range('rectification/listWithinDays', 1, 30),
  { kind: 'not_after', path: 'calendar/grading/due', month: 1, day: 31, yearOffset: 1 },
  { kind: 'at_most', path: 'vetting', count: 4 },
  { kind: 'at_most', path: 'ballots/inner/items', count: 9 },
  { kind: 'at_most', path: 'ballots/outer/items', count: 4 },
];
