import { LineRuleType } from 'docx';
import { REPORT_STYLES } from '../report/heading-level.ts';
import { GONGWEN, pt } from './gongwen.ts';

type Look = {
  readonly font: string;
  readonly sizePt: number;
  readonly linePt?: number;
  readonly align?: 'both' | 'center';
  /** First line two characters in, characters drawn together to 28 in a line. */
  readonly body?: boolean;
  readonly outline?: number;
  readonly bold?: boolean;
};

/**
 * 28 characters of 16 pt are wider than 156 mm: each gives up a quarter of a point. Done here and not by the character grid, which some programs
 * read as "snap", giving a 16 pt character two cells of 15.8 pt; `snapToGrid` is therefore off, and the exact line keeps 22 lines.
 */
export const BODY_CHAR_SPACING = -5;

export const fonts = (name: string) => ({ ascii: name, hAnsi: name, eastAsia: name, cs: name });

export function exactLine(linePt: number = GONGWEN.linePt) {
  return { line: pt(linePt), lineRule: LineRuleType.EXACT, before: 0, after: 0 };
}

/** styles.xml of official documents; written by hand, since the library has no paragraph `snapToGrid`. The ids tell our reader what each paragraph is. */
export function officialStylesXml(): string {
  const { fonts: face, sizesPt } = GONGWEN;
  const body = { sizePt: sizesPt.body, body: true };
  const styles = [
    paragraphStyle('Normal', 'Normal', { font: face.body, sizePt: sizesPt.body }),
    paragraphStyle(REPORT_STYLES.title, 'Official title', { font: face.title, sizePt: sizesPt.title, linePt: 34, align: 'center' }),
    paragraphStyle(REPORT_STYLES.author, 'Official author', { font: face.h2, sizePt: sizesPt.body, align: 'center' }),
    paragraphStyle(REPORT_STYLES.h1, 'Official heading 1', { ...body, font: face.h1, outline: 0 }),
    paragraphStyle(REPORT_STYLES.h2, 'Official heading 2', { ...body, font: face.h2, outline: 1 }),
    paragraphStyle(REPORT_STYLES.h3, 'Official heading 3', { ...body, font: face.h3, outline: 2, bold: true }),
    paragraphStyle(REPORT_STYLES.body, 'Official body', { ...body, font: face.body }),
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>',
  ];
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr>${runProperties({ font: face.body, sizePt: sizesPt.body })}<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>${styles.join('')}</w:styles>`;
}

function paragraphStyle(id: string, name: string, look: Look): string {
  const isNormal = id === 'Normal';
  const indent = look.body ? `<w:ind w:firstLine="${pt(GONGWEN.sizesPt.body * GONGWEN.firstLineChars)}" w:firstLineChars="${GONGWEN.firstLineChars * 100}"/>` : '';
  const heading = look.outline === undefined ? '' : `<w:outlineLvl w:val="${look.outline}"/>`;
  return [
    `<w:style w:type="paragraph" ${isNormal ? 'w:default="1" ' : 'w:customStyle="1" '}w:styleId="${id}"><w:name w:val="${name}"/>${isNormal ? '' : '<w:basedOn w:val="Normal"/>'}<w:qFormat/>`,
    `<w:pPr>${look.outline === undefined ? '' : '<w:keepNext/>'}<w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>`,
    `<w:spacing w:before="0" w:after="0" w:line="${pt(look.linePt ?? GONGWEN.linePt)}" w:lineRule="exact"/>${indent}<w:jc w:val="${look.align ?? 'both'}"/>${heading}</w:pPr>`,
    `<w:rPr>${runProperties(look)}</w:rPr></w:style>`,
  ].join('');
}

function runProperties(look: Look): string {
  const { font, sizePt } = look;
  return [
    `<w:rFonts w:ascii="${font}" w:hAnsi="${font}" w:eastAsia="${font}" w:cs="${font}"/>`,
    look.bold ? '<w:b/>' : '',
    look.body ? `<w:spacing w:val="${BODY_CHAR_SPACING}"/>` : '',
    `<w:sz w:val="${sizePt * 2}"/><w:szCs w:val="${sizePt * 2}"/>`,
  ].join('');
}
