import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PLUGIN_API_VERSION, SectorId } from '@shuping/plugin-sdk';

/** The plugin from which every new one is copied; its id stands in for the new one. */
const PATTERN = fileURLToPath(new URL('./vacant/', import.meta.url));
const ID = 'vacant';

/** Whether an id may be a sector's: lower case, 2 to 24 letters and digits, a letter first, and not that of the pattern. */
export function isSectorId(id: string): boolean {
  return SectorId.safeParse(id).success && id !== ID;
}

const manifest = (id: string): string => `${JSON.stringify({
  name: `@shuping/plugin-${id}`, version: '0.1.0', private: true, type: 'module', license: 'Apache-2.0', exports: { '.': './src/index.ts' }, dependencies: { '@shuping/plugin-sdk': '0.1.0' },
}, null, 2)}\n`;

/** Files of a new sector plugin by path inside its folder: a copy of the pattern under the new id. Reads the pattern; writes nothing. R-B1 */
export function sectorFiles(id: string): Record<string, string> {
  const sources = readdirSync(PATTERN, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return {
    'package.json': manifest(id),
    ...Object.fromEntries(sources.sort().map((path) => [`src/${renamed(relative(PATTERN, path).split(sep).join('/'), id)}`, renamed(readFileSync(path, 'utf8'), id)])),
  };
}

const renamed = (text: string, id: string): string => text.replaceAll(ID, id);

/** What is left to do by hand, in order. */
export function nextSteps(id: string, folder: string): string[] {
  return [
    `${folder}: plugin API ${PLUGIN_API_VERSION}, complete and conforming, with its own words still to be written (⟦待填：…⟧, ⟦to fill in: …⟧); no scheme is published while one is left`,
    'npm install',
    `apps/api/package.json: "@shuping/plugin-${id}": "0.1.0"`,
    `apps/api/src/plugins.ts: import { ${id} } from '@shuping/plugin-${id}' and list it`,
    `${folder}/src/locales: the words; then questions, weights, groups, examples (worked by hand) and, in notes.ts, where each figure comes from`,
  ];
}
