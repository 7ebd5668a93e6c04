import type { Scheme } from '@shuping/plugin-sdk';
import { write } from './text.ts';

const { answer, section } = write;

export const report: Scheme['report'] = {
  sections: [
    section('achievements'),
    answer('tackle', ['必答题', '必答题一', '攻坚克难', '党员突击队和攻关队作用发挥', '党建促攻关']),
    answer('risk', ['必答题二', '防范化解风险', '安全稳定责任落实', '安全生产和稳定工作']),
    section('carry_over'),
    section('problems'),
    section('causes'),
    section('measures'),
    section('commitments'),
  ],
  checks: [
    { id: 'length', check: 'length@1', level: 'block', params: { limit: 4000 } },
    { id: 'achievement_share', check: 'achievement-share@1', level: 'block', params: { max: '1/3' } },
    { id: 'one_to_one', check: 'one-to-one@1', level: 'block', params: {} },
    { id: 'must_answer', check: 'must-answer@1', level: 'block', params: {} },
    { id: 'first_person', check: 'first-person@1', level: 'advise', params: {} },
    { id: 'reused_text', check: 'reused-text@1', level: 'advise', params: {} },
    { id: 'similar_text', check: 'similar-text@1', level: 'advise', params: {} },
    { id: 'figures_examples', check: 'figures-examples@1', level: 'advise', params: {} },
    { id: 'empty_labels', check: 'empty-labels@1', level: 'advise', params: {} },
    { id: 'personal_data', check: 'personal-data@1', level: 'block', params: {} },
    { id: 'trade_secret', check: 'soe.trade-secret@1', level: 'block', params: {} },
    { id: 'business_for_duty', check: 'soe.business-for-duty@1', level: 'advise', params: { run: 3 } },
  ],
  publishedDays: 7,
};
