import { exampleInputs, exampleTally, type Scheme } from '@shuping/plugin-sdk';
import { t } from './text.ts';

type Example = Scheme['examples'][number];
/** marks on the four options, best first */
type Marks = readonly [number, number, number, number];

const four = (marks: Marks) => ({ hao: marks[0], jiaohao: marks[1], yiban: marks[2], cha: marks[3] });
const ROWS = ['understanding', 'performance', 'key_tasks', 'problems', 'next_steps'];

/** Everybody voted; `yes` of them acknowledge the secretary. */
const tally = (heads: number, yes: number, rows: readonly Marks[]) => {
  const counted = exampleTally(heads, ['support'], ['yes', 'no'], [[yes, heads - yes]]);
  return { ...counted, items: { ...counted.items, ...Object.fromEntries(ROWS.map((row, index) => [row, { options: four(rows[index]!), blank: 0 }])) } };
};

const alike = (marks: Marks): Marks[] => ROWS.map(() => marks);

/**
 * 党建基础 100 − 0.5 − 1 − 0.5 − 1 = 97.
 * leaders: support 9/10 = 90 → ×50% = 45; rows 95, 90, 95, 85, 90 = 455 → ×10% = 45.5; together 90.5.
 * hq: support 18/20 = 90 → 45; rows 90, 95, 90, 85, 90 = 450 → 45; together 90.
 * managers: support 20/20 = 100 → 50; rows (16×100 + 4×75)/20 = 95 each → 47.5; together 97.5.
 * staff: support 36/40 = 90 → 45; rows 90, 95, 90, (24×100 + 12×75 + 4×50)/40 = 87.5, 95 = 457.5 → 45.75; together 90.75.
 * 现场 90.5×30% + 90×20% + 97.5×20% + 90.75×30% = 27.15 + 18 + 19.5 + 27.225 = 91.875.
 * 党建活力 (91.875×20 + 90×10) ÷ 30 = 2737.5 ÷ 30 = 91.25.
 * base 92×40% + 97×30% + 91.25×30% = 36.8 + 29.1 + 27.375 = 93.275.
 * One matter commended by city (1) and province (3): the higher counts; +1 for a task force → +4 → 97.275 → 97.28 → 好.
 */
const full: Example = {
  id: 'full',
  title: t('example.full'),
  inputs: exampleInputs({
    external: { operating: 92 },
    sheets: { basic: { i_decision: 0.5, i_structure: 1, i_frontline: 0.5, i_members: 0, i_conduct: 0, i_rectify: 1 } },
    officer: { superior: 90 },
    events: [
      { question: 'b_honour', matter: 'workshop-branch', day: '2026-06-20', points: 1 },
      { question: 'b_honour', matter: 'workshop-branch', day: '2026-10-09', points: 3 },
      { question: 'b_tackle', matter: 'bearing-team', day: '2026-11-02', points: 1 },
    ],
    tallies: {
      leaders: tally(10, 9, [[8, 2, 0, 0], [6, 4, 0, 0], [8, 2, 0, 0], [4, 6, 0, 0], [6, 4, 0, 0]]),
      hq: tally(20, 18, [[12, 8, 0, 0], [16, 4, 0, 0], [12, 8, 0, 0], [8, 12, 0, 0], [12, 8, 0, 0]]),
      managers: tally(20, 20, alike([16, 4, 0, 0])),
      staff: tally(40, 36, [[24, 16, 0, 0], [32, 8, 0, 0], [24, 16, 0, 0], [24, 12, 4, 0], [32, 8, 0, 0]]),
    },
  }),
  expect: { score: '97.28', grade: 'hao', nodes: { basic: '97.00', onsite: '91.88', vitality: '91.25', bonus: '4.00' } },
};

/** hq 100 each way; managers with four leaders: 25 heads, support 100, rows (20×100 + 5×75)/25 = 95; staff: support 100, rows 95. */
const small = {
  sheets: { basic: { i_decision: 0, i_structure: 1, i_frontline: 1, i_members: 0, i_conduct: 0, i_rectify: 0 } },
  merged: { leaders: 'managers' },
  tallies: { hq: tally(20, 20, alike([20, 0, 0, 0])), managers: tally(25, 25, alike([20, 5, 0, 0])), staff: tally(40, 40, alike([32, 8, 0, 0])) },
};

/**
 * Four leaders vote with the managers, whose weight becomes 50; nobody entered the superior's mark, so the ballot carries all 30.
 * 党建基础 100 − 1 − 1 = 98. hq 50 + 50 = 100; managers 50 + 47.5 = 97.5; staff 97.5.
 * 现场 100×20% + 97.5×50% + 97.5×30% = 20 + 48.75 + 29.25 = 98; 党建活力 98.
 * base 79×40% + 98×30% + 98×30% = 31.6 + 29.4 + 29.4 = 90.4; ≥ 90, but the business result is under 80 → 较好.
 */
const merged: Example = {
  id: 'merged',
  title: t('example.merged'),
  inputs: exampleInputs({ ...small, external: { operating: 79 } }),
  expect: { score: '90.40', grade: 'jiaohao', nodes: { basic: '98.00', onsite: '98.00', vitality: '98.00' } },
};

/** As before, but the business result has not been handed over: nothing is made up, the result is held. */
const waiting: Example = {
  id: 'waiting',
  title: t('example.waiting'),
  inputs: exampleInputs(small),
  expect: { score: null, grade: null, nodes: { basic: '98.00', vitality: '98.00' } },
};

/**
 * 党建基础 100 − 3 − 4 − 20 (conduct, lost whole) = 73.
 * leaders: support 6/10 = 60 → 30; rows (6×75 + 4×50)/10 = 65 each → 32.5; together 62.5; hq and managers likewise (12 of 20; 12×75 + 8×50).
 * staff: support 20/40 = 50 → 25; rows (4×100 + 16×75 + 16×50 + 4×25)/40 = 62.5 each → 31.25; together 56.25.
 * 现场 62.5×70% + 56.25×30% = 43.75 + 16.875 = 60.625; 党建活力 (60.625×20 + 70×10) ÷ 30 = 1912.5 ÷ 30 = 63.75.
 * base 95×40% + 73×30% + 63.75×30% = 38 + 21.9 + 19.125 = 79.025; −4 for a circular → 75.025 → 75.03.
 * 60 ≤ 75.03 < 80 would be 一般; a safety accident beyond the target makes it 差.
 */
const vetoed: Example = {
  id: 'vetoed',
  title: t('example.vetoed'),
  inputs: exampleInputs({
    external: { operating: 95 },
    sheets: { basic: { i_decision: 0, i_structure: 3, i_frontline: 4, i_members: 0, i_conduct: 2, i_rectify: 0 } },
    officer: { superior: 70 },
    events: [
      { question: 'd_notice', matter: 'circular-5', day: '2026-08-30', points: 4 },
      { question: 'v_safety', matter: 'accident-1', day: '2026-08-11', points: 0 },
    ],
    tallies: {
      leaders: tally(10, 6, alike([0, 6, 4, 0])), hq: tally(20, 12, alike([0, 12, 8, 0])),
      managers: tally(20, 12, alike([0, 12, 8, 0])), staff: tally(40, 20, alike([4, 16, 16, 4])),
    },
  }),
  expect: { score: '75.03', grade: 'cha', nodes: { basic: '73.00', onsite: '60.63', vitality: '63.75', deduction: '-4.00' } },
};

export const examples: Scheme['examples'] = [full, merged, waiting, vetoed];
