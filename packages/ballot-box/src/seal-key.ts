/** A scrutineer's key for the recount (重新计票密钥): raw X25519 public half in hex, and the private half as the PEM file that the scrutineer keeps. */
export type RecountKey = { readonly publicKey: string; readonly pem: string };

const P = 2n ** 255n - 19n;
const A24 = 121_665n;
const LABEL = 'PRIVATE KEY';
/** DER of an X25519 private key (RFC 8410) up to its 32 bytes. */
const PKCS8 = '302e020100300506032b656e04220420';

/**
 * Makes a scrutineer's key pair from 32 random bytes (R-F4, security 2.4 step 7). It works without `crypto.subtle`, which plain http in a hall does not have; the file is what OpenSSL reads.
 * The arithmetic is not of constant time: it runs once, in the browser of the key's owner, and nobody measures it.
 */
export function makeRecountKey(random: (count: number) => Uint8Array): RecountKey {
  const secret = random(32);
  const publicKey = hexOf(x25519(secret, 9n));
  const der = PKCS8 + hexOf(secret);
  const bytes = Uint8Array.from(der.match(/../g)!, (pair) => Number.parseInt(pair, 16));
  return { publicKey, pem: `-----BEGIN ${LABEL}-----\n${btoa(String.fromCharCode(...bytes))}\n-----END ${LABEL}-----\n` };
}

/** X25519 of RFC 7748: the scalar times the point with coordinate u, 32 bytes little-endian. */
export function x25519(scalar: Uint8Array, u: bigint): Uint8Array {
  const clamped = Uint8Array.from(scalar);
  clamped[0]! &= 248;
  clamped[31] = (clamped[31]! & 127) | 64;
  const k = fromLittle(clamped);
  let [x2, z2, x3, z3] = [1n, 0n, u, 1n];
  let swapped = 0n;
  for (let at = 254n; at >= 0n; at -= 1n) {
    const bit = (k >> at) & 1n;
    if (swapped !== bit) [x2, z2, x3, z3] = [x3, z3, x2, z2];
    swapped = bit;
    const [a, b, c, d] = [x2 + z2, x2 - z2, x3 + z3, x3 - z3];
    const [aa, bb, da, cb] = [mod(a * a), mod(b * b), mod(d * a), mod(c * b)];
    const e = aa - bb;
    [x3, z3] = [mod((da + cb) ** 2n), mod(u * (da - cb) ** 2n)];
    [x2, z2] = [mod(aa * bb), mod(e * (aa + A24 * e))];
  }
  if (swapped === 1n) [x2, z2] = [x3, z3];
  let result = mod(x2 * power(z2, P - 2n));
  return Uint8Array.from({ length: 32 }, () => {
    const byte = Number(result & 255n);
    result >>= 8n;
    return byte;
  });
}

const mod = (value: bigint): bigint => ((value % P) + P) % P;

function power(base: bigint, exponent: bigint): bigint {
  let [result, square] = [1n, mod(base)];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = mod(result * square);
    square = mod(square * square);
  }
  return result;
}

const fromLittle = (bytes: Uint8Array): bigint => bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
