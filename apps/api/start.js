// `npm start`: builds the server when a source is newer than the build, then runs `shuping serve` in this process.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const here = import.meta.dirname;
const built = join(here, 'dist', 'cli', 'main.js');

if (!existsSync(built) || newest(join(here, 'src')) > statSync(built).mtimeMs) {
  const swc = join(dirname(createRequire(import.meta.url).resolve('@swc/cli/package.json')), 'bin', 'swc.js');
  const build = spawnSync(process.execPath, [swc, 'src', '-d', 'dist', '--strip-leading-paths', '--quiet'], { cwd: here, stdio: 'inherit' });
  if (build.status !== 0) process.exit(build.status ?? 1);
}

process.argv = [process.argv[0], built, 'serve', ...process.argv.slice(2)];
await import(built);

/** Latest change below a folder, specs left out, in milliseconds. */
function newest(folder) {
  const times = readdirSync(folder, { withFileTypes: true }).map((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return newest(path);
    return entry.name.endsWith('.spec.ts') ? 0 : statSync(path).mtimeMs;
  });
  return Math.max(0, ...times);
}
