import type { Scheme, ScoreNode } from '@shuping/plugin-sdk';
import { ROWS } from './meeting.ts';
import { FIVE_GOOD } from './questions.ts';
import { t, write } from './text.ts';

const { account, composite, item, sheet, sum, tallyOf } = write;

/** Marks of the own organisation are divided by all slips handed in (S43): an empty row earns nothing. */
const own = (group: string): ScoreNode => ({
  kind: 'tally', id: `tally_${group}`, title: t(`group.${group}`), level: 'assessee', group, ballot: 'own', divisor: 'returned',
  items: [{ id: 'overall', weight: 50 }, { id: 'help', weight: 50 }],
});

/** 五好 40, 评议团 30, 本组织 30: the two sides of 双评 weigh alike. */
export const score: Scheme['score'] = {
  root: 'composite',
  digits: 2,
  nodes: [
    composite('composite', 'base', ['bonus', 'deduction']),
    sum('base', [
      { id: 'five_good', weight: 40, absence: { rule: 'hold' } },
      { id: 'tally_panel', weight: 30, absence: { rule: 'renormalise' } },
      { id: 'own_forum', weight: 30, absence: { rule: 'hold' } },
    ]),
    sheet('five_good', 'instructor', FIVE_GOOD.map((id) => item(id, 20, 'until_used_up'))),
    tallyOf('panel', 'up', [{ id: 'overall', weight: 40 }, ...ROWS.map((id) => ({ id, weight: 20 }))]),
    sum('own_forum', [
      { id: 'tally_members', weight: 40, absence: { rule: 'merge', into: 'tally_staff' } },
      { id: 'tally_managers', weight: 20, absence: { rule: 'renormalise' } },
      { id: 'tally_staff', weight: 40, absence: { rule: 'hold' } },
    ]),
    own('members'),
    own('managers'),
    own('staff'),
    account('bonus', ['b_honour', 'b_new'], 'plus', 4),
    account('deduction', ['d_failure', 'd_promise'], 'minus'),
  ],
};
