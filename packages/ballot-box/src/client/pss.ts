import { sha384 } from '@noble/hashes/sha2.js';

const HASH = 48;

function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function mask(seed: Uint8Array, length: number): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (let at = 0; at * HASH < length; at += 1) blocks.push(sha384(concat(seed, Uint8Array.of(at >>> 24, at >>> 16, at >>> 8, at))));
  return concat(...blocks).slice(0, length);
}

const digest = (message: Uint8Array, salt: Uint8Array): Uint8Array => sha384(concat(new Uint8Array(8), sha384(message), salt));

/** EMSA-PSS encoding with SHA-384 and MGF1 (RFC 8017 9.1.1). `bits` is one less than the modulus has. */
export function encode(message: Uint8Array, salt: Uint8Array, bits: number): Uint8Array {
  const length = Math.ceil(bits / 8);
  const hash = digest(message, salt);
  const data = concat(new Uint8Array(length - salt.length - HASH - 2), Uint8Array.of(1), salt);
  const cover = mask(hash, data.length);
  const masked = data.map((byte, at) => byte ^ cover[at]!);
  masked[0]! &= 0xff >> (8 * length - bits);
  return concat(masked, hash, Uint8Array.of(0xbc));
}

/** True when the encoding belongs to the message, with a salt of 48 bytes (RFC 8017 9.1.2). */
export function matches(message: Uint8Array, encoded: Uint8Array, bits: number): boolean {
  const length = Math.ceil(bits / 8);
  if (encoded.length !== length || encoded[length - 1] !== 0xbc) return false;
  const masked = encoded.slice(0, length - HASH - 1);
  const hash = encoded.slice(length - HASH - 1, length - 1);
  const top = 0xff >> (8 * length - bits);
  if ((masked[0]! & ~top & 0xff) !== 0) return false;
  const cover = mask(hash, masked.length);
  const data = masked.map((byte, at) => byte ^ cover[at]!);
  data[0]! &= top;
  const from = data.length - HASH;
  const padded = data.slice(0, from - 1).every((byte) => byte === 0) && data[from - 1] === 1;
  return padded && digest(message, data.slice(from)).every((byte, at) => byte === hash[at]);
}
