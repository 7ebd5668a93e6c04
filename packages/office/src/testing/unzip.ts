import { unpackZip } from '../zip/unpack-zip.ts';

/** Parts of a package as text, for tests. */
export async function partsOf(bytes: Uint8Array): Promise<Map<string, string>> {
  const parts = await unpackZip(bytes, 50_000_000);
  if (!Array.isArray(parts)) throw new Error(JSON.stringify(parts));
  return new Map(parts.map((part) => [part.name, part.bytes.toString('utf8')]));
}
