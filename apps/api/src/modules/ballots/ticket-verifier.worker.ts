import { constants, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { parentPort } from 'node:worker_threads';

/** Messages of 64 bytes and signatures of 256, one after the other; `keyOf` says which modulus of `keys` each belongs to. */
export type VerifyBatch = { readonly id: number; readonly keys: readonly string[]; readonly keyOf: Uint16Array; readonly data: Uint8Array };
export type VerifiedBatch = { readonly id: number; readonly good: Uint8Array };

export const MESSAGE_BYTES = 64;
export const SIGNATURE_BYTES = 256;

const KEPT = 500;
const known = new Map<string, KeyObject>();

function keyFor(n: string): KeyObject {
  const standing = known.get(n);
  if (standing) return standing;
  if (known.size >= KEPT) known.clear();
  const key = createPublicKey({ format: 'jwk', key: { kty: 'RSA', n: Buffer.from(n, 'hex').toString('base64url'), e: 'AQAB' } });
  known.set(n, key);
  return key;
}

parentPort?.on('message', ({ id, keys, keyOf, data }: VerifyBatch) => {
  const good = Uint8Array.from(keyOf, (which, at) => {
    const from = at * (MESSAGE_BYTES + SIGNATURE_BYTES);
    const key = { key: keyFor(keys[which]!), padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 };
    return verify('sha384', data.subarray(from, from + MESSAGE_BYTES), key, data.subarray(from + MESSAGE_BYTES, from + MESSAGE_BYTES + SIGNATURE_BYTES)) ? 1 : 0;
  });
  parentPort!.postMessage({ id, good } satisfies VerifiedBatch);
});
