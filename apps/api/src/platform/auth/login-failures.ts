import { Injectable } from '@nestjs/common';
import { sha256Hex } from '@shuping/kernel';
import type { Tx } from '../persistence/unit-of-work.ts';
import { SecurityTime } from './security-time.ts';

/** Wrong tries allowed for a login within the window (SEC-S4). */
export const TRIES = 10;
export const WINDOW_MS = 15 * 60_000;

/** Counts tries per login, existing or not, so that the answers do not tell which exist. Call inside a system unit of work. */
@Injectable()
export class LoginFailures {
  constructor(private readonly time: SecurityTime) {}

  /** Counts one try before the password is looked at; false when the login is locked. */
  async take(tx: Tx, login: string): Promise<boolean> {
    const now = this.time.now();
    const begin = new Date(now.getTime() - WINDOW_MS);
    await tx.sql('delete from login_failure where since < ?', [begin]);
    const [row] = await tx.sql<{ failures: number }>(
      'insert into login_failure (id, failures, since) values (?, 1, ?) on conflict (id) do update set failures = login_failure.failures + 1 returning failures', [sha256Hex(login), now],
    );
    return (row?.failures ?? 0) <= TRIES;
  }

  async clear(tx: Tx, login: string): Promise<void> {
    await tx.sql('delete from login_failure where id = ?', [sha256Hex(login)]);
  }
}
