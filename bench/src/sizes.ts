import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const gz = (file: string): number => gzipSync(readFileSync(file)).length;

/** Bytes, gzipped, that a first page loads: the entry with everything it imports statically, and the page's own lazy chunks. */
export function benchSizes(): Record<string, unknown>[] {
  const ballot = join(root, 'apps', 'ballot', 'dist');
  const ballotBytes = ['index.html', ...readdirSync(join(ballot, 'assets')).filter((f) => /\.(js|css)$/.test(f)).map((f) => join('assets', f))].reduce((sum, f) => sum + gz(join(ballot, f)), 0);
  const lines: Record<string, unknown>[] = [{ what: 'check-in and ballot pages, gzip', limitKB: 30, KB: Math.round(ballotBytes / 102.4) / 10, ratio: Math.round((ballotBytes / 30_720) * 1000) / 1000 }];
  const consoleDist = join(root, 'apps', 'console', 'dist');
  if (existsSync(consoleDist)) {
    const bytes = firstPage(consoleDist, 'home');
    lines.push({ what: 'first console page (workbench), gzip', limitKB: 350, KB: Math.round(bytes / 102.4) / 10, ratio: Math.round((bytes / (350 * 1024)) * 1000) / 1000 });
  }
  return lines;
}

function firstPage(dist: string, page: string): number {
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file) || !existsSync(join(dist, 'assets', file))) return;
    seen.add(file);
    if (!file.endsWith('.js')) return;
    const text = readFileSync(join(dist, 'assets', file), 'utf8');
    for (const match of text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) visit(match[1]!);
  };
  for (const match of html.matchAll(/assets\/([^"]+\.(?:js|css))/g)) visit(match[1]!);
  for (const file of readdirSync(join(dist, 'assets'))) if (new RegExp(`^${page}[^/]*\\.(js|css)$`).test(file)) visit(file);
  return gz(join(dist, 'index.html')) + [...seen].reduce((sum, file) => sum + gz(join(dist, 'assets', file)), 0);
}
