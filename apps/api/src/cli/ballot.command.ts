import { readFile } from 'node:fs/promises';
import { verifySealFile, type SealFile } from '@shuping/ballot-box';
import { Command } from 'commander';
import { say } from './say.ts';

/** `shuping ballot verify FILE`: recomputes the root and the sums of a public seal file; needs no server. Exit code 1 when something does not hold. */
export function ballotCommand(): Command {
  const verify = new Command('verify').argument('<file>').action(async (path: string) => {
    const verdict = await verifyFile(path);
    if (verdict.ok) return say('ballot.verified', { meeting: verdict.file.meeting, root: verdict.file.root, ballots: verdict.file.receipts.length });
    say('ballot.broken', { at: verdict.at });
    process.exitCode = 1;
  });
  return new Command('ballot').addCommand(verify);
}

async function verifyFile(path: string): Promise<{ ok: true; file: SealFile } | { ok: false; at: string }> {
  try {
    const file = JSON.parse(await readFile(path, 'utf8')) as SealFile;
    const verdict = verifySealFile(file);
    return verdict.ok ? { ok: true, file } : verdict;
  } catch {
    return { ok: false, at: 'file' };
  }
}
