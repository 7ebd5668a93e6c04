import { Injectable } from '@nestjs/common';
import { fingerprintOf, type TicketKey } from '@shuping/ballot-box';
import { constants, createPrivateKey, createPublicKey, generateKeyPair, privateDecrypt, publicEncrypt, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { PoolClient } from 'pg';
import { SealDb } from '../../platform/persistence/pools.ts';
import { SecretBox } from '../../platform/secrets/index.ts';

const makePair = promisify(generateKeyPair);
const placeOf = (meeting: string, round: string, voterClass: string): string => `${meeting}/${round}/${voterClass}`;

/** Keys of a meeting's tickets: one RSA-2048 key per round and voter class. Private halves live in memory and in a locked column, and are destroyed at the seal (security 2.4 step 1). */
@Injectable()
export class TicketKeys {
  private readonly open = new Map<string, KeyObject>();

  constructor(private readonly db: SealDb, private readonly box: SecretBox) {}

  /** Makes what is missing for these rounds and classes and takes away what is not among them; gives the fingerprint over the list. */
  async ensure(client: PoolClient, meeting: string, wanted: readonly { readonly round: string; readonly class: string }[]): Promise<string> {
    const standing = await this.list(meeting, client);
    const isWanted = (key: Pick<TicketKey, 'round' | 'class'>): boolean => wanted.some((w) => w.round === key.round && w.class === key.class);
    for (const gone of standing.filter((key) => !isWanted(key))) {
      await client.query('delete from ballot.key where meeting = $1 and round = $2 and class = $3', [meeting, gone.round, gone.class]);
      this.open.delete(placeOf(meeting, gone.round, gone.class));
    }
    const missing = wanted.filter((w) => !standing.some((key) => w.round === key.round && w.class === key.class));
    const made = await Promise.all(missing.map(async (w) => ({ ...w, ...(await freshKey()) })));
    for (const key of made) {
      const locked = this.box.lock(key.der, placeOf(meeting, key.round, key.class));
      await client.query('insert into ballot.key (meeting, round, class, n, locked) values ($1, $2, $3, $4, $5)', [meeting, key.round, key.class, key.n, locked]);
    }
    return fingerprintOf(meeting, [...standing.filter(isWanted), ...made]);
  }

  /** Public halves of all keys of a meeting. */
  async list(meeting: string, client?: PoolClient): Promise<TicketKey[]> {
    const text = 'select round, class, n from ballot.key where meeting = $1 order by round, class';
    const { rows } = client ? await client.query<TicketKey>(text, [meeting]) : await this.db.query<TicketKey>(text, [meeting]);
    return rows;
  }

  /** Stamps a blinded message with the key of a round and class (`BlindSign` of RFC 9474 4.3): OpenSSL's own arithmetic, and the result is checked before it is given away. Null when the value is none of the key's. Throws when the key is destroyed. */
  async stamp(client: PoolClient, meeting: string, round: string, voterClass: string, blinded: string): Promise<string | null> {
    const key = await this.privateKey(client, meeting, round, voterClass);
    const bytes = Buffer.from(blinded, 'hex');
    try {
      const stamped = privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, bytes);
      const back = publicEncrypt({ key: createPublicKey(key), padding: constants.RSA_NO_PADDING }, stamped);
      if (!back.equals(bytes)) throw new Error('the stamp does not hold');
      return stamped.toString('hex');
    } catch (error) {
      // a value that is not below the modulus
      if ((error as { code?: string }).code?.startsWith('ERR_OSSL_RSA') === true) return null;
      throw error;
    }
  }

  /** Destroys the private halves; the public ones stay, so that the tickets can be checked later. */
  async destroy(client: PoolClient, meeting: string): Promise<void> {
    await client.query('update ballot.key set locked = null where meeting = $1', [meeting]);
    for (const place of [...this.open.keys()]) if (place.startsWith(`${meeting}/`)) this.open.delete(place);
  }

  /** Reads with the caller's connection: one more from the pool, held by everybody at once, would wait for itself. */
  private async privateKey(client: PoolClient, meeting: string, round: string, voterClass: string): Promise<KeyObject> {
    const place = placeOf(meeting, round, voterClass);
    const standing = this.open.get(place);
    if (standing) return standing;
    const { rows } = await client.query<{ locked: Buffer | null }>('select locked from ballot.key where meeting = $1 and round = $2 and class = $3', [meeting, round, voterClass]);
    const locked = rows[0]?.locked;
    if (!locked) throw new Error('the key is destroyed');
    const key = createPrivateKey({ key: this.box.unlock(locked, place), format: 'der', type: 'pkcs8' });
    this.open.set(place, key);
    return key;
  }
}

async function freshKey(): Promise<{ n: string; der: Buffer }> {
  const { privateKey, publicKey } = await makePair('rsa', { modulusLength: 2048, publicExponent: 65_537 });
  return { n: Buffer.from(publicKey.export({ format: 'jwk' }).n!, 'base64url').toString('hex'), der: privateKey.export({ format: 'der', type: 'pkcs8' }) };
}
