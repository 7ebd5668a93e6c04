import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { spareHome } from '../server.ts';

/** Folder of the embedded cluster of a server of ours. */
export async function clusterOf(dataDir: string): Promise<string> {
  for (const home of [dataDir, spareHome(dataDir)]) if (await stat(join(home, 'pg', 'PG_VERSION')).then(() => true, () => false)) return join(home, 'pg');
  throw new Error(`no PostgreSQL of ${dataDir}`);
}

/** Process of the running postmaster; 0 when there is none. */
export async function postmasterOf(dataDir: string): Promise<number> {
  const text = await readFile(join(await clusterOf(dataDir), 'postmaster.pid'), 'utf8').catch(() => '');
  return Number(text.split('\n')[0]);
}

/** One connection as superuser to a server of ours, closed at the end. */
export async function asSuperuser<T>(dataDir: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const notice = (await readFile(join(await clusterOf(dataDir), 'postmaster.pid'), 'utf8')).split('\n');
  const { superuser } = JSON.parse(await readFile(join(dataDir, 'database-secrets.json'), 'utf8')) as { superuser: string };
  const client = new pg.Client({ host: '127.0.0.1', port: Number(notice[3]), user: 'postgres', password: superuser, database: 'shuping', connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
