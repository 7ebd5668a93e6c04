import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startServer } from '../server.ts';
import { runDiskDrill } from './disk.ts';
import { inOwnMounts, SmallDisk } from './small-disk.ts';
import { diskFaults } from './verdicts.ts';

// `npm run drill:disk -- --json` (root, Linux): data folder and database on a disk of 200 MB that fills up during a vote. Exit code 1 names what is wrong.
const { values } = parseArgs({ options: { people: { type: 'string', default: '400' }, seed: { type: 'string', default: '1' }, megabytes: { type: 'string', default: '200' }, full: { type: 'string', default: '30' }, json: { type: 'boolean', default: false } } });
const outer = inOwnMounts();
if (outer !== null) process.exit(outer);

const say = (line: string): void => void (values.json ? process.stderr : process.stdout).write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);
const folder = await mkdtemp(join(tmpdir(), 'shuping-disk-'));
await chmod(folder, 0o755);
const disk = await SmallDisk.make(folder, Number(values.megabytes));
try {
  const server = await startServer({ dataDir: join(disk.path, 'data'), startAt: '2026-10-31T09:00:00+08:00' });
  try {
    const result = await runDiskDrill(server, disk, { people: Number(values.people), seed: Number(values.seed), fullSeconds: Number(values.full), say });
    const report = { disk: disk.kind, ...result, faults: diskFaults(result) };
    process.stdout.write(`${values.json ? JSON.stringify(report) : JSON.stringify(report, null, 1)}\n`);
    process.exitCode = report.faults.length === 0 ? 0 : 1;
  } finally {
    await disk.makeRoom();
    await server.stop();
  }
} finally {
  disk.unmount();
  await rm(folder, { recursive: true, force: true });
}
