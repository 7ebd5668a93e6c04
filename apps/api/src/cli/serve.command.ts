import { Command } from 'commander';
import { configFromEnvironment } from '../config/index.ts';
import { serve } from '../server.ts';
import { announce } from './announce.ts';

export function serveCommand(): Command {
  return new Command('serve').action(async () => announce(await serve(configFromEnvironment())));
}
