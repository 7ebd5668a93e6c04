import { Injectable } from '@nestjs/common';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { systemActor } from '../persistence/actor.ts';
import { UnitOfWork } from '../persistence/unit-of-work.ts';
import { LoginFailures, TRIES, WINDOW_MS } from './login-failures.ts';
import { DUMMY_HASH, verifyPassword } from './password.ts';
import { SecondFactor } from './second-factor.ts';
import { Sessions } from './sessions.ts';

const ACTOR = systemActor('sign-in');

type Found = { id: string; org_path: string; disabled: boolean; password_hash: string };

/** Opens a session for login, password and, where the account has a second factor, a code; a former session of the same browser ends (SEC-S1). A wrong code counts like a wrong password. */
@Injectable()
export class SignInHandler {
  constructor(private readonly uow: UnitOfWork, private readonly sessions: Sessions, private readonly failures: LoginFailures, private readonly factor: SecondFactor) {}

  async execute(typed: string, password: string, formerSecret: string | null, code?: string): Promise<Result<{ secret: string }, Problem>> {
    const login = typed.trim().toLowerCase();
    // counted in a transaction of its own: a try stays counted whatever follows
    const free = await this.uow.run(ACTOR, (tx) => this.failures.take(tx, login));
    const found = await this.uow.run(ACTOR, async (tx) => (await tx.sql<Found>('select a.id, a.org_path, a.disabled, c.password_hash from account a join credential c on c.account_id = a.id where a.login = ?', [login]))[0]);
    const right = await verifyPassword(password, found?.password_hash ?? DUMMY_HASH);
    if (!free) return err({ code: 'account.locked', params: { tries: TRIES, minutes: WINDOW_MS / 60_000 } });
    if (!found || !right) return err({ code: 'account.wrong-login' });
    if (found.disabled) return err({ code: 'account.disabled' });
    return this.uow.run(ACTOR, async (tx) => {
      if ((await this.factor.state(tx, found.id)).enabled) {
        if (code === undefined) return err({ code: 'account.code-required' });
        if ((await this.factor.take(tx, found.id, code)) === null) return err({ code: 'account.wrong-code', at: '/code' });
      }
      await this.failures.clear(tx, login);
      const former = formerSecret === null ? null : await this.sessions.find(tx, formerSecret);
      if (former) await this.sessions.close(tx, former.sessionId);
      tx.audit({ action: 'session.open', subject: { type: 'Account', id: found.id }, orgPath: found.org_path });
      return ok({ secret: await this.sessions.open(tx, found.id) });
    });
  }
}
