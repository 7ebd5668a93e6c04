import { businessForDutyCheck } from '@shuping/plugin-sdk';

const BUSINESS = ['论文', '课题', '项目立项', '课时', '教学工作量', '科研经费', '专利', '学科评估', '招生', '就业率', '获奖数', '竞赛', '课程建设', '教材', '实验室建设'];
const DUTY = ['党', '支部', '组织生活', '三会一课', '主题党日', '思想政治', '意识形态', '谈心', '书记', '党员'];

/** Rows of sentences about teaching and research with no word of the secretary's own duty. SRC1 3(2), R-E2 */
export const businessForDuty = businessForDutyCheck('school', BUSINESS, DUTY);
