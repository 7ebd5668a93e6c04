import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { TIME_BUDGET } from './testing/checks.ts';
import { SectorManifestSchema } from './manifest.schema.ts';

const page = readFileSync(new URL('../../../docs/plugin-authoring.md', import.meta.url), 'utf8');

describe('R-K10 the plugin author\'s guide', () => {
  test('names every member of the manifest and no other', () => {
    const named = [...page.matchAll(/^\| `(\w+)` \|/gm)].map((match) => match[1]!);
    expect(named.sort()).toEqual(Object.keys(SectorManifestSchema.shape).sort());
  });

  test('states the time budget that the kit applies, in at most 120 lines', () => {
    expect(page).toContain(`at most ${TIME_BUDGET} times`);
    expect(page.trimEnd().split('\n').length).toBeLessThanOrEqual(120);
  });
});
