import { Injectable } from '@nestjs/common';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppConfig } from '../../config/index.ts';

const NONCE = 12;
const TAG = 16;

/** Locks what must not be readable from a dump of the database, with a key that is kept outside it: `SHUPING_SECRET_KEY`, or `secret.key` in the data folder, made at first use. */
@Injectable()
export class SecretBox {
  private key: Buffer | null = null;

  constructor(private readonly config: AppConfig) {}

  /** AES-256-GCM; `context` must be the same when it is unlocked. */
  lock(plain: Buffer, context: string): Buffer {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', this.keyBytes(), nonce).setAAD(Buffer.from(context));
    const body = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]);
  }

  /** Throws when the bytes were changed, belong to another context, or were locked with another key. */
  unlock(locked: Buffer, context: string): Buffer {
    const decipher = createDecipheriv('aes-256-gcm', this.keyBytes(), locked.subarray(0, NONCE)).setAAD(Buffer.from(context)).setAuthTag(locked.subarray(NONCE, NONCE + TAG));
    return Buffer.concat([decipher.update(locked.subarray(NONCE + TAG)), decipher.final()]);
  }

  private keyBytes(): Buffer {
    this.key ??= Buffer.from(this.config.secretKey ?? this.fromFile(), 'hex');
    return this.key;
  }

  private fromFile(): string {
    const path = join(this.config.dataDir, 'secret.key');
    try {
      mkdirSync(this.config.dataDir, { recursive: true });
      // another process of this installation may make it at the same moment: the first one stands
      writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    return readFileSync(path, 'utf8').trim();
  }
}
