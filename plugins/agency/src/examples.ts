import { exampleInputs, type Scheme } from '@shuping/plugin-sdk';
import { t } from './text.ts';

type Example = Scheme['examples'][number];
/** marks on the four options, best first */
type Marks = readonly [number, number, number, number];

const OPTIONS = { effort: ['great', 'fair', 'middling', 'little'], efficiency: ['high', 'fair', 'middling', 'low'], completion: ['good', 'fair', 'middling', 'poor'] };

/** Everybody voted; marks for effort, efficiency and completion. */
const tally = (heads: number, ...marks: readonly [Marks, Marks, Marks]): Example['inputs']['tallies'][string] => ({
  due: heads, present: heads, issued: heads, returned: heads, valid: heads,
  items: Object.fromEntries(Object.entries(OPTIONS).map(([measure, options], row) => [measure, { options: Object.fromEntries(options.map((option, column) => [option, marks[row]![column]!])), blank: 0 }])),
});

const quarters = (...marks: (number | undefined)[]): Record<string, number> => Object.fromEntries(marks.flatMap((mark, index) => (mark === undefined ? [] : [[`quarter${index + 1}`, mark]])));

/**
 * 季度 (88 + 92 + 90 + 94) ÷ 4 = 91, best 94. 工作台账 100 − 1 − 2 − 1 − 1 = 95.
 * leaders: 96, (6×100 + 4×80)/10 = 92, 96 → 28.8 + 27.6 + 38.4 = 94.8.
 * staff: (24×100 + 16×80)/40 = 92, (28×100 + 8×80 + 4×60)/40 = 92, (20×100 + 20×80)/40 = 90 → 27.6 + 27.6 + 36 = 91.2.
 * team: 92, 88, 96 → 27.6 + 26.4 + 38.4 = 92.4.
 * 现场 94.8×20% + 91.2×40% + 92.4×40% = 18.96 + 36.48 + 36.96 = 92.4.
 * base 91×25% + 95×25% + 92.4×50% = 22.75 + 23.75 + 46.2 = 92.7.
 * One matter praised by city (4) and province (6): the higher counts; +5 for a site visit → +11; −1 for a task not done → 102.7 → 好.
 */
const full: Example = {
  id: 'full',
  title: t('example.full'),
  inputs: exampleInputs({
    officer: quarters(88, 92, 90, 94),
    sheets: { log: { i_politics: 1, i_life: 2, i_service: 1, i_style: 0, i_lists: 1 } },
    events: [
      { question: 'b_praise', matter: 'model-organ', day: '2026-05-06', points: 4 },
      { question: 'b_praise', matter: 'model-organ', day: '2026-09-28', points: 6 },
      { question: 'b_visit', matter: 'window-visit', day: '2026-10-15', points: 5 },
      { question: 'd_failure', matter: 'task-9', day: '2026-07-31', points: 1 },
    ],
    tallies: {
      leaders: tally(10, [8, 2, 0, 0], [6, 4, 0, 0], [8, 2, 0, 0]),
      staff: tally(40, [24, 16, 0, 0], [28, 8, 4, 0], [20, 20, 0, 0]),
      team: tally(10, [6, 4, 0, 0], [4, 6, 0, 0], [8, 2, 0, 0]),
    },
  }),
  expect: { score: '102.70', grade: 'hao', nodes: { quarters: '91.00', best_quarter: '94.00', log: '95.00', onsite: '92.40', bonus: '11.00', deduction: '-1.00' } },
};

/**
 * One quarter alone was marked, so the quarters have no figure and their 25 goes to the log; four leaders vote with the staff, whose weight becomes 60; the team did not vote, so its 40 is shared out.
 * 工作台账 100 − 2 − 1 − 1 = 96. staff: (32×100 + 8×80)/40 = 96 in each measure; 现场 96.
 * base 96×50% + 96×50% = 96; ≥ 90, but the only quarter stands at 88 and none is 好 → 较好.
 */
const merged: Example = {
  id: 'merged',
  title: t('example.merged'),
  inputs: exampleInputs({
    officer: quarters(undefined, undefined, undefined, 88),
    sheets: { log: { i_politics: 0, i_life: 2, i_service: 1, i_style: 0, i_lists: 1 } },
    merged: { leaders: 'staff' },
    tallies: { staff: tally(40, [32, 8, 0, 0], [32, 8, 0, 0], [32, 8, 0, 0]) },
  }),
  expect: { score: '96.00', grade: 'jiaohao', nodes: { log: '96.00', onsite: '96.00', best_quarter: '88.00' } },
};

