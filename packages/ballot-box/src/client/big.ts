export function fromBytes(bytes: Uint8Array): bigint {
  let hex = '';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return hex === '' ? 0n : BigInt(`0x${hex}`);
}

/** Big-endian bytes of a fixed length (RFC 8017 I2OSP). Throws when the number needs more. */
export function toBytes(value: bigint, length: number): Uint8Array {
  const hex = value.toString(16).padStart(length * 2, '0');
  if (hex.length > length * 2) throw new RangeError('the number needs more bytes');
  return Uint8Array.from({ length }, (_, at) => Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16));
}

/** value ^ 65537 mod n */
export function raise(value: bigint, n: bigint): bigint {
  let power = value % n;
  for (let at = 0; at < 16; at += 1) power = (power * power) % n;
  return (power * (value % n)) % n;
}

/** Inverse modulo n, or null when there is none. */
export function inverse(value: bigint, n: bigint): bigint | null {
  let [a, b] = [value % n, n];
  let [x, y] = [1n, 0n];
  while (b !== 0n) {
    const quotient = a / b;
    [a, b] = [b, a - quotient * b];
    [x, y] = [y, x - quotient * y];
  }
  return a === 1n ? ((x % n) + n) % n : null;
}
