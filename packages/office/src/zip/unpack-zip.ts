import type { Problem } from '@shuping/kernel';
import type { Entry, ZipFile } from 'yauzl';
import { bomb, openZip, ratioProblem, walkZip } from './walk-zip.ts';

export type Part = { readonly name: string; readonly bytes: Buffer };

/**
 * Unpacks every part while counting the bytes that really come out: what the directory declares is not believed.
 * Runs in the child process.
 */
export async function unpackZip(bytes: Uint8Array, maxUnpackedBytes: number): Promise<Problem | Part[]> {
  const entries = await walkZip(bytes, maxUnpackedBytes);
  if (!Array.isArray(entries)) return entries;
  const zip = await openZip(bytes);
  if (!zip) return { code: 'file.broken', params: { reason: 'directory' } };
  const parts: Part[] = [];
  let left = maxUnpackedBytes;
  for (const entry of entries) {
    if (entry.fileName.endsWith('/')) continue;
    const part = await unpackEntry(zip, entry, left);
    if (!('bytes' in part)) return part;
    left -= part.bytes.length;
    parts.push(part);
  }
  return parts;
}

async function unpackEntry(zip: ZipFile, entry: Entry, left: number): Promise<Problem | Part> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      const problem = size > left ? bomb('size', entry.fileName) : ratioProblem(entry.fileName, entry.compressedSize, size);
      if (problem) {
        stream.destroy();
        return problem;
      }
      chunks.push(chunk);
    }
  } catch {
    return { code: 'file.broken', at: entry.fileName, params: { reason: 'data' } };
  }
  return { name: entry.fileName, bytes: Buffer.concat(chunks) };
}
