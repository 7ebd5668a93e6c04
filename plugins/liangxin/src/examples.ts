import { exampleInputs, exampleTally, type Scheme } from '@shuping/plugin-sdk';
import { t } from './text.ts';

type Example = Scheme['examples'][number];

const UP = ['overall', 'measures', 'problems', 'next_steps'];
const FOUR = ['hao', 'jiaohao', 'yiban', 'cha'];
const up = (heads: number, marks: readonly (readonly number[])[]) => exampleTally(heads, UP, FOUR, marks);
/** 好, 一般, 差, empty; first the overall row, then the row of help */
const own = (heads: number, ...marks: readonly (readonly number[])[]) => exampleTally(heads, ['overall', 'help'], ['hao', 'yiban', 'cha'], marks);

/**
 * 五好 100 − 2 − 1 = 97.
 * panel: (8×100 + 2×80)/10 = 96 → ×40% = 38.4; 92, 88, 92 → ×20% = 18.4 + 17.6 + 18.4; together 92.8.
 * members: 100 and (9×100 + 1×60)/10 = 96 → halves 98. managers: 100.
 * staff: (19×100 + 1×60)/20 = 98; (17×100 + 2×60)/20 = 91, one row left empty → halves 94.5.
 * 本组织 98×40% + 100×20% + 94.5×40% = 39.2 + 20 + 37.8 = 97; 好 overall 39 of 40, no less than 95%.
 * base 97×40% + 92.8×30% + 97×30% = 38.8 + 27.84 + 29.1 = 95.74; +1 for a branch newly formed → 96.74 → 好.
 */
const full: Example = {
  id: 'full',
  title: t('example.full'),
  inputs: exampleInputs({
    sheets: { five_good: { i_team: 2, i_members: 0, i_mechanism: 1, i_results: 0, i_reaction: 0 } },
    events: [{ question: 'b_new', matter: 'supplier-branch', day: '2026-09-16', points: 1 }],
    tallies: {
      panel: up(10, [[8, 2, 0, 0], [6, 4, 0, 0], [4, 6, 0, 0], [6, 4, 0, 0]]),
      members: own(10, [10, 0, 0], [9, 1, 0]), managers: own(10, [10, 0, 0], [10, 0, 0]), staff: own(20, [19, 1, 0], [17, 2, 0, 1]),
    },
  }),
  expect: { score: '96.74', grade: 'hao', nodes: { five_good: '97.00', tally_panel: '92.80', own_forum: '97.00', bonus: '1.00' } },
};

/**
 * Three members and no managers vote with the staff, 20 in all; the panel did not meet, so its 30 is shared out.
 * staff: (18×100 + 2×60)/20 = 96 and 100 → halves 98; 本组织 98, as the managers' 20 is shared out too. 五好 100 − 1 − 1 = 98.
 * base (98×40 + 98×30) ÷ 70 = 98; ≥ 90, but 好 is 18 of 20 = 90%, under 95% → 较好.
 */
const small: Example = {
  id: 'small',
  title: t('example.small'),
  inputs: exampleInputs({
    sheets: { five_good: { i_team: 0, i_members: 1, i_mechanism: 1, i_results: 0, i_reaction: 0 } },
    merged: { members: 'staff' },
    tallies: { staff: own(20, [18, 2, 0], [20, 0, 0]) },
  }),
  expect: { score: '98.00', grade: 'jiaohao', nodes: { five_good: '98.00', own_forum: '98.00' } },
};

/** The own organisation has not held its session: without it nothing is graded. */
const waiting: Example = {
  id: 'waiting',
  title: t('example.waiting'),
  inputs: exampleInputs({
    sheets: { five_good: { i_team: 0, i_members: 0, i_mechanism: 0, i_results: 0, i_reaction: 0 } },
    tallies: { panel: up(10, UP.map(() => [10, 0, 0, 0])) },
  }),
  expect: { score: null, grade: null, nodes: { five_good: '100.00', tally_panel: '100.00' } },
};

/**
 * 五好 100 − 5 − 4 − 6 − 8 − 7 = 70. panel (5×80 + 5×60)/10 = 70 in each row.
 * members (5×100 + 3×60)/10 = 68; managers (5×100 + 5×60)/10 = 80; staff (8×100 + 8×60)/20 = 64; both rows alike.
 * 本组织 68×40% + 80×20% + 64×40% = 27.2 + 16 + 25.6 = 68.8.
 * base 70×40% + 70×30% + 68.8×30% = 28 + 21 + 20.64 = 69.64; −2 for a promise not kept → 67.64.
 * 60 ≤ 67.64 < 80 would be 一般; the veto makes it 差.
 */
const vetoed: Example = {
  id: 'vetoed',
  title: t('example.vetoed'),
  inputs: exampleInputs({
    sheets: { five_good: { i_team: 5, i_members: 4, i_mechanism: 6, i_results: 8, i_reaction: 7 } },
    events: [
      { question: 'd_promise', matter: 'canteen', day: '2026-11-30', points: 2 },
      { question: 'v_conduct', matter: 'case-4', day: '2026-05-18', points: 0 },
    ],
    tallies: {
      panel: up(10, UP.map(() => [0, 5, 5, 0])),
      members: own(10, [5, 3, 2], [5, 3, 2]), managers: own(10, [5, 5, 0], [5, 5, 0]), staff: own(20, [8, 8, 4], [8, 8, 4]),
    },
  }),
  expect: { score: '67.64', grade: 'cha', nodes: { five_good: '70.00', own_forum: '68.80', deduction: '-2.00' } },
};

export const examples: Scheme['examples'] = [full, small, waiting, vetoed];
