import { Command } from 'commander';
import { configFromEnvironment } from '../config/index.ts';
import { collect } from '../platform/collect.ts';
import { serve } from '../server.ts';
import { say } from './say.ts';

export function serveCommand(): Command {
  return new Command('serve').action(async () => {
    const { app, database } = await serve(configFromEnvironment());
    // loading leaves more than a hundred megabytes behind
    collect('all');
    say('server.listening', { url: await app.getUrl(), database: database.embedded ? 'embedded' : 'given' });
  });
}
