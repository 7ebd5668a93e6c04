import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { ROOT } from './repo.ts';

// Node and SWC strip types without looking at them: only this check reads them. One thread does it with a third less work than four, and other specs have the other core.
const run = promisify(execFile);

async function errorsOf(project: string): Promise<string[]> {
  const done = await run(process.execPath, [`${ROOT}node_modules/typescript7/bin/tsc`, '--project', project, '--pretty', 'false', '--singleThreaded'], { cwd: ROOT, maxBuffer: 64 * 1024 * 1024 })
    .catch((error: { stdout?: string }) => ({ stdout: error.stdout ?? 'the compiler did not start' }));
  return done.stdout.split('\n').filter((line) => line.trim() !== '');
}

describe('types', () => {
  test.each(['tsconfig.json', 'apps/api/tsconfig.json', 'apps/console/tsconfig.json', 'apps/ballot/tsconfig.json'])('%s', async (project) => {
    expect(await errorsOf(project)).toEqual([]);
  }, 180_000);

  test('a planted error is seen', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'shuping-types-'));
    try {
      await writeFile(join(folder, 'planted.ts'), 'export const list: string[] = [];\nexport const first: string = list[0];\n');
      await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ extends: `${ROOT}tsconfig.base.json`, compilerOptions: { types: [] }, include: ['planted.ts'] }));
      expect((await errorsOf(join(folder, 'tsconfig.json'))).join()).toContain('TS2322');
    } finally {
      await rm(folder, { recursive: true });
    }
  }, 60_000);
});
