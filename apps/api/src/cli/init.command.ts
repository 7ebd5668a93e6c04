import { Command } from 'commander';
import { configFromEnvironment } from '../config/index.ts';
import { initGivenDatabase, openDatabase } from '../platform/persistence/connections.ts';
import { migrate } from '../platform/persistence/migrate.ts';
import { DiskBundleSigner } from '../platform/signing/index.ts';
import { say } from './say.ts';

/** Makes the four logins and the tables, on the given server or the embedded one, and the key that signs what leaves the installation; prints its public half. */
export function initCommand(): Command {
  return new Command('init').option('--first', 'refuse a server that has the logins already').action(async (options: { first?: boolean }) => {
    const config = configFromEnvironment();
    if (config.databaseUrl !== undefined) await initGivenDatabase(config, config.databaseUrl, options);
    const { urls, embedded } = await openDatabase(config);
    try {
      say('database.ready', await migrate(urls.owner));
      const { keyId, publicKey } = await new DiskBundleSigner(config.dataDir).publicKey();
      say('signing.key', { algorithm: 'Ed25519', keyId, publicKey });
    } finally {
      await embedded?.stop();
    }
  });
}
