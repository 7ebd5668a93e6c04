import { Command } from 'commander';
import { configFromEnvironment } from '../config/index.ts';
import { openDatabase } from '../platform/persistence/connections.ts';
import { migrate } from '../platform/persistence/migrate.ts';
import { say } from './say.ts';

export function migrateCommand(): Command {
  return new Command('migrate').action(async () => {
    const { urls, embedded } = await openDatabase(configFromEnvironment());
    try {
      say('database.migrated', await migrate(urls.owner));
    } finally {
      await embedded?.stop();
    }
  });
}
