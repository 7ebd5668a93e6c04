/// <reference path="./yauzl.d.ts" />
import type { Problem } from '@shuping/kernel';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { MAX_ENTRIES, MAX_RATIO, RATIO_FROM_BYTES } from '../limits.ts';

const ENCRYPTED = 1;
const ARCHIVE_NAME = /\.(zip|jar|7z|rar|gz|tgz|tar|xz|bz2|docx|docm|dotm|xlsx|xlsm|xltm|pptx|pptm|ofd|wps|et)$/i;

/** Opens a zip held in memory; null when its central directory cannot be read. */
export async function openZip(bytes: Uint8Array): Promise<ZipFile | null> {
  try {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return await yauzl.fromBufferPromise(buffer, { lazyEntries: true, strictFileNames: true, validateEntrySizes: true });
  } catch {
    return null;
  }
}

/**
 * Walks the central directory only: nothing is unpacked. Gives the entries, or the first problem:
 * 'file.not-zip', 'file.broken', 'file.encrypted', 'file.zip-bomb' (entries > 200, unpacked > limit, ratio > 100, archive in archive).
 */
export async function walkZip(bytes: Uint8Array, maxUnpackedBytes: number): Promise<Problem | Entry[]> {
  const zip = await openZip(bytes);
  if (!zip) return { code: 'file.broken', params: { reason: 'directory' } };
  if (zip.entryCount > MAX_ENTRIES) return bomb('entries', undefined, { entries: zip.entryCount, max: MAX_ENTRIES });
  const entries: Entry[] = [];
  const names = new Set<string>();
  let unpacked = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      const problem = entryProblem(entry, names);
      if (problem) return problem;
      unpacked += entry.uncompressedSize;
      if (unpacked > maxUnpackedBytes) return bomb('size', entry.fileName, { max: maxUnpackedBytes });
      entries.push(entry);
    }
  } catch {
    return { code: 'file.broken', params: { reason: 'directory' } };
  }
  return entries;
}

function entryProblem(entry: Entry, names: Set<string>): Problem | null {
  const at = entry.fileName;
  if (entry.generalPurposeBitFlag & ENCRYPTED) return { code: 'file.encrypted', at };
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) return { code: 'file.broken', at, params: { reason: 'compression' } };
  if (names.has(at.toLowerCase())) return { code: 'file.broken', at, params: { reason: 'twice' } };
  names.add(at.toLowerCase());
  if (ARCHIVE_NAME.test(at)) {
    return /(^|\/)embeddings\//.test(at) ? { code: 'file.embedded-object', at } : bomb('nested', at);
  }
  return ratioProblem(at, entry.compressedSize, entry.uncompressedSize);
}

/** Problem when a part unpacks to more than a hundred times its packed size. */
export function ratioProblem(at: string, packed: number, unpacked: number): Problem | null {
  if (unpacked < RATIO_FROM_BYTES || unpacked <= packed * MAX_RATIO) return null;
  return bomb('ratio', at, { ratio: Math.round(unpacked / Math.max(1, packed)), max: MAX_RATIO });
}

export function bomb(reason: 'entries' | 'size' | 'ratio' | 'nested', at?: string, params: Record<string, number> = {}): Problem {
  return { code: 'file.zip-bomb', ...(at === undefined ? {} : { at }), params: { reason, ...params } };
}
