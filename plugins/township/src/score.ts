import type { Scheme } from '@shuping/plugin-sdk';
import { AREAS, BONUSES } from './questions.ts';
import { write } from './text.ts';

const { account, composite, entered, item, mean, sheet, sum, takenOver, tallyOf } = write;

const ITEMS = [{ id: 'overall', weight: 40 }, ...AREAS.map((id) => ({ id, weight: 10 }))];

/** County departments that review each township from their own side (S55, S03). */
export const DEPARTMENTS = ['organisation', 'discipline', 'publicity', 'stability', 'rural'] as const;

/** 述职评议 40, of which 24 in the county's session and 16 at home (S03); the other 60 from daily work, departments and the unit's performance. */
export const score: Scheme['score'] = {
  root: 'composite',
  digits: 2,
  nodes: [
    composite('composite', 'base', ['bonus', 'deduction']),
    sum('base', [
      { id: 'routine', weight: 25, absence: { rule: 'hold' } },
      { id: 'departments', weight: 20, absence: { rule: 'merge', into: 'routine' } },
      { id: 'performance', weight: 15, absence: { rule: 'renormalise' } },
      { id: 'debrief', weight: 40, absence: { rule: 'hold' } },
    ]),
    sheet('routine', 'organisation_department', [
      item('i_teams', 20, 'until_used_up'), item('i_weak', 20, 'until_used_up'), item('i_guarantee', 20, 'until_used_up'),
      item('i_members', 15, 'until_used_up'), item('i_guide', 15, 'until_used_up'), item('i_inspection', 10, 'all_or_nothing'),
    ]),
    mean('departments', DEPARTMENTS.map((id) => `dept_${id}`), 3),
    ...DEPARTMENTS.map((id) => entered(`dept_${id}`, `${id}_reviewer`, 'required')),
    takenOver('performance', 'performance_office', '县级对乡镇（街道）的年度绩效考核得分'),
    sum('debrief', [
      { id: 'plenary', weight: 60, absence: { rule: 'hold' } },
      { id: 'own_unit', weight: 40, absence: { rule: 'merge', into: 'plenary' } },
    ]),
    sum('plenary', [
      { id: 'tally_standing', weight: 30, absence: { rule: 'merge', into: 'tally_delegates' } },
      { id: 'tally_members_units', weight: 30, absence: { rule: 'merge', into: 'tally_delegates' } },
      { id: 'tally_delegates', weight: 40, absence: { rule: 'hold' } },
    ]),
    takenOver('own_unit', 'organisation_department', '本乡镇（街道）干部会议民主测评得分（班子成员、站所负责人、村社区书记），由县委组织部到场组织'),
    tallyOf('standing', 'ballot', ITEMS),
    tallyOf('members_units', 'ballot', ITEMS),
    tallyOf('delegates', 'ballot', ITEMS),
    account('bonus', [...BONUSES], 'plus', 3),
    account('deduction', ['d_weak', 'd_notice'], 'minus'),
  ],
};
