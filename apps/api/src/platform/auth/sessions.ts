import { randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { sha256Hex } from '@shuping/kernel';
import type { Tx } from '../persistence/unit-of-work.ts';
import { SecurityTime } from './security-time.ts';

const MINUTE = 60_000;
/** A session ends after so long without a request, and after so long in any case. */
export const IDLE_MS = 60 * MINUTE;
export const ABSOLUTE_MS = 12 * 60 * MINUTE;
const TOUCH_MS = MINUTE;

export type FoundSession = { readonly sessionId: string; readonly accountId: string };

/** Server-side sessions: an opaque secret of 256 bits, kept here as its hash. Call inside a system unit of work. */
@Injectable()
export class Sessions {
  constructor(private readonly time: SecurityTime) {}

  /** Makes a session; gives the secret for the cookie. */
  async open(tx: Tx, accountId: string): Promise<string> {
    const secret = randomBytes(32).toString('base64url');
    const now = this.time.now();
    await tx.sql('delete from session where account_id = ? and (seen_at < ? or created_at < ?)', [accountId, new Date(now.getTime() - IDLE_MS), new Date(now.getTime() - ABSOLUTE_MS)]);
    await tx.sql('insert into session (id, token_hash, account_id, created_at, seen_at) values (?, ?, ?, ?, ?)', [randomUUID(), sha256Hex(secret), accountId, now, now]);
    return secret;
  }

  /** Session of a secret while it lasts and its account is enabled. */
  async find(tx: Tx, secret: string): Promise<FoundSession | null> {
    const now = this.time.now().getTime();
    const [row] = await tx.sql<{ id: string; account_id: string; seen_at: Date | string }>(
      'select s.id, s.account_id, s.seen_at from session s join account a on a.id = s.account_id where s.token_hash = ? and s.seen_at >= ? and s.created_at >= ? and not a.disabled',
      [sha256Hex(secret), new Date(now - IDLE_MS), new Date(now - ABSOLUTE_MS)],
    );
    if (!row) return null;
    if (now - new Date(row.seen_at).getTime() > TOUCH_MS) await tx.sql('update session set seen_at = ? where id = ?', [new Date(now), row.id]);
    return { sessionId: row.id, accountId: row.account_id };
  }

  async close(tx: Tx, sessionId: string): Promise<void> {
    await tx.sql('delete from session where id = ?', [sessionId]);
  }

  /** Ends every session of an account. */
  async closeAll(tx: Tx, accountId: string): Promise<void> {
    await tx.sql('delete from session where account_id = ?', [accountId]);
  }
}
