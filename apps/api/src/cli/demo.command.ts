import { Command } from 'commander';
import { configFromEnvironment } from '../config/index.ts';
import { seedDemo } from '../demo/index.ts';
import { createServer } from '../server.ts';
import { say } from './say.ts';

/** Fills an empty database with the demonstration. */
export function demoCommand(): Command {
  return new Command('demo').option('--start-at <instant>').action(async (options: { startAt?: string }) => {
    const server = await createServer(configFromEnvironment());
    try {
      await server.app.init();
      await seedDemo(server.app, options.startAt === undefined ? undefined : new Date(options.startAt));
      say('demo.ready');
    } finally {
      await server.stop();
    }
  });
}
