import { businessForDutyCheck } from '@shuping/plugin-sdk';

const BUSINESS = ['亩产', '种植面积', '硬化道路', '路灯', '水渠', '大棚', '养殖', '危房', '改厕', '医保缴费', '秸秆', '播种', '流转土地', '光伏', '厂房', '自来水'];
const DUTY = ['党', '支部', '支委', '两委', '组织生活', '后备', '村民代表', '四议', '公开', '谈心', '书记', '入户'];

/** Rows of sentences about building and farming with no word of the secretary's own duty. SRC1 3(2), R-E2 */
export const businessForDuty = businessForDutyCheck('village', BUSINESS, DUTY);
