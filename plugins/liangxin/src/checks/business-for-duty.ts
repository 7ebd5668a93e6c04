import { businessForDutyCheck } from '@shuping/plugin-sdk';

const BUSINESS = ['营业额', '营收', '纳税', '税收', '订单', '客户', '融资', '上市', '门店', '产值', '专利', '出口', '会员费', '品牌', '销售'];
const DUTY = ['党', '支部', '组织生活', '书记', '谈心', '指导员', '职工', '员工', '工会'];

/** Rows of sentences about the firm's business with no word of members or staff. SRC1 3(2), R-E2 */
export const businessForDuty = businessForDutyCheck('liangxin', BUSINESS, DUTY);
