import type { SignedWords } from '../signed-list.ts';
import type { SlipPdfWords } from '../slips-pdf.ts';
import type { SlipWords } from '../slips-workbook.ts';

/** Headings of the slips workbook: a document for the printer, always in Chinese. */
export const SLIP_WORDS: SlipWords = { sheet: '票码', number: '行号', class: '评议主体', code: '票码', address: '投票网址' };
/** Words on printed slips. */
export const SLIP_PDF_WORDS: SlipPdfWords = { title: (meeting) => `${meeting} · 票码`, scan: '签到时微信扫码取票号，别关页面，开票后在同一页评议；扫不了，在浏览器打开会场公布的网址，输入票码：' };
/** Headings of the signed list: a document for the file, always in Chinese. */
export const SIGNED_WORDS: SignedWords = { sheet: '记名名册', marks: '记名测评明细', group: '评议主体', name: '姓名', present: '签到', here: '已到', absent: '未到', rounds: '已交张数', last: '最后提交', signature: '签名', round: '轮次', at: '提交时间', replaced: '修改次数', subject: '述职人', unit: '单位', item: '项目', mark: '评价', blank: '弃权' };
