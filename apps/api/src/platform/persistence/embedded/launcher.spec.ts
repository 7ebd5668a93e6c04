import { afterEach, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { clusterHome, startEmbedded, stopEmbedded, type EmbeddedServer } from './launcher.ts';
import { canWalkTo, serverUser } from './os-user.ts';
import { isAlive, readPidFile } from './pid-file.ts';

const folders: string[] = [];

async function folder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'shuping-launcher-'));
  await chmod(dir, 0o755);
  folders.push(dir);
  return dir;
}

afterEach(async () => {
  for (const dir of folders.splice(0)) {
    await stopEmbedded(dir);
    await rm(dir, { recursive: true, force: true });
  }
});

async function query(server: EmbeddedServer, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server.url('postgres', server.secrets.superuser, 'postgres') });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

describe('embedded PostgreSQL', () => {
  test('starts as an ordinary user with password logins, keeps rows over a stop', async () => {
    const dataDir = await folder();
    const server = await startEmbedded({ dataDir });
    expect(server.adopted).toBe(false);
    await query(server, 'create table kept as select 1 as n');
    const wrong = new pg.Client({ connectionString: server.url('postgres', 'wrong', 'postgres') });
    await expect(wrong.connect()).rejects.toMatchObject({ code: '28P01' });
    expect((await stat(join(dataDir, 'database-secrets.json'))).mode & 0o777).toBe(0o600);
    const [settings] = (await query(server, `select current_setting('fsync') fsync, current_setting('track_commit_timestamp') stamps, current_setting('log_parameter_max_length') params, current_setting('log_statement') statements`)) as object[];
    expect(settings).toEqual({ fsync: 'on', stamps: 'off', params: '0', statements: 'none' });
    await server.stop();
    expect(await isAlive(server.pid)).toBe(false);
    const again = await startEmbedded({ dataDir });
    expect(await query(again, 'select n from kept')).toEqual([{ n: 1 }]);
    const user = await serverUser();
    if (user) expect((await stat(again.pgData)).uid).toBe(user.uid);
    await again.stop();
  });

  test('recovers after kill -9 of the server itself, losing nothing committed', async () => {
    const dataDir = await folder();
    const server = await startEmbedded({ dataDir });
    await query(server, 'create table kept as select 7 as n');
    process.kill(server.pid, 'SIGKILL');
    const again = await startEmbedded({ dataDir });
    expect(again.pid).not.toBe(server.pid);
    expect(await query(again, 'select n from kept')).toEqual([{ n: 7 }]);
    await again.stop();
  });

  test('adopts the server of a killed parent; a second process that shares it does not stop it', async () => {
    const dataDir = await folder();
    const script = `const { startEmbedded } = await import(${JSON.stringify(join(import.meta.dirname, 'launcher.ts'))}); const s = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)} }); console.log('port ' + s.port); setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'], env: {} });
    await new Promise((done) => parent.stdout.once('data', done));
    const shared = await startEmbedded({ dataDir });
    await shared.stop();
    expect(await isAlive(shared.pid)).toBe(true);
    parent.kill('SIGKILL');
    await new Promise((done) => parent.once('exit', done));
    const adopted = await startEmbedded({ dataDir });
    expect(adopted).toMatchObject({ adopted: true, pid: shared.pid, port: shared.port });
    expect(await query(adopted, 'select 1 as n')).toEqual([{ n: 1 }]);
    await adopted.stop();
    expect(await isAlive(adopted.pid)).toBe(false);
  });

  test('SEC-D4 is started again on its port when it ends by itself, as on a full disk; a stop is a stop', async () => {
    const server = await startEmbedded({ dataDir: await folder(), durable: false });
    const told: string[] = [];
    server.keep((code) => told.push(code));
    process.kill(server.pid, 'SIGKILL');
    while (!told.includes('embedded.restarted')) await pause(50);
    expect(await query(server, 'select 1 as n')).toEqual([{ n: 1 }]);
    const { pid } = (await readPidFile(server.pgData))!;
    await server.stop();
    expect([pid === server.pid, await isAlive(pid)]).toEqual([false, false]);
    await pause(800);
    expect(await readPidFile(server.pgData)).toBeNull();
  });

  test('ignores a notice whose process is gone', async () => {
    const dataDir = await folder();
    const first = await startEmbedded({ dataDir });
    await first.stop();
    const gone = spawn(process.execPath, ['-e', '']);
    await new Promise((done) => gone.once('exit', done));
    await writeFile(join(first.pgData, 'postmaster.pid'), `${gone.pid}\n${first.pgData}\n1\n1\n\n127.0.0.1\n\nready\n`);
    await pause(50);
    const again = await startEmbedded({ dataDir });
    expect(again.adopted).toBe(false);
    expect((await readPidFile(again.pgData))?.pid).toBe(again.pid);
    await again.stop();
  });

  test('moves the cluster out of a folder that the server user cannot enter', async () => {
    const user = { name: 'nobody', uid: 65_534, gid: 65_534 };
    const dataDir = await folder();
    expect(await canWalkTo(join(dataDir, 'pg', 'base'), user)).toBe(true);
    await chmod(dataDir, 0o700);
    expect(await canWalkTo(join(dataDir, 'pg', 'base'), user)).toBe(process.getuid?.() === user.uid);
    if (process.getuid?.() !== 0) return;
    expect(await clusterHome(dataDir, user)).toMatch(/^\/var\/lib\/shuping\/[0-9a-f]{16}$/);
    const server = await startEmbedded({ dataDir, durable: false });
    expect(server.pgData.startsWith('/var/lib/shuping/')).toBe(true);
    expect(await query(server, 'select 1 as n')).toEqual([{ n: 1 }]);
    await server.stop();
    await rm(join(server.pgData, '..'), { recursive: true, force: true });
  });
});
