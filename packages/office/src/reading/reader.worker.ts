import { Console } from 'node:console';
import type { Problem } from '@shuping/kernel';
import { unpackZip } from '../zip/unpack-zip.ts';
import { checkPackage, type OfficeKind } from './check-package.ts';

/** Entry of the child process: file on stdin, one JSON answer on stdout. Arguments: kind, limit of unpacked bytes. */
async function main(): Promise<void> {
  globalThis.console = new Console(process.stderr);
  const [kind, maxUnpacked] = process.argv.slice(2) as [OfficeKind, string];
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) chunks.push(chunk);
  const answer = await readOffice(kind, Buffer.concat(chunks), Number(maxUnpacked)).catch(asProblem);
  process.stdout.write(JSON.stringify('code' in answer ? { error: answer } : { value: answer }));
}

async function readOffice(kind: OfficeKind, bytes: Buffer, maxUnpacked: number): Promise<object | Problem> {
  const parts = await unpackZip(bytes, maxUnpacked);
  if (!Array.isArray(parts)) return parts;
  const checked = checkPackage(kind, parts);
  if ('code' in checked) return checked;
  // only the parser that is needed: loading both doubles the time of a small file
  if (kind === 'docx') return (await import('./docx-reader.ts')).readDocxParts(checked.parts, checked.warnings);
  return (await import('./xlsx-reader.ts')).readXlsxParts(checked.parts, checked.warnings);
}

/** A parser that throws met a broken file; running out of memory is told apart. */
function asProblem(thrown: unknown): Problem {
  const code = (thrown as { code?: unknown }).code;
  const text = thrown instanceof Error ? thrown.message : '';
  if (code === 'ERR_MEMORY_ALLOCATION_FAILED' || /allocation failed|Invalid (typed )?array (buffer )?length/i.test(text)) return { code: 'file.memory' };
  if (/over the .* limit|outside the supported sheet bounds/.test(text)) return { code: 'file.too-large', params: { reason: 'cells' } };
  return { code: 'file.broken', params: { reason: 'content' } };
}

await main();
