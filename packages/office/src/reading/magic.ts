import type { Problem } from '@shuping/kernel';
import { fileTypeFromBuffer } from 'file-type';

const OLE2 = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const ZIP = Buffer.from('504b0304', 'hex');

/** Stream names in an OLE2 directory that tell old formats apart; kept as UTF-16 in the file. */
const OLE2_KINDS: readonly (readonly [name: string, kind: string])[] = [
  ['WpsDocument', 'wps'],
  ['WordDocument', 'doc'],
  ['ETExtData', 'et'],
  ['Workbook', 'xls'],
  ['PowerPoint Document', 'ppt'],
];

/** Looks at the bytes, never at the name; null when the file begins like a zip. 'file.empty' | 'file.encrypted' | 'file.old-format' | 'file.not-zip'. */
export async function magicProblem(bytes: Uint8Array): Promise<Problem | null> {
  if (bytes.length === 0) return { code: 'file.empty' };
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.subarray(0, 4).equals(ZIP)) return null;
  if (buffer.subarray(0, 8).equals(OLE2)) return ole2Problem(buffer);
  const found = await fileTypeFromBuffer(bytes.slice(0, 4100));
  return { code: 'file.not-zip', params: { found: found?.ext ?? 'unknown' } };
}

function ole2Problem(buffer: Buffer): Problem {
  const holds = (name: string) => buffer.includes(Buffer.from(name, 'utf16le'));
  if (holds('EncryptedPackage')) return { code: 'file.encrypted' };
  const kind = OLE2_KINDS.find(([name]) => holds(name));
  return { code: 'file.old-format', params: { found: kind?.[1] ?? 'ole2' } };
}
