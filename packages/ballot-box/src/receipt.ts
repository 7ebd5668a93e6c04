import { sha256Hex } from '@shuping/kernel';
import { x25519 } from './seal-key.ts';

const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Receipt of a ballot (R-F4): twelve characters made from a secret that only the voter's phone draws, 64 hex digits. It says that a ballot is on the list, never which one or what is on it. */
export function receiptOf(secret: string): string {
  const digest = sha256Hex(`shuping-receipt:${secret}`);
  return Array.from({ length: 12 }, (_, at) => ALPHABET[Number.parseInt(digest.slice(at * 2, at * 2 + 2), 16) & 31]!).join('');
}

/** One copy of the key to a meeting's receipts as it waits for a scrutineer: the public half of the scrutineer's recount key, and the point that the copy was locked with. Both 32 bytes in hex. */
export type LockedCopy = { readonly publicKey: string; readonly ephemeral: string };

/**
 * What a scrutineer hands in so that the list of receipts can be made: the secret that the recount key and the point of its copy agree on, in hex. It opens this one copy and nothing else; the key itself stays where it is.
 * Null when the text holds no key, or the key of none of the copies.
 */
export function receiptShare(text: string, copies: readonly LockedCopy[]): string | null {
  const body = /-----BEGIN (PRIVATE) KEY-----([\s\S]*?)-----END \1 KEY-----/.exec(text)?.[2]?.replaceAll(/\s/g, '');
  if (body === undefined || !/^[A-Za-z0-9+/]{64}$/.test(body)) return null;
  const secret = Uint8Array.from(atob(body).slice(-32), (char) => char.charCodeAt(0));
  const copy = copies.find((one) => one.publicKey === hexOf(x25519(secret, 9n)));
  return copy === undefined ? null : hexOf(x25519(secret, pointOf(copy.ephemeral)));
}

/** Coordinate of a point of 32 bytes, little-endian, without its highest bit (RFC 7748 5). */
function pointOf(hex: string): bigint {
  return BigInt(`0x${hex.match(/../g)!.reverse().join('')}`) & (2n ** 255n - 1n);
}

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
