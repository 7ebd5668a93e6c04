import type { Scheme } from '@shuping/plugin-sdk';
import { write } from './text.ts';

const { answer, section } = write;

export const report: Scheme['report'] = {
  sections: [
    section('achievements'),
    answer('appeals', ['必答题', '居民诉求办理', '接诉即办', '接诉即办情况', '居民高频诉求解决情况', '必答题回答情况']),
    section('carry_over'),
    section('problems'),
    section('causes'),
    section('measures'),
    section('commitments'),
  ],
  checks: [
    { id: 'length', check: 'length@1', level: 'block', params: { limit: 2500 } },
    { id: 'achievement_share', check: 'achievement-share@1', level: 'block', params: { max: '1/3' } },
    { id: 'one_to_one', check: 'one-to-one@1', level: 'block', params: {} },
    { id: 'must_answer', check: 'must-answer@1', level: 'block', params: {} },
    { id: 'first_person', check: 'first-person@1', level: 'advise', params: {} },
    { id: 'reused_text', check: 'reused-text@1', level: 'advise', params: {} },
    { id: 'similar_text', check: 'similar-text@1', level: 'advise', params: {} },
    { id: 'figures_examples', check: 'figures-examples@1', level: 'advise', params: {} },
    { id: 'empty_labels', check: 'empty-labels@1', level: 'advise', params: {} },
    { id: 'personal_data', check: 'personal-data@1', level: 'block', params: {} },
    { id: 'address_identity', check: 'community.address-identity@1', level: 'block', params: {} },
    { id: 'business_for_duty', check: 'community.business-for-duty@1', level: 'advise', params: { run: 3 } },
  ],
  publishedDays: 7,
};
