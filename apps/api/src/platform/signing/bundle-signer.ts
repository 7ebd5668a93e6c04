import { canonicalJson } from '@shuping/kernel';
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, sign, verify, type KeyObject } from 'node:crypto';
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Signature of a body: Ed25519 over its canonical JSON. `publicKey` is SPKI in base64, `keyId` the first 16 hex digits of its SHA-256. */
export type Signature = { readonly algorithm: 'Ed25519'; readonly keyId: string; readonly publicKey: string; readonly value: string };
export type PublicKey = Pick<Signature, 'algorithm' | 'keyId' | 'publicKey'> & { readonly pem: string };

/** The installation's own hand: what leaves it can be told from what somebody else made. */
export abstract class BundleSigner {
  abstract sign(body: unknown): Promise<Signature>;
  abstract publicKey(): Promise<PublicKey>;
}

/** Key kept in one file of the data folder, readable by the server's own account alone; made when first asked for. Several nodes share the folder or a copy of the file. */
export class DiskBundleSigner extends BundleSigner {
  private key: Promise<KeyObject> | undefined;
  private readonly dataDir: string;

  constructor(dataDir: string) {
    super();
    this.dataDir = dataDir;
  }

  async sign(body: unknown): Promise<Signature> {
    const key = await this.open();
    const { pem: _, ...named } = publicKeyOf(key);
    return { ...named, value: sign(null, messageOf(body), key).toString('base64') };
  }

  async publicKey(): Promise<PublicKey> {
    return publicKeyOf(await this.open());
  }

  private open(): Promise<KeyObject> {
    this.key ??= openKey(join(this.dataDir, 'keys')).catch((error: unknown) => {
      this.key = undefined;
      throw error;
    });
    return this.key;
  }
}

/** Whether a signature holds for a body, under the key that it names. Never throws on what a file says. */
export function holdsFor(body: unknown, signature: Signature): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(signature.publicKey, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' && signature.keyId === publicKeyOf(key).keyId && verify(null, messageOf(body), key, Buffer.from(signature.value, 'base64'));
  } catch {
    return false;
  }
}

/** Name of a public key given as PEM or as base64 SPKI; null when it is none. */
export function keyIdOf(text: string): string | null {
  try {
    const key = text.includes('BEGIN') ? createPublicKey(text) : createPublicKey({ key: Buffer.from(text.trim(), 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' ? publicKeyOf(key).keyId : null;
  } catch {
    return null;
  }
}

function publicKeyOf(key: KeyObject): PublicKey {
  const open = key.type === 'private' ? createPublicKey(key) : key;
  const spki = open.export({ format: 'der', type: 'spki' });
  return { algorithm: 'Ed25519', keyId: createHash('sha256').update(spki).digest('hex').slice(0, 16), publicKey: spki.toString('base64'), pem: open.export({ format: 'pem', type: 'spki' }).toString() };
}

function messageOf(body: unknown): Buffer {
  return Buffer.from(canonicalJson(body), 'utf8');
}

const NAME = 'signing.ed25519.pem';

/** Reads the key, or makes it: written beside and linked into place, so that of two nodes starting together one wins and both use it. */
async function openKey(folder: string): Promise<KeyObject> {
  const path = join(folder, NAME);
  const found = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? null : Promise.reject(error)));
  if (found !== null) return createPrivateKey(found);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const made = generateKeyPairSync('ed25519').privateKey;
  const part = `${path}.${randomUUID()}.part`;
  await writeFile(part, made.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
  await chmod(part, 0o600);
  await link(part, path).catch((error: NodeJS.ErrnoException) => (error.code === 'EEXIST' ? undefined : Promise.reject(error)));
  await rm(part, { force: true });
  return createPrivateKey(await readFile(path, 'utf8'));
}
