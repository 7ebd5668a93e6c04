import type { Scheme } from '@shuping/plugin-sdk';
import { write } from './text.ts';

const { asked, event, indicator, stopper } = write;

/** What a committee of an enterprise answers for (SRC2: 分类别具体指导), before the hard question of the year. */
export const DUTIES = ['duty', 'lead', 'frontline', 'talent', 'conduct'] as const;

/** What is checked on the spot in the enterprise: the 30 points of basic Party work (S37). */
export const BASICS = ['i_decision', 'i_structure', 'i_frontline', 'i_members', 'i_conduct', 'i_rectify'] as const;

export const questions: Scheme['questions'] = [
  ...DUTIES.map((id) => asked(id, 'must_report', id === 'duty' ? 'S38, SRC2' : 'SRC2, own proposal')),
  asked('tackle', 'must_answer', 'SRC2'),
  asked('risk', 'must_answer', 'SRC2'),
  asked('burden', 'shared', 'SRC2'),
  ...BASICS.map((id) => indicator(id, 'check_team', 'S37')),
  event('b_honour', 'bonus', [1, 3], 'party_work_dept', 'S37'),
  event('b_tackle', 'bonus', [1, 2], 'party_work_dept', 'SRC2, S37'),
  event('d_notice', 'deduction', [3, 5], 'party_work_dept', 'S37'),
  event('d_breach', 'deduction', [3, 5], 'discipline_office', 'S37'),
  stopper('v_safety', 'safety_dept', 'S37'),
  stopper('v_discipline', 'discipline_office', 'S41'),
];
