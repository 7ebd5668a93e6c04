import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publishContext, unwritten } from '@shuping/plugin-sdk';
import { publishProblems } from '@shuping/scheme';
import { isSectorId, sectorFiles } from './sector-files.ts';
import { vacant } from './vacant/index.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const run = (...args: string[]) => spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
const NEW = join(ROOT, 'tools/sector/src/main.ts');

let home = '';
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'new-sector-'));
  symlinkSync(join(ROOT, 'node_modules'), join(home, 'node_modules'));
  writeFileSync(join(home, 'package.json'), '{ "type": "module" }');
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** The conformance kit as the plugin's own spec runs it, in a process of its own; gives what failed. */
const KIT = `
const { describeSector } = await import('@shuping/plugin-sdk/testing');
const { gallery } = await import('./gallery/src/index.ts');
const failed = [];
let ran = 0;
const expect = (value) => ({ toEqual: (wanted) => { if (JSON.stringify(value) !== JSON.stringify(wanted)) throw new Error(JSON.stringify(value)); } });
const test = (name, body) => { ran += 1; try { body(); } catch (error) { failed.push(name + ': ' + error.message); } };
describeSector(gallery, { describe: (_name, body) => body(), test, expect }, { root: new URL('./gallery/src/', import.meta.url) });
console.log(JSON.stringify({ ran, failed }));
`;

describe('R-B1 npm run new:sector', () => {
  test('a ninth sector conforms and type-checks from the first minute', () => {
    const made = run(NEW, 'gallery', home);
    expect([made.status, made.stderr]).toEqual([0, '']);
    expect(made.stdout).toContain('@shuping/plugin-gallery');
    writeFileSync(join(home, 'kit.ts'), KIT);
    const kit = run(join(home, 'kit.ts'));
    expect(kit.stderr).toBe('');
    expect(JSON.parse(kit.stdout)).toEqual({ ran: 11, failed: [] });
    writeFileSync(join(home, 'tsconfig.json'), JSON.stringify({ extends: join(ROOT, 'tsconfig.base.json'), compilerOptions: { erasableSyntaxOnly: true, noEmit: true, typeRoots: [join(ROOT, 'node_modules/@types')] }, include: ['gallery/src'] }));
    const checked = run(join(ROOT, 'node_modules/typescript7/bin/tsc'), '-p', join(home, 'tsconfig.json'));
    expect([checked.stdout, checked.status]).toEqual(['', 0]);
  }, 60_000);

  test('nothing of the pattern\'s name is left, in names or in texts', () => {
    const files = sectorFiles('gallery');
    expect(Object.entries(files).filter(([path, text]) => `${path}\n${text}`.includes('vacant'))).toEqual([]);
    expect(Object.keys(files)).toEqual(expect.arrayContaining(['package.json', 'src/index.ts', 'src/gallery.spec.ts', 'src/locales/zh-CN.ts', 'src/locales/en.ts']));
    expect(readdirSync(join(home, 'gallery')).sort()).toEqual(['package.json', 'src']);
    expect(JSON.parse(readFileSync(join(home, 'gallery/package.json'), 'utf8'))).toMatchObject({ name: '@shuping/plugin-gallery' });
  });

  test('its placeholders keep it from being published, each named with its place', () => {
    const problems = publishProblems(vacant.scheme, publishContext(vacant));
    expect([...new Set(problems.map((problem) => problem.code))]).toEqual(['scheme.to-fill']);
    expect(problems.map((problem) => problem.path)).toEqual(expect.arrayContaining(['title', 'questions/area1/title', 'questions/v_conduct/guidance', 'groups/served/selector', 'scales/four/options/cha/anchor', 'notes/n-weights/text']));
    expect(unwritten(vacant)).toEqual(expect.arrayContaining(['vacant.sector', 'vacant.role.vacant_supervisor', 'vacant.profile.first_figure']));
  });

  test('refuses an id that is none, and a folder that is there', () => {
    expect(['a', 'Gallery', '9th', 'two-words', 'vacant', '../up', ''].map(isSectorId)).toEqual(Array.from({ length: 7 }, () => false));
    expect(run(NEW, 'Two Words', home)).toMatchObject({ status: 1, stdout: '' });
    expect(run(NEW, 'gallery', home)).toMatchObject({ status: 2, stdout: '' });
  });
});
