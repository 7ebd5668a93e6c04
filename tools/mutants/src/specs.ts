import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** TypeScript files below a folder. */
export function filesBelow(dir: string): string[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    return statSync(path).isDirectory() ? filesBelow(path) : /\.ts$/.test(name) ? [path] : [];
  });
}

/** Specs that read a file by way of imports, nearest first; the slow second opinions apart, for what the others leave alive. */
export function specsFor(dir: string): (file: string) => { readonly quick: string[]; readonly slow: string[] } {
  const files = filesBelow(join(dir, 'packages'));
  const imports = new Map(files.map((file) => [file, importsOf(dir, file)]));
  return (file) => {
    const reaching = files.filter((one) => one.endsWith('.spec.ts')).flatMap((spec) => {
      const distance = distanceTo(file, spec, imports);
      return distance === null ? [] : [{ spec: relative(dir, spec), distance }];
    });
    const sorted = reaching.sort((a, b) => a.distance - b.distance || (a.spec < b.spec ? -1 : 1)).map((one) => one.spec);
    return { quick: sorted.filter((one) => !one.includes('oracle')), slow: sorted.filter((one) => one.includes('oracle')) };
  };
}

function importsOf(dir: string, file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/from '([^']+)'/g)].flatMap(([, from]) => {
    if (from!.startsWith('.')) return [join(dirname(file), from!)];
    const [, name, sub] = /^@shuping\/([a-z-]+)(\/testing)?$/.exec(from!) ?? [];
    return name ? [join(dir, 'packages', name, 'src', sub ? 'testing' : '', 'index.ts')] : [];
  });
}

function distanceTo(file: string, spec: string, imports: ReadonlyMap<string, readonly string[]>): number | null {
  const seen = new Map([[spec, 0]]);
  for (const [at, distance] of seen) {
    if (at === file) return distance;
    for (const next of imports.get(at) ?? []) if (!seen.has(next)) seen.set(next, distance + 1);
  }
  return null;
}
