import { businessForDutyCheck } from '@shuping/plugin-sdk';

const BUSINESS = ['审批', '项目资金', '招商', '督查', '预算', '立法', '执法', '办件', '调研报告', '统计', '规划', '专项行动', '信息化', '政策文件', '提案'];
const DUTY = ['党', '支部', '组织生活', '书记', '谈心', '作风', '模范机关', '青年理论'];

/** Rows of sentences about the organ's own line of work with no word of the secretary's duty. SRC1 3(2), R-E2 */
export const businessForDuty = businessForDutyCheck('agency', BUSINESS, DUTY);
