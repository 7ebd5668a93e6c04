import { WORD_HEADINGS, type Scheme } from '@shuping/plugin-sdk';
import { t } from './text.ts';

type Section = Scheme['report']['sections'][number];

const section = (id: string, kind: Section['kind'], titles: string[]): Section => ({ id, kind, title: t(`section.${id}`), hint: t(`section.${id}.hint`), required: true, titles });

export const report: Scheme['report'] = {
  sections: [
    section('achievements', 'achievements', WORD_HEADINGS.achievements),
    { ...section('answer-decision', 'answer', ['必答题', '支部参与决策', '党支部参与科室决策情况', '必答题回答情况']), question: 'decision' },
    section('carry-over', 'carry_over', WORD_HEADINGS.carry_over),
    section('problems', 'problems', WORD_HEADINGS.problems),
    section('causes', 'causes', WORD_HEADINGS.causes),
    section('measures', 'measures', WORD_HEADINGS.measures),
    section('commitments', 'commitments', WORD_HEADINGS.commitments),
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
    { id: 'personal_data', check: 'personal-data@1', level: 'block', params: {} },
    { id: 'patient_identity', check: 'hospital.patient-identity@1', level: 'block', params: {} },
    { id: 'business_for_duty', check: 'hospital.business-for-duty@1', level: 'advise', params: { run: 3 } },
  ],
  publishedDays: 7,
};
