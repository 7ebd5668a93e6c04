import { exampleInputs, exampleTally, type Scheme } from '@shuping/plugin-sdk';
import { DUTIES, INDICATORS } from './questions.ts';
import { t } from './text.ts';

type Example = Scheme['examples'][number];

const ITEMS = ['overall', ...DUTIES];
/** The same marks in every row: 好, 较好, 一般, 差. */
const tally = (heads: number, marks: readonly number[]) => exampleTally(heads, ITEMS, ['hao', 'jiaohao', 'yiban', 'cha'], ITEMS.map(() => marks));
const sheet = (deducted: number) => ({ routine: Object.fromEntries(INDICATORS.map((id) => [id, deducted])) });

/** Routine 100 − 4×1 = 96; each group halves between 100 and 80 = 90; base 96×50% + 90×50% = 93; +1 → 94. */
const full: Example = {
  id: 'full',
  title: t('example.full'),
  inputs: exampleInputs({
    sheets: sheet(1),
    events: [{ question: 'b_honour', matter: 'first', day: '2026-07-01', points: 1 }],
    tallies: { leaders: tally(10, [5, 5, 0, 0]), peers: tally(10, [5, 5, 0, 0]), served: tally(20, [10, 10, 0, 0]) },
  }),
  expect: { score: '94.00', grade: 'hao', nodes: { routine: '96.00', onsite: '90.00' } },
};

/** Leaders vote with those served, no peers: 30 + 40 for those served, the peers' 30 shared out; 90. Routine 100 − 4×5 = 80; base 85. */
const merged: Example = {
  id: 'merged',
  title: t('example.merged'),
  inputs: exampleInputs({ sheets: sheet(5), merged: { leaders: 'served' }, tallies: { served: tally(20, [10, 10, 0, 0]) } }),
  expect: { score: '85.00', grade: 'jiaohao', nodes: { routine: '80.00', onsite: '90.00' } },
};

/** Routine 100 − 4×7.5 = 70; ballot 80; base 75; −3 → 72; 一般 but for the veto. */
const vetoed: Example = {
  id: 'vetoed',
  title: t('example.vetoed'),
  inputs: exampleInputs({
    sheets: sheet(7.5),
    events: [{ question: 'd_notice', matter: 'circular', day: '2026-06-01', points: 3 }, { question: 'v_conduct', matter: 'case', day: '2026-06-01', points: 0 }],
    tallies: { leaders: tally(10, [0, 10, 0, 0]), peers: tally(10, [0, 10, 0, 0]), served: tally(20, [0, 20, 0, 0]) },
  }),
  expect: { score: '72.00', grade: 'cha', nodes: { routine: '70.00', onsite: '80.00' } },
};

export const examples: Scheme['examples'] = [full, merged, vetoed];
