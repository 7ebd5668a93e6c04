import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { TicketKey } from './ticket.ts';

/** No letter or figure that is taken for another. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const FINGERPRINT = /^[2-9A-HJ-NP-Z]{16}$/;

/** 会议校验码: sixteen characters (80 bits) over the whole list of a meeting's keys. Slip, big screen and record show it; a page that meets another list refuses (security 2.4 step 1). */
export function fingerprintOf(meeting: string, keys: readonly TicketKey[]): string {
  const lines = keys.map((key) => `${key.round} ${key.class} ${key.n}`).sort();
  const digest = sha256(utf8ToBytes(`shuping-keys@1 ${meeting}\n${lines.join('\n')}`));
  let bits = 0n;
  for (const byte of digest.slice(0, 10)) bits = (bits << 8n) | BigInt(byte);
  return Array.from({ length: 16 }, (_, at) => ALPHABET[Number((bits >> BigInt(75 - at * 5)) & 31n)]).join('');
}

export function isFingerprint(text: string): boolean {
  return FINGERPRINT.test(text);
}
