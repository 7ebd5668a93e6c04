import { fileURLToPath } from 'node:url';
import type { FormLayout, ReadPage } from '@shuping/domain';
import { err, type Problem, type Result } from '@shuping/kernel';
import { runChild } from '../reading/run-child.ts';

const WORKER = fileURLToPath(new URL('./scan.worker.ts', import.meta.url));
/** Largest scanned file; a page at 300 dpi is a few megabytes. */
export const SCAN_MAX_BYTES = 40 * 1024 * 1024;
const LIMITS = { wallMs: 60_000, memoryMiB: 640 };

/** Codes with which a scanned file or a page of it is refused; `params.picture` counts the pages of the file from 1. */
export const SCAN_PROBLEM_CODES = ['scan.unknown-kind', 'scan.too-large', 'scan.too-small', 'scan.broken', 'scan.pdf-without-pictures', 'scan.no-corners', 'scan.no-code', 'scan.wrong-form'] as const;

/** Reads the pages of a scanned file (PNG, JPEG, or a PDF whose pages are JPEG pictures, as scanners make them) by the layout of the form, in a bounded child. Errors: `SCAN_PROBLEM_CODES`, `file.timeout`, `file.memory`. */
export async function readScan(bytes: Uint8Array, layout: FormLayout): Promise<Result<readonly ReadPage[], Problem>> {
  if (bytes.length > SCAN_MAX_BYTES) return err({ code: 'scan.too-large' });
  const head = Buffer.from(JSON.stringify({ code: layout.code, pages: layout.pages.map(({ page, boxes, fields }) => ({ page, boxes, fields, texts: [], rects: [] })) }));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  return runChild<readonly ReadPage[]>(WORKER, [], Buffer.concat([length, head, bytes]), LIMITS);
}
