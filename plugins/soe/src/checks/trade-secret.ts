import { sentenceCheck } from '@shuping/plugin-sdk';

const FIGURE = /(投标报价|标底|合同单价|供货价|成交底价|采购底价|报价)\s*(?:为|是|约|定为|:|：)?\s*\d/;
const NUMBER = /(合同编号|合同号|标书编号|银行账号)\s*(?:为|是|:|：)?\s*[A-Za-z0-9-]{5,}/;

/** Bids, floor prices and contract numbers, which a report read by a circle must not carry. R-E4, R-E2 */
export const tradeSecret = sentenceCheck('soe', 'trade-secret', 'block', (sentence) => (FIGURE.exec(sentence) ?? NUMBER.exec(sentence))?.[1]);
