import type { Catalogue } from '@shuping/kernel';

/** Words of the Word file. */
export const reportWords: Catalogue = {
  'report.word.title': '{{year}}年度述职报告',
  'report.word.author': '{{org}} {{post}} {{name}}',
  'report.word.draft': '未定稿',
  'report.word.file': '{{year}}年度述职报告-{{org}}-{{name}}.docx',
};
