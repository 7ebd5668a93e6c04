import type { Scheme } from '@shuping/plugin-sdk';
import { write } from './text.ts';

const { asked, event, indicator, stopper } = write;

/** What the secretary of an organ answers for. */
export const DUTIES = ['duty', 'politics', 'serve', 'branch', 'style'] as const;

/** The five items of the log that the work committee keeps itself (S40). */
export const LOG = ['i_politics', 'i_life', 'i_service', 'i_style', 'i_lists'] as const;

export const questions: Scheme['questions'] = [
  ...DUTIES.map((id) => asked(id, 'must_report', id === 'politics' ? 'SRC2' : 'S40, SRC2')),
  asked('fusion', 'must_answer', 'SRC0'),
  asked('burden', 'shared', 'SRC2'),
  ...LOG.map((id) => indicator(id, 'work_committee', 'S40')),
  event('b_praise', 'bonus', [4, 8], 'work_committee', 'S40'),
  event('b_visit', 'bonus', [5, 5], 'work_committee', 'S40'),
  event('d_failure', 'deduction', [1, 3], 'work_committee', 'S40'),
  event('d_lists', 'deduction', [1, 3], 'work_committee', 'S40'),
  event('d_account', 'deduction', [3, 5], 'discipline_office', 'S41, S37'),
  event('d_leave', 'deduction', [0, 0], 'organ_party_office', 'S41'),
  stopper('v_key_task', 'discipline_office', 'S43'),
  stopper('v_discipline', 'discipline_office', 'S41'),
];
