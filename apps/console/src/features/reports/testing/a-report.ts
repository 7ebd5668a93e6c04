import type { ReportOut } from '@shuping/contracts';

const section = (id: string, kind: string, title: string) => ({ id, kind, title: { text: title }, required: true });

/** A short report in the author's hands, for specs of the pages. */
export function aReport(more: Partial<ReportOut> = {}): ReportOut {
  return {
    id: 'r1', cycleId: 'c1', assesseeId: 'a1', personName: '谈牧之', orgName: '机械设计教工支部', sector: 'school', state: 'draft', stepIndex: 0, round: 0, words: 0, currentVersion: 0, submittedAt: null, publishedUntil: null,
    version: 3, may: { edit: true, import: true, submit: true, withdraw: { reason: 'report.illegal-transition' } }, year: 2026, period: '2026', cycleTitle: '2026年度', mine: true, steps: [], lastYear: null, unmatched: [], kept: [], lastSigned: null,
    form: {
      schemeTitle: { text: '方案' }, mustAnswer: [], publishedDays: 7,
      sections: [section('achievements', 'achievements', '履职情况'), section('problems', 'problems', '存在的问题'), section('causes', 'causes', '原因'), section('measures', 'measures', '措施')],
      checks: [{ id: 'length', check: 'length@1', level: 'block', params: { limit: 40 } }, { id: 'personal', check: 'personal-data@1', level: 'block', params: {} }],
    },
    sections: [{ id: 'achievements', text: '我讲党课3次。' }, { id: 'problems', text: '一是调研不深。二是督促不严。' }, { id: 'causes', text: '' }, { id: 'measures', text: '' }],
    ...more,
  };
}
