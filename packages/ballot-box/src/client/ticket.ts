import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { fromBytes, inverse, raise, toBytes } from './big.ts';
import { encode, matches } from './pss.ts';

/** Gives so many bytes from a cryptographic source. */
export type RandomBytes = (count: number) => Uint8Array;

/** Public half of the key of one voter class in one round: modulus in lower-case hex. The exponent is always 65537. */
export type TicketKey = { readonly round: string; readonly class: string; readonly n: string };

/** What the phone keeps from before it asks for the stamp until it has it. */
export type Envelope = { readonly message: string; readonly blinded: string; readonly inverse: string; /** what the receipt will be made of; leaves the phone with the ballot only */ readonly secret: string };

/** A stamped ticket: message of 64 bytes and signature, both in hex; and the secret of 32 bytes that its receipt is made of, which no stamp and no row of the server knows. */
export type Ticket = { readonly message: string; readonly signature: string; readonly secret: string };

const SALT = 48;
const MODULUS = /^[0-9a-f]{512}$/;

/** True for a modulus of 2048 bits. */
export function isModulus(n: string): boolean {
  return MODULUS.test(n) && n[0]! >= '8';
}

/**
 * Prepares and blinds a new ticket: RSABSSA-SHA384-PSS-Randomized, `Prepare` and `Blind` of RFC 9474 with a random message of 32 bytes behind a random prefix of 32 (R-F4, security 2.4).
 * Throws when the key is no modulus.
 */
export function makeEnvelope(key: Pick<TicketKey, 'n'>, random: RandomBytes): Envelope {
  if (!isModulus(key.n)) throw new RangeError('not a modulus of 2048 bits');
  const prepared = random(64);
  return { message: bytesToHex(prepared), ...blind(BigInt(`0x${key.n}`), prepared, random), secret: bytesToHex(random(32)) };
}

/** `Blind` of RFC 9474 4.2 for a prepared message; exported for its test vectors. */
export function blind(n: bigint, prepared: Uint8Array, random: RandomBytes): Pick<Envelope, 'blinded' | 'inverse'> {
  const bits = n.toString(2).length;
  const length = Math.ceil(bits / 8);
  const encoded = fromBytes(encode(prepared, random(SALT), bits - 1));
  // an encoding that shares a factor with n would have factored it
  if (inverse(encoded, n) === null) throw new Error('the message cannot be blinded');
  for (;;) {
    const r = fromBytes(random(length));
    const undo = r > 0n && r < n ? inverse(r, n) : null;
    if (undo !== null) return { blinded: hexOf((encoded * raise(r, n)) % n, length), inverse: hexOf(undo, length) };
  }
}

/** Opens the stamped envelope (`Finalize` of RFC 9474 4.4): the ticket, or null when the stamp is not of this key. */
export function openEnvelope(key: Pick<TicketKey, 'n'>, envelope: Pick<Envelope, 'message' | 'inverse'> & { readonly secret?: string }, stamped: string): Ticket | null {
  const n = BigInt(`0x${key.n}`);
  const length = key.n.length / 2;
  if (stamped.length !== length * 2 || !/^[0-9a-f]+$/.test(stamped)) return null;
  const signature = hexOf((BigInt(`0x${stamped}`) * BigInt(`0x${envelope.inverse}`)) % n, length);
  const ticket = { message: envelope.message, signature, secret: envelope.secret ?? '' };
  return isStamped(key, ticket) ? ticket : null;
}

/** True when the ticket carries a stamp of the key (RSASSA-PSS-VERIFY, SHA-384, salt of 48 bytes). */
export function isStamped(key: Pick<TicketKey, 'n'>, ticket: Pick<Ticket, 'message' | 'signature'>): boolean {
  const n = BigInt(`0x${key.n}`);
  const signature = BigInt(`0x${ticket.signature}`);
  if (signature >= n) return false;
  const bits = n.toString(2).length;
  return matches(hexToBytes(ticket.message), toBytes(raise(signature, n), Math.ceil((bits - 1) / 8)), bits - 1);
}

const hexOf = (value: bigint, length: number): string => value.toString(16).padStart(length * 2, '0');

