import { writeSlip } from '@shuping/ballot-box';
import type { XlsxSheet } from '@shuping/office';
import { resolveText, type Catalogue } from '@shuping/kernel';
import type { PrintedSlips } from './handlers/slips.handler.ts';

/** Headings of the slips workbook; words come from the caller. */
export type SlipWords = { readonly sheet: string; readonly number: string; readonly class: string; readonly code: string; readonly address: string };

/** Slips for a mail-merge printer: one a row, in the random order in which they were made, so that a row number tells nothing. */
export function slipsSheet(printed: PrintedSlips, origin: string, catalogue: Catalogue, words: SlipWords): XlsxSheet {
  return {
    name: words.sheet, title: printed.meeting.title,
    columns: [{ header: words.number, kind: 'number' }, { header: words.class, width: 24 }, { header: words.code, width: 28 }, { header: words.address, width: 90 }],
    rows: printed.slips.map((slip, index) => [index + 1, resolveText(slip.title, catalogue), slip.secret, `${origin}/v/${printed.meeting.id}#${writeSlip(slip.secret, printed.fingerprint)}`]),
  };
}
