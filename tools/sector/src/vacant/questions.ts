import type { Scheme } from '@shuping/plugin-sdk';
import { write } from './text.ts';

const { asked, event, indicator, stopper } = write;

/** What every report speaks of. */
export const DUTIES = ['duty', 'area1', 'area2', 'area3'] as const;

/** What is kept through the year. */
export const INDICATORS = ['i_first', 'i_second', 'i_third', 'i_fourth'] as const;

export const questions: Scheme['questions'] = [
  ...DUTIES.map((id) => asked(id, 'must_report', 'to be filled in')),
  asked('hard', 'must_answer', 'to be filled in'),
  asked('burden', 'shared', 'SRC2'),
  ...INDICATORS.map((id) => indicator(id, 'office', 'to be filled in')),
  event('b_honour', 'bonus', [1, 3], 'office', 'S37'),
  event('d_notice', 'deduction', [3, 5], 'office', 'S37'),
  stopper('v_conduct', 'office', 'to be filled in'),
];
