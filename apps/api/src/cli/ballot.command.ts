import { readFile } from 'node:fs/promises';
import { isPackageOf, readRecount, recount, verifySealFile, type SealFile } from '@shuping/ballot-box';
import { Command } from 'commander';
import { unlockRecount } from '../modules/ballots/recount-package.ts';
import { say } from './say.ts';

type Options = { readonly recount?: string; readonly key?: readonly string[] };

/**
 * `shuping ballot verify FILE`: recomputes the root and the sums of a public seal file. With `--recount PACKAGE --key A --key B` it also recounts from the ballots: every stamp, the number of tickets and
 * every figure. Needs no server. Exit code 1 when something does not hold; every difference is a line of its own.
 */
export function ballotCommand(): Command {
  const verify = new Command('verify').argument('<file>')
    .option('--recount <package>', 'the recount package of the same meeting')
    .option('--key <file>', "a scrutineer's recount key; give both", (path: string, standing: readonly string[] = []) => [...standing, path])
    .action(async (path: string, options: Options) => {
      const verdict = await verifyFile(path);
      if (!verdict.ok) return broken(verdict.at);
      say('ballot.verified', { meeting: verdict.file.meeting, root: verdict.file.root, ballots: verdict.file.receipts.length, ...(verdict.file.unlisted === undefined ? {} : { unlisted: verdict.file.unlisted }) });
      if (options.recount !== undefined) await recountFile(verdict.file, options.recount, options.key ?? []);
    });
  return new Command('ballot').addCommand(verify);
}

function broken(at: string): void {
  say('ballot.broken', { at });
  process.exitCode = 1;
}

async function recountFile(file: SealFile, path: string, keyPaths: readonly string[]): Promise<void> {
  const texts = await Promise.all([path, ...keyPaths].map((one) => readFile(one, 'utf8').catch(() => null)));
  const unread = texts.indexOf(null);
  if (unread >= 0) return broken(unread === 0 ? 'recount/file' : `key/${unread}`);
  const [bytes, ...pems] = texts as string[];
  if (!isPackageOf(file, bytes!)) return broken('recount/root');
  const opened = unlockRecount(bytes!, pems);
  if (!opened.ok) {
    say(opened.error.code, { ...(opened.error.at === undefined ? {} : { at: opened.error.at }), ...opened.error.params });
    process.exitCode = 1;
    return;
  }
  const content = readRecount(opened.value);
  if (!content) return broken('recount/lines');
  const differences = recount(file, content);
  for (const one of differences) say('ballot.differs', { ...one });
  if (differences.length > 0) process.exitCode = 1;
  else say('ballot.recounted', { root: file.recount!.root, tickets: content.tickets.length, marks: content.marks.length });
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
