import { AlignmentType, LineRuleType, type IParagraphStyleOptions, type IStylesOptions } from 'docx';
import { REPORT_STYLES } from '../report/heading-level.ts';
import { GONGWEN, pt } from './gongwen.ts';

type Look = { readonly font: string; readonly sizePt: number; readonly linePt?: number; readonly centred?: boolean; readonly indent?: boolean; readonly outline?: number; readonly keepNext?: boolean };

export const fonts = (name: string) => ({ ascii: name, hAnsi: name, eastAsia: name, cs: name });

/** Paragraph styles of official documents; the ids tell our reader what each paragraph is. */
export function officialStyles(): IStylesOptions {
  const { fonts: face, sizesPt } = GONGWEN;
  return {
    default: { document: { run: { font: fonts(face.body), size: sizesPt.body * 2 }, paragraph: { spacing: exactLine() } } },
    paragraphStyles: [
      style(REPORT_STYLES.title, 'Official title', { font: face.title, sizePt: sizesPt.title, linePt: 34, centred: true, keepNext: true }),
      style(REPORT_STYLES.author, 'Official author', { font: face.h2, sizePt: sizesPt.body, centred: true }),
      style(REPORT_STYLES.h1, 'Official heading 1', { font: face.h1, sizePt: sizesPt.body, indent: true, outline: 0, keepNext: true }),
      style(REPORT_STYLES.h2, 'Official heading 2', { font: face.h2, sizePt: sizesPt.body, indent: true, outline: 1, keepNext: true }),
      style(REPORT_STYLES.h3, 'Official heading 3', { font: face.h3, sizePt: sizesPt.body, indent: true, outline: 2, keepNext: true }),
      style(REPORT_STYLES.body, 'Official body', { font: face.body, sizePt: sizesPt.body, indent: true }),
    ],
  };
}

export function exactLine(linePt: number = GONGWEN.linePt) {
  return { line: pt(linePt), lineRule: LineRuleType.EXACT, before: 0, after: 0 };
}

function style(id: string, name: string, look: Look): IParagraphStyleOptions {
  return {
    id,
    name,
    quickFormat: true,
    run: { font: fonts(look.font), size: look.sizePt * 2, bold: id === REPORT_STYLES.h3 },
    paragraph: {
      spacing: exactLine(look.linePt),
      alignment: look.centred ? AlignmentType.CENTER : AlignmentType.BOTH,
      ...(look.indent ? { indent: { firstLineChars: GONGWEN.firstLineChars * 100, firstLine: pt(GONGWEN.sizesPt.body * GONGWEN.firstLineChars) } } : {}),
      ...(look.outline === undefined ? {} : { outlineLevel: look.outline }),
      ...(look.keepNext ? { keepNext: true } : {}),
    },
  };
}
