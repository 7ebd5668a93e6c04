import { sentenceCheck } from '@shuping/plugin-sdk';

const ROOM = /\d{1,3}\s*(?:栋|幢|号楼|楼|座)\s*(?:\d{1,2}\s*单元\s*)?\d{3,4}\s*(?:室|号|户|房)/;
const PLATE = /(车牌号?|门牌号?|电梯卡号|水表号|电表号)\s*(?:为|是|:|：)?\s*[\u4e00-\u9fa5]?[A-Za-z]?[A-Za-z0-9·]{4,}/;

/** A flat, a number plate or a meter by which a household could be recognised, which a report published to residents must not carry. R-E2 (personal data) */
export const addressIdentity = sentenceCheck('community', 'address-identity', 'block', (sentence) => ROOM.exec(sentence)?.[0] ?? PLATE.exec(sentence)?.[1]);
