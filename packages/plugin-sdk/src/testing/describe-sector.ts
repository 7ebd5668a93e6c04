import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SectorManifest } from '../manifest.schema.ts';
import { ASPECTS, type Aspect, type SectorEvidence } from './check-sector.ts';

/** The test functions of jest, handed in so that the kit depends on no test runner. */
export type TestGlobals = {
  readonly describe: (name: string, body: () => void) => unknown;
  readonly test: (name: string, body: () => void) => unknown;
  readonly expect: (value: unknown) => { toEqual(expected: unknown): unknown };
};

/** Conformance tests of a plugin, one per aspect. `root` is the folder of its sources (`new URL('.', import.meta.url)`). R-B1 */
export function describeSector(plugin: SectorManifest, globals: TestGlobals, evidence: SectorEvidence & { readonly root: URL }): void {
  const { describe, test, expect } = globals;
  const given: SectorEvidence = { files: readSources(fileURLToPath(evidence.root)), now: () => performance.now(), ...evidence };
  describe(`R-B1 sector plugin ${plugin.id}`, () => {
    for (const aspect of Object.keys(ASPECTS) as Aspect[]) test(aspect, () => void expect(ASPECTS[aspect](plugin, given)).toEqual([]));
  });
}

function readSources(root: string): Record<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name));
  return Object.fromEntries(files.map((entry) => {
    const path = join(entry.parentPath, entry.name);
    return [relative(root, path), readFileSync(path, 'utf8')];
  }));
}
