import { sentences, type Finding, type PluginCheck } from '@shuping/plugin-sdk';

const ID = 'school.business-for-duty@1';
const BUSINESS = ['论文', '课题', '项目立项', '课时', '教学工作量', '科研经费', '专利', '学科评估', '招生', '就业率', '获奖数', '竞赛', '课程建设', '教材', '实验室建设'];
const DUTY = ['党', '支部', '组织生活', '三会一课', '主题党日', '思想政治', '意识形态', '谈心', '书记', '党员'];

const says = (text: string, words: readonly string[]): boolean => words.some((word) => text.includes(word));

/** `run` or more sentences in a row (default 3) about teaching and research with no word of the secretary's own duty. SRC1 3(2), R-E2 */
export const businessForDuty: PluginCheck = {
  id: ID,
  run(report, params) {
    const least = typeof params['run'] === 'number' ? params['run'] : 3;
    const found: Finding<string>[] = [];
    for (const section of report.sections) {
      let run: { start: number; end: number }[] = [];
      const close = (): void => {
        const [first, last] = [run[0], run.at(-1)];
        if (first && last && run.length >= least) {
          found.push({ check: ID, level: 'advise', code: 'business-for-duty', params: { sentences: run.length }, sectionId: section.id, start: first.start, end: last.end });
        }
        run = [];
      };
      for (const sentence of sentences(section.text)) {
        if (says(sentence.text, BUSINESS) && !says(sentence.text, DUTY)) run.push(sentence);
        else close();
      }
      close();
    }
    return found;
  },
};
