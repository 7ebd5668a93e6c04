// Builds the apps, runs every jest project and ends with one plain line of counts.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const dir = mkdtempSync(join(tmpdir(), 'shuping-run-'));
// servers and commands that specs start load their modules compiled after the first of them has
const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', NODE_COMPILE_CACHE: join(dir, 'compiled') };
const run = (command, args, extra = {}) => spawnSync(command, args, { stdio: 'inherit', env: { ...env, ...extra } }).status ?? 1;

const built = run('npx', ['turbo', 'run', 'build', '--output-logs=errors-only']);
const report = join(dir, 'report.json');
const status = run(process.execPath, [
  '--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js', '--maxWorkers=2', '--workerIdleMemoryLimit=1GB', '--testTimeout=90000', '--json', `--outputFile=${report}`, ...process.argv.slice(2),
]);
let counts = { passed: 0, failed: 1 };
try {
  const result = JSON.parse(readFileSync(report, 'utf8'));
  const brokenSuites = result.testResults.filter((suite) => suite.status === 'failed' && suite.assertionResults.every((one) => one.status !== 'failed')).length;
  counts = { passed: result.numPassedTests, failed: result.numFailedTests + brokenSuites + result.numPendingTests };
} catch {
  // no report: jest did not come to its end
}
if (built !== 0) counts.failed += 1;
rmSync(dir, { recursive: true, force: true });
process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`);
process.exitCode = status === 0 && counts.failed === 0 && counts.passed > 0 ? 0 : 1;
