import type { Scheme } from '@shuping/plugin-sdk';
import { write } from './text.ts';

const { answer, section } = write;

export const report: Scheme['report'] = {
  sections: [
    section('achievements'),
    answer('relapse', ['必答题', '防止返贫', '防止规模性返贫', '防返贫监测帮扶情况', '必答题回答情况']),
    section('carry_over'),
    section('problems'),
    section('causes'),
    section('measures'),
    section('commitments'),
  ],
  checks: [
    { id: 'length', check: 'length@1', level: 'block', params: { limit: 2000 } },
    { id: 'achievement_share', check: 'achievement-share@1', level: 'block', params: { max: '1/3' } },
    { id: 'one_to_one', check: 'one-to-one@1', level: 'block', params: {} },
    { id: 'must_answer', check: 'must-answer@1', level: 'block', params: {} },
    { id: 'first_person', check: 'first-person@1', level: 'advise', params: {} },
    { id: 'reused_text', check: 'reused-text@1', level: 'advise', params: {} },
    { id: 'similar_text', check: 'similar-text@1', level: 'advise', params: {} },
    { id: 'figures_examples', check: 'figures-examples@1', level: 'advise', params: {} },
    { id: 'set_phrases', check: 'set-phrases@1', level: 'advise', params: {} },
    { id: 'personal_data', check: 'personal-data@1', level: 'block', params: {} },
    { id: 'household_identity', check: 'village.household-identity@1', level: 'block', params: {} },
    { id: 'business_for_duty', check: 'village.business-for-duty@1', level: 'advise', params: { run: 3 } },
  ],
  publishedDays: 7,
};
