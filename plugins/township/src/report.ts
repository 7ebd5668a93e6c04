import type { Scheme } from '@shuping/plugin-sdk';
import { write } from './text.ts';

const { answer, section } = write;

export const report: Scheme['report'] = {
  sections: [
    section('achievements'),
    answer('own_team', ['班子配备', '班子配备情况', '党委班子建设', '班子建设情况']),
    answer('guarantee', ['工作保障', '工作保障情况', '基础保障', '保障投入情况']),
    answer('members', ['党员队伍建设', '党员队伍建设情况', '发展党员和教育管理']),
    answer('inspection', ['巡视巡察反馈问题整改', '巡察整改情况', '巡视巡察整改', '巡视巡察反馈问题整改情况']),
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
    { id: 'personal_data', check: 'personal-data@1', level: 'block', params: {} },
    { id: 'below_only', check: 'township.below-only@1', level: 'advise', params: {} },
    { id: 'business_for_duty', check: 'township.business-for-duty@1', level: 'advise', params: { run: 3 } },
  ],
  publishedDays: 7,
};
