import { Command } from 'commander';
import { configFromEnvironment } from '../config/index.ts';
import { seedDemo } from '../demo/index.ts';
import { CodedError } from '../platform/coded-error.ts';
import { createServer } from '../server.ts';
import { say } from './say.ts';

/** Fills an empty database with the demonstration; `demo.database-not-empty` leaves another as it is. */
export function demoCommand(): Command {
  return new Command('demo').option('--start-at <instant>').action(async (options: { startAt?: string }) => {
    const server = await createServer(configFromEnvironment());
    try {
      await server.app.init();
      const made = await seedDemo(server.app, options.startAt === undefined ? undefined : new Date(options.startAt));
      if (!made) throw new CodedError('demo.database-not-empty');
      say('demo.ready');
    } finally {
      await server.stop();
    }
  });
}
