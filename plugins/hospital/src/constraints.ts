import type { Constraint } from '@shuping/plugin-sdk';
import { MUSTS } from './questions.ts';

const range = (path: string, min?: number, max?: number): Constraint => ({
  kind: 'range', path, ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }),
});

const part = (id: string): string => `score/nodes/base/inputs/${id}/weight`;

/** What no layer below may loosen. */
export const constraints: Constraint[] = [
  { kind: 'keep', path: 'questions', ids: [...MUSTS, 'i_conduct', 'v_ethics'] },
  { kind: 'keep', path: 'score/nodes/base/inputs', ids: ['routine', 'research', 'comment_mark', 'onsite'] },
  { kind: 'sum', path: 'score/nodes/base/inputs', field: 'weight', equals: 100 },
  { kind: 'sum', path: 'score/nodes/onsite/inputs', field: 'weight', equals: 100 },
  { kind: 'sum', path: 'score/nodes/routine/items', field: 'max', equals: 100 },
  { kind: 'fixed', path: 'score/root' },
  range(part('routine'), 25, 45),
  range(part('research'), 10, 25),
  range(part('comment_mark'), 10, 25),
  range(part('onsite'), 25, 45),
  range('score/nodes/onsite/inputs/tally_leaders/weight', undefined, 40),
  range('score/nodes/onsite/inputs/tally_staff/weight', 30),
  range('score/nodes/onsite/inputs/tally_patients/weight', 10, 25),
  range('score/nodes/routine/items/i_conduct/max', 20),
  { kind: 'fixed', path: 'score/nodes/routine/items/i_conduct/deduction' },
  range('score/nodes/bonus/cap', 0, 4),
  { kind: 'keep', path: 'groups', ids: ['leaders', 'functional', 'staff', 'patients'] },
  range('groups/leaders/minHeads', 5),
  range('groups/functional/minHeads', 5),
  range('groups/staff/minHeads', 20),
  range('groups/patients/minHeads', 10),
  { kind: 'keep', path: 'grading/grades', ids: ['hao', 'jiaohao', 'yiban', 'cha'] },
  { kind: 'keep', path: 'grading/quotas', ids: ['hao-cap'] },
  range('grading/quotas/hao-cap/share', 0, 0.3),
  { kind: 'fixed', path: 'grading/quotas/hao-cap/kind' },
  { kind: 'fixed', path: 'grading/quotas/hao-cap/grades' },
  { kind: 'one_of', path: 'grading/quotas/hao-cap/rounding', values: ['down'] },
  { kind: 'fixed', path: 'grading/quotas/hao-cap/strictness' },
  { kind: 'keep', path: 'grading/vetoes', ids: ['veto-ethics'] },
  { kind: 'keep', path: 'grading/gates', ids: ['gate-onsite', 'gate-complaint'] },
  { kind: 'keep', path: 'report/checks', ids: ['length', 'achievement_share', 'one_to_one', 'must_answer', 'personal_data', 'patient_identity'] },
  { kind: 'fixed', path: 'report/checks/patient_identity/level' },
  range('report/checks/length/params/limit', 1000, 4000),
  { kind: 'one_of', path: 'report/checks/achievement_share/params/max', values: ['1/3', '3/10', '1/4'] },
  range('meeting/minutes', 3, 8),
  range('publicity/days', 5),
  range('results/talk/withinDays', 1, 30),
  range('rectification/listWithinDays', 1, 30),
  { kind: 'at_most', path: 'vetting', count: 4 },
  { kind: 'at_most', path: 'ballots/inner/items', count: 8 },
  { kind: 'at_most', path: 'ballots/outer/items', count: 3 },
];
