import { WORD_HEADINGS, type Scheme } from '@shuping/plugin-sdk';
import { t } from './text.ts';

type Section = Scheme['report']['sections'][number];

const section = (id: string, kind: Section['kind'], titles: string[]): Section => ({ id, kind, title: t(`section.${id}`), hint: t(`section.${id}.hint`), required: true, titles });

export const report: Scheme['report'] = {
  sections: [
    section('achievements', 'achievements', WORD_HEADINGS.achievements),
    section('carry-over', 'carry_over', WORD_HEADINGS.carry_over),
    { ...section('answer-dual-leader', 'answer', ['必答题', '双带头人', '必答题：双带头人', '“双带头人”作用发挥情况', '必答题回答情况']), question: 'dual_leader' },
    section('problems', 'problems', WORD_HEADINGS.problems),
    section('causes', 'causes', WORD_HEADINGS.causes),
    section('measures', 'measures', WORD_HEADINGS.measures),
    section('commitments', 'commitments', WORD_HEADINGS.commitments),
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
    { id: 'business_for_duty', check: 'school.business-for-duty@1', level: 'advise', params: { run: 3 } },
    { id: 'student_number', check: 'school.student-number@1', level: 'block', params: {} },
  ],
  publishedDays: 7,
};
