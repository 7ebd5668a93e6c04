import { exampleInputs as inputs, exampleTally, type Scheme, type ScoreInputs } from '@shuping/plugin-sdk';
import { t } from './text.ts';

type Tally = ScoreInputs['tallies'][string];
/** marks for the options in the order of the scale */
type Marks = readonly [number, number, number, number];

const FOUR = ['hao', 'jiaohao', 'yiban', 'cha'];
const SERVICE = ['very', 'fairly', 'so_so', 'not'];

const inner = (heads: number, marks: readonly Marks[]): Tally => exampleTally(heads, ['overall', 'duty', 'branch', 'ideology', 'plan'], FOUR, marks);
const outer = (heads: number, marks: readonly Marks[]): Tally => exampleTally(heads, ['service', 'conduct'], SERVICE, marks);

/**
 * 平时 100 − 2 − 1 − 1.5 = 95.5.
 * leaders: overall (8×100 + 2×85)/10 = 97 → ×40% = 38.8; musts 100, 94, 97, 91 = 382 → ×15% = 57.3; together 96.1.
 * functional: overall (12×100 + 8×85)/20 = 94 → 37.6; musts 97, 94, 100, 91 = 382 → 57.3; together 94.9.
 * staff: overall (24×100 + 16×85)/40 = 94 → 37.6; musts 97, 94, 97, (16×100 + 20×85 + 4×70)/40 = 89.5; 377.5 → 56.625; together 94.225.
 * patients: service (6×100 + 4×75)/10 = 90, conduct (8×100 + 2×75)/10 = 95 → halves 92.5.
 * 现场 96.1×30% + 94.9×20% + 94.225×30% + 92.5×20% = 28.83 + 18.98 + 28.2675 + 18.5 = 94.5775.
 * base 95.5×35% + 92×15% + 90×20% + 94.5775×30% = 33.425 + 13.8 + 18 + 28.37325 = 93.59825.
 * +2 for an award, +0.5 for the debriefing → 96.09825 → 96.10 → 好.
 */
const full: Scheme['examples'][number] = {
  id: 'full',
  title: t('example.full'),
  inputs: inputs({
    sheets: { routine: { i_life: 2, i_members: 1, i_ideology: 0, i_conduct: 0, i_patient: 1.5 } },
    officer: { research: 92, comment_mark: 90 },
    events: [
      { question: 'b_honour', matter: 'service-window', day: '2026-08-19', points: 2 },
      { question: 'b_stage', matter: 'debriefing', day: '2026-12-30', points: 0.5 },
    ],
    tallies: {
      leaders: inner(10, [[8, 2, 0, 0], [10, 0, 0, 0], [6, 4, 0, 0], [8, 2, 0, 0], [4, 6, 0, 0]]),
      functional: inner(20, [[12, 8, 0, 0], [16, 4, 0, 0], [12, 8, 0, 0], [20, 0, 0, 0], [8, 12, 0, 0]]),
      staff: inner(40, [[24, 16, 0, 0], [32, 8, 0, 0], [24, 16, 0, 0], [32, 8, 0, 0], [16, 20, 4, 0]]),
      patients: outer(10, [[6, 4, 0, 0], [8, 2, 0, 0]]),
    },
  }),
  expect: { score: '96.10', grade: 'hao', nodes: { routine: '95.50', onsite: '94.58', bonus: '2.50' } },
};

/**
 * Four leaders vote with the staff (40 in all), whose weight becomes 60; no patients, so 80 is shared out.
 * 平时 100 − 1 − 1 − 2 = 96.
 * functional: overall 100 → 40; musts 100, 97, 97, 94 = 388 → 58.2; together 98.2.
 * staff with leaders: overall (32×100 + 8×85)/40 = 97 → 38.8; musts 97, 94, 100, 94 = 385 → 57.75; together 96.55.
 * 现场 (98.2×20 + 96.55×60) ÷ 80 = (1964 + 5793) ÷ 80 = 96.9625.
 * base 96×35% + 90×15% + 95×20% + 96.9625×30% = 33.6 + 13.5 + 19 + 29.08875 = 95.18875.
 * −1 for a complaint found true, −0.5 for running over time → 93.68875 → 93.69; ≥ 90, but the gate on complaints is shut → 较好.
 */
