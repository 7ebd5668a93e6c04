import { NestFactory } from '@nestjs/core';
import { Command } from 'commander';
import { AppModule } from '../app.module.ts';
import { configFromEnvironment } from '../config/index.ts';
import { AuditSequencer } from '../platform/audit/sequencer.ts';
import { AuditVerifier } from '../platform/audit/verify.ts';
import { openDatabase } from '../platform/persistence/connections.ts';
import { say } from './say.ts';

/** `shuping audit verify`: recomputes the hash chain of the audit entries; `--flush` chains waiting entries first. Exit code 1 when an entry does not hold. */
export function auditCommand(): Command {
  const verify = new Command('verify').option('--flush').option('--json').action(async (options: { flush?: boolean; json?: boolean }) => {
    const config = configFromEnvironment();
    const { urls, embedded } = await openDatabase(config);
    const app = await NestFactory.createApplicationContext(AppModule.register(config, urls), { abortOnError: false, logger: ['error', 'warn'] });
    try {
      if (options.flush) await app.get(AuditSequencer).flush();
      const verdict = await app.get(AuditVerifier).verify();
      if (options.json) process.stdout.write(`${JSON.stringify(verdict)}\n`);
      else say(verdict.verified ? 'audit.verified' : 'audit.broken', verdict);
      if (!verdict.verified) process.exitCode = 1;
    } finally {
      await app.close();
      await embedded?.stop();
    }
  });
  return new Command('audit').addCommand(verify);
}