/**
 * 季度 (92 + 90 + 84) ÷ 3 = 88.67 (three of four were marked). 工作台账 100 − 3 − 2 − 3 = 92.
 * leaders and team 80 in each measure; staff (20×100 + 10×80 + 10×60)/40 = 85 in each; 现场 80×20% + 85×40% + 80×40% = 16 + 34 + 32 = 82.
 * base 266/3 × 25% + 92×25% + 82×50% = 22.1666… + 23 + 41 = 86.1666…; +8 for praise by the centre, −3 for accountability → 91.1666… → 91.17.
 * ≥ 90, but accountability within 12 months takes the top grade away → 较好.
 */
const accountable: Example = {
  id: 'accountable',
  title: t('example.accountable'),
  inputs: exampleInputs({
    officer: quarters(92, 90, undefined, 84),
    sheets: { log: { i_politics: 3, i_life: 0, i_service: 2, i_style: 0, i_lists: 3 } },
    events: [
      { question: 'b_praise', matter: 'reform-pilot', day: '2026-11-11', points: 8 },
      { question: 'd_account', matter: 'case-7', day: '2026-03-19', points: 3 },
    ],
    tallies: {
      leaders: tally(10, [0, 10, 0, 0], [0, 10, 0, 0], [0, 10, 0, 0]),
      staff: tally(40, [20, 10, 10, 0], [20, 10, 10, 0], [20, 10, 10, 0]),
      team: tally(10, [0, 10, 0, 0], [0, 10, 0, 0], [0, 10, 0, 0]),
    },
  }),
  expect: { score: '91.17', grade: 'jiaohao', nodes: { quarters: '88.67', log: '92.00', onsite: '82.00' } },
};

/** All as good as can be, but more than half of the working days on leave: no points are lost, the top grade is out of reach. Quarters 96, log 100, ballot 100: 24 + 25 + 50 = 99 → 较好. */
const onLeave: Example = {
  id: 'on-leave',
  title: t('example.on-leave'),
  inputs: exampleInputs({
    officer: quarters(96, 96),
    sheets: { log: { i_politics: 0, i_life: 0, i_service: 0, i_style: 0, i_lists: 0 } },
    events: [{ question: 'd_leave', matter: 'sick-leave', day: '2026-12-31', points: 0 }],
    tallies: {
      leaders: tally(10, [10, 0, 0, 0], [10, 0, 0, 0], [10, 0, 0, 0]),
      staff: tally(40, [40, 0, 0, 0], [40, 0, 0, 0], [40, 0, 0, 0]),
      team: tally(10, [10, 0, 0, 0], [10, 0, 0, 0], [10, 0, 0, 0]),
    },
  }),
  expect: { score: '99.00', grade: 'jiaohao', nodes: { quarters: '96.00', onsite: '100.00', deduction: '0.00' } },
};

/**
 * 季度 (70 + 72 + 68 + 70) ÷ 4 = 70. 工作台账 100 − 4 − 4 − 4 − 20 (style, lost whole) − 4 = 64.
 * leaders (5×80 + 5×60)/10 = 70; staff (10×80 + 20×60 + 10×40)/40 = 60; team 70, in each measure; 现场 14 + 24 + 28 = 66.
 * base 70×25% + 64×25% + 66×50% = 17.5 + 16 + 33 = 66.5; −3 for a list not kept → 63.5.
 * 60 ≤ 63.5 < 80 would be 一般; the veto makes it 差.
 */
const vetoed: Example = {
  id: 'vetoed',
  title: t('example.vetoed'),
  inputs: exampleInputs({
    officer: quarters(70, 72, 68, 70),
    sheets: { log: { i_politics: 4, i_life: 4, i_service: 4, i_style: 6, i_lists: 4 } },
    events: [
      { question: 'd_lists', matter: 'list-2', day: '2026-12-10', points: 3 },
      { question: 'v_key_task', matter: 'task-1', day: '2026-08-08', points: 0 },
    ],
    tallies: {
      leaders: tally(10, [0, 5, 5, 0], [0, 5, 5, 0], [0, 5, 5, 0]),
      staff: tally(40, [0, 10, 20, 10], [0, 10, 20, 10], [0, 10, 20, 10]),
      team: tally(10, [0, 5, 5, 0], [0, 5, 5, 0], [0, 5, 5, 0]),
    },
  }),
  expect: { score: '63.50', grade: 'cha', nodes: { quarters: '70.00', log: '64.00', onsite: '66.00', deduction: '-3.00' } },
};

export const examples: Scheme['examples'] = [full, merged, accountable, onLeave, vetoed];
