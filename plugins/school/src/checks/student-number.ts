import { sentenceCheck } from '@shuping/plugin-sdk';

const NUMBER = /(学号|工号|考生号|学籍号|准考证号)\s*(?:为|是|:|：)?\s*[A-Za-z]?\d{5,}/;

/** Student, staff or candidate numbers, which a published report must not carry. R-E2 (personal data) */
export const studentNumber = sentenceCheck('school', 'student-number', 'block', (sentence) => NUMBER.exec(sentence)?.[1]);
