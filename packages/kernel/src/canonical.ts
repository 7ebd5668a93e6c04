import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** JSON value with object keys sorted and no undefined members: equal values give equal bytes on every machine. Throws TypeError on a value that JSON cannot hold. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('not a finite number');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return listJson(value as readonly unknown[]);
  if (typeof value === 'object') return recordJson(value as Readonly<Record<string, unknown>>);
  throw new TypeError(`no JSON form for ${typeof value}`);
}

function listJson(list: readonly unknown[]): string {
  let out = '[';
  for (let at = 0; at < list.length; at += 1) out += `${at > 0 ? ',' : ''}${canonicalJson(list[at] ?? null)}`;
  return `${out}]`;
}

function recordJson(record: Readonly<Record<string, unknown>>): string {
  const keys = Object.keys(record);
  if (!inOrder(keys)) keys.sort();
  let out = '{';
  for (const key of keys) {
    const value = record[key];
    if (value !== undefined) out += `${out === '{' ? '' : ','}${quoted(key)}:${typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : canonicalJson(value)}`;
  }
  return `${out}}`;
}

function inOrder(keys: readonly string[]): boolean {
  for (let at = 1; at < keys.length; at += 1) if (keys[at - 1]! > keys[at]!) return false;
  return true;
}

/** Names of fields in JSON: few, and met again and again. */
const names = new Map<string, string>();

function quoted(key: string): string {
  const known = names.get(key);
  if (known !== undefined) return known;
  const made = JSON.stringify(key);
  if (names.size < 5_000 && key.length < 60) names.set(key, made);
  return made;
}

/** SHA-256 of UTF-8 text or bytes, lower-case hex. */
export function sha256Hex(input: string | Uint8Array): string {
  return bytesToHex(sha256(typeof input === 'string' ? utf8ToBytes(input) : input));
}

/** Hash of a value by its canonical JSON; used as the identity of schemes and inputs. */
export function hashOf(value: unknown): string {
  return sha256Hex(canonicalJson(value));
}
