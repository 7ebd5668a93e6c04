import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isSectorId, nextSteps, sectorFiles } from './sector-files.ts';

const PLUGINS = fileURLToPath(new URL('../../../plugins', import.meta.url));

/** `npm run new:sector <id> [folder]`: a new sector plugin in `plugins/` (or another folder of plugins). Exit 1 for an id that is none, 2 for a folder that exists. */
function main([id = '', into = PLUGINS]: readonly string[]): number {
  if (!isSectorId(id)) {
    console.error(`sector.id ${id}: lower-case letters and digits, 2 to 24, a letter first`);
    return 1;
  }
  const folder = resolve(into, id);
  if (existsSync(folder)) {
    console.error(`sector.exists ${folder}`);
    return 2;
  }
  for (const [path, text] of Object.entries(sectorFiles(id))) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  for (const line of nextSteps(id, into === PLUGINS ? `plugins/${id}` : folder)) console.log(line);
  return 0;
}

process.exitCode = main(process.argv.slice(2));
