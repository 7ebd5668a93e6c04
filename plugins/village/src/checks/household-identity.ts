import { sentenceCheck } from '@shuping/plugin-sdk';

const NUMBER = /(银行卡号|一卡通号|银行账号|低保证号|残疾证号|户编号|户口簿号)\s*(?:为|是|:|：)?\s*[A-Za-z]?\d{4,}/;
const NAMED = /(低保户|监测户|脱贫户|特困户|五保户|边缘户|信访户)[\u4e00-\u9fa5]{2,3}(?:（|\(|家中|一家|的妻子|的儿子|的女儿)/;

/** Card numbers, or the name beside a household's need, which a report published in the village must not carry. R-E2 (personal data) */
export const householdIdentity = sentenceCheck('village', 'household-identity', 'block', (sentence) => NUMBER.exec(sentence)?.[1] ?? NAMED.exec(sentence)?.[1]);
