// What a contributor runs before sending a change: lint, types, layers and conventions, unit tests of packages and plugins. No database.
// `--types` lints with the rules that need types as well (over a minute more).
import { spawnSync } from 'node:child_process';

const typed = process.argv.includes('--types');
const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js', '--selectProjects', 'packages', '--maxWorkers=2', '--silent'];
const tsc = (project) => ['node_modules/typescript7/bin/tsc', '--project', project];
const STEPS = [
  ['lint', ['tools/arch/src/check-lint.ts'], typed ? { LINT_TYPES: '1' } : {}],
  ...['tsconfig.json', 'apps/api/tsconfig.json', 'apps/console/tsconfig.json', 'apps/ballot/tsconfig.json', 'e2e/tsconfig.json'].map((project) => [`types ${project}`, tsc(project)]),
  ['layers and conventions', [...jest, 'tools/arch/src/(layers|code-rules|hygiene|entities|catalogues)']],
  ['unit tests', [...jest, '/(packages|plugins|apps/ballot|fixtures)/']],
];

const failed = [];
for (const [name, args, env = {}] of STEPS) {
  const began = Date.now();
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  if (status !== 0) failed.push(name);
  process.stdout.write(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - began) / 1000).toFixed(0)} s)\n`);
}
process.stdout.write(failed.length === 0 ? 'all checks passed\n' : `failed: ${failed.join(', ')}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
