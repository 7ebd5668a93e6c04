import type { Scheme } from '@shuping/plugin-sdk';
import { t } from './text.ts';

type Section = Scheme['report']['sections'][number];

const section = (id: string, kind: Section['kind'], titles: string[]): Section => ({ id, kind, title: t(`section.${id}`), hint: t(`section.${id}.hint`), required: true, titles });

export const report: Scheme['report'] = {
  sections: [
    section('achievements', 'achievements', ['履职情况', '履行职责情况', '主要成绩', '工作成效', '主要工作及成效', '支部建设情况', '抓党建工作情况']),
    { ...section('answer_decision', 'answer', ['必答题', '支部参与决策', '党支部参与科室决策情况', '必答题回答情况']), question: 'decision' },
    section('carry_over', 'carry_over', ['上年整改', '上年度问题整改', '上年度问题整改情况', '上年度述职评议问题整改情况', '整改承诺落实情况']),
    section('problems', 'problems', ['问题', '存在问题', '存在的问题', '存在的主要问题', '问题和不足', '存在的问题和不足']),
    section('causes', 'causes', ['原因', '原因分析', '产生原因', '根源剖析', '原因剖析']),
    section('measures', 'measures', ['措施', '改进措施', '下一步打算', '下一步工作计划', '下一步工作打算', '整改措施', '工作计划']),
    section('commitments', 'commitments', ['承诺', '整改承诺', '公开承诺', '下年度承诺', '承诺事项']),
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
