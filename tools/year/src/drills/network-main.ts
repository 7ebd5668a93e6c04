import { parseArgs } from 'node:util';
import { startServer } from '../server.ts';
import { ThreeHosts } from './namespaces.ts';
import { runNetworkDrill } from './network.ts';
import { networkFaults } from './verdicts.ts';

// `npm run drill:network -- --json` (root, Linux): voters, server and database as three hosts; lines are cut for 1, 5 or 30 seconds, whole or in one direction. Exit code 1 names what is wrong.
const { values } = parseArgs({ options: { cuts: { type: 'string', default: '50' }, seconds: { type: 'string', default: '1,5,30' }, wave: { type: 'string', default: '12' }, seed: { type: 'string', default: '1' }, json: { type: 'boolean', default: false } } });
const say = (line: string): void => void (values.json ? process.stderr : process.stdout).write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);

const hosts = new ThreeHosts(process.pid);
try {
  hosts.make();
  await hosts.startDatabase();
  process.env['DATABASE_URL'] = hosts.databaseUrl('server');
  const server = await startServer({ onGivenDatabase: true, under: hosts.atServer, host: hosts.serverAddress, startAt: '2026-10-31T09:00:00+08:00' });
  try {
    const { each, ...result } = await runNetworkDrill(server, hosts, { cuts: Number(values.cuts), seconds: values.seconds.split(',').map(Number), wave: Number(values.wave), seed: Number(values.seed), say });
    const report = { ...result, slowestVoter: Math.max(...each.map((one) => one.everybody)), faults: networkFaults(result) };
    process.stdout.write(`${values.json ? JSON.stringify(report) : JSON.stringify(report, null, 1)}\n`);
    process.exitCode = report.faults.length === 0 ? 0 : 1;
  } finally {
    await server.stop();
  }
} finally {
  await hosts.end();
}
