import { Injectable } from '@nestjs/common';
import { err, ok, type OrgPath, type Problem, type Result } from '@shuping/kernel';
import { systemActor, type Principal } from '../persistence/actor.ts';
import { UnitOfWork, type Tx } from '../persistence/unit-of-work.ts';
import { SecretBox } from '../secrets/index.ts';
import { LoginFailures, TRIES, WINDOW_MS } from './login-failures.ts';
import { verifyPassword } from './password.ts';
import { SecurityTime } from './security-time.ts';
import { Sessions } from './sessions.ts';
import { base32, newRecoveryCodes, newSecret, otpauthUri, recoveryHash, stepOfCode } from './totp.rules.ts';

const ACTOR = systemActor('second-factor');
/** Name under which an authenticator lists the code. */
const ISSUER = 'Shuping';
/** A reset asked for by one administrator waits so long for the other. */
const RESET_MS = 24 * 60 * 60_000;

export type FactorState = { readonly enabled: boolean; readonly since: Date | null; readonly recoveryLeft: number };
type Row = { account_id: string; secret: string; confirmed_at: Date | string | null; last_step: number; recovery: string[]; reset_by: string | null; reset_at: Date | string | null };
type Account = { readonly id: string; readonly orgPath: OrgPath };

/** Second factor of accounts (R-K2): codes of RFC 6238, each taken once, and recovery codes kept as hashes; the shared secret is locked with the key outside the database. */
@Injectable()
export class SecondFactor {
  constructor(private readonly uow: UnitOfWork, private readonly box: SecretBox, private readonly sessions: Sessions, private readonly failures: LoginFailures, private readonly time: SecurityTime) {}

  /** Where an account stands; call inside a system unit of work. */
  async state(tx: Tx, accountId: string): Promise<FactorState> {
    const row = await this.row(tx, accountId);
    const since = row?.confirmed_at ? new Date(row.confirmed_at) : null;
    return { enabled: since !== null, since, recoveryLeft: since === null ? 0 : (row?.recovery.length ?? 0) };
  }

  /** A new secret, shown this once; it counts from the first code on. Asks for the password again. */
  async enrol(who: Principal & { readonly login: string }, password: string): Promise<Result<{ secret: string; uri: string }, Problem>> {
    const known = await this.knowsPassword(who, password);
    if (!known.ok) return known;
    return this.uow.run(ACTOR, async (tx) => {
      if ((await this.state(tx, who.accountId)).enabled) return err({ code: 'account.second-factor-on' });
      const secret = newSecret();
      await tx.sql(
        `insert into totp (account_id, secret, last_step, recovery) values (?, ?, 0, '[]') on conflict (account_id) do update set secret = excluded.secret, last_step = 0, recovery = '[]', reset_by = null, reset_at = null`,
        [who.accountId, this.box.lock(secret, contextOf(who.accountId)).toString('base64')],
      );
      return ok({ secret: base32(secret), uri: otpauthUri(secret, ISSUER, who.login) });
    });
  }

  /** Switches the second factor on with a first code: ten recovery codes, shown this once; every session ends and a new one begins (SEC-S1). */
  confirm(who: Principal, code: string): Promise<Result<{ secret: string; recoveryCodes: string[] }, Problem>> {
    return this.counted(`second-factor:${who.accountId}`, () => this.uow.run(ACTOR, async (tx) => {
      const row = await this.row(tx, who.accountId);
      if (!row || row.confirmed_at) return err({ code: row ? 'account.second-factor-on' : 'account.second-factor-off' });
      const step = this.stepOf(row, code);
      if (step === null) return err({ code: 'account.wrong-code', at: '/code' });
      const recoveryCodes = newRecoveryCodes();
      await tx.sql('update totp set confirmed_at = ?, last_step = ?, recovery = ?::jsonb where account_id = ?', [this.time.now(), step, JSON.stringify(recoveryCodes.map((one) => recoveryHash(who.accountId, one))), who.accountId]);
      await this.sessions.closeAll(tx, who.accountId);
      await this.audit(tx, 'account.second-factor-on', who.accountId);
      return ok({ secret: await this.sessions.open(tx, who.accountId), recoveryCodes });
    }));
  }

  /** Switches the own second factor off: password and a code. */
  async remove(who: Principal, password: string, code: string): Promise<Result<null, Problem>> {
    const known = await this.knowsPassword(who, password);
    if (!known.ok) return known;
    return this.counted(`second-factor:${who.accountId}`, () => this.uow.run(ACTOR, async (tx) => {
      if (!(await this.state(tx, who.accountId)).enabled) return err({ code: 'account.second-factor-off' });
      if ((await this.take(tx, who.accountId, code)) === null) return err({ code: 'account.wrong-code', at: '/code' });
      await tx.sql('delete from totp where account_id = ?', [who.accountId]);
      await this.audit(tx, 'account.second-factor-removed', who.accountId);
      return ok(null);
    }));
  }

