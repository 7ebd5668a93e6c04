import type { Catalogue } from '@shuping/kernel';

/** 导出表格用语。 */
export const words: Catalogue = {
  'file.assessees': '{{title}}述职对象进度.xlsx',
  'sheet.assessees': '述职对象',
  'sheet.title': '{{title}}述职对象进度表',
  'col.org': '单位',
  'col.person': '述职对象',
  'col.sector': '领域',
  'col.draft': '稿次',
  'col.words': '字数',
  'col.findings': '体检待改',
  'col.chain': '把关',
  'col.due': '期限',
  'col.late': '逾期天数',
  'col.reminded': '最近催办',
  'chain.at': '在{{step}}（{{n}}/{{of}}）',
  'report.none': '未动笔',
  'report.draft': '撰写中',
  'report.returned': '退回，等本人改',
  'report.vetting': '审核中',
  'report.accepted': '已签发',
};
