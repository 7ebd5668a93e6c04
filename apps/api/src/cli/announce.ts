import { collect } from '../platform/collect.ts';
import type { RunningServer } from '../server.ts';
import { say } from './say.ts';

/** Says where a server listens. */
export async function announce({ app, database }: RunningServer): Promise<void> {
  // loading leaves more than a hundred megabytes behind
  collect('all');
  say('server.listening', { url: await app.getUrl(), database: database.embedded ? 'embedded' : 'given' });
}
