import { businessForDutyCheck } from '@shuping/plugin-sdk';

const BUSINESS = ['门诊量', '手术量', '出院人次', '床位', '平均住院日', '新技术', '课题', '论文', '设备', '诊疗', '病例', '查房', '学科建设', '药占比', '带教'];
const DUTY = ['党', '支部', '组织生活', '思想政治', '意识形态', '医德', '医风', '谈心', '书记'];

/** Rows of sentences about medical business with no word of the secretary's own duty. SRC1 3(2), R-E2 */
export const businessForDuty = businessForDutyCheck('hospital', BUSINESS, DUTY);
