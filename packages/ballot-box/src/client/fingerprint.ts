import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { TicketKey } from './ticket.ts';

/** No letter or figure that is taken for another. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const FINGERPRINT = /^[2-9A-HJ-NP-Z]{16}$/;

/** A key as the fingerprint knows it: the modulus, or for keys of other classes its SHA-256 in hex. */
export type KeyLine = TicketKey | { readonly round: string; readonly class: string; readonly hash: string };

/** SHA-256 of a modulus as it stands in the list of keys. */
export function keyHash(n: string): string {
  return bytesToHex(sha256(hexToBytes(n)));
}

/** 会议校验码: sixteen characters (80 bits) over the whole list of a meeting's keys. Slip, big screen and record show it; a page that meets another list refuses (security 2.4 step 1). */
export function fingerprintOf(meeting: string, keys: readonly KeyLine[]): string {
  const lines = keys.map((key) => `${key.round} ${key.class} ${'n' in key ? keyHash(key.n) : key.hash}`).sort();
  const digest = sha256(utf8ToBytes(`shuping-keys@1 ${meeting}\n${lines.join('\n')}`));
  let bits = 0n;
  for (const byte of digest.slice(0, 10)) bits = (bits << 8n) | BigInt(byte);
  return Array.from({ length: 16 }, (_, at) => ALPHABET[Number((bits >> BigInt(75 - at * 5)) & 31n)]).join('');
}

export function isFingerprint(text: string): boolean {
  return FINGERPRINT.test(text);
}

/** A code as it is read aloud and compared: groups of four. */
export function inFours(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1-');
}
