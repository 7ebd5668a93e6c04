#!/usr/bin/env node
import { Command } from 'commander';
import { CodedError } from '../platform/coded-error.ts';
import { auditCommand } from './audit.command.ts';
import { ballotCommand } from './ballot.command.ts';
import { demoCommand } from './demo.command.ts';
import { initCommand } from './init.command.ts';
import { migrateCommand } from './migrate.command.ts';
import { serveCommand } from './serve.command.ts';
import { verifyCommand } from './verify.command.ts';

const program = new Command('shuping');
for (const command of [serveCommand, initCommand, migrateCommand, demoCommand, auditCommand, ballotCommand, verifyCommand]) program.addCommand(command());

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CodedError)) throw error;
  const { sql, ...params } = error.problem.params ?? {};
  process.stderr.write(`${error.problem.code} ${JSON.stringify(params)}\n${sql === undefined ? '' : `${String(sql)}\n`}`);
  process.exitCode = 1;
}
