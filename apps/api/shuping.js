#!/usr/bin/env node
// `shuping`: the built command line, else the sources as they are (enough for the commands that work on files).
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const built = join(import.meta.dirname, 'dist', 'cli', 'main.js');
await import(existsSync(built) ? built : './src/cli/main.ts');
