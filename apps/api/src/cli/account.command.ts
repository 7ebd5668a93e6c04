import { NestFactory } from '@nestjs/core';
import { Command } from 'commander';
import { AppModule } from '../app.module.ts';
import { configFromEnvironment } from '../config/index.ts';
import { SecondFactor } from '../platform/auth/index.ts';
import { openDatabase } from '../platform/persistence/connections.ts';
import { systemActor, UnitOfWork } from '../platform/persistence/index.ts';
import { say } from './say.ts';

/** `shuping account reset-second-factor <login>`: takes the second factor away from an account whose holder lost it; its sessions end and the act is audited. Exit code 1 when there is no such account or it has none. */
export function accountCommand(): Command {
  const reset = new Command('reset-second-factor').argument('<login>').action(async (login: string) => {
    const config = configFromEnvironment();
    const { urls, embedded } = await openDatabase(config);
    const app = await NestFactory.createApplicationContext(AppModule.register(config, urls), { abortOnError: false, logger: ['error', 'warn'] });
    try {
      const factor = app.get(SecondFactor);
      const done = await app.get(UnitOfWork).run(systemActor('account-command'), async (tx) => {
        const [account] = await tx.sql<{ id: string; org_path: string }>('select id, org_path from account where login = ?', [login.trim().toLowerCase()]);
        if (!account || !(await factor.state(tx, account.id)).enabled) return false;
        await factor.clear(tx, { id: account.id, orgPath: account.org_path });
        return true;
      });
      say(done ? 'account.second-factor-reset' : 'account.second-factor-none', { login });
      if (!done) process.exitCode = 1;
    } finally {
      await app.close();
      await embedded?.stop();
    }
  });
  return new Command('account').addCommand(reset);
}
