import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { err, ok, type OrgPath, type Problem, type Result } from '@shuping/kernel';
import type { Tx } from '../persistence/unit-of-work.ts';
import { hashPassword } from './password.ts';
import { Sessions } from './sessions.ts';

export type NewAccount = {
  readonly id?: string;
  readonly login: string;
  readonly name: string;
  readonly personId: string | null;
  readonly orgPath: OrgPath;
  /** first password; must be changed at the first sign-in unless `keepPassword` (demonstration only) */
  readonly password: string;
  readonly keepPassword?: boolean;
  /** hash of `password`, where many accounts are made with one (demonstration only): hashing is slow on purpose */
  readonly hashed?: string;
};

/** Acts on accounts that need the credential: call inside a system unit of work, after the permission was decided. */
@Injectable()
export class Accounts {
  constructor(private readonly sessions: Sessions) {}

  /** Makes an account; `account.login-taken` when the login exists. */
  async create(tx: Tx, input: NewAccount): Promise<Result<{ id: string }, Problem>> {
    const id = input.id ?? randomUUID();
    const login = input.login.trim().toLowerCase();
    const made = await tx.sql(
      `insert into account (id, org_path, login, name, person_id, must_change_password, disabled, created_at, version) values (?, ?, ?, ?, ?, ?, false, ?, 1) on conflict (login) do nothing returning id`,
      [id, input.orgPath, login, input.name, input.personId, !(input.keepPassword ?? false), tx.now],
    );
    if (made.length === 0) return err({ code: 'account.login-taken', at: '/login' });
    await tx.sql('insert into credential (account_id, password_hash, changed_at) values (?, ?, ?)', [id, input.hashed ?? (await hashPassword(input.password)), tx.now]);
    tx.audit({ action: 'account.create', subject: { type: 'Account', id }, orgPath: input.orgPath, after: { login, name: input.name, personId: input.personId } });
    return ok({ id });
  }

  /** Sets a first password that must be changed; all sessions end. */
  async resetPassword(tx: Tx, account: { readonly id: string; readonly orgPath: OrgPath }, password: string): Promise<void> {
    await tx.sql('update credential set password_hash = ?, changed_at = ? where account_id = ?', [await hashPassword(password), tx.now, account.id]);
    await tx.sql('update account set must_change_password = true, version = version + 1 where id = ?', [account.id]);
    await this.sessions.closeAll(tx, account.id);
    tx.audit({ action: 'account.reset-password', subject: { type: 'Account', id: account.id }, orgPath: account.orgPath });
  }

  /** Switches an account off or on; off ends its sessions at once (SEC-S2). */
  async setDisabled(tx: Tx, account: { readonly id: string; readonly orgPath: OrgPath }, disabled: boolean): Promise<void> {
    await tx.sql('update account set disabled = ?, version = version + 1 where id = ?', [disabled, account.id]);
    if (disabled) await this.sessions.closeAll(tx, account.id);
    tx.audit({ action: disabled ? 'account.disable' : 'account.enable', subject: { type: 'Account', id: account.id }, orgPath: account.orgPath });
  }
}
