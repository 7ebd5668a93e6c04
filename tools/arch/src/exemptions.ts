import { readFileSync, writeFileSync } from 'node:fs';
import type { Finding } from './repo.ts';

/** rule → file → how many violations stood there when the rule came; the file may only shrink. */
export type Exemptions = Readonly<Record<string, Readonly<Record<string, number>>>>;

const FILE = new URL('../exemptions.json', import.meta.url);
export const readExemptions = (): Exemptions => JSON.parse(readFileSync(FILE, 'utf8')) as Exemptions;

export function countByFile(found: readonly Finding[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { path } of found) counts[path] = (counts[path] ?? 0) + 1;
  return counts;
}

/** `fresh`: files with more violations of a rule than are exempted. `stale`: exemptions above what is there; lower them. */
export function compare(found: Readonly<Record<string, number>>, exempted: Readonly<Record<string, number>>): { fresh: string[]; stale: string[] } {
  return {
    fresh: Object.keys(found).filter((path) => (found[path] ?? 0) > (exempted[path] ?? 0)),
    stale: Object.keys(exempted).filter((path) => (exempted[path] ?? 0) > (found[path] ?? 0)),
  };
}

/** Exemptions lowered to what is there; never raised, never added. */
export function shrunk(found: Exemptions, exempted: Exemptions): Exemptions {
  const lower = (rule: string, files: Readonly<Record<string, number>>): Record<string, number> =>
    Object.fromEntries(Object.entries(files).map(([path, count]): [string, number] => [path, Math.min(count, found[rule]?.[path] ?? 0)]).filter(([, count]) => count > 0));
  return Object.fromEntries(Object.entries(exempted).map(([rule, files]): [string, Record<string, number>] => [rule, lower(rule, files)]).filter(([, files]) => Object.keys(files).length > 0));
}

export function writeExemptions(exemptions: Exemptions): void {
  const sorted = Object.fromEntries(Object.entries(exemptions).sort(([a], [b]) => (a < b ? -1 : 1)).map(([rule, files]) => [rule, Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)))]));
  writeFileSync(FILE, `${JSON.stringify(sorted, null, 2)}\n`);
}
