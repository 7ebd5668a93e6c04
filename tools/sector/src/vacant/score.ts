import type { Scheme } from '@shuping/plugin-sdk';
import { DUTIES, INDICATORS } from './questions.ts';
import { write } from './text.ts';

const { account, composite, item, sheet, sum, tallyOf } = write;

const ITEMS = [{ id: 'overall', weight: 60 }, ...DUTIES.map((id) => ({ id, weight: 10 }))];

export const score: Scheme['score'] = {
  root: 'composite',
  digits: 2,
  nodes: [
    composite('composite', 'base', ['bonus', 'deduction']),
    sum('base', [{ id: 'routine', weight: 50, absence: { rule: 'hold' } }, { id: 'onsite', weight: 50, absence: { rule: 'hold' } }]),
    sheet('routine', 'office', INDICATORS.map((id) => item(id, 25, 'until_used_up'))),
    sum('onsite', [
      { id: 'tally_leaders', weight: 30, absence: { rule: 'merge', into: 'tally_served' } },
      { id: 'tally_peers', weight: 30, absence: { rule: 'renormalise' } },
      { id: 'tally_served', weight: 40, absence: { rule: 'hold' } },
    ]),
    ...['leaders', 'peers', 'served'].map((group) => tallyOf(group, 'ballot', ITEMS)),
    account('bonus', ['b_honour'], 'plus', 3),
    account('deduction', ['d_notice'], 'minus'),
  ],
};
