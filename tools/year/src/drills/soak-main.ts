import { parseArgs } from 'node:util';
import { startServer } from '../server.ts';
import { runSoakDrill } from './soak.ts';
import { soakFaults } from './verdicts.ts';

// `npm run drill:soak -- --minutes 120 --rate 20 --json`: mixed load over hours (SEC-D16); memory, connections and the slowest answers must stay as they are. Exit code 1 names what does not.
const { values } = parseArgs({ options: { minutes: { type: 'string', default: '120' }, rate: { type: 'string', default: '20' }, people: { type: 'string', default: '300' }, seed: { type: 'string', default: '1' }, json: { type: 'boolean', default: false } } });
const say = (line: string): void => void (values.json ? process.stderr : process.stdout).write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);

process.env['NODE_OPTIONS'] = `${process.env['NODE_OPTIONS'] ?? ''} --expose-gc --import=${new URL('soak-probe.ts', import.meta.url).href}`;
const server = await startServer({ startAt: '2026-10-31T09:00:00+08:00' });
try {
  const { samples, ...result } = await runSoakDrill(server, { minutes: Number(values.minutes), rate: Number(values.rate), people: Number(values.people), seed: Number(values.seed), say });
  const live = samples.flatMap(({ liveMB }) => (liveMB === null ? [] : [liveMB]));
  const report = { ...result, rssMB: { first: samples[0]?.rssMB, most: Math.max(...samples.map((one) => one.rssMB)), last: samples.at(-1)?.rssMB }, liveMB: { first: live[0], last: live.at(-1) }, faults: soakFaults(result) };
  process.stdout.write(`${values.json ? JSON.stringify(report) : JSON.stringify(report, null, 1)}\n`);
  process.exitCode = report.faults.length === 0 ? 0 : 1;
} finally {
  await server.stop();
}
