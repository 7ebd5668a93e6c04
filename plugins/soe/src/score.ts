import type { Scheme } from '@shuping/plugin-sdk';
import { ROWS } from './meeting.ts';
import { t, write } from './text.ts';

const { account, entered, item, sheet, sum, takenOver, tallyOf } = write;

const ITEMS = [{ id: 'support', weight: 50 }, ...ROWS.map((id) => ({ id, weight: 10 }))];

/** 经营业绩 40, 党建基础 30, 党建活力 30 = 测评 20 + 上级评价 10 (S37); bonus and deduction come on top, and nothing closes the score at 100. */
export const score: Scheme['score'] = {
  root: 'composite',
  digits: 2,
  nodes: [
    { kind: 'adjusted', id: 'composite', title: t('node.composite'), level: 'assessee', base: 'base', accounts: ['bonus', 'deduction'], min: 0, round: { digits: 2, mode: 'half_up' } },
    sum('base', [
      { id: 'operating', weight: 40, absence: { rule: 'hold' } },
      { id: 'basic', weight: 30, absence: { rule: 'hold' } },
      { id: 'vitality', weight: 30, absence: { rule: 'hold' } },
    ]),
    takenOver('operating', 'performance_dept', '所属企业年度经营业绩考核结果'),
    sheet('basic', 'check_team', [
      item('i_decision', 20, 'until_used_up'), item('i_structure', 15, 'until_used_up'), item('i_frontline', 20, 'until_used_up'),
      item('i_members', 15, 'until_used_up'), item('i_conduct', 20, 'all_or_nothing'), item('i_rectify', 10, 'until_used_up'),
    ]),
    {
      kind: 'weighted_sum', id: 'vitality', title: t('node.vitality'), level: 'assessee', total: 30,
      inputs: [
        { id: 'onsite', weight: 20, absence: { rule: 'hold' } },
        { id: 'superior', weight: 10, absence: { rule: 'merge', into: 'onsite' } },
      ],
    },
    entered('superior', 'group_leader', 'none'),
    sum('onsite', [
      { id: 'tally_leaders', weight: 30, absence: { rule: 'merge', into: 'tally_managers' } },
      { id: 'tally_hq', weight: 20, absence: { rule: 'merge', into: 'tally_managers' } },
      { id: 'tally_managers', weight: 20, absence: { rule: 'renormalise' } },
      { id: 'tally_staff', weight: 30, absence: { rule: 'hold' } },
    ]),
    ...['leaders', 'hq', 'managers', 'staff'].map((group) => tallyOf(group, 'ballot', ITEMS)),
    account('bonus', ['b_honour', 'b_tackle'], 'plus', 5),
    account('deduction', ['d_notice', 'd_breach'], 'minus'),
  ],
};
