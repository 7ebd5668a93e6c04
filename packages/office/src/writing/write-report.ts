import { AlignmentType, CommentRangeEnd, CommentRangeStart, CommentReference, DeletedTextRun, InsertedTextRun, Paragraph, TextRun, type ICommentOptions, type ParagraphChild } from 'docx';
import { levelOfNumbering, numberingOf, REPORT_STYLES } from '../report/heading-level.ts';
import { blankLine } from './blocks.ts';
import { chineseNumeral, xmlSafe } from './gongwen.ts';
import { packPage } from './page.ts';
import { titleLines } from './write-official.ts';

export type ReportComment = {
  /** 0-based section, and paragraph in it. */
  readonly section: number;
  readonly paragraph: number;
  readonly author: string;
  readonly at: Date;
  readonly text: string;
};

/** A stretch of a paragraph; with `change` it is set as tracked (修订): put in or taken out, by whom and when. */
export type ReportPiece = { readonly text: string; readonly change?: { readonly kind: 'added' | 'removed'; readonly author: string; readonly at: Date } };

export type ReportDocument = {
  readonly title: string;
  /** Unit, post and name below the title. */
  readonly authorLine: string;
  readonly sections: readonly { readonly title: string; readonly paragraphs: readonly (string | readonly ReportPiece[])[] }[];
  readonly comments?: readonly ReportComment[];
  readonly watermark?: string;
};

/**
 * Word file of a debriefing report in official layout; `readDocx` and `splitReport` give its sections back unchanged. R-E1.
 * Titles without a number get 一、二、…; numbered short lines are set as sub-headings; a line break begins a new paragraph.
 */
export function writeReport(report: ReportDocument): Promise<Uint8Array> {
  const comments = report.comments ?? [];
  const ids = { next: 1 };
  const body = report.sections.flatMap((section, s) => [
    new Paragraph({ style: REPORT_STYLES.h1, children: [new TextRun(xmlSafe(numberedTitle(section.title, s)))] }),
    ...section.paragraphs.flatMap((text, p) => typeof text !== 'string' ? [trackedParagraph(text, ids)] : reportParagraphs(text, comments.flatMap((comment, id) => (comment.section === s && comment.paragraph === p ? [id] : [])))),
  ]);
  return packPage({
    title: report.title,
    ...(report.watermark === undefined ? {} : { watermark: report.watermark }),
    ...(comments.length === 0 ? {} : { comments: { children: comments.map(wordComment) } }),
    children: [
      ...titleLines(report.title),
      new Paragraph({ style: REPORT_STYLES.author, alignment: AlignmentType.CENTER, children: [new TextRun(xmlSafe(report.authorLine))] }),
      blankLine(),
      ...body,
    ],
  });
}

function numberedTitle(title: string, index: number): string {
  return numberingOf(title.trim())?.level === 1 ? title : `${chineseNumeral(index + 1)}、${title}`;
}

function reportParagraphs(text: string, commentIds: readonly number[]): Paragraph[] {
  const lines = xmlSafe(text).split(/\r\n?|\n/).filter((line) => line.trim() !== '');
  return lines.map((line, i) => new Paragraph({ style: lineStyle(line), children: i === 0 ? commented(line, commentIds) : [new TextRun(line)] }));
}

/** A paragraph with tracked changes: Word accepts or rejects each. */
function trackedParagraph(pieces: readonly ReportPiece[], ids: { next: number }): Paragraph {
  const whole = pieces.map((piece) => piece.text).join('');
  return new Paragraph({
    style: lineStyle(whole),
    children: pieces.filter((piece) => piece.text !== '').map(({ text, change }) => {
      if (!change) return new TextRun(xmlSafe(text));
      const run = { text: xmlSafe(text), id: ids.next++, author: xmlSafe(change.author), date: change.at.toISOString() };
      return change.kind === 'added' ? new InsertedTextRun(run) : new DeletedTextRun(run);
    }),
  });
}

function lineStyle(line: string): string {
  const level = levelOfNumbering(line);
  if (level === 2) return REPORT_STYLES.h2;
  return level === 3 ? REPORT_STYLES.h3 : REPORT_STYLES.body;
}

function commented(line: string, ids: readonly number[]): ParagraphChild[] {
  return [
    ...ids.map((id) => new CommentRangeStart(id)),
    new TextRun(line),
    ...ids.flatMap((id) => [new CommentRangeEnd(id), new TextRun({ children: [new CommentReference(id)] })]),
  ];
}

function wordComment(comment: ReportComment, id: number): ICommentOptions {
  const paragraphs = xmlSafe(comment.text).split('\n');
  return { id, author: xmlSafe(comment.author), date: comment.at, children: paragraphs.map((line) => new Paragraph({ children: [new TextRun(line)] })) };
}
