import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

const SECRET = /^[A-Za-z0-9_-]{22}$/;

/** True when the text looks like a slip's secret: 128 bits in base64url. */
export function isSlipSecret(text: string): boolean {
  return SECRET.test(text);
}

/** Token of one round, derived from the slip's secret; the server knows only its hash. 64 hex digits. Needs no secure context. */
export function deriveToken(secret: string, meeting: string, round: string): string {
  return bytesToHex(hmac(sha256, utf8ToBytes(secret), utf8ToBytes(`shuping-token:${meeting}:${round}`)));
}

/** What the server keeps of a token. */
export function tokenHash(token: string): string {
  return bytesToHex(sha256(utf8ToBytes(token)));
}
