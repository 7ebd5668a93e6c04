import { exampleInputs as inputs, exampleTally, type Scheme, type ScoreInputs } from '@shuping/plugin-sdk';
import { t } from './text.ts';

type Tally = ScoreInputs['tallies'][string];
/** 好, 较好, 一般, 差, empty */
type Marks = readonly [number, number, number, number] | readonly [number, number, number, number, number];

const ITEMS = ['overall', 'theme', 'foundation', 'weak', 'fortress', 'duty'] as const;

const tally = (heads: number, marks: readonly Marks[]): Tally => exampleTally(heads, ITEMS, ['hao', 'jiaohao', 'yiban', 'cha'], marks);

/**
 * All parts there. 平时 100 − 1 − 0.5 − 2 − 0.5 = 96.
 * leaders: overall (8×100 + 2×80)/10 = 96 → ×50% = 48; areas 98, 96, 94, 96, 94 = 478 → ×10% = 47.8; together 95.8.
 * peers: overall (12×100 + 3×80)/15 = 96 → 48; areas 96, 92, 96, 100, 88 = 472 → 47.2; together 95.2.
 * members: overall (30×100 + 8×80 + 2×60)/40 = 94 → 47; areas 95, 90, 96, 92, 90 = 463 → 46.3; together 93.3.
 * 现场 95.8×30% + 95.2×30% + 93.3×40% = 28.74 + 28.56 + 37.32 = 94.62.
 * base 96×30% + 93×20% + 94×20% + 94.62×30% = 28.8 + 18.6 + 18.8 + 28.386 = 94.586.
 * One matter praised at two levels (1 and 2 points): the higher counts, +2 → 96.586 → 96.59; ≥ 90, no gate shut → 好.
 */
const full: Scheme['examples'][number] = {
  id: 'full',
  title: t('example.full'),
  inputs: inputs({
    sheets: { routine: { i_life: 1, i_members: 0.5, i_ideology: 0, i_service: 2, i_rectify: 0.5 } },
    officer: { research: 93, comment_mark: 94 },
    events: [
      { question: 'b_honour', matter: 'model-branch', day: '2026-06-28', points: 1 },
      { question: 'b_honour', matter: 'model-branch', day: '2026-07-01', points: 2 },
    ],
    tallies: {
      leaders: tally(10, [[8, 2, 0, 0], [9, 1, 0, 0], [8, 2, 0, 0], [7, 3, 0, 0], [8, 2, 0, 0], [8, 1, 1, 0]]),
      peers: tally(15, [[12, 3, 0, 0], [12, 3, 0, 0], [9, 6, 0, 0], [12, 3, 0, 0], [15, 0, 0, 0], [6, 9, 0, 0]]),
      members_public: tally(40, [[30, 8, 2, 0], [30, 10, 0, 0], [20, 20, 0, 0], [32, 8, 0, 0], [24, 16, 0, 0], [24, 12, 4, 0]]),
    },
  }),
  expect: { score: '96.59', grade: 'hao', nodes: { routine: '96.00', onsite: '94.62', bonus: '2.00' } },
};

/**
 * Four leaders only, so they vote with the members (30 people in all) and their 30 % goes there; no research figure, so its 20 % is shared out.
 * 平时 100 − 3 − 2 − 3 − 4 = 88.
 * peers: overall (18×100 + 2×80)/20 = 98 → 49; areas 100, 96, 98, 100 (19 marks, one left empty), 94 = 488 → 48.8; together 97.8.
 * members with leaders: overall (24×100 + 6×80)/30 = 96 → 48; areas 98, 96, 94, 100, 92 = 480 → 48; together 96.
 * 现场 97.8×30% + 96×70% = 29.34 + 67.2 = 96.54.
 * base (88×30 + 90×20 + 96.54×30) ÷ 80 = (2640 + 1800 + 2896.2) ÷ 80 = 91.7025.
 * −1 for a promise of last year not kept → 90.7025 → 90.70; ≥ 90, but the gate on last year's promises is shut → 较好.
 */
const merged: Scheme['examples'][number] = {
  id: 'merged',
  title: t('example.merged'),
  inputs: inputs({
    sheets: { routine: { i_life: 3, i_members: 2, i_ideology: 0, i_service: 3, i_rectify: 4 } },
    officer: { comment_mark: 90 },
    events: [{ question: 'd_carry', matter: 'promise-3', day: '2026-11-30', points: 1 }],
    merged: { leaders: 'members_public' },
    tallies: {
      peers: tally(20, [[18, 2, 0, 0], [20, 0, 0, 0], [16, 4, 0, 0], [18, 2, 0, 0], [19, 0, 0, 0, 1], [14, 6, 0, 0]]),
      members_public: tally(30, [[24, 6, 0, 0], [27, 3, 0, 0], [24, 6, 0, 0], [21, 9, 0, 0], [30, 0, 0, 0], [18, 12, 0, 0]]),
    },
  }),
  expect: { score: '90.70', grade: 'jiaohao', nodes: { routine: '88.00', onsite: '96.54', deduction: '-1.00' } },
};

/**
 * 平时 100 − 5 − 4 − 20 (ideology, lost whole) − 4 − 3 = 64.
 * leaders: overall (6×80 + 4×60)/10 = 72 → 36; areas 70 each = 350 → 35; together 71.
 * peers: overall (9×80 + 6×60)/15 = 72 → 36; areas (6×80 + 9×60)/15 = 68 each = 340 → 34; together 70.
 * members: overall (4×100 + 20×80 + 12×60 + 4×40)/40 = 72 → 36; areas 70 each → 35; together 71.
 * 现场 71×30% + 70×30% + 71×40% = 21.3 + 21 + 28.4 = 70.7.
 * base 64×30% + 72×20% + 70×20% + 70.7×30% = 19.2 + 14.4 + 14 + 21.21 = 68.81; −4 for a circular of criticism → 64.81.
 * 60 ≤ 64.81 < 80 would be 一般; the veto makes it 差.
 */
const vetoed: Scheme['examples'][number] = {
  id: 'vetoed',
  title: t('example.vetoed'),
  inputs: inputs({
    sheets: { routine: { i_life: 5, i_members: 4, i_ideology: 20, i_service: 4, i_rectify: 3 } },
    officer: { research: 72, comment_mark: 70 },
    events: [
      { question: 'd_notice', matter: 'circular-12', day: '2026-09-10', points: 4 },
      { question: 'v_conduct', matter: 'case-1', day: '2026-09-02', points: 0 },
    ],
    tallies: {
      leaders: tally(10, [[0, 6, 4, 0], ...Array.from({ length: 5 }, (): Marks => [0, 5, 5, 0])]),
      peers: tally(15, [[0, 9, 6, 0], ...Array.from({ length: 5 }, (): Marks => [0, 6, 9, 0])]),
      members_public: tally(40, [[4, 20, 12, 4], ...Array.from({ length: 5 }, (): Marks => [0, 20, 20, 0])]),
    },
  }),
  expect: { score: '64.81', grade: 'cha', nodes: { routine: '64.00', onsite: '70.70', deduction: '-4.00' } },
};

export const examples: Scheme['examples'] = [full, merged, vetoed];
