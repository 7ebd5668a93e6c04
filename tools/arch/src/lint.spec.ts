import { beforeAll, describe, expect, test } from '@jest/globals';
import { compare, countByFile, readExemptions, shrunk } from './exemptions.ts';
import { byRule, lint, type LintFinding } from './lint.ts';
import { CODE_RULES } from './code-rules.ts';
import { CANARIES, ROOT, show } from './repo.ts';

// A rule that is only printed wears off. Old violations are counted in exemptions.json, which can shrink but not grow.
describe('lint', () => {
  let found: Record<string, LintFinding[]> = {};
  beforeAll(async () => {
    found = byRule(await lint(ROOT));
  }, 240_000);

  test('no new violation', () => {
    const exempted = readExemptions();
    const fresh = Object.entries(found).flatMap(([rule, list]) => {
      const files = compare(countByFile(list), exempted[rule] ?? {}).fresh;
      return list.filter((one) => files.includes(one.path)).map((one) => `${show(one)} (${rule})`);
    });
    expect(fresh).toEqual([]);
  });

  test('no exemption that nobody needs (node tools/arch/src/shrink.ts)', () => {
    const stale = Object.entries(readExemptions()).filter(([rule]) => !(rule in CODE_RULES)).flatMap(([rule, files]) => compare(countByFile(found[rule] ?? []), files).stale.map((path) => `${rule} ${path}`));
    expect(stale).toEqual([]);
  });

  test('every planted violation is seen', async () => {
    const planted = await lint(CANARIES);
    const seen = new Set(planted.map((one) => `${one.rule} ${one.path}`));
    for (const one of [
      ...['ts/no-explicit-any', 'ts/no-unused-vars', 'ts/ban-ts-comment', 'ts/no-namespace', 'no-console', 'no-var', 'prefer-const', 'eqeqeq', 'no-restricted-syntax'].map((rule) => `${rule} apps/api/src/modules/cycles/careless.ts`),
      'max-lines apps/api/src/modules/cycles/too-long.ts',
      'max-lines-per-function apps/api/src/modules/cycles/too-long.ts',
      'no-restricted-imports packages/kernel/src/up.ts',
      'no-restricted-imports packages/domain/src/io.ts',
      'no-restricted-imports packages/contracts/src/framework.ts',
      'no-restricted-imports plugins/village/src/deep.ts',
      'no-restricted-imports apps/console/src/ui/careless.tsx',
      'no-restricted-syntax packages/domain/src/testing/skipped.ts',
    ]) expect([...seen]).toContain(one);
    expect(planted.filter((one) => one.path === 'apps/api/src/modules/cycles/careless.ts' && one.rule === 'no-restricted-syntax').map((one) => one.text.slice(0, 12))).toEqual(['No enum: a u', 'Named export']);
  }, 60_000);
});

describe('exemptions', () => {
  test('more than exempted is new, less is stale', () => {
    expect(compare({ a: 2, b: 1, c: 1 }, { a: 1, b: 1, d: 1 })).toEqual({ fresh: ['a', 'c'], stale: ['d'] });
  });

  test('only shrink', () => {
    expect(shrunk({ one: { a: 5, b: 1 }, two: { c: 9 } }, { one: { a: 2, b: 3, d: 1 }, three: { e: 1 } })).toEqual({ one: { a: 2, b: 1 } });
  });
});
