import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeEnvelopes, type Ask, type EntryView } from '@shuping/ballot-box';
import { randomBytes } from 'node:crypto';
import { Agent, createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { bootApp, type BootedApp } from '../../testing/index.ts';
import { SealStore } from './seal.store.ts';
import { SlipsStore } from './slips.store.ts';
import { CLASS, ROUND, roomOf } from './testing/ballot-room.ts';

/** Full size of the storm with STORM_TICKETS=1000. */
const TICKETS = Number(process.env['STORM_TICKETS'] ?? 40);
const COPIES = 20;
/** Connections of the storm, and from the proxy to each node. */
const LINES = new Agent({ keepAlive: true, maxSockets: 200 });
const INNER = new Agent({ keepAlive: true, maxSockets: 100 });

let nodes: BootedApp[];
let proxy: Server;
let admin: pg.Client;
let url: string;
/** requests that each node was given */
const given = [0, 0];

beforeAll(async () => {
  const config = { secretKey: randomBytes(32).toString('hex') };
  const first = await bootApp({ config });
  nodes = [first, await bootApp({ config, database: first.database })];
  const ports = await Promise.all(nodes.map(async ({ app }) => {
    await app.listen(0, '127.0.0.1');
    return (app.getHttpServer().address() as AddressInfo).port;
  }));
  let turn = 0;
  proxy = createServer((incoming, answer) => {
    const at = (turn += 1) % 2;
    given[at]! += 1;
    const onwards = request({ host: '127.0.0.1', port: ports[at], method: incoming.method, path: incoming.url, headers: incoming.headers, agent: INNER }, (reply) => {
      answer.writeHead(reply.statusCode!, reply.headers);
      reply.pipe(answer);
    });
    incoming.pipe(onwards);
  });
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  admin = new pg.Client({ connectionString: first.database.adminUrl });
  await admin.connect();
}, 120_000);

afterAll(async () => {
  await admin.end();
  for (const agent of [LINES, INNER]) agent.destroy();
  await new Promise((done) => {
    proxy.close(done);
    proxy.closeAllConnections();
  });
  await nodes[1]!.close();
  await nodes[0]!.close();
});

async function post(meeting: string, path: string, body: object): Promise<{ status: number; text: string }> {
  const text = JSON.stringify(body);
  return new Promise((done, fail) => {
    const asked = request(`${url}/vote/${meeting}/${path}`, { method: 'POST', agent: LINES, headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) } }, (reply) => {
      let got = '';
      reply.setEncoding('utf8').on('data', (chunk: string) => (got += chunk)).on('end', () => done({ status: reply.statusCode!, text: got })).on('error', fail);
    });
    asked.on('error', fail).end(text);
  });
}

const through = (meeting: string): Ask => async (path, body) => {
  const { status, text } = await post(meeting, path, body);
  if (status !== 200) throw new Error(`${status} ${text}`);
  return JSON.parse(text) as never;
};

const stored = async (meeting: string): Promise<number> => Number((await admin.query<{ n: string }>('select count(*) as n from ballot.intake where meeting = $1', [meeting])).rows[0]!.n);

describe('SEC-D7 two servers behind a proxy', () => {
  test(`${TICKETS} tickets sent ${COPIES} times at once over both: each stored once, every reply of a ticket the same`, async () => {
    const room = await roomOf(nodes[0]!, TICKETS, through);
    await room.box.setPhase(room.meeting, ROUND, 'voting');
    const bodies = room.voters.map((voter, at) => room.body(voter, ['hao', 'jiao', 'yiban'][at % 3]!));
    const took: number[] = [];
    const answers = await Promise.all(bodies.flatMap((body, at) => Array.from({ length: COPIES }, async () => {
      const from = performance.now();
      const answer = await post(room.meeting, 'ballots', body);
      took.push(performance.now() - from);
      return { at, ...answer };
    })));
    expect(answers.filter((one) => one.status !== 200)).toEqual([]);
    expect(new Set(answers.map((one) => `${one.at} ${one.text}`)).size).toBe(TICKETS);
    expect(new Set(answers.map((one) => one.text)).size).toBe(TICKETS);
    expect(await stored(room.meeting)).toBe(TICKETS);
    expect(Math.min(...given)).toBeGreaterThan(TICKETS * COPIES * 0.3);
    process.stdout.write(`two nodes, ${answers.length} sends: p99 ${Math.round(took.sort((a, b) => a - b)[Math.floor(took.length * 0.99)]!)} ms\n`);
    // closed on one node, closed on the other
    await room.box.setPhase(room.meeting, ROUND, 'closed');
    for (let n = 0; n < 4; n += 1) expect((await post(room.meeting, 'ballots', room.body(room.voters[0]!, 'cha'))).status).not.toBe(200);
    // the node that did not open the vote has no key to its receipts and says so; it took half of the ballots nevertheless
    expect(await nodes[1]!.app.get(SealStore, { strict: false }).seal(room.meeting)).toMatchObject({ ok: false, error: { code: 'meeting.receipt-key-needed' } });
    const file = await nodes[0]!.app.get(SealStore, { strict: false }).seal(room.meeting);
    expect(file).toMatchObject({ ok: true, value: { counts: { members: { issued: TICKETS, returned: TICKETS, uncast: 0 } } } });
    expect(file.ok && [...file.value.receipts].sort()).toEqual([...new Set(answers.map((one) => String(JSON.parse(one.text).receipt)))].sort());
  }, 600_000);

  test('two ballots of one ticket at once, one to each: one stands and only its sender is told so', async () => {
    const room = await roomOf(nodes[0]!, 10, through);
    await room.box.setPhase(room.meeting, ROUND, 'voting');
    const pairs = await Promise.all(room.voters.map((voter) => Promise.all([post(room.meeting, 'ballots', room.body(voter, 'hao')), post(room.meeting, 'ballots', room.body(voter, 'cha'))])));
    for (const pair of pairs) expect(pair.map((one) => one.status).sort()).toEqual([200, 409]);
    const { rows } = await admin.query<{ choices: string }>('select choices from ballot.intake where meeting = $1', [room.meeting]);
    expect(rows.filter((row) => row.choices.includes('hao'))).toHaveLength(pairs.filter(([hao]) => hao.status === 200).length);
  }, 60_000);

  test('one slip shown to both at once is stamped with one set of tickets; another set is refused by either', async () => {
    const { meeting, box } = await roomOf(nodes[0]!, 5, through);
    const [slip] = await nodes[1]!.app.get(SlipsStore, { strict: false }).print(meeting, { [CLASS]: 1 });
    await box.setCheckIn(meeting, 'open');
    const entry = await through(meeting)<EntryView>('entry', { slip: slip!.secret, pad: '' });
    const ask = (blinded: string): Promise<{ status: number; text: string }> => post(meeting, 'tickets', { slip: slip!.secret, blinded: { [ROUND]: blinded }, pad: '' });
    const fresh = (): string => makeEnvelopes(entry, (count) => new Uint8Array(randomBytes(count)))[ROUND]!.blinded;
    const own = fresh();
    const stamped = await Promise.all(Array.from({ length: 10 }, () => ask(own)));
    expect(new Set(stamped.map((one) => `${one.status} ${one.text}`)).size).toBe(1);
    expect(stamped[0]!.status).toBe(200);
    for (const late of await Promise.all([ask(fresh()), ask(fresh())])) expect(late).toMatchObject({ status: 409 });
  }, 60_000);
});
