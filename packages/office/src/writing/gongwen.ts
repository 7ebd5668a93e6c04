/** Layout of official documents, GB/T 9704-2012. Lengths in millimetres, type in points, unless the name says otherwise. R-E1, R-I7. */
export const GONGWEN = {
  page: { widthMm: 210, heightMm: 297 },
  margins: { topMm: 37, bottomMm: 35, leftMm: 28, rightMm: 26 },
  /** Lines on a page and characters in a line. */
  lines: 22,
  chars: 28,
  /** Exact line of body text. */
  linePt: 28.95,
  firstLineChars: 2,
  /** Page number: its lower edge above the lower edge of the paper, so that its dash lies 7 mm below the text. */
  pageNumberFromBottomMm: 25,
  issuerFromTopMm: 35,
  sizesPt: { title: 22, body: 16, table: 12, pageNumber: 14, issuer: 52, issuerLeast: 26 },
  fonts: { title: '方正小标宋简体', body: '仿宋_GB2312', h1: '黑体', h2: '楷体_GB2312', h3: '仿宋_GB2312', pageNumber: '宋体', table: '仿宋_GB2312', tableHeader: '黑体' },
  red: 'FF0000',
} as const;

const TWIPS_PER_PT = 20;
const TWIPS_PER_MM = 1440 / 25.4;

export const mm = (length: number): number => Math.round(length * TWIPS_PER_MM);
export const pt = (length: number): number => Math.round(length * TWIPS_PER_PT);

/** Width of the text area, twips (156 mm). */
export const TEXT_WIDTH = mm(GONGWEN.page.widthMm - GONGWEN.margins.leftMm - GONGWEN.margins.rightMm);

/** Width of one body character on the grid, twips. */
export const CHAR_WIDTH = TEXT_WIDTH / GONGWEN.chars;

/** `w:charSpace`: pitch of a character beyond its type size, in 1/4096 pt; negative, since 28 characters of 16 pt are wider than 156 mm. */
export const CHAR_SPACE = Math.round((CHAR_WIDTH / TWIPS_PER_PT - GONGWEN.sizesPt.body) * 4096);

/** Words the standard itself prescribes. */
export const GONGWEN_WORDS = { attachments: '附件：', colon: '：', noteOpen: '（', noteClose: '）' } as const;

const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** Chinese numeral of 1…99: 12 → 十二. */
export function chineseNumeral(n: number): string {
  const tens = Math.floor(n / 10);
  return `${tens === 0 ? '' : `${tens === 1 ? '' : DIGITS[tens]}十`}${DIGITS[n % 10]}`;
}

/** Width of a text in body characters; ASCII counts half. */
export function widthInChars(text: string): number {
  return [...text].reduce((width, character) => width + ((character.codePointAt(0) ?? 0) < 0x80 ? 0.5 : 1), 0);
}

/** Text without the characters XML cannot hold (controls, lone surrogates, non-characters); the rare line separators, which some XML readers turn into line breaks, become such. */
export function xmlSafe(text: string): string {
  return text.replace(/[\u0085\u2028\u2029]/g, '\n').replace(/[\p{Surrogate}\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, '');
}
