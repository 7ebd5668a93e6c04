import { Injectable } from '@nestjs/common';
import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { SecretBox } from '../../platform/secrets/index.ts';

/** Keys of receipts, as the box keeps them: locked, so that a dump or WAL taken during the vote does not lead from a receipt to a ballot (security 2.4 step 8, B10). */
@Injectable()
export class ReceiptKeys {
  constructor(private readonly box: SecretBox) {}

  /** A new key, locked for this meeting. */
  fresh(meeting: string): string {
    return this.box.lock(randomBytes(32), contextOf(meeting)).toString('base64');
  }

  /** Throws once the key is destroyed. */
  open(meeting: string, locked: string): KeyObject {
    return createSecretKey(this.box.unlock(Buffer.from(locked, 'base64'), contextOf(meeting)));
  }
}

const contextOf = (meeting: string): string => `${meeting}/receipts`;
