import { describe, expect, test } from '@jest/globals';
import { linesAgainst, lockedHosts, loosePins, oddNames, shown, TEXT_RULES } from './hygiene.ts';
import { CANARIES, read, ROOT } from './repo.ts';

// What must not be in the history: talk of how it was made, machine paths, hosts, secrets, versions that drift. No exemptions here.
const PLANTED: Readonly<Record<string, readonly string[]>> = {
  'no-talk-of-how-it-was-made': ['docs/careless.md:1 TODO', 'docs/careless.md:2 Fixes #12'],
  'no-machine-paths': ['docs/careless.md:3 /home/somebody'],
  'no-private-hosts': ['docs/careless.md:4 10.0.0.7', 'docs/careless.md:5 registry.example.com'],
  'no-credentials': ['docs/careless.md:6 postgres://shuping:secret@'],
};

describe.each(Object.keys(TEXT_RULES))('%s', (name) => {
  const rule = TEXT_RULES[name]!;

  test('nowhere in the repository', () => {
    expect(shown(linesAgainst(rule, ROOT))).toEqual([]);
  });

  test('the planted lines are seen', () => {
    expect(shown(linesAgainst(rule, CANARIES))).toEqual(PLANTED[name]);
  });
});

describe('packages', () => {
  test('every version is exact', () => {
    expect(loosePins(ROOT)).toEqual([]);
    expect(loosePins(CANARIES)).toEqual(['docs/package.json left@^1.0.0', 'docs/package.json right@latest']);
  });

  test('the lock file names no host', () => {
    expect(lockedHosts(read('package-lock.json'))).toEqual([]);
    expect(lockedHosts('"resolved": "apps/api", "resolved": "https://example.com/left.tgz"')).toEqual(['https://example.com/left.tgz']);
  });

  test('file names are kebab-case', () => {
    expect(oddNames(ROOT)).toEqual([]);
    expect(oddNames(CANARIES)).toEqual(['packages/kernel/src/OddName.ts']);
  });
});
