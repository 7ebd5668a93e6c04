import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Actor } from './client.ts';
import { DEPARTMENT } from './host.ts';
import { playProvince, SMALL, WHOLE } from './province/index.ts';
import { startServer, type OwnServer } from './server.ts';
import { PASSWORD } from './stage.ts';
import { playYears } from './year.ts';

type Verdict = { entries: number; verified: boolean };

const { values } = parseArgs({
  options: { years: { type: 'string', default: '2' }, from: { type: 'string', default: '' }, seed: { type: 'string', default: '1' }, url: { type: 'string' }, json: { type: 'boolean', default: false }, keep: { type: 'boolean', default: false }, province: { type: 'boolean', default: false }, small: { type: 'boolean', default: false } },
});

const from = Number(values.from === '' ? (values.province ? '2026' : '2024') : values.from);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const server = values.url === undefined ? await startServer({ startAt: `${from}-10-31T09:00:00+08:00`, keep: values.keep }) : null;
const base = values.url ?? server!.url;
let errors = 0;
let years: Awaited<ReturnType<typeof playYears>> = [];
let province: Awaited<ReturnType<typeof playProvince>> | null = null;
let audit: Verdict | null = null;

try {
  if (values.province) {
    province = await playProvince(base, { ...(values.small ? SMALL : WHOLE), seed: Number(values.seed), year: from, say });
    years = [province];
  } else years = await playYears(base, DEPARTMENT, { years: Number(values.years), from, seed: Number(values.seed), say });
} catch (error) {
  errors += 1;
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
}
try {
  audit = server ? await verifiedHere(server) : await verifiedOver(base);
  if (!audit.verified) errors += 1;
} catch (error) {
  errors += 1;
  process.stderr.write(`${String(error)}\n`);
}
await server?.stop();
const summary = { years, ...(province ? { organisations: province.organisations, sessions: province.sessions, mustAnswer: province.mustAnswer } : {}), audit: audit && { entries: audit.entries, verified: audit.verified }, errors };
process.stdout.write(`${values.json ? JSON.stringify(summary) : JSON.stringify(summary, null, 1)}\n`);
process.exitCode = errors === 0 ? 0 : 1;

/** The own server's chain by its command, waiting entries chained first. */
async function verifiedHere(own: OwnServer): Promise<Verdict> {
  const text = await own.command(['audit', 'verify', '--flush', '--json']);
  return JSON.parse(text.trim().split('\n').at(-1)!) as Verdict;
}

/** A given server's chain over HTTP, asked by the audit administrator once no entry waits any more. */
async function verifiedOver(url: string): Promise<Verdict> {
  const auditor = await Actor.signIn(url, 'shenji', PASSWORD);
  for (let tries = 0; ; tries += 1) {
    const verdict = await auditor.get<Verdict & { complete: boolean }>('/api/audit/verify');
    if (verdict.complete || tries === 40) return verdict;
    await pause(250);
  }
}
