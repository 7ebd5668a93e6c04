/** Maker of a sector's text keys: `keysOf('school')('sector')` is `{ key: 'school.sector' }`. */
export const keysOf = (sector: string) => (name: string): { key: string } => ({ key: `${sector}.${name}` });

/** Headings under which reports in Word keep what every sector asks for (R-E1), by kind of section. */
export const WORD_HEADINGS: Readonly<Record<'achievements' | 'carry_over' | 'problems' | 'causes' | 'measures' | 'commitments', string[]>> = {
  achievements: ['工作成效', '支部工作成效', '主要成绩', '主要成效', '履职情况', '履职尽责情况', '履行职责情况', '履行第一责任人职责的主要成效', '主要工作', '主要工作及成效', '主要做法', '主要做法和成效', '一年来的主要做法', '工作情况', '工作回顾', '一年工作汇报', '抓支部工作的情况', '抓基层党建工作情况', '今年做了什么'],
  carry_over: ['上年度问题整改情况', '上年度查摆问题整改情况', '上年度整改事项', '上年度问题整改落实', '上一年度问题整改情况', '上次查摆问题的整改', '去年问题的整改', '去年整改事项的落实', '去年承诺的兑现情况', '上年度述职评议问题整改情况', '整改承诺落实情况'],
  problems: ['问题', '存在问题', '存在的问题', '存在的主要问题', '主要问题', '突出问题', '问题查摆', '存在的不足', '不足之处', '自己的不足', '问题和不足', '当前存在的突出问题'],
  causes: ['原因', '原因分析', '原因剖析', '产生原因', '产生问题的原因', '问题产生的原因', '问题根源', '根源剖析', '为什么会这样'],
  measures: ['措施', '整改措施', '改进措施', '改进办法', '下一步措施', '下一步举措', '下一步打算', '下一步工作打算', '下一步的改进措施', '整改思路', '整改的打算', '今后努力方向', '往后怎么做', '打算'],
  commitments: ['承诺', '整改承诺', '承诺事项', '公开承诺', '个人承诺', '我的承诺', '郑重承诺', '下年度承诺'],
};