  /** Takes a code or a recovery code, so that it cannot be taken again; null when it is wrong or was taken. Call inside a system unit of work. */
  async take(tx: Tx, accountId: string, typed: string): Promise<'code' | 'recovery' | null> {
    const row = await this.row(tx, accountId);
    if (!row?.confirmed_at) return null;
    const step = this.stepOf(row, typed.trim());
    if (step !== null) {
      // two sign-ins with one code meet here: the second finds the step taken
      const taken = await tx.sql('update totp set last_step = ? where account_id = ? and last_step < ? returning account_id', [step, accountId, step]);
      return taken.length > 0 ? 'code' : null;
    }
    const hash = recoveryHash(accountId, typed);
    const used = await tx.sql('update totp set recovery = recovery - ?::text where account_id = ? and jsonb_exists(recovery, ?) returning account_id', [hash, accountId, hash]);
    if (used.length > 0) await this.audit(tx, 'account.recovery-code', accountId);
    return used.length > 0 ? 'recovery' : null;
  }

  /** Takes the second factor of another account away: the first administrator asks, another one within a day does it. Call inside a system unit of work. */
  async reset(tx: Tx, account: Account, by: string): Promise<Result<{ done: boolean }, Problem>> {
    const row = await this.row(tx, account.id);
    if (!row?.confirmed_at) return err({ code: 'account.second-factor-off' });
    const now = this.time.now();
    const asked = row.reset_by !== null && row.reset_at !== null && now.getTime() - new Date(row.reset_at).getTime() < RESET_MS;
    if (!asked) {
      await tx.sql('update totp set reset_by = ?, reset_at = ? where account_id = ?', [by, now, account.id]);
      tx.audit({ action: 'account.second-factor-reset-asked', subject: { type: 'Account', id: account.id }, orgPath: account.orgPath });
      return ok({ done: false });
    }
    if (row.reset_by === by) return err({ code: 'account.second-person' });
    await this.clear(tx, account);
    return ok({ done: true });
  }

  /** Removes the second factor and ends the sessions; from the command line one person is enough, who holds the machine anyway. */
  async clear(tx: Tx, account: Account): Promise<void> {
    await tx.sql('delete from totp where account_id = ?', [account.id]);
    await this.sessions.closeAll(tx, account.id);
    tx.audit({ action: 'account.second-factor-reset', subject: { type: 'Account', id: account.id }, orgPath: account.orgPath });
  }

  private async row(tx: Tx, accountId: string): Promise<Row | null> {
    return (await tx.sql<Row>('select account_id, secret, confirmed_at, last_step, recovery, reset_by, reset_at from totp where account_id = ?', [accountId]))[0] ?? null;
  }

  private stepOf(row: Row, typed: string): number | null {
    return stepOfCode(this.box.unlock(Buffer.from(row.secret, 'base64'), contextOf(row.account_id)), typed.replace(/\s/g, ''), this.time.now(), row.last_step);
  }

  private async audit(tx: Tx, action: string, id: string): Promise<void> {
    const [account] = await tx.sql<{ org_path: string }>('select org_path from account where id = ?', [id]);
    tx.audit({ action, subject: { type: 'Account', id }, orgPath: account?.org_path ?? '/' });
  }

  private knowsPassword(who: Principal, password: string): Promise<Result<null, Problem>> {
    return this.counted(`password:${who.accountId}`, async () => {
      const [found] = await this.uow.run(ACTOR, (tx) => tx.sql<{ password_hash: string }>('select password_hash from credential where account_id = ?', [who.accountId]));
      return found && (await verifyPassword(password, found.password_hash)) ? ok(null) : err({ code: 'account.wrong-password', at: '/password' });
    });
  }

  /** Counts a try before it is looked at; a right one clears the count. */
  private async counted<T>(key: string, work: () => Promise<Result<T, Problem>>): Promise<Result<T, Problem>> {
    if (!(await this.uow.run(ACTOR, (tx) => this.failures.take(tx, key)))) return err({ code: 'account.locked', params: { tries: TRIES, minutes: WINDOW_MS / 60_000 } });
    const result = await work();
    if (result.ok) await this.uow.run(ACTOR, (tx) => this.failures.clear(tx, key));
    return result;
  }
}

function contextOf(accountId: string): string {
  return `totp:${accountId}`;
}
