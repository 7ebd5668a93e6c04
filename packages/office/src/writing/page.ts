import { AlignmentType, Document, DocumentGridType, Footer, Header, Packer, PageNumber, Paragraph, TextRun, type FileChild, type ICommentsOptions } from 'docx';
import { TextWatermark } from 'docx/watermarks';
import { CHAR_SPACE, CHAR_WIDTH, GONGWEN, mm, pt, xmlSafe } from './gongwen.ts';
import { exactLine, fonts, officialStylesXml } from './styles.ts';

export type PageContent = { readonly title: string; readonly children: readonly FileChild[]; readonly comments?: ICommentsOptions; readonly watermark?: string };

/** A4 document with the official margins, grid and page numbers (odd pages right, even pages left). */
export async function packPage(content: PageContent): Promise<Uint8Array> {
  const { page, margins } = GONGWEN;
  const document = new Document({
    title: xmlSafe(content.title).replace(/\n/g, ''),
    creator: '',
    externalStyles: officialStylesXml(),
    evenAndOddHeaderAndFooters: true,
    ...(content.comments ? { comments: content.comments } : {}),
    sections: [
      {
        properties: {
          page: {
            size: { width: mm(page.widthMm), height: mm(page.heightMm) },
            margin: { top: mm(margins.topMm), bottom: mm(margins.bottomMm), left: mm(margins.leftMm), right: mm(margins.rightMm), header: mm(15), footer: mm(GONGWEN.pageNumberFromBottomMm) },
          },
          grid: { type: DocumentGridType.LINES_AND_CHARS, linePitch: pt(GONGWEN.linePt), charSpace: CHAR_SPACE },
        },
        footers: { default: pageNumber('odd'), even: pageNumber('even') },
        ...(content.watermark === undefined ? {} : { headers: { default: watermark(content.watermark), even: watermark(content.watermark) } }),
        children: content.children,
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function pageNumber(side: 'odd' | 'even'): Footer {
  const run = new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: fonts(GONGWEN.fonts.pageNumber), size: GONGWEN.sizesPt.pageNumber * 2 });
  const indent = Math.round(CHAR_WIDTH);
  return new Footer({
    children: [
      new Paragraph({
        children: [run],
        spacing: exactLine(16),
        alignment: side === 'odd' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: side === 'odd' ? { right: indent } : { left: indent },
      }),
    ],
  });
}

function watermark(text: string): Header {
  return new Header({ children: [new Paragraph({ children: [new TextWatermark({ text: xmlSafe(text), font: GONGWEN.fonts.body, color: 'C8C8C8' })] })] });
}
