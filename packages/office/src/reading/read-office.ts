import { err, type Problem, type Result } from '@shuping/kernel';
import { withDefaults, type ReadLimits } from '../limits.ts';
import { walkZip } from '../zip/walk-zip.ts';
import type { OfficeKind } from './check-package.ts';
import type { DocxContent } from './docx-content.ts';
import { magicProblem } from './magic.ts';
import { runReader } from './run-reader.ts';
import type { XlsxContent } from './sheets.ts';

/**
 * Paragraphs of a Word file with heading levels. Insertions are kept, deletions dropped; outside pictures and templates are blanked and reported
 * ('file.external-link-removed'), never fetched. Errors: FILE_PROBLEM_CODES. R-E1.
 */
export function readDocx(bytes: Uint8Array, limits?: ReadLimits): Promise<Result<DocxContent, Problem>> {
  return readOffice<DocxContent>('docx', bytes, limits);
}

/**
 * Sheets of an Excel file. Formula cells give the value stored last, with a warning; a formula, link or name reaching outside refuses the file.
 * Errors: FILE_PROBLEM_CODES. R-A3, R-K6.
 */
export function readXlsx(bytes: Uint8Array, limits?: ReadLimits): Promise<Result<XlsxContent, Problem>> {
  return readOffice<XlsxContent>('xlsx', bytes, limits);
}

/** Cheap checks first, here; unpacking and parsing only in the child. */
async function readOffice<T>(kind: OfficeKind, bytes: Uint8Array, limits?: ReadLimits): Promise<Result<T, Problem>> {
  const full = withDefaults(limits);
  if (bytes.length > full.maxBytes) return err({ code: 'file.too-large', params: { bytes: bytes.length, max: full.maxBytes } });
  const magic = await magicProblem(bytes);
  if (magic) return err(magic);
  const entries = await walkZip(bytes, full.maxUnpackedBytes);
  if (!Array.isArray(entries)) return err(entries);
  return runReader<T>(kind, bytes, full);
}
