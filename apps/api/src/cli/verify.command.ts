import { readFile } from 'node:fs/promises';
import { verifyBundle } from '@shuping/scoring';
import { Command } from 'commander';
import { say } from './say.ts';

/** `shuping verify FILE`: recomputes results from a bundle file, without server or database, and names the first figure that differs. Exit code 1 when one does, 2 when the file cannot be read. */
export function verifyCommand(): Command {
  return new Command('verify').argument('<file>').action(async (file: string) => {
    const parsed = await readFile(file, 'utf8').then((text): unknown => JSON.parse(text)).catch(() => undefined);
    if (parsed === undefined) {
      say('bundle.unreadable', { file });
      process.exitCode = 2;
      return;
    }
    for (const [index, bundle] of bundlesOf(parsed).entries()) {
      const verdict = verifyBundle(bundle);
      if (verdict.ok) {
        say('bundle.verified', { bundle: index, members: (bundle as { members: unknown[] }).members.length });
        continue;
      }
      say('bundle.differs', { bundle: index, at: verdict.at, expected: verdict.expected, got: verdict.got });
      process.exitCode = 1;
      return;
    }
  });
}

/** One bundle, or the bundles of a cycle as the server gives them. */
export function bundlesOf(parsed: unknown): readonly unknown[] {
  const many = typeof parsed === 'object' && parsed !== null && 'bundles' in parsed ? parsed.bundles : undefined;
  return Array.isArray(many) && many.length > 0 ? many : [parsed];
}
