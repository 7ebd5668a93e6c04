import type { SlipWords } from '../slips-workbook.ts';

/** Headings of the slips workbook: a document for the printer, always in Chinese. */
export const SLIP_WORDS: SlipWords = { sheet: '票码', number: '行号', class: '评议主体', code: '票码', address: '投票网址' };
