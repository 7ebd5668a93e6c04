import type { Scheme } from '@shuping/plugin-sdk';
import { write } from './text.ts';

const { answer, section } = write;

/** Problems, causes and measures are the three lists that an organ hands on to the next year (S40). */
export const report: Scheme['report'] = {
  sections: [
    section('achievements'),
    answer('fusion', ['必答题', '党建和业务融合', '机关党建与业务工作融合情况', '破解“两张皮”']),
    section('carry_over'),
    section('problems'),
    section('causes'),
    section('measures'),
    section('commitments'),
  ],
  checks: [
    { id: 'length', check: 'length@1', level: 'block', params: { limit: 3500 } },
    { id: 'achievement_share', check: 'achievement-share@1', level: 'block', params: { max: '1/3' } },
    { id: 'one_to_one', check: 'one-to-one@1', level: 'block', params: {} },
    { id: 'must_answer', check: 'must-answer@1', level: 'block', params: {} },
    { id: 'first_person', check: 'first-person@1', level: 'advise', params: {} },
    { id: 'reused_text', check: 'reused-text@1', level: 'advise', params: {} },
    { id: 'similar_text', check: 'similar-text@1', level: 'advise', params: {} },
    { id: 'figures_examples', check: 'figures-examples@1', level: 'advise', params: {} },
    { id: 'empty_labels', check: 'empty-labels@1', level: 'advise', params: {} },
    { id: 'set_phrases', check: 'set-phrases@1', level: 'advise', params: {} },
    { id: 'personal_data', check: 'personal-data@1', level: 'block', params: {} },
    { id: 'marked_paper', check: 'agency.marked-paper@1', level: 'block', params: {} },
    { id: 'paper_for_deed', check: 'agency.paper-for-deed@1', level: 'advise', params: {} },
    { id: 'business_for_duty', check: 'agency.business-for-duty@1', level: 'advise', params: { run: 3 } },
  ],
  publishedDays: 7,
};
