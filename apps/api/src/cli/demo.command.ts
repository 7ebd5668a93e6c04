import { Command } from 'commander';
import { AppConfig, configFromEnvironment } from '../config/index.ts';
import { seedDemo } from '../demo/index.ts';
import { CodedError } from '../platform/coded-error.ts';
import { createServer, serve } from '../server.ts';
import { announce } from './announce.ts';
import { say } from './say.ts';

/** Fills an empty database with the demonstration; `demo.database-not-empty` leaves another as it is. With `--serve` it is served from the same process, which is started once. */
export function demoCommand(): Command {
  return new Command('demo').option('--start-at <instant>').option('--serve').action(async (options: { startAt?: string; serve?: true }) => {
    const seed = async (app: Parameters<typeof seedDemo>[0]): Promise<void> => {
      if (!(await seedDemo(app, options.startAt === undefined ? undefined : new Date(options.startAt)))) throw new CodedError('demo.database-not-empty');
      say('demo.ready');
    };
    const config = configFromEnvironment();
    if (options.serve) return announce(await serve(new AppConfig({ ...config, becomesDemo: true }), seed));
    const server = await createServer(config);
    try {
      await server.app.init();
      await seed(server.app);
    } finally {
      await server.stop();
    }
  });
}
