#!/usr/bin/env node
import { Command } from 'commander';
import { CodedError } from '../platform/coded-error.ts';

/** Commands by name; each is loaded when it is called, so that those on files start without the server. */
const COMMANDS: Readonly<Record<string, () => Promise<() => Command>>> = {
  serve: async () => (await import('./serve.command.ts')).serveCommand,
  init: async () => (await import('./init.command.ts')).initCommand,
  migrate: async () => (await import('./migrate.command.ts')).migrateCommand,
  demo: async () => (await import('./demo.command.ts')).demoCommand,
  account: async () => (await import('./account.command.ts')).accountCommand,
  audit: async () => (await import('./audit.command.ts')).auditCommand,
  ballot: async () => (await import('./ballot.command.ts')).ballotCommand,
  scheme: async () => (await import('./scheme.command.ts')).schemeCommand,
  verify: async () => (await import('./verify.command.ts')).verifyCommand,
};

const program = new Command('shuping');
const called = process.argv[2] ?? '';
for (const load of Object.hasOwn(COMMANDS, called) ? [COMMANDS[called]!] : Object.values(COMMANDS)) program.addCommand((await load())());

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CodedError)) throw error;
  const { sql, ...params } = error.problem.params ?? {};
  process.stderr.write(`${error.problem.code} ${JSON.stringify(params)}\n${sql === undefined ? '' : `${String(sql)}\n`}`);
  process.exitCode = 1;
}
