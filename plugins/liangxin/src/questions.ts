import type { Scheme } from '@shuping/plugin-sdk';
import { write } from './text.ts';

const { asked, event, indicator, stopper } = write;

/** What a secretary in an enterprise or a social organisation answers for. */
export const DUTIES = ['duty', 'guide', 'growth', 'people', 'members'] as const;

/** 五好: team, members, mechanism, results, reaction (S27). */
export const FIVE_GOOD = ['i_team', 'i_members', 'i_mechanism', 'i_results', 'i_reaction'] as const;

export const questions: Scheme['questions'] = [
  ...DUTIES.map((id) => asked(id, 'must_report', id === 'duty' ? 'S25' : 'S25, own proposal')),
  asked('coverage', 'must_answer', 'SRC2'),
  asked('burden', 'shared', 'SRC2'),
  ...FIVE_GOOD.map((id) => indicator(id, 'instructor', 'S27')),
  event('b_honour', 'bonus', [1, 3], 'work_committee', 'S37'),
  event('b_new', 'bonus', [1, 2], 'work_committee', 'SRC2, own proposal'),
  event('d_failure', 'deduction', [1, 3], 'work_committee', 'S40'),
  event('d_promise', 'deduction', [1, 3], 'instructor', 'S40'),
  stopper('v_conduct', 'work_committee', 'R41, S41'),
];
