import { sentenceCheck } from '@shuping/plugin-sdk';

const COUNT = '[0-9〇一二三四五六七八九十百两]+\\s*余?多?(?:次|场|期|份|篇|个|条)';
const PAPER = new RegExp(`(?:召开|印发|制定|出台|下发|组织学习|报送|撰写|开展学习)[^。；，]{0,14}?${COUNT}|${COUNT}[^。；，]{0,6}(?:会议|文件|简报|信息|方案|心得)`);
const DEED = /解决|办成|整改|销号|缩短|减少|取消|合并|满意|群众|企业|兑现|落地/;

/** A sentence that counts meetings or papers and names nothing that came of them (SRC1: 防止以开会发文、留痕多少评判). The label is what it counts. R-E2 */
export const paperForDeed = sentenceCheck('agency', 'paper-for-deed', 'advise', (sentence) => (DEED.test(sentence) ? undefined : PAPER.exec(sentence)?.[0]));
