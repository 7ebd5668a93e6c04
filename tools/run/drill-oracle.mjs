// The full drill of the score engine and the layers: 8,000 meetings and 2,000 whole cycles against the independent program, 10,000 random edit histories.
import { spawnSync } from 'node:child_process';

const specs = ['packages/scoring/src/oracle.spec.ts', 'packages/scoring/src/oracle-cycles.spec.ts', 'packages/scheme/src/resolve/resolve-scheme.property.spec.ts'];
const wanted = process.argv[2];
const run = wanted === undefined ? specs : specs.filter((spec) => spec.includes(wanted));
const { status } = spawnSync(process.execPath, ['--max-old-space-size=4096', '--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js', '--runInBand', '--verbose', '--testTimeout=1800000', '--runTestsByPath', ...run], {
  stdio: 'inherit', env: { SHUPING_ORACLE_CASES: '8000', SHUPING_ORACLE_CYCLES: '2000', SHUPING_EDIT_HISTORIES: '10000', ...process.env },
});
process.exitCode = status ?? 1;
