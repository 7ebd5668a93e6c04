/** Stages of a cycle in order (R-C2): 部署 调研 撰写 审核 述职评议 定等 公示 反馈 整改 归档. */
export const STAGES = ['planning', 'research', 'reporting', 'vetting', 'meeting', 'grading', 'publicity', 'feedback', 'rectification', 'archive'] as const;
export type Stage = (typeof STAGES)[number];

/** Smallest class of voters whose marks may be shown (R-F3). */
export const K_ANONYMITY = 5;

/** Kinds of content items (R-B1): 必述 必答 共答 加分 扣分 一票否决 日常指标. */
export const QUESTION_KINDS = ['must_report', 'must_answer', 'shared', 'bonus', 'deduction', 'veto', 'indicator'] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** Kinds of report sections; checks read them. */
export const SECTION_KINDS = ['achievements', 'problems', 'causes', 'measures', 'commitments', 'answer', 'carry_over', 'free'] as const;
export type SectionKind = (typeof SECTION_KINDS)[number];
