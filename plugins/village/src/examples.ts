import { exampleInputs as inputs, exampleTally, type Scheme, type ScoreInputs } from '@shuping/plugin-sdk';
import { AREAS } from './questions.ts';
import { t } from './text.ts';

type Tally = ScoreInputs['tallies'][string];
/** marks for the options in the order of the scale */
type Marks = readonly [number, number, number, number];

const inner = (heads: number, marks: readonly Marks[]): Tally => exampleTally(heads, ['overall', ...AREAS], ['hao', 'jiaohao', 'yiban', 'cha'], marks);
const outer = (heads: number, marks: readonly Marks[]): Tally => exampleTally(heads, ['service', 'accounts', 'promises'], ['very', 'fairly', 'so_so', 'not'], marks);
const five = (marks: Marks): Marks[] => Array.from({ length: 5 }, () => marks);

/**
 * 平时 100 − 2 − 1 − 1 − 0.5 = 95.5.
 * leaders: overall (8×100 + 2×80)/10 = 96 → ×40% = 38.4; areas 98, 94, 96, 100, 94 = 482 → ×12% = 57.84; together 96.24.
 * units: overall (12×100 + 8×80)/20 = 92 → 36.8; areas 94, 90, 96, 94, 92 = 466 → 55.92; together 92.72.
 * delegates: service (30×100 + 10×75)/40 = 93.75 → 37.5; accounts 95 → 28.5; promises 92.5 → 27.75; together 93.75.
 * 乡镇场 96.24×30% + 92.72×30% + 93.75×40% = 28.872 + 27.816 + 37.5 = 94.188; with the village's 94: 94.188×60% + 94×40% = 56.5128 + 37.6 = 94.1128.
 * base 95.5×30% + 92×30% + 94.1128×40% = 28.65 + 27.6 + 37.64512 = 93.89512.
 * One matter commended twice (1 and 2): 2; income grown: 1 → +3 → 96.89512 → 96.90; ≥ 90, no gate shut → 好.
 */
const full: Scheme['examples'][number] = {
  id: 'full',
  title: t('example.full'),
  inputs: inputs({
    facts: { years_as_principal: 6, collective_income: 42, monitored_households: 5 },
    sheets: { routine: { i_members: 2, i_income: 0, i_assets: 0, i_monitor: 1, i_disputes: 1, i_promises: 0.5 } },
    officer: { verification: 92 },
    external: { village_meeting: 94 },
    events: [
      { question: 'b_honour', matter: 'orchard-cooperative', day: '2026-06-28', points: 1 },
      { question: 'b_honour', matter: 'orchard-cooperative', day: '2026-09-10', points: 2 },
      { question: 'b_income', matter: 'income-2026', day: '2026-12-20', points: 1 },
    ],
    tallies: {
      town_leaders: inner(10, [[8, 2, 0, 0], [9, 1, 0, 0], [7, 3, 0, 0], [8, 2, 0, 0], [10, 0, 0, 0], [7, 3, 0, 0]]),
      town_units: inner(20, [[12, 8, 0, 0], [14, 6, 0, 0], [10, 10, 0, 0], [16, 4, 0, 0], [14, 6, 0, 0], [12, 8, 0, 0]]),
      delegates: outer(40, [[30, 10, 0, 0], [32, 8, 0, 0], [28, 12, 0, 0]]),
    },
  }),
  expect: { score: '96.90', grade: 'hao', nodes: { routine: '95.50', onsite: '94.19', debrief: '94.11', bonus: '3.00' } },
};

/** Votes of the township's session in the two examples that follow: leaders are fewer than five and vote with the units. */
const session = {
  town_units: inner(20, [[16, 4, 0, 0], [18, 2, 0, 0], [16, 4, 0, 0], [14, 6, 0, 0], [18, 2, 0, 0], [14, 6, 0, 0]]),
  delegates: outer(30, [[24, 6, 0, 0], [18, 12, 0, 0], [24, 6, 0, 0]]),
};
const year = { routine: { i_members: 1, i_income: 4, i_assets: 0, i_monitor: 1, i_disputes: 1, i_promises: 1 } };

