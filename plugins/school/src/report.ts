import type { Scheme } from '@shuping/plugin-sdk';
import { t } from './text.ts';

type Section = Scheme['report']['sections'][number];

const section = (id: string, kind: Section['kind'], titles: string[]): Section => ({ id, kind, title: t(`section.${id}`), hint: t(`section.${id}.hint`), required: true, titles });

export const report: Scheme['report'] = {
  sections: [
    section('achievements', 'achievements', ['工作成效', '主要成绩', '履职情况', '履行职责情况', '主要工作及成效', '工作完成情况', '抓基层党建工作情况', '主要做法和成效']),
    section('carry_over', 'carry_over', ['上年整改', '上年度问题整改', '上年度问题整改情况', '上年度述职评议问题整改情况', '上一年度问题整改落实情况', '整改承诺落实情况']),
    { ...section('answer_dual_leader', 'answer', ['必答题', '双带头人', '必答题：双带头人', '“双带头人”作用发挥情况', '必答题回答情况']), question: 'dual_leader' },
    section('problems', 'problems', ['问题', '存在问题', '存在的问题', '存在的主要问题', '问题和不足', '存在的问题和不足', '问题与不足', '主要问题']),
    section('causes', 'causes', ['原因', '原因分析', '产生原因', '产生问题的原因', '问题原因分析', '根源剖析', '原因剖析']),
    section('measures', 'measures', ['措施', '改进措施', '下一步措施', '下一步打算', '下一步工作打算', '下一步工作思路和措施', '整改措施', '今后努力方向', '下一步工作思路']),
    section('commitments', 'commitments', ['承诺', '整改承诺', '公开承诺', '下年度承诺', '下一年度承诺事项', '承诺事项']),
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
