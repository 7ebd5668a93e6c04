import { rangeLock, type Constraint } from '@shuping/plugin-sdk';
import { DUTIES } from './questions.ts';

/** What no layer below may loosen. */
export const constraints: Constraint[] = [
  { kind: 'keep', path: 'questions', ids: [...DUTIES, 'v_conduct'] },
  { kind: 'keep', path: 'score/nodes/base/inputs', ids: ['routine', 'onsite'] },
  { kind: 'sum', path: 'score/nodes/base/inputs', field: 'weight', equals: 100 },
  { kind: 'sum', path: 'score/nodes/onsite/inputs', field: 'weight', equals: 100 },
  { kind: 'fixed', path: 'score/root' },
  rangeLock('grading/quotas/hao-cap/share', 0, 0.3),
  { kind: 'keep', path: 'grading/vetoes', ids: ['veto-conduct'] },
  { kind: 'keep', path: 'report/checks', ids: ['length', 'achievement_share', 'must_answer', 'personal_data'] },
  rangeLock('publicity/days', 5),
];