/**
 * 平时 100 − 1 − 4 − 1 − 1 − 1 = 92; no verification took place, so its 30 goes to it and it counts 60.
 * units with leaders: overall (16×100 + 4×80)/20 = 96 → 38.4; areas 98, 96, 94, 98, 94 = 480 → 57.6; together 96, with the weight 60.
 * delegates: service (24×100 + 6×75)/30 = 95 → 38; accounts 90 → 27; promises 95 → 28.5; together 93.5.
 * 乡镇场 96×60% + 93.5×40% = 57.6 + 37.4 = 95; with the village's 91: 57 + 36.4 = 93.4.
 * base 92×60% + 93.4×40% = 55.2 + 37.36 = 92.56; −1 for the income target missed → 91.56; ≥ 90, but the gate on income is shut → 较好.
 */
const merged: Scheme['examples'][number] = {
  id: 'merged',
  title: t('example.merged'),
  inputs: inputs({
    sheets: year,
    external: { village_meeting: 91 },
    events: [{ question: 'd_income', matter: 'income-2026', day: '2026-12-20', points: 1 }],
    merged: { town_leaders: 'town_units' },
    tallies: session,
  }),
  expect: { score: '91.56', grade: 'jiaohao', nodes: { routine: '92.00', onsite: '95.00', debrief: '93.40', deduction: '-1.00' } },
};

/** The village has not voted: there is no figure of its own to put in its place, so nothing is graded. */
const held: Scheme['examples'][number] = {
  id: 'held',
  title: t('example.held'),
  inputs: inputs({ sheets: year, officer: { verification: 90 }, merged: { town_leaders: 'town_units' }, tallies: session }),
  expect: { score: null, grade: null, nodes: { routine: '92.00', onsite: '95.00' } },
};

/**
 * 平时 100 − 4 − 3 − 20 (accounts, lost whole) − 4 − 3 − 2 = 64.
 * leaders: overall (6×80 + 4×60)/10 = 72 → 28.8; areas 70 each = 350 → 42; together 70.8.
 * units: overall (12×80 + 8×60)/20 = 72 → 28.8; areas 68 each = 340 → 40.8; together 69.6.
 * delegates: service (12×75 + 20×50)/40 = 47.5 → 19; accounts (8×75 + 16×50)/40 = 35 → 10.5; promises (4×100 + 12×75 + 16×50)/40 = 52.5 → 15.75; together 45.25.
 * 乡镇场 21.24 + 20.88 + 18.1 = 60.22; with the village's 62: 36.132 + 24.8 = 60.932.
 * base 64×30% + 70×30% + 60.932×40% = 19.2 + 21 + 24.3728 = 64.5728; −3 for a circular, −1 for accounts not open → 60.5728 → 60.57.
 * 60 ≤ 60.57 < 80 would be 一般; the veto makes it 差.
 */
const vetoed: Scheme['examples'][number] = {
  id: 'vetoed',
  title: t('example.vetoed'),
  inputs: inputs({
    sheets: { routine: { i_members: 4, i_income: 3, i_assets: 12, i_monitor: 4, i_disputes: 3, i_promises: 2 } },
    officer: { verification: 70 },
    external: { village_meeting: 62 },
    events: [
      { question: 'd_notice', matter: 'circular-5', day: '2026-08-03', points: 3 },
      { question: 'd_open', matter: 'quarter-2', day: '2026-07-15', points: 1 },
      { question: 'v_funds', matter: 'case-4', day: '2026-07-21', points: 0 },
    ],
    tallies: {
      town_leaders: inner(10, [[0, 6, 4, 0], ...five([0, 5, 5, 0])]),
      town_units: inner(20, [[0, 12, 8, 0], ...five([0, 8, 12, 0])]),
      delegates: outer(40, [[0, 12, 20, 8], [0, 8, 16, 16], [4, 12, 16, 8]]),
    },
  }),
  expect: { score: '60.57', grade: 'cha', nodes: { routine: '64.00', onsite: '60.22', debrief: '60.93', deduction: '-4.00' } },
};

export const examples: Scheme['examples'] = [full, merged, held, vetoed];
