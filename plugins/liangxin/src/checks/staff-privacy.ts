import { sentenceCheck } from '@shuping/plugin-sdk';

const NUMBER = /(员工编号|工号|社保账号|会员编号|车牌号|骑手编号)\s*(?:为|是|:|：)?\s*[A-Za-z\u4e00-\u9fa5]?[A-Za-z0-9]{5,}/;
const PAY = /(月薪|年薪|工资|提成)\s*(?:为|是|约|:|：)?\s*\d+(?:\.\d+)?\s*(?:元|万元)/;

/** Numbers and pay by which an employee, member or rider could be recognised. R-E2 (personal data) */
export const staffPrivacy = sentenceCheck('liangxin', 'staff-privacy', 'block', (sentence) => (NUMBER.exec(sentence) ?? PAY.exec(sentence))?.[1]);
