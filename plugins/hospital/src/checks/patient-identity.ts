import { sentenceCheck } from '@shuping/plugin-sdk';

const NUMBER = /(住院号|病历号|病案号|门诊号|就诊卡号|医保号|登记号)\s*(?:为|是|:|：)?\s*[A-Za-z]?\d{4,}/;
const NAMED = /患者([\u4e00-\u9fa5]{1,3})(?:（|\()(?:男|女)/;

/** Numbers or names by which a patient could be recognised, which a published report must not carry. R-E2 (personal data) */
export const patientIdentity = sentenceCheck('hospital', 'patient-identity', 'block', (sentence) => NUMBER.exec(sentence)?.[1] ?? (NAMED.test(sentence) ? '患者' : undefined));
