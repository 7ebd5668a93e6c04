import type { Scheme } from '@shuping/plugin-sdk';
import { write } from './text.ts';

const { answer, section } = write;

/** A short paper: what is spoken on stage is what is written. */
export const report: Scheme['report'] = {
  sections: [
    section('achievements'),
    answer('coverage', ['必答题', '有效覆盖', '组织覆盖和工作覆盖', '党组织作用发挥']),
    section('carry_over'),
    section('problems'),
    section('causes'),
    section('measures'),
    section('commitments'),
  ],
  checks: [
    { id: 'length', check: 'length@1', level: 'block', params: { limit: 1300 } },
    { id: 'achievement_share', check: 'achievement-share@1', level: 'advise', params: { max: '1/3' } },
    { id: 'one_to_one', check: 'one-to-one@1', level: 'advise', params: {} },
    { id: 'must_answer', check: 'must-answer@1', level: 'block', params: {} },
    { id: 'similar_text', check: 'similar-text@1', level: 'advise', params: {} },
    { id: 'personal_data', check: 'personal-data@1', level: 'block', params: {} },
    { id: 'staff_privacy', check: 'liangxin.staff-privacy@1', level: 'block', params: {} },
    { id: 'business_for_duty', check: 'liangxin.business-for-duty@1', level: 'advise', params: { run: 2 } },
  ],
  publishedDays: 7,
};
