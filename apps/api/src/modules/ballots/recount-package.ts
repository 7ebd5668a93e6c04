import type { RecountPackage } from '@shuping/ballot-box';
import { canonicalJson, err, ok, type Problem, type Result } from '@shuping/kernel';
import { createCipheriv, createDecipheriv, createHmac, createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync, timingSafeEqual, type KeyObject } from 'node:crypto';

const INFO = 'shuping-recount@1';

/** Public key object of 32 raw bytes in hex. */
export function publicOf(hex: string): KeyObject {
  return createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'X25519', x: Buffer.from(hex, 'hex').toString('base64url') } });
}

/** True for a public key to which something can be encrypted: 32 bytes in hex, no point of small order. */
export function isRecountKey(hex: string): boolean {
  if (!/^[0-9a-f]{64}$/.test(hex)) return false;
  try {
    diffieHellman({ privateKey: generateKeyPairSync('x25519').privateKey, publicKey: publicOf(hex) });
    return true;
  } catch {
    return false;
  }
}

/**
 * Encrypts the text to all of the keys together: the secrets agreed with each are joined and stretched by HKDF-SHA256 (salt: the meeting's id) to key, counter block and key of the check, so that one
 * private half alone opens nothing. Gives the bytes to keep; a fresh pair each time, whose private half is forgotten (security 2.4 step 7).
 */
export function lockRecount(meeting: string, keys: readonly string[], text: string): string {
  const pair = generateKeyPairSync('x25519');
  const { key, counter, check } = stretch(meeting, keys.map((one) => diffieHellman({ privateKey: pair.privateKey, publicKey: publicOf(one) })));
  const cipher = createCipheriv('aes-256-ctr', key, counter);
  const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  const made: RecountPackage = {
    format: INFO, meeting, keys, ephemeral: pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    mac: createHmac('sha256', check).update(data).digest('hex'), data: data.toString('base64'),
  };
  return canonicalJson(made);
}

/** Opens a package with the private halves (PEM, in any order). Codes: `recount.malformed`, `recount.key-unreadable`, `recount.key-missing` (with the public half that is wanted), `recount.broken`. */
export function unlockRecount(bytes: string, pems: readonly string[]): Result<string, Problem> {
  const made = read(bytes);
  if (!made) return err({ code: 'recount.malformed' });
  const own = new Map<string, KeyObject>();
  for (const [at, pem] of pems.entries()) {
    const key = privateOf(pem);
    if (!key) return err({ code: 'recount.key-unreadable', at: String(at + 1) });
    own.set(Buffer.from(createPublicKey(key).export({ format: 'jwk' }).x!, 'base64url').toString('hex'), key);
  }
  const missing = made.keys.find((one) => !own.has(one));
  if (missing !== undefined) return err({ code: 'recount.key-missing', params: { publicKey: missing } });
  try {
    const publicKey = createPublicKey({ key: Buffer.from(made.ephemeral, 'base64'), format: 'der', type: 'spki' });
    const { key, counter, check } = stretch(made.meeting, made.keys.map((one) => diffieHellman({ privateKey: own.get(one)!, publicKey })));
    const data = Buffer.from(made.data, 'base64');
    const mac = Buffer.from(made.mac, 'hex');
    const want = createHmac('sha256', check).update(data).digest();
    if (mac.length !== want.length || !timingSafeEqual(mac, want)) return err({ code: 'recount.broken' });
    const cipher = createDecipheriv('aes-256-ctr', key, counter);
    return ok(Buffer.concat([cipher.update(data), cipher.final()]).toString('utf8'));
  } catch {
    return err({ code: 'recount.broken' });
  }
}

function stretch(meeting: string, secrets: readonly Buffer[]): { key: Buffer; counter: Buffer; check: Buffer } {
  const out = Buffer.from(hkdfSync('sha256', Buffer.concat(secrets), meeting, INFO, 80));
  return { key: out.subarray(0, 32), counter: out.subarray(32, 48), check: out.subarray(48) };
}

function read(bytes: string): RecountPackage | null {
  try {
    const made = JSON.parse(bytes) as Partial<RecountPackage>;
    const texts = [made.meeting, made.ephemeral, made.mac, made.data].every((one) => typeof one === 'string');
    return made.format === INFO && texts && Array.isArray(made.keys) && made.keys.length > 0 ? (made as RecountPackage) : null;
  } catch {
    return null;
  }
}

function privateOf(pem: string): KeyObject | null {
  try {
    const key = createPrivateKey(/-----BEGIN (PRIVATE KEY)-----[\s\S]*?-----END \1-----/.exec(pem)?.[0] ?? '');
    return key.asymmetricKeyType === 'x25519' ? key : null;
  } catch {
    return null;
  }
}
