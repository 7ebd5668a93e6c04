import { AlignmentType, BorderStyle, Paragraph, TextRun, type FileChild } from 'docx';
import { REPORT_STYLES } from '../report/heading-level.ts';
import { blankLine, bodyParagraphs, renderBlock, type Block } from './blocks.ts';
import { CHAR_WIDTH, GONGWEN, GONGWEN_WORDS, mm, TEXT_WIDTH, widthInChars, xmlSafe } from './gongwen.ts';
import { packPage } from './page.ts';
import { BODY_CHAR_SPACING, exactLine, fonts } from './styles.ts';

export type OfficialDocument = {
  /** 发文机关标志, in red above the line; without it the title stands at the top. */
  readonly issuer?: string;
  /** 文号. */
  readonly number?: string;
  /** A line break sets the lines of the title. */
  readonly title: string;
  /** 主送; the colon is added. */
  readonly addressee?: string;
  readonly blocks: readonly Block[];
  readonly attachments?: readonly string[];
  readonly signer: string;
  /** As printed, e.g. 2026年12月18日. */
  readonly date: string;
  /** 附注, set in brackets below the date. */
  readonly note?: string;
  readonly watermark?: string;
};

/** Characters left free to the right of the date. */
const DATE_FROM_RIGHT = 4;
const SIGNER_FROM_RIGHT = 2;

/** Word file of an official document in the layout of GB/T 9704. R-I7, R-E1, R-K6. */
export function writeOfficial(document: OfficialDocument): Promise<Uint8Array> {
  const children: FileChild[] = [
    ...head(document),
    ...titleLines(document.title),
    blankLine(),
    ...(document.addressee === undefined ? [] : [flushLeft(withColon(document.addressee))]),
    ...document.blocks.flatMap((block, at) => renderBlock(block.kind === 'p' && at === document.blocks.length - 1 ? { ...block, withNext: true } : block)),
    ...attachments(document.attachments ?? []),
    ...signature(document.signer, document.date),
    ...(document.note === undefined ? [] : bodyParagraphs(`${GONGWEN_WORDS.noteOpen}${document.note}${GONGWEN_WORDS.noteClose}`)),
  ];
  return packPage({ title: document.title, children, ...(document.watermark === undefined ? {} : { watermark: document.watermark }) });
}

export function titleLines(title: string): Paragraph[] {
  return xmlSafe(title)
    .split('\n')
    .map((line) => new Paragraph({ style: REPORT_STYLES.title, children: [new TextRun(line)] }));
}

/** Red name of the issuer, number below it, red line; then two free lines before the title. */
function head(document: OfficialDocument): FileChild[] {
  const number = new TextRun({ text: xmlSafe(document.number ?? ''), font: fonts(GONGWEN.fonts.body) });
  if (document.issuer === undefined) {
    return document.number === undefined ? [] : [new Paragraph({ alignment: AlignmentType.RIGHT, spacing: exactLine(), children: [number] }), blankLine()];
  }
  const size = issuerSize(document.issuer);
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { ...exactLine(size * 1.25), before: mm(GONGWEN.issuerFromTopMm) },
      children: [new TextRun({ text: xmlSafe(document.issuer), font: fonts(GONGWEN.fonts.title), size: size * 2, color: GONGWEN.red })],
    }),
    blankLine(),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: exactLine(),
      border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: GONGWEN.red, space: 11 } },
      children: [number],
    }),
    blankLine(),
    blankLine(),
  ];
}

/** The largest size, in whole points, that keeps the name on one line. */
function issuerSize(issuer: string): number {
  const fits = Math.floor(TEXT_WIDTH / 20 / Math.max(1, widthInChars(issuer)));
  return Math.max(GONGWEN.sizesPt.issuerLeast, Math.min(GONGWEN.sizesPt.issuer, fits));
}

function flushLeft(text: string): Paragraph {
  return new Paragraph({ spacing: exactLine(), alignment: AlignmentType.BOTH, children: [bodyRun(text)] });
}

function bodyRun(text: string): TextRun {
  return new TextRun({ text: xmlSafe(text), characterSpacing: BODY_CHAR_SPACING });
}

function withColon(addressee: string): string {
  return /[：:]$/.test(addressee) ? addressee : `${addressee}${GONGWEN_WORDS.colon}`;
}

/** One free line, then the names, numbered when there are several, each hanging under itself. */
function attachments(names: readonly string[]): FileChild[] {
  if (names.length === 0) return [];
  const word = widthInChars(GONGWEN_WORDS.attachments);
  const numbered = names.length > 1;
  const line = (name: string, i: number) => {
    const number = numbered ? `${i + 1}. ` : '';
    const hanging = widthInChars(number) + (i === 0 ? word : 0);
    return new Paragraph({
      spacing: exactLine(),
      indent: { left: chars(2 + word + widthInChars(number)), hanging: chars(hanging) },
      children: [bodyRun(`${i === 0 ? GONGWEN_WORDS.attachments : ''}${number}${name}`)],
    });
  };
  return [blankLine(), ...names.map(line)];
}

/** Two free lines, then signer and date centred to each other; the date four characters from the right. They never stand on a page without text. */
function signature(signer: string, date: string): FileChild[] {
  const difference = widthInChars(date) - widthInChars(signer);
  const fromRight = difference >= 0 ? DATE_FROM_RIGHT : Math.max(DATE_FROM_RIGHT, SIGNER_FROM_RIGHT - difference / 2);
  const line = (text: string, right: number, keepNext: boolean) =>
    new Paragraph({ keepNext, keepLines: true, alignment: AlignmentType.RIGHT, spacing: exactLine(), indent: { right: chars(right) }, children: [bodyRun(text)] });
  return [blankLine(true), blankLine(true), line(signer, fromRight + difference / 2, true), line(date, fromRight, false)];
}

function chars(count: number): number {
  return Math.round(Math.max(0, count) * CHAR_WIDTH);
}