const merged: Scheme['examples'][number] = {
  id: 'merged',
  title: t('example.merged'),
  inputs: inputs({
    sheets: { routine: { i_life: 1, i_members: 1, i_ideology: 0, i_conduct: 0, i_patient: 2 } },
    officer: { research: 90, comment_mark: 95 },
    events: [
      { question: 'd_complaint', matter: 'complaint-7', day: '2026-05-12', points: 1 },
      { question: 'd_stage', matter: 'debriefing', day: '2026-12-30', points: 0.5 },
    ],
    merged: { leaders: 'staff' },
    tallies: {
      functional: inner(20, [[20, 0, 0, 0], [20, 0, 0, 0], [16, 4, 0, 0], [16, 4, 0, 0], [12, 8, 0, 0]]),
      staff: inner(40, [[32, 8, 0, 0], [32, 8, 0, 0], [24, 16, 0, 0], [40, 0, 0, 0], [24, 16, 0, 0]]),
    },
  }),
  expect: { score: '93.69', grade: 'jiaohao', nodes: { routine: '96.00', onsite: '96.96', deduction: '-1.50' } },
};

/**
 * 平时 100 − 25 (conduct, lost whole) − 3 − 2 − 2 − 4 = 64.
 * leaders: overall (6×85 + 4×70)/10 = 79 → 31.6; musts (4×85 + 6×70)/10 = 76 each → 45.6; together 77.2.
 * functional: overall (8×85 + 12×70)/20 = 76 → 30.4; musts 76 each → 45.6; together 76.
 * staff: overall (4×100 + 16×85 + 16×70 + 4×50)/40 = 77 → 30.8; musts (16×85 + 24×70)/40 = 76 each → 45.6; together 76.4.
 * patients: service (4×75 + 4×50)/10 = 50, conduct (4×75 + 2×50)/10 = 40 → halves 45.
 * 现场 77.2×30% + 76×20% + 76.4×30% + 45×20% = 23.16 + 15.2 + 22.92 + 9 = 70.28.
 * base 64×35% + 75×15% + 70×20% + 70.28×30% = 22.4 + 11.25 + 14 + 21.084 = 68.734; −5 for a circular of criticism → 63.734 → 63.73.
 * 60 ≤ 63.73 < 80 would be 一般; the veto makes it 差.
 */
const vetoed: Scheme['examples'][number] = {
  id: 'vetoed',
  title: t('example.vetoed'),
  inputs: inputs({
    sheets: { routine: { i_life: 3, i_members: 2, i_ideology: 2, i_conduct: 5, i_patient: 4 } },
    officer: { research: 75, comment_mark: 70 },
    events: [
      { question: 'd_notice', matter: 'circular-3', day: '2026-10-20', points: 5 },
      { question: 'v_ethics', matter: 'case-2', day: '2026-10-08', points: 0 },
    ],
    tallies: {
      leaders: inner(10, [[0, 6, 4, 0], ...Array.from({ length: 4 }, (): Marks => [0, 4, 6, 0])]),
      functional: inner(20, Array.from({ length: 5 }, (): Marks => [0, 8, 12, 0])),
      staff: inner(40, [[4, 16, 16, 4], ...Array.from({ length: 4 }, (): Marks => [0, 16, 24, 0])]),
      patients: outer(10, [[0, 4, 4, 2], [0, 4, 2, 4]]),
    },
  }),
  expect: { score: '63.73', grade: 'cha', nodes: { routine: '64.00', onsite: '70.28', deduction: '-5.00' } },
};

export const examples: Scheme['examples'] = [full, merged, vetoed];
