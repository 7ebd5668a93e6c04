import type { ColumnSpec } from './table-types.ts';

/** Columns of an office's list of those entitled. */
export const ROLL_COLUMNS: readonly ColumnSpec[] = [
  { key: 'name', header: '姓名', synonyms: ['名字', '应到人', '参评人'], kind: 'text', required: true },
  { key: 'unit', header: '单位', synonyms: ['所在单位', '单位名称', '工作单位', '党组织'], kind: 'text' },
  { key: 'group', header: '评议主体', synonyms: ['主体', '类别', '测评主体', '身份'], kind: 'text' },
  { key: 'related', header: '分管或联系对象', synonyms: ['分管对象', '联系对象', '分管单位', '联系单位', '评议对象', '所评对象'], kind: 'text' },
];
