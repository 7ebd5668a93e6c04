import type { Scheme } from '@shuping/plugin-sdk';
import { LOG } from './questions.ts';
import { t, write } from './text.ts';

const { account, entered, item, mean, sheet, sum, tallyOf } = write;

const ITEMS = [{ id: 'effort', weight: 30 }, { id: 'efficiency', weight: 30 }, { id: 'completion', weight: 40 }];
export const QUARTERS = ['quarter1', 'quarter2', 'quarter3', 'quarter4'] as const;

/** 平时 50 (S40), half of it the four quarters (S41) and the log; 述职评议 50 by the three measures of S44. Praise comes on top, up to 20 (S40). */
export const score: Scheme['score'] = {
  root: 'composite',
  digits: 2,
  nodes: [
    { kind: 'adjusted', id: 'composite', title: t('node.composite'), level: 'assessee', base: 'base', accounts: ['bonus', 'deduction'], min: 0, max: 120, round: { digits: 2, mode: 'half_up' } },
    sum('base', [
      { id: 'quarters', weight: 25, absence: { rule: 'merge', into: 'log' } },
      { id: 'log', weight: 25, absence: { rule: 'hold' } },
      { id: 'onsite', weight: 50, absence: { rule: 'hold' } },
    ]),
    mean('quarters', QUARTERS, 2),
    { kind: 'statistic', id: 'best_quarter', title: t('node.best_quarter'), level: 'assessee', measure: 'max', inputs: QUARTERS.map((id) => ({ id })), drop: { highest: 0, lowest: 0 }, atLeast: 1 },
    ...QUARTERS.map((id) => entered(id, 'organ_leader', 'required')),
    sheet('log', 'work_committee', LOG.map((id) => item(id, 20, id === 'i_style' ? 'all_or_nothing' : 'until_used_up'))),
    sum('onsite', [
      { id: 'tally_leaders', weight: 20, absence: { rule: 'merge', into: 'tally_staff' } },
      { id: 'tally_staff', weight: 40, absence: { rule: 'hold' } },
      { id: 'tally_team', weight: 40, absence: { rule: 'renormalise' } },
    ]),
    ...['leaders', 'staff', 'team'].map((group) => tallyOf(group, 'ballot', ITEMS)),
    account('bonus', ['b_praise', 'b_visit'], 'plus', 20),
    account('deduction', ['d_failure', 'd_lists', 'd_account', 'd_leave'], 'minus'),
  ],
};
