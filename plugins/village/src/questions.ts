import type { Scheme } from '@shuping/plugin-sdk';
import { write } from './text.ts';

const { asked, event, indicator, stopper } = write;

/** What a village secretary answers for; every area is a row of the ballot of the township's cadres. */
export const AREAS = ['duty', 'team', 'economy', 'openness', 'revival'] as const;

export const questions: Scheme['questions'] = [
  asked('duty', 'must_report', 'S08; S07'),
  asked('team', 'must_report', 'SRC4; SRC2'),
  asked('economy', 'must_report', 'S14; S18'),
  asked('openness', 'must_report', 'SRC4'),
  asked('revival', 'must_report', 'SRC2'),
  asked('harmony', 'must_report', 'S18; SRC2'),
  asked('relapse', 'must_answer', 'SRC4; SRC2'),
  asked('at_the_door', 'shared', 'SRC2'),
  indicator('i_members', 'party_office', 'SRC4'),
  indicator('i_income', 'assets_office', 'S14; S18'),
  indicator('i_assets', 'assets_office', 'SRC4'),
  indicator('i_monitor', 'party_office', 'SRC4'),
  indicator('i_disputes', 'party_office', 'S18'),
  indicator('i_promises', 'party_office', 'SRC3'),
  event('b_honour', 'bonus', [1, 3], 'party_office', 'S37; S13'),
  event('b_income', 'bonus', [1, 2], 'assets_office', 'S14'),
  event('d_open', 'deduction', [0.5, 1], 'assets_office', 'S04; SRC4'),
  event('d_income', 'deduction', [1, 3], 'assets_office', 'S18; S40'),
  event('d_notice', 'deduction', [3, 5], 'party_office', 'S37'),
  stopper('v_discipline', 'discipline_office', 'S18; S60'),
  stopper('v_funds', 'discipline_office', 'S16; S41'),
];
