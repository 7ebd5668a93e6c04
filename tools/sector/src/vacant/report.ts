import type { Scheme } from '@shuping/plugin-sdk';
import { write } from './text.ts';

const { answer, section } = write;

export const report: Scheme['report'] = {
  sections: [section('achievements'), answer('hard', ['必答题']), section('carry_over'), section('problems'), section('causes'), section('measures'), section('commitments')],
  checks: [
    { id: 'length', check: 'length@1', level: 'block', params: { limit: 3500 } },
    { id: 'achievement_share', check: 'achievement-share@1', level: 'block', params: { max: '1/3' } },
    { id: 'one_to_one', check: 'one-to-one@1', level: 'block', params: {} },
    { id: 'must_answer', check: 'must-answer@1', level: 'block', params: {} },
    { id: 'personal_data', check: 'personal-data@1', level: 'block', params: {} },
  ],
  publishedDays: 7,
};
