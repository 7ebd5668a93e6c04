import { businessForDutyCheck } from '@shuping/plugin-sdk';

const BUSINESS = ['垃圾分类', '创卫', '创城', '疫苗', '老年证', '低保办理', '消防演练', '文艺演出', '健康讲座', '便民活动', '飞线', '楼道杂物', '充电桩', '停车位', '加装电梯', '环境整治'];
const DUTY = ['党', '支部', '居民议事', '议事会', '网格', '业委会', '共建单位', '物业联席', '组织生活', '谈心', '书记', '报到'];

/** Rows of sentences about errands and campaigns with no word of the secretary's own duty. SRC1 3(2), R-E2 */
export const businessForDuty = businessForDutyCheck('community', BUSINESS, DUTY);
