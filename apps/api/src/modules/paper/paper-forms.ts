import type { BallotFormSheet } from '@shuping/ballot-box';
import { BOX, layoutForm, PAPER, type FormContent, type FormLayout, type FormPage, type FormRect, type FormText } from '@shuping/domain';
import { writePdf, type PdfPage } from '@shuping/office';
import { FORM_WORDS } from './locales/zh-CN.ts';

/** Layout of a class's form in a round, the same for printing and for reading; null when it would be too long. */
export function layoutOf(form: BallotFormSheet, voterClass: string): FormLayout | null {
  const sheet = form.classes[voterClass]!;
  const content: FormContent = {
    meeting: form.meeting, round: form.round, class: voterClass, subjects: form.subjects.map(({ id, name, unit }) => ({ id, name, unit })),
    items: sheet.items.map((item) => ({ id: item.id, title: item.title, options: item.options.map(({ id, title }) => ({ id, title })), ...(item.range ? { range: { min: item.range.min, max: item.range.max, step: item.range.step } } : {}) })),
    ...(sheet.remarks ? { remark: FORM_WORDS.remark } : {}),
  };
  return layoutForm(content, { title: FORM_WORDS.title(form.title), class: FORM_WORDS.classLine(sheet.title), rules: FORM_WORDS.rules, page: FORM_WORDS.page, code: FORM_WORDS.code });
}

export type Pads = { readonly pads: number; readonly sheets: number };

/** Pads of forms as one PDF. A pad's number stands on its cover and nowhere else: a sheet bears no mark by which it could be told from another of its class. */
export function writeForms(form: BallotFormSheet, voterClass: string, layout: FormLayout, { pads, sheets }: Pads): Promise<Buffer> {
  const title = form.classes[voterClass]!.title;
  const covers = Array.from({ length: pads }, (_, pad) => coverOf(form.title, title, { pad: pad + 1, pads, sheets, pages: layout.pages.length }));
  const once = layout.pages.map((_, at) => pads + at);
  const order = covers.flatMap((_, pad) => [pad, ...Array.from({ length: sheets }, () => once).flat()]);
  return writePdf({ title: `${FORM_WORDS.title(form.title)} · ${title}`, ...PAPER, pages: [...covers, ...layout.pages.map(toPdf)], order });
}

function toPdf({ texts, rects, boxes }: FormPage): PdfPage {
  return { texts, rects: [...rects, ...boxes.map(({ x, y }): FormRect => ({ x: x - BOX / 2, y: y - BOX / 2, width: BOX, height: BOX, fill: false }))] };
}

function coverOf(meeting: string, voterClass: string, { pad, pads, sheets, pages }: Pads & { readonly pad: number; readonly pages: number }): PdfPage {
  const { cover } = FORM_WORDS;
  const middle = PAPER.width / 2;
  const texts: FormText[] = [
    { x: middle, y: 60, size: 8.4, text: cover.title, bold: true, align: 'centre' }, { x: middle, y: 74, size: Math.min(5.6, 160 / meeting.length), text: meeting, align: 'centre' },
    { x: middle, y: 86, size: 5.6, text: FORM_WORDS.classLine(voterClass), align: 'centre' }, { x: middle, y: 110, size: 7, text: cover.pad(pad, pads), bold: true, align: 'centre' },
    { x: middle, y: 121, size: 4.6, text: cover.sheets(sheets, pages), align: 'centre' },
    ...cover.lines.map((text, at): FormText => ({ x: 40, y: 150 + at * 12, size: 4.6, text })),
    { x: 40, y: 150 + cover.lines.length * 12 + 6, size: 4.6, text: cover.signed },
    ...cover.rules.map((text, at): FormText => ({ x: 40, y: 242 + at * 7, size: 3.6, text })),
  ];
  const lines = [...cover.lines.map((_, at) => 150 + at * 12), 150 + cover.lines.length * 12 + 6].map((y): FormRect => ({ x: 78, y: y + 1.4, width: 90, height: 0.25, fill: true }));
  return { texts, rects: lines };
}
