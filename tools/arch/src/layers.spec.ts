import { describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

// The layers of the house are law only while a tool checks them, and a tool that silently sees nothing is worse than none:
// every rule below is proven by a planted violation.
const root = fileURLToPath(new URL('../../..', import.meta.url));
const run = promisify(execFile);

type Violation = { rule: { name: string }; from: string; to: string };

async function cruise(folders: readonly string[], base: string): Promise<Violation[]> {
  const bin = fileURLToPath(new URL('../../../node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', import.meta.url));
  const args = [bin, '--config', `${root}tools/arch/dependency-cruiser.config.cjs`, '--output-type', 'json', ...folders];
  const done = await run(process.execPath, args, { cwd: base, maxBuffer: 256 * 1024 * 1024 }).catch((error: { stdout?: string; stderr?: string }) => ({ stdout: error.stdout ?? '', stderr: error.stderr ?? '' }));
  if (!done.stdout.startsWith('{')) throw new Error(done.stderr);
  return (JSON.parse(done.stdout) as { summary: { violations: Violation[] } }).summary.violations;
}

describe('import table', () => {
  test('nobody imports upwards or sideways', async () => {
    const violations = await cruise(['packages', 'plugins', 'apps/api/src', 'apps/console/src', 'apps/ballot/src'], root);
    expect(violations.map((v) => `${v.rule.name}: ${v.from} → ${v.to}`)).toEqual([]);
  }, 120_000);

  test('every planted violation is seen', async () => {
    const violations = await cruise(['packages', 'plugins', 'apps'], `${root}tools/arch/canaries`);
    const seen = new Set(violations.map((v) => `${v.rule.name} ${v.from}`));
    for (const planted of [
      'room-kernel packages/kernel/src/up.ts',
      'room-scoring packages/scoring/src/side.ts',
      'pure-shelf-has-no-io packages/domain/src/io.ts',
      'pure-shelf-has-no-framework packages/contracts/src/framework.ts',
      'orm-only-in-the-api packages/contracts/src/framework.ts',
      'packages-know-no-app packages/office/src/app.ts',
      'modules-meet-at-their-index apps/api/src/modules/results/peek.ts',
      'core-names-no-plugin apps/api/src/modules/cycles/sector.ts',
      'platform-knows-no-module apps/api/src/platform/upward.ts',
      'plugins-use-the-sdk plugins/village/src/deep.ts',
      'console-kit-knows-no-feature apps/console/src/ui/knows.ts',
      'console-features-stay-apart apps/console/src/features/home/page.ts',
      'ballot-page-stays-small apps/ballot/src/big.ts',
    ]) expect([...seen]).toContain(planted);
    expect(violations.some((v) => v.rule.name === 'no-cycles')).toBe(true);
  }, 60_000);
});
