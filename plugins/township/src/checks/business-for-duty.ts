import { businessForDutyCheck } from '@shuping/plugin-sdk';

const BUSINESS = ['生产总值', '固定资产投资', '招商引资', '财政收入', '规上', '项目开工', '播种面积', '征地拆迁', '税收', '游客', '亩均', '到位资金', '高标准农田', '人居环境', '粮食产量', '签约'];
const DUTY = ['党委', '党建', '支部', '党员', '班子', '书记', '约谈', '软弱涣散', '意识形态', '巡察', '包村', '村级组织'];

/** Rows of sentences about growth and projects with no word of the secretary's own duty. SRC1 3(2), R-E2 */
export const businessForDuty = businessForDutyCheck('township', BUSINESS, DUTY);
