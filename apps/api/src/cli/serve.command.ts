import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Command } from 'commander';
import { configFromEnvironment } from '../config/index.ts';
import { serve } from '../server.ts';
import { say } from './say.ts';

export function serveCommand(): Command {
  return new Command('serve').action(async () => {
    const { app, database } = await serve(configFromEnvironment());
    collectOnce();
    say('server.listening', { url: await app.getUrl(), database: database.embedded ? 'embedded' : 'given' });
  });
}

/** Loading leaves more than a hundred megabytes behind that the runtime would keep until it needs them; an office's old computer needs them now. */
function collectOnce(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as (how: { type: 'major'; flavor: 'last-resort' }) => void)({ type: 'major', flavor: 'last-resort' });
  setFlagsFromString('--no-expose-gc');
}
