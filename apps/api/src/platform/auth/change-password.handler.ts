import { Injectable } from '@nestjs/common';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { systemActor, type Principal } from '../persistence/actor.ts';
import { UnitOfWork } from '../persistence/unit-of-work.ts';
import { LoginFailures, TRIES, WINDOW_MS } from './login-failures.ts';
import { hashPassword, passwordProblem, verifyPassword } from './password.ts';
import { SecurityTime } from './security-time.ts';
import { Sessions } from './sessions.ts';

const ACTOR = systemActor('change-password');

/** Changes the own password; every session ends and a new one begins (SEC-S2). */
@Injectable()
export class ChangePasswordHandler {
  constructor(private readonly uow: UnitOfWork, private readonly sessions: Sessions, private readonly failures: LoginFailures, private readonly time: SecurityTime) {}

  async execute(principal: Principal, current: string, next: string): Promise<Result<{ secret: string }, Problem>> {
    const id = principal.accountId;
    const free = await this.uow.run(ACTOR, (tx) => this.failures.take(tx, `password:${id}`));
    if (!free) return err({ code: 'account.locked', params: { tries: TRIES, minutes: WINDOW_MS / 60_000 } });
    const [found] = await this.uow.run(ACTOR, (tx) => tx.sql<{ login: string; name: string; org_path: string; password_hash: string }>('select a.login, a.name, a.org_path, c.password_hash from account a join credential c on c.account_id = a.id where a.id = ?', [id]));
    if (!found || !(await verifyPassword(current, found.password_hash))) return err({ code: 'account.wrong-password', at: '/current' });
    if (current === next) return err({ code: 'account.password-unchanged', at: '/next' });
    const problem = passwordProblem(next, [found.login, found.name]);
    if (problem) return err(problem);
    const hash = await hashPassword(next);
    return this.uow.run(ACTOR, async (tx) => {
      await this.failures.clear(tx, `password:${id}`);
      await tx.sql('update credential set password_hash = ?, changed_at = ? where account_id = ?', [hash, this.time.now(), id]);
      await tx.sql('update account set must_change_password = false, version = version + 1 where id = ?', [id]);
      await this.sessions.closeAll(tx, id);
      tx.audit({ action: 'account.change-password', subject: { type: 'Account', id }, orgPath: found.org_path });
      return ok({ secret: await this.sessions.open(tx, id) });
    });
  }
}
