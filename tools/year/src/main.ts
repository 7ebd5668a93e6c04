import { parseArgs } from 'node:util';
import { DEPARTMENT } from './host.ts';
import { startServer } from './server.ts';
import { playYears } from './year.ts';

const { values } = parseArgs({
  options: { years: { type: 'string', default: '2' }, from: { type: 'string', default: '2024' }, seed: { type: 'string', default: '1' }, url: { type: 'string' }, json: { type: 'boolean', default: false }, keep: { type: 'boolean', default: false } },
});

const from = Number(values.from);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const server = values.url === undefined ? await startServer({ startAt: `${from}-10-31T09:00:00+08:00`, keep: values.keep }) : null;
const base = values.url ?? server!.url;
let errors = 0;
let years: Awaited<ReturnType<typeof playYears>> = [];
let audit: { entries: number; verified: boolean } | null = null;

try {
  years = await playYears(base, DEPARTMENT, { years: Number(values.years), from, seed: Number(values.seed), say });
} catch (error) {
  errors += 1;
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
}
try {
  if (server) {
    const text = await server.command(['audit', 'verify', '--flush', '--json']);
    audit = (JSON.parse(text.trim().split('\n').at(-1)!) as { entries: number; verified: boolean });
    if (!audit.verified) errors += 1;
  }
} catch (error) {
  errors += 1;
  process.stderr.write(`${String(error)}\n`);
}
await server?.stop();
const summary = { years, audit: audit && { entries: audit.entries, verified: audit.verified }, errors };
process.stdout.write(`${values.json ? JSON.stringify(summary) : JSON.stringify(summary, null, 1)}\n`);
process.exitCode = errors === 0 ? 0 : 1;
