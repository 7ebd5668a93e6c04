import type { ColumnSpec } from '@shuping/office';

/** Columns of an office's roster by the names that offices give them. */
export const ROSTER_COLUMNS: readonly ColumnSpec[] = [
  { key: 'unit', header: '单位', synonyms: ['所在单位', '单位名称', '党支部', '所在党支部', '支部', '支部名称', '党组织', '党组织名称'], kind: 'text', required: true },
  { key: 'name', header: '姓名', synonyms: ['名字'], kind: 'text', required: true },
  { key: 'post', header: '职务', synonyms: ['党内职务', '现任职务', '岗位'], kind: 'text', required: true },
  { key: 'from', header: '任职时间', synonyms: ['任职日期', '任现职时间', '到任时间', '任现职日期'], kind: 'day' },
  { key: 'staffNumber', header: '人员编号', synonyms: ['工号', '职工号', '教工号', '职工编号', '编号'], kind: 'id' },
  { key: 'citizen', header: '身份证号', synonyms: ['身份证号码', '公民身份号码', '证件号码', '身份证'], kind: 'citizen-id' },
];

/** Known and never kept. */
export const NOT_STORED: readonly string[] = ['citizen'];
export const MOST_ROWS = 10_000;
