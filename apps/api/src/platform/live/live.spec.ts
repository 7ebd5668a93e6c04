import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { bootApp, signedIn, type BootedApp, type TestPerson } from '../../testing/index.ts';
import { systemActor, type AuditInput } from '../persistence/index.ts';

let nodes: BootedApp[];
let ports: number[];

beforeAll(async () => {
  const first = await bootApp();
  nodes = [first, await bootApp({ database: first.database })];
  ports = await Promise.all(nodes.map(async ({ app }) => {
    await app.listen(0, '127.0.0.1');
    return (app.getHttpServer().address() as AddressInfo).port;
  }));
}, 120_000);
afterAll(async () => {
  await nodes[1]!.close();
  await nodes[0]!.close();
});

/** An open stream of a person on a node; `next` gives what is told next. */
async function stream(node: number, who: TestPerson) {
  const abort = new AbortController();
  const answer = await fetch(`http://127.0.0.1:${ports[node]}/api/live`, { headers: { cookie: who.cookie }, signal: abort.signal });
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const event = async (): Promise<{ type: string; data: string } | null> => {
    while (!text.includes('\n\n')) {
      const { done, value } = await reader.read();
      if (done) return null;
      text += value;
    }
    const block = text.slice(0, text.indexOf('\n\n'));
    text = text.slice(block.length + 2);
    const field = (name: string): string => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? '';
    return field('data') === '' ? event() : { type: field('event'), data: field('data') };
  };
  expect([answer.status, (await event())?.type]).toEqual([200, 'open']);
  return {
    headers: answer.headers, event,
    async changed(): Promise<{ all: boolean; changed: { topic: string; id?: string }[] }> {
      for (;;) {
        const one = await event();
        if (one === null) throw new Error('the stream ended');
        if (one.type === 'changed') return JSON.parse(one.data);
      }
    },
    close: () => abort.abort(),
  };
}

const act = (node: number, orgPath: string, id: string, more: Partial<AuditInput> = {}): Promise<unknown> => nodes[node]!.uow.run(systemActor('spec'), async (tx) => tx.audit({ action: 'report.sign', subject: { type: 'Report', id }, orgPath, ...more }));
const officer = (path: string): Promise<TestPerson> => signedIn(nodes[0]!, { path, grants: [{ role: 'host_officer', path }] });

describe('live updates over two nodes', () => {
  test('an act on one node is told on the other, by topic and id alone; a foreign scope is told nothing of it', async () => {
    const [mine, foreign] = [await stream(1, await officer('/a1/')), await stream(1, await officer('/z9/'))];
    const [id, other] = [randomUUID(), randomUUID()];
    await act(0, '/a1/d1/', id);
    expect(await mine.changed()).toEqual({ all: false, changed: [{ topic: 'reports', id }] });
    // what comes first to the foreign stream is its own
    await act(0, '/z9/', other);
    expect(await foreign.changed()).toEqual({ all: false, changed: [{ topic: 'reports', id: other }] });
    expect([mine.headers.get('content-type'), mine.headers.get('x-accel-buffering')]).toEqual([expect.stringContaining('text/event-stream'), 'no']);
    mine.close();
    foreign.close();
  });

  test('what is rolled back is never told, nor who came to a meeting', async () => {
    const mine = await stream(0, await officer('/a1/'));
    const [gone, later] = [randomUUID(), randomUUID()];
    await nodes[1]!.uow.run(systemActor('spec'), async (tx) => {
      tx.audit({ action: 'report.sign', subject: { type: 'Report', id: gone }, orgPath: '/a1/' });
      await Promise.resolve();
      return { ok: false, error: { code: 'probe' } };
    });
    await act(1, '/a1/', randomUUID(), { action: 'meeting.attendance', subject: { type: 'Meeting', id: randomUUID() } });
    await act(1, '/a1/', later);
    expect((await mine.changed()).changed).toEqual([{ topic: 'reports', id: later }]);
    mine.close();
  });

  test('a node whose connection is cut comes back and says that something may have been missed', async () => {
    const mine = await stream(1, await officer('/a1/'));
    const admin = new pg.Client({ connectionString: nodes[0]!.database.adminUrl });
    await admin.connect();
    await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'shuping-live' and datname = current_database()");
    await admin.end();
    expect(await mine.changed()).toMatchObject({ all: true });
    mine.close();
  });

  test('nobody without a session gets a stream', async () => {
    expect((await fetch(`http://127.0.0.1:${ports[0]}/api/live`)).status).toBe(401);
  });
});
