import { sentenceCheck } from '@shuping/plugin-sdk';

const MARKED = /(绝密|机密|秘密)\s*★|(密发|机发|内发)\s*[〔[（(]\s*\d{4}\s*[〕\])）]/;
const INTERNAL = /(内部资料|内部明电|不得外传|会议纪要第\s*\d+\s*号)/;

/** Marks and numbers of papers that are not for a published report. R-E4, R-E2 */
export const markedPaper = sentenceCheck('agency', 'marked-paper', 'block', (sentence) => {
  const hit = MARKED.exec(sentence) ?? INTERNAL.exec(sentence);
  return hit?.[1] ?? hit?.[2];
});
