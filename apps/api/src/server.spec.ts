import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppConfig, readConfig } from './config/index.ts';
import { serve } from './server.ts';
import { withDatabase, type TestDatabase } from './testing/index.ts';

let database: TestDatabase;
let other: Server;
let dataDir: string;
beforeAll(async () => {
  database = await withDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'shuping-port-'));
  other = createServer();
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
});
afterAll(async () => {
  await new Promise((done) => other.close(done));
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

test('an address that is taken is named, and the server ends', async () => {
  const { port } = other.address() as AddressInfo;
  const { app, owner, ballot, seal } = database.urls;
  const config = readConfig({ DATABASE_URL: app, DATABASE_OWNER_URL: owner, DATABASE_BALLOT_URL: ballot, DATABASE_SEAL_URL: seal, SHUPING_DATA: dataDir, HOST: '127.0.0.1', PORT: String(port) });
  if (!config.ok) throw new Error(config.error.code);
  expect(config.value).toBeInstanceOf(AppConfig);
  await expect(serve(config.value)).rejects.toMatchObject({ problem: { code: 'server.port-in-use', params: { host: '127.0.0.1', port } } });
});
