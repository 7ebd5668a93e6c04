import { sentences, type Finding, type PluginCheck } from '@shuping/plugin-sdk';

const ID = 'hospital.business-for-duty@1';
const BUSINESS = ['门诊量', '手术量', '出院人次', '床位', '平均住院日', '新技术', '课题', '论文', '设备', '诊疗', '病例', '查房', '学科建设', '药占比', '带教'];
const DUTY = ['党', '支部', '组织生活', '思想政治', '意识形态', '医德', '医风', '谈心', '书记'];

const says = (text: string, words: readonly string[]): boolean => words.some((word) => text.includes(word));

/** `run` or more sentences in a row (default 3) about medical business with no word of the secretary's own duty. SRC1 3(2), R-E2 */
export const businessForDuty: PluginCheck = {
  id: ID,
  run(report, params) {
    const least = typeof params['run'] === 'number' ? params['run'] : 3;
    return report.sections.flatMap((section) => rows(section.text).filter((row) => row.length >= least).map((row): Finding<string> => ({
      check: ID, level: 'advise', code: 'business-for-duty', params: { sentences: row.length }, sectionId: section.id, start: row[0]!.start, end: row.at(-1)!.end,
    })));
  },
};

/** Sentences of business alone, in rows of neighbours. */
function rows(text: string): { readonly start: number; readonly end: number }[][] {
  const out: { start: number; end: number }[][] = [[]];
  for (const sentence of sentences(text)) {
    if (says(sentence.text, BUSINESS) && !says(sentence.text, DUTY)) out.at(-1)!.push(sentence);
    else out.push([]);
  }
  return out;
}
