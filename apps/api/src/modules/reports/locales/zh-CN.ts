import type { Catalogue } from '@shuping/kernel';

/** Words of the Word file. */
export const reportWords: Catalogue = {
  'report.word.title': '{{period}}述职报告',
  'report.word.author': '{{org}} {{post}} {{name}}',
  'report.word.draft': '未定稿',
  'report.word.file': '{{period}}述职报告-{{org}}-{{name}}.docx',
  'report.again.heading': '再次出现的问题：{{title}}',
  'report.again.title': '“{{first}}”{{firstYear}}年已经指出，{{year}}年再次出现：整改做了什么，为什么又出现，怎样防止再犯？',
};
