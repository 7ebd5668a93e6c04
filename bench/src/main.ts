import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { benchBallots } from './ballots.ts';
import { benchBallotPage } from './ballot-page.ts';
import { benchDesigner } from './designer.ts';
import { benchImport } from './import.ts';
import { benchLists } from './lists.ts';
import { benchOverview } from './overview.ts';
import { benchResolve } from './resolve.ts';
import { benchRush } from './rush.ts';
import { benchScoring } from './scoring.ts';
import { benchSizes } from './sizes.ts';
import { benchStart } from './start.ts';
import { benchTickets } from './tickets.ts';

const here = dirname(fileURLToPath(import.meta.url));
// `--json` is said for the reader: a report is always JSON
const wanted = process.argv.slice(2).filter((one) => !one.startsWith('--'));
const results: Record<string, unknown>[] = [];
let failed = false;
/** One measurement that fails does not take the others with it. */
const measure = async (name: string, bench: () => Promise<Record<string, unknown>[]> | Record<string, unknown>[]): Promise<void> => {
  if (wanted.length > 0 && !wanted.includes(name)) return;
  try {
    const found = await bench();
    results.push(...found);
    // told at once, so that a run that is cut off has said what it measured
    for (const one of found) process.stderr.write(`${JSON.stringify(one)}\n`);
  } catch (error) {
    failed = true;
    process.stderr.write(`${name}: ${String(error)}\n`);
  }
};
await measure('sizes', benchSizes);
await measure('resolve', benchResolve);
await measure('designer', benchDesigner);
await measure('ballot-page', async () => [await benchBallotPage()]);
await measure('ballots', async () => [await benchBallots(), await benchRush()]);
await measure('tickets', async () => [await benchTickets()]);
await measure('scoring', benchScoring);
await measure('import', async () => [await benchImport()]);
await measure('lists', async () => [await benchLists()]);
await measure('overview', async () => [await benchOverview()]);
await measure('start', async () => [await benchStart(process.env['SHUPING_DATA'] ?? join(here, '..', '..', '.data'))]);
const machine = { cpu: cpus()[0]?.model ?? '', cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30), node: process.version, postgresql: '18.4 (embedded)', fsync: 'on' };
const report = { machine, results };
if (wanted.length === 0 && !failed) writeFileSync(join(here, '..', 'results.json'), `${JSON.stringify(report, null, 1)}\n`);
process.stdout.write(`${JSON.stringify(report, null, 1)}\n`);
if (failed || results.some((one) => one['reached'] === false)) process.exitCode = 1;
