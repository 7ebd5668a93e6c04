import type { Scheme } from '@shuping/plugin-sdk';
import { write } from './text.ts';

const { asked, event, indicator, stopper } = write;

/** What a community secretary answers for: six areas (S14), each a row of the inner ballot. */
export const AREAS = ['duty', 'grid', 'property', 'alliance', 'consult', 'care'] as const;

/** What each quarter is marked on, with its points. */
export const QUARTERLY = { i_grid: 20, i_response: 25, i_property: 15, i_alliance: 10, i_consult: 15, i_members: 15 } as const;

export const questions: Scheme['questions'] = [
  asked('duty', 'must_report', 'SRC0; S14'),
  asked('grid', 'must_report', 'S18; SRC2'),
  asked('property', 'must_report', 'SRC2'),
  asked('alliance', 'must_report', 'SRC4'),
  asked('consult', 'must_report', 'S24; SRC2'),
  asked('care', 'must_report', 'SRC2; SRC4'),
  asked('appeals', 'must_answer', 'SRC2'),
  asked('burden', 'shared', 'SRC2'),
  indicator('i_grid', 'grid_centre', 'S18; S14'),
  indicator('i_response', 'grid_centre', 'SRC2; S14'),
  indicator('i_property', 'party_office', 'S14'),
  indicator('i_alliance', 'party_office', 'SRC4'),
  indicator('i_consult', 'party_office', 'S14'),
  indicator('i_members', 'party_office', 'SRC4'),
  event('b_honour', 'bonus', [1, 3], 'party_office', 'S37; S13'),
  event('b_innovation', 'bonus', [1, 2], 'appraisal_group', 'S14'),
  event('d_appeal', 'deduction', [0.5, 1], 'grid_centre', 'S04; SRC2'),
  event('d_notice', 'deduction', [3, 5], 'party_office', 'S37'),
  stopper('v_discipline', 'discipline_office', 'S18; S60'),
  stopper('v_fault', 'discipline_office', 'S24; S18'),
];
