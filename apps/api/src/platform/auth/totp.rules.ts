import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { sha256Hex } from '@shuping/kernel';

/** Seconds for which a code stands, and its digits (RFC 6238 with the defaults of every authenticator). */
export const STEP_SECONDS = 30;
export const DIGITS = 6;
/** Steps before and after the present one that are taken too: clocks of phones differ. */
const WINDOW = 1;
const RECOVERY_CODES = 10;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A new shared secret: 160 bits, the length of the hash (RFC 4226, part 4). */
export function newSecret(): Buffer {
  return randomBytes(20);
}

/** RFC 4648 base 32 without padding, as authenticators take it. */
export function base32(bytes: Buffer): string {
  let out = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      out += ALPHABET[(held >> (bits - 5)) & 31];
      bits -= 5;
    }
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? out + ALPHABET[(held << (5 - bits)) & 31] : out;
}

/** Time step at an instant. */
export function stepAt(now: Date): number {
  return Math.floor(now.getTime() / 1000 / STEP_SECONDS);
}

/** Code of a time step (RFC 6238 over HMAC-SHA-1, dynamic truncation of RFC 4226). */
export function totpCode(secret: Buffer, step: number, digits = DIGITS): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = mac[mac.length - 1]! & 0x0f;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits).padStart(digits, '0');
}

/** Step whose code was typed, later than `after` (a code is taken once); null when none of the window fits. */
export function stepOfCode(secret: Buffer, typed: string, now: Date, after: number): number | null {
  if (!/^\d{6}$/.test(typed)) return null;
  const present = stepAt(now);
  let found: number | null = null;
  for (let step = present - WINDOW; step <= present + WINDOW; step += 1) {
    if (timingSafeEqual(Buffer.from(totpCode(secret, step)), Buffer.from(typed)) && step > after) found ??= step;
  }
  return found;
}

/** Address that an authenticator reads from the QR code. */
export function otpauthUri(secret: Buffer, issuer: string, login: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(login)}`;
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=${DIGITS}&period=${STEP_SECONDS}`;
}

/** Ten codes of 80 bits for the day on which the phone is lost; each is taken once. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => base32(randomBytes(10)).match(/.{4}/g)!.join('-'));
}

/** How a recovery code is kept. */
export function recoveryHash(accountId: string, typed: string): string {
  return sha256Hex(`${accountId} ${typed.toUpperCase().replace(/[^A-Z2-7]/g, '')}`);
}
