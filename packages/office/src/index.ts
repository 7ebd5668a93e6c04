export type { ReadLimits } from './limits.ts';
export { DEFAULT_LIMITS } from './limits.ts';
export * from './problems.ts';
export { readDocx, readXlsx } from './reading/read-office.ts';
export type { DocxContent, DocxParagraph } from './reading/docx-content.ts';
export type { CellValue, Merge, SheetContent, XlsxContent } from './reading/sheets.ts';
export { cellName, columnLetters } from './reading/sheets.ts';
