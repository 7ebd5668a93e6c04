import { Injectable } from '@nestjs/common';
import { receiptOf, type LockedCopy } from '@shuping/ballot-box';
import { createCipheriv, createDecipheriv, createPrivateKey, createSecretKey, diffieHellman, generateKeyPairSync, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import { BallotDb } from '../../platform/persistence/pools.ts';
import { SecretBox } from '../../platform/secrets/index.ts';
import { publicOf } from './recount-package.ts';

type Copy = LockedCopy & { readonly data: string };
/** What stands in the box about its receipts: the public half, and the private half as copies for the scrutineers, locked once more with the installation's key. */
export type ReceiptLock = { readonly publicKey: string; readonly locked: string };

const NONCE = 12;
const TAG = 16;
const LENGTH = 12;
const INFO = 'shuping-receipts@1';

/**
 * Keys of receipts (security 2.4 step 8, ADR 0029). A ballot's row holds its receipt locked to a public key. The private half is needed once, at the seal: this process remembers it from the opening on; on disk it
 * stands only as copies that each take a scrutineer's recount key besides the installation's key. So a dump with `secret.key` leads from no receipt to a ballot, and a restart stops no vote.
 */
@Injectable()
export class ReceiptKeys {
  /** by meeting, of those that this process opened */
  private readonly halves = new Map<string, { readonly publicKey: string; readonly half: KeyObject }>();
  /** by meeting, with which this process locks receipts */
  private readonly lockers = new Map<string, { readonly publicKey: string; readonly key: Promise<KeyObject> }>();

  constructor(private readonly box: SecretBox) {}

  /** A new pair, with a copy of the private half for each scrutineer's key. */
  fresh(meeting: string, recountKeys: readonly string[] = []): ReceiptLock {
    const { privateKey, publicKey } = generateKeyPairSync('x25519');
    const raw = rawOf(publicKey);
    this.halves.set(meeting, { publicKey: raw, half: privateKey });
    const secret = Buffer.from(privateKey.export({ format: 'der', type: 'pkcs8' }));
    const copies = recountKeys.map((one): Copy => {
      const pair = generateKeyPairSync('x25519');
      const shared = diffieHellman({ privateKey: pair.privateKey, publicKey: publicOf(one) });
      return { publicKey: one, ephemeral: rawOf(pair.publicKey), data: seal(stretch(meeting, shared), secret).toString('base64') };
    });
    return { publicKey: raw, locked: this.box.lock(Buffer.from(JSON.stringify(copies)), contextOf(meeting)).toString('base64') };
  }

  /** Locks the receipt of one ballot: 40 bytes. The point by which the key can be agreed on again is written before the first row that needs it. */
  async lock(db: BallotDb, meeting: string, publicKey: string, ballot: { readonly ticketHash: Buffer; readonly secret: string }): Promise<Buffer> {
    let locker = this.lockers.get(meeting);
    if (locker?.publicKey !== publicKey) {
      locker = { publicKey, key: this.newLocker(db, meeting, publicKey) };
      this.lockers.set(meeting, locker);
      locker.key.catch(() => this.lockers.delete(meeting));
    }
    return seal(await locker.key, Buffer.from(receiptOf(ballot.secret)), ballot.ticketHash);
  }

  /** Copies that a scrutineer's share would open. */
  copies(meeting: string, locked: string): LockedCopy[] {
    return this.copiesOf(meeting, locked).map(({ publicKey, ephemeral }) => ({ publicKey, ephemeral }));
  }

  /** The private half: remembered, or out of the copy that the share opens; null without either. */
  private(meeting: string, { publicKey, locked }: ReceiptLock, share?: string): KeyObject | null {
    const remembered = this.halves.get(meeting);
    if (remembered?.publicKey === publicKey) return remembered.half;
    if (share === undefined) return null;
    const key = stretch(meeting, Buffer.from(share, 'hex'));
    for (const { data } of this.copiesOf(meeting, locked)) {
      const opened = unseal(key, Buffer.from(data, 'base64'));
      if (opened) return createPrivateKey({ key: opened, format: 'der', type: 'pkcs8' });
    }
    return null;
  }

  /** Forgets a meeting's keys. */
  forget(meeting: string): void {
    this.halves.delete(meeting);
    this.lockers.delete(meeting);
  }

  private copiesOf(meeting: string, locked: string): Copy[] {
    return locked === '' ? [] : JSON.parse(this.box.unlock(Buffer.from(locked, 'base64'), contextOf(meeting)).toString()) as Copy[];
  }

  private async newLocker(db: BallotDb, meeting: string, publicKey: string): Promise<KeyObject> {
    const pair = generateKeyPairSync('x25519');
    await db.query('insert into ballot.receipt_point (meeting, point) values ($1, $2)', [meeting, Buffer.from(rawOf(pair.publicKey), 'hex')]);
    return stretch(meeting, diffieHellman({ privateKey: pair.privateKey, publicKey: publicOf(publicKey) }));
  }
}

/** Opens receipts of rows, whichever of the points each was locked by; null for one that none opens. */
export function receiptReader(meeting: string, privateHalf: KeyObject, points: readonly Buffer[]): (ticketHash: Buffer, receipt: Buffer) => string | null {
  const keys = points.map((point) => stretch(meeting, diffieHellman({ privateKey: privateHalf, publicKey: publicOf(point.toString('hex')) })));
  return (ticketHash, receipt) => {
    for (const key of keys) {
      const opened = unseal(key, receipt, ticketHash);
      if (opened) return opened.toString();
    }
    return null;
  };
}

const NOTHING = Buffer.alloc(0);

/** AES-256-GCM: nonce, content, check. */
function seal(key: KeyObject, plain: Buffer, context: Buffer = NOTHING): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(context);
  return Buffer.concat([nonce, Buffer.concat([cipher.update(plain), cipher.final()]), cipher.getAuthTag()]);
}

function unseal(key: KeyObject, sealed: Buffer, context: Buffer = NOTHING): Buffer | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE)).setAAD(context).setAuthTag(sealed.subarray(-TAG));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()]);
  } catch {
    return null;
  }
}

/** Bytes of a locked receipt in a ballot's row. */
export const LOCKED_RECEIPT_BYTES = NONCE + TAG + LENGTH;

const stretch = (meeting: string, shared: Uint8Array): KeyObject => createSecretKey(Buffer.from(hkdfSync('sha256', shared, meeting, INFO, 32)));
const rawOf = (key: KeyObject): string => Buffer.from(key.export({ format: 'jwk' }).x!, 'base64url').toString('hex');
const contextOf = (meeting: string): string => `${meeting}/receipts`;
