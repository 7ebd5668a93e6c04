import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const PACKAGES = ['kernel', 'scheme', 'scoring'] as const;

/** A copy of the pure packages in a folder of its own, with the installed modules of the repository but its own workspace links: what is changed there changes nothing here. */
export function copyOf(root: string): { readonly dir: string; remove(): void } {
  const dir = mkdtempSync(join(tmpdir(), 'shuping-mutants-'));
  const modules = join(dir, 'node_modules');
  mkdirSync(join(modules, '@shuping'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules'))) if (name !== '@shuping' && name !== '.bin') symlinkSync(join(root, 'node_modules', name), join(modules, name));
  for (const name of PACKAGES) {
    cpSync(join(root, 'packages', name), join(dir, 'packages', name), { recursive: true, filter: (path) => !path.includes('node_modules') });
    symlinkSync(join(dir, 'packages', name), join(modules, '@shuping', name));
  }
  for (const part of ['tools/run', 'docs']) cpSync(join(root, part), join(dir, part), { recursive: true });
  writeFileSync(join(dir, 'package.json'), '{ "type": "module" }\n');
  writeFileSync(join(dir, 'jest.config.js'), CONFIG);
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

const CONFIG = `export default {
  setupFiles: ['<rootDir>/tools/run/fast-check-seed.mjs'], extensionsToTreatAsEsm: ['.ts'], testMatch: ['**/*.spec.ts'], testTimeout: 120000, watchman: false,
  transform: { '^.+\\\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } }] },
};
`;
