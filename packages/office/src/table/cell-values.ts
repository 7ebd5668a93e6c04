import { isDay } from '@shuping/kernel';
import type { CellValue } from '../reading/sheets.ts';
import type { CellProblemCode } from '../problems.ts';
import type { ColumnSpec, RecordValue } from './table-types.ts';

export type CellReading = { readonly value: RecordValue } | { readonly code: CellProblemCode };

/** Excel keeps 15 digits of a number; what is longer has lost its end. */
const EXACT_BELOW = 1e15;
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);
const FIRST_SERIAL = 10_000;
const LAST_SERIAL = 80_000;

/** Value of a cell as its column wants it, or the code of what is wrong. Empty and blank cells give null. */
export function readCell(cell: CellValue | undefined, spec: ColumnSpec): CellReading {
  if (cell === null || cell === undefined) return { value: null };
  if (typeof cell === 'object') return { code: 'cell.error' };
  const text = cleanText(String(cell));
  if (text === '') return { value: null };
  switch (spec.kind) {
    case 'text':
      return { value: text };
    case 'id':
    case 'citizen-id':
      return readId(typeof cell === 'number' ? cell : text, spec.kind);
    case 'number':
    case 'integer':
      return readNumber(typeof cell === 'number' ? cell : text, spec.kind);
    case 'day':
      return readDay(typeof cell === 'number' ? cell : text);
    case 'option':
      return readOption(text, spec.options ?? []);
  }
}

/** Trimmed, without zero-width and no-break spaces at the ends. */
export function cleanText(text: string): string {
  if (isInk(text.charCodeAt(0)) && isInk(text.charCodeAt(text.length - 1))) return text;
  return text.replace(/^[\s\u200b\ufeff]+|[\s\u200b\ufeff]+$/gu, '');
}

/** A letter, digit or common Chinese character: with one at both ends there is nothing to trim. */
function isInk(code: number): boolean {
  return (code > 0x20 && code < 0x7f) || (code >= 0x4e00 && code <= 0x9fff);
}

function readId(cell: number | string, kind: 'id' | 'citizen-id'): CellReading {
  if (typeof cell === 'number') return exactInteger(cell);
  const text = cell.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  if (/^\d(\.\d+)?E\+\d+$/.test(text)) return exactInteger(Number(text));
  const whole = /^(\d+)\.0+$/.exec(text)?.[1];
  if (whole !== undefined) return whole.length <= 15 ? { value: whole } : { code: 'cell.id-precision-lost' };
  const lost = kind === 'citizen-id' && /^\d{15}000$/.test(text) && !hasValidCheckDigit(text);
  return lost ? { code: 'cell.id-precision-lost' } : { value: text };
}

function exactInteger(number: number): CellReading {
  return Number.isInteger(number) && Math.abs(number) < EXACT_BELOW ? { value: String(number) } : { code: 'cell.id-precision-lost' };
}

/** Check digit of an 18-digit citizen number (GB 11643): a number ending in 000 is whole when it fits. */
function hasValidCheckDigit(text: string): boolean {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(text[i]), 0);
  return '10X98765432'[sum % 11] === text[17];
}

function readNumber(cell: number | string, kind: 'number' | 'integer'): CellReading {
  const text = typeof cell === 'number' ? null : cell.normalize('NFKC').replace(/\s/g, '');
  const plain = text === null || /^[+-]?\d+(\.\d+)?$/.test(text) || /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text);
  if (!plain) return { code: 'cell.not-number' };
  const value = text === null ? (cell as number) : Number(text.replace(/,/g, ''));
  if (!Number.isFinite(value)) return { code: 'cell.not-number' };
  return kind === 'integer' && !Number.isSafeInteger(value) ? { code: 'cell.not-integer' } : { value };
}

/** ISO, 2026/1/2, 2026.1.2, 2026年1月2日, 20260102 and the plain serial number of an unformatted cell. */
function readDay(cell: number | string): CellReading {
  if (typeof cell === 'number') return numberDay(cell);
  const text = cell.normalize('NFKC').replace(/\s/g, '').replace(/T\d\d:\d\d$/, '');
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (!parts) return { code: 'cell.not-day' };
  const [, year = '', month = '', day = ''] = parts;
  return realDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

function numberDay(number: number): CellReading {
  if (/^\d{8}$/.test(String(number))) return readDay(String(number));
  if (!(number >= FIRST_SERIAL && number <= LAST_SERIAL)) return { code: 'cell.not-day' };
  return { value: new Date(EXCEL_EPOCH + Math.floor(number) * 86_400_000).toISOString().slice(0, 10) };
}

function realDay(day: string): CellReading {
  return isDay(day) ? { value: day } : { code: 'cell.not-day' };
}

function readOption(text: string, options: readonly string[]): CellReading {
  const plain = (value: string) => value.normalize('NFKC').replace(/\s/g, '').toLowerCase();
  const found = options.find((option) => plain(option) === plain(text));
  return found === undefined ? { code: 'cell.not-option' } : { value: found };
}
