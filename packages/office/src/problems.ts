/** Every code that reading a file can answer with; locale catalogues translate them. */
export const FILE_PROBLEM_CODES = [
  'file.empty',
  'file.too-large',
  'file.not-zip',
  'file.old-format',
  'file.encrypted',
  'file.wrong-kind',
  'file.zip-bomb',
  'file.macros',
  'file.embedded-object',
  'file.external-link',
  'file.forbidden-xml',
  'file.broken',
  'file.timeout',
  'file.memory',
] as const;
export type FileProblemCode = (typeof FILE_PROBLEM_CODES)[number];

/** What reading reports without refusing the file. */
export const FILE_WARNING_CODES = [
  'file.external-link-removed',
  'file.pictures-left-out',
  'file.notes-left-out',
  'cell.formula',
  'sheet.hidden',
] as const;
export type FileWarningCode = (typeof FILE_WARNING_CODES)[number];

/** What reading a table reports, each with `at` = cell (`C5`) and params `row`, `column`, `value`. */
export const CELL_PROBLEM_CODES = [
  'table.no-header',
  'table.column-missing',
  'table.column-twice',
  'cell.required',
  'cell.error',
  'cell.id-precision-lost',
  'cell.not-number',
  'cell.not-integer',
  'cell.not-day',
  'cell.not-option',
] as const;
export type CellProblemCode = (typeof CELL_PROBLEM_CODES)[number];
