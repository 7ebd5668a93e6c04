import { describe, expect, test } from '@jest/globals';
import { breaches, CODE_RULES } from './code-rules.ts';
import { compare, countByFile, readExemptions } from './exemptions.ts';
import { CANARIES, ROOT, show } from './repo.ts';

// Conventions that no linter knows: sectors, states, wording, clock, environment. Each rule in code-rules.ts says why it exists; each is
// proven by the violation planted for it, since a rule that silently sees nothing is worse than none.
const PLANTED: Readonly<Record<string, readonly string[]>> = {
  'core-names-no-sector': ['apps/api/src/modules/cycles/named-sector.ts:2 school', 'apps/api/src/modules/cycles/named-sector.ts:3 hospital', 'apps/api/src/modules/cycles/sector.ts:1 @shuping/plugin-school'],
  'states-are-compared-in-machines': ["apps/api/src/modules/cycles/compared-state.ts:2 compared with 'vetting'", "apps/api/src/modules/cycles/compared-state.ts:4 case 'check_in_closed'"],
  'wording-in-catalogues': ['apps/api/src/modules/cycles/typed-wording.ts:3 述职报告已提交'],
  'pure-shelf-asks-no-clock': ['packages/domain/src/clock.ts:2 new Date()', 'packages/domain/src/clock.ts:3 Math.random'],
  'environment-read-in-one-place': ['packages/domain/src/clock.ts:4 process.env'],
  'no-look-behind-in-browsers': ['packages/domain/src/look-behind.ts:1 (?<=', 'packages/domain/src/look-behind.ts:2 (?<!'],
  'counts-leave-by-one-door': [...[1, 2, 3, 4, 5].map((line, at) => `apps/api/src/modules/cycles/small-class.ts:${line} ${['TallyRecord', 'ballot.sealed', 'from tally', 'Published<{ valid: number }>', 'countMarks'][at]!}`)],
  'updates-take-the-version': ['apps/api/src/modules/cycles/careless.controller.ts:5 save'],
};

describe.each(Object.keys(CODE_RULES))('%s', (rule) => {
  const found = breaches(rule, ROOT);
  const { fresh, stale } = compare(countByFile(found), readExemptions()[rule] ?? {});

  test('no new violation', () => {
    expect(found.filter((one) => fresh.includes(one.path)).map(show)).toEqual([]);
  });

  test('no exemption that nobody needs (node tools/arch/src/shrink.ts)', () => {
    expect(stale).toEqual([]);
  });

  test('the planted violations are seen, and only there', () => {
    expect(breaches(rule, CANARIES).map(show).sort()).toEqual(PLANTED[rule]);
  });
});
