import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { withDatabase, type TestDatabase } from '../../testing/index.ts';
import { problemOf } from '../http/problem.filter.ts';
import { withClient } from './connections.ts';
import { BallotDb } from './pools.ts';

let database: TestDatabase;
let db: BallotDb;
beforeAll(async () => {
  database = await withDatabase();
  db = new BallotDb(database.urls.ballot, 2);
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

describe('SEC-D5 a database that goes away during voting', () => {
  test('a connection ended while in use fails its transaction only: the process lives, the answer is "unavailable", the next query works', async () => {
    const cut = db.transaction(async (client) => {
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
      await withClient(database.adminUrl, (admin) => admin.query('select pg_terminate_backend($1)', [rows[0]!.pid]));
      await new Promise((resolve) => setTimeout(resolve, 100));
      await client.query('select 1');
    });
    const error = await cut.then(() => null, (failure: unknown) => failure);
    expect(error).toBeInstanceOf(Error);
    expect(problemOf(error)).toEqual({ code: 'unavailable' });
    expect((await db.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  test('an answer that is lost on the way is not waited for: the line is cut within seconds, its session ended; a statement that merely takes long is left alone', async () => {
    const target = new URL(database.urls.ballot);
    const { port, hostname } = target;
    const [sockets, mute] = [new Set<Socket>(), new Set<Socket>()];
    const proxy = createServer((near) => {
      const far = connect(Number(port), hostname);
      for (const one of [near, far]) one.on('error', () => undefined).on('close', () => void (near.destroy(), far.destroy()));
      sockets.add(near);
      near.on('data', (data: Buffer) => void far.write(data));
      far.on('data', (data: Buffer) => void (mute.has(near) || near.write(data)));
    });
    await new Promise<void>((ready) => proxy.listen(0, '127.0.0.1', ready));
    target.host = `127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const far = new BallotDb(target.href, 2);
    try {
      const long = db.query<{ said: string }>("select 'late' as said from pg_sleep(3.5)");
      let session = 0;
      const lost = far.transaction(async (client) => {
        session = (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]!.pid;
        for (const socket of sockets) mute.add(socket);
        await client.query('select 1');
      });
      expect(problemOf(await lost.then(() => null, (failure: unknown) => failure))).toEqual({ code: 'unavailable' });
      expect(session).toBeGreaterThan(0);
      expect((await far.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
      expect((await long).rows).toEqual([{ said: 'late' }]);
      expect(await withClient(database.adminUrl, async (admin) => (await admin.query('select 1 from pg_stat_activity where pid = $1', [session])).rowCount)).toBe(0);
    } finally {
      await far.close();
      proxy.close();
    }
  });

  test('what the database says when it starts or ends is "unavailable", everything else stays internal', () => {
    const failure = (code: string): Error => Object.assign(new Error('x'), { code });
    for (const code of ['57P01', '57P03', '08006', 'ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ETIMEDOUT']) expect(problemOf(new Error('wrapped', { cause: failure(code) }))).toEqual({ code: 'unavailable' });
    // SEC-D4: no room on its disk, in its memory, for another connection
    for (const code of ['53100', '53200', '53300', '58030']) expect(problemOf(failure(code))).toEqual({ code: 'unavailable' });
    for (const code of ['42501', 'ENOENT']) expect(problemOf(failure(code))).toEqual({ code: 'internal' });
    // two who acted at once are told so
    expect(problemOf(failure('23505'))).toEqual({ code: 'request.taken' });
  });
});
