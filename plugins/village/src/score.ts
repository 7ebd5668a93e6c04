import type { Scheme } from '@shuping/plugin-sdk';
import { AREAS } from './questions.ts';
import { write } from './text.ts';

const { account, composite, entered, item, sheet, sum, takenOver, tallyOf } = write;

const INNER = [{ id: 'overall', weight: 40 }, ...AREAS.map((id) => ({ id, weight: 12 }))];
const OUTER = [{ id: 'service', weight: 40 }, { id: 'accounts', weight: 30 }, { id: 'promises', weight: 30 }];

/** 平时 30, 核查 30, 两场述职评议 40 (S05); of the 40, 24 belong to the township's session and 16 to the village's own (S03). */
export const score: Scheme['score'] = {
  root: 'composite',
  digits: 2,
  nodes: [
    composite('composite', 'base', ['bonus', 'deduction']),
    sum('base', [
      { id: 'routine', weight: 30, absence: { rule: 'hold' } },
      { id: 'verification', weight: 30, absence: { rule: 'merge', into: 'routine' } },
      { id: 'debrief', weight: 40, absence: { rule: 'hold' } },
    ]),
    sheet('routine', 'party_office', [
      item('i_members', 20, 'until_used_up'), item('i_income', 20, 'until_used_up'), item('i_assets', 20, 'all_or_nothing'),
      item('i_monitor', 20, 'until_used_up'), item('i_disputes', 10, 'until_used_up'), item('i_promises', 10, 'until_used_up'),
    ]),
    entered('verification', 'verification_team', 'required'),
    sum('debrief', [
      { id: 'onsite', weight: 60, absence: { rule: 'hold' } },
      { id: 'village_meeting', weight: 40, absence: { rule: 'hold' } },
    ]),
    sum('onsite', [
      { id: 'tally_town_leaders', weight: 30, absence: { rule: 'merge', into: 'tally_town_units' } },
      { id: 'tally_town_units', weight: 30, absence: { rule: 'renormalise' } },
      { id: 'tally_delegates', weight: 40, absence: { rule: 'hold' } },
    ]),
    takenOver('village_meeting', 'contact_leader', '村级述职评议会民主评议得分（在家党员、村民代表），由驻村领导带回'),
    tallyOf('town_leaders', 'inner', INNER),
    tallyOf('town_units', 'inner', INNER),
    tallyOf('delegates', 'outer', OUTER),
    account('bonus', ['b_honour', 'b_income'], 'plus', 4),
    account('deduction', ['d_open', 'd_income', 'd_notice'], 'minus'),
  ],
};
