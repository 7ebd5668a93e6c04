import { businessForDutyCheck } from '@shuping/plugin-sdk';

const BUSINESS = ['营业收入', '利润', '产值', '产量', '订单', '市场份额', '资产负债率', '成本', '投资额', '销售', '工期', '产能', '回款', '中标', '劳动生产率', '毛利'];
const DUTY = ['党', '支部', '组织生活', '前置研究', '思想政治', '书记', '谈心', '廉洁', '廉政', '突击队', '先锋'];

/** Rows of sentences about output and profit with no word of the secretary's own duty: that is assessed elsewhere and taken over. SRC1 3(2), R-E2 */
export const businessForDuty = businessForDutyCheck('soe', BUSINESS, DUTY);
