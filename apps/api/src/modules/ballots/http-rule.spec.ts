import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeEnvelopes, type EntryView } from '@shuping/ballot-box';
import { randomBytes, randomUUID } from 'node:crypto';
import { withClient } from '../../platform/persistence/connections.ts';
import { bootApp, signedIn, type BootedApp, type TestPerson } from '../../testing/index.ts';
import { freeAgendas, worldOf, type World } from '../meetings/testing/world.ts';
import { isLoopback, isPlain, plainWords } from './http-rule.rules.ts';

type Answer = { readonly status: number; readonly body: Record<string, unknown> };
type From = { readonly host: string; readonly ip: string; readonly headers?: Record<string, string> };

const HEADS = { leaders: 6, peers: 8, members_public: 22 };
const HERE: From = { host: 'localhost:8080', ip: '127.0.0.1' };
/** A phone in the hall's own network. */
const HALL: From = { host: '192.0.2.10:8080', ip: '192.0.2.77' };

describe('SEC security 2.4 step 10: which way is plain', () => {
  const way = (change: Partial<Parameters<typeof isPlain>[0]>): Parameters<typeof isPlain>[0] => ({ protocol: 'http', hostname: 'localhost', ip: '127.0.0.1', forwarded: false, ...change });

  test('TLS and loopback are not, everything else is', () => {
    expect(isPlain(way({}))).toBe(false);
    expect(isPlain(way({ hostname: '::1', ip: '::1' }))).toBe(false);
    expect(isPlain(way({ protocol: 'https', hostname: 'vote.example.org', ip: '198.51.100.7' }))).toBe(false);
    expect(isPlain(way({ hostname: 'vote.example.org', ip: '198.51.100.7' }))).toBe(true);
    // a phone that says it is on the machine, a proxy that is not trusted, a proxy that rewrites the host
    expect(isPlain(way({ ip: '192.0.2.77' }))).toBe(true);
    expect(isPlain(way({ hostname: 'vote.example.org' }))).toBe(true);
    expect(isPlain(way({ forwarded: true }))).toBe(true);
  });

  test('a public address on plain http is plain wherever the request comes from; one on https promises nothing for a request that came plain', () => {
    expect(isPlain(way({}), 'http://vote.example.org')).toBe(true);
    expect(isPlain(way({}), 'http://127.0.0.1:8080')).toBe(false);
    expect(isPlain(way({}), 'https://vote.example.org')).toBe(false);
    expect(isPlain(way({ hostname: 'vote.example.org', ip: '198.51.100.7' }), 'https://vote.example.org')).toBe(true);
  });

  test('names and addresses of the machine', () => {
    expect(['localhost', 'a.localhost', '127.0.0.1', '127.9.9.9', '::1', '[::1]', '::ffff:127.0.0.1'].filter((one) => !isLoopback(one))).toEqual([]);
    expect(['127.0.0.1.example.org', 'localhost.example.org', '198.51.100.1', '::2', ''].filter(isLoopback)).toEqual([]);
    expect(plainWords('我知道， 网络没有加密。')).toBe(plainWords('我知道,网络没有加密'));
    expect(plainWords('我知道')).not.toBe(plainWords('我不知道'));
  });
});

describe('real votes over plain http', () => {
  let booted: BootedApp;
  let w: World;
  let system: TestPerson;
  let sentence: string;
  beforeAll(async () => {
    booted = await bootApp();
    w = await worldOf(booted);
    system = await signedIn(booted, { path: w.path, grants: [{ role: 'system_admin', path: '/' }] });
  });
  afterAll(() => booted.close());

  async function call(from: From, who: TestPerson | null, method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object, headers: Record<string, string> = {}): Promise<Answer> {
    const answer = await booted.inject({ method, url, remoteAddress: from.ip, headers: { ...(who?.headers ?? {}), host: from.host, ...from.headers, ...headers }, ...(payload ? { payload } : {}) });
    return { status: answer.statusCode, body: String(answer.headers['content-type'] ?? '').includes('json') ? (answer.json() as Record<string, unknown>) : {} };
  }
  const must = async (promise: Promise<Answer>, status = 200): Promise<Record<string, unknown>> => {
    const answer = await promise;
    if (answer.status !== status) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const allowance = (method: 'GET' | 'POST' | 'DELETE', who: TestPerson, body?: object): Promise<Answer> => call(HERE, who, method, '/api/installation/plain-http', body);
  async function planned(): Promise<{ id: string; secret: string }> {
    await freeAgendas(booted, w.cycleId);
    const id = String((await must(call(HERE, w.officer, 'POST', '/api/meetings', { cycleId: w.cycleId, title: '评议会', startsAt: '2026-12-20T06:00:00.000Z' }, { 'idempotency-key': randomUUID() }), 201))['id']);
    const { version } = (await must(call(HERE, w.officer, 'GET', `/api/meetings/${id}`))) as { version: number };
    await must(call(HERE, w.officer, 'PUT', `/api/meetings/${id}/groups`, { due: HEADS }, { 'if-match': `"${version}"` }));
    const { slips } = (await must(call(HERE, w.clerk, 'POST', `/api/meetings/${id}/slips`, { numbers: HEADS }), 201)) as { slips: { secret: string }[] };
    return { id, secret: slips[0]!.secret };
  }
  async function tickets(from: From, id: string, secret: string): Promise<Answer> {
    const entry = (await must(call(from, null, 'POST', `/vote/${id}/entry`, { slip: secret, pad: '' }))) as unknown as EntryView;
    const envelopes = makeEnvelopes(entry, (n) => new Uint8Array(randomBytes(n)));
    return call(from, null, 'POST', `/vote/${id}/tickets`, { slip: secret, blinded: Object.fromEntries(Object.entries(envelopes).map(([round, one]) => [round, one.blinded])), pad: '' });
  }
  const open = (from: From, id: string): Promise<Answer> => call(from, w.clerk, 'POST', `/api/meetings/${id}/phase`, { command: 'open_check_in' });
  const ballot = { round: 'r1', class: 'leaders', ticket: '0'.repeat(128), signature: '0'.repeat(512), choices: {}, pad: '' };
  const way = async (from: From, id: string): Promise<unknown> => ((await must(call(from, w.clerk, 'GET', `/api/meetings/${id}/pre-flight`)))['items'] as { code: string; state: string }[])[0];

  test('R-F8 are refused: check-in does not open, no ticket is stamped, no ballot taken; from the machine itself all of it works', async () => {
    const { id, secret } = await planned();
    expect(await way(HALL, id)).toMatchObject({ code: 'way-refused', state: 'stop' });
    expect((await open(HALL, id)).body['code']).toBe('meeting.plain-http');
    expect(await way(HERE, id)).toMatchObject({ code: 'way-no', state: 'good' });
    await must(open(HERE, id));
    expect(await must(call(HALL, null, 'POST', `/vote/${id}/entry`, { slip: secret, pad: '' }))).toMatchObject({ plain: 'refused' });
    expect((await tickets(HALL, id, secret)).body['code']).toBe('ballot.plain-http');
    expect((await tickets({ ...HALL, host: 'localhost:8080' }, id, secret)).body['code']).toBe('ballot.plain-http');
    // the proxy's word counts only when it is trusted
    expect((await tickets({ ...HERE, headers: { 'x-forwarded-proto': 'https', 'x-forwarded-for': '192.0.2.77' } }, id, secret)).body['code']).toBe('ballot.plain-http');
    expect((await call(HALL, null, 'POST', `/vote/${id}/ballots`, ballot)).body['code']).toBe('ballot.plain-http');
    expect((await call(HERE, null, 'POST', `/vote/${id}/ballots`, ballot)).body['code']).toBe('ballot.unknown-ticket');
    expect((await tickets(HERE, id, secret)).status).toBe(200);
  });

  test('a system administrator allows it by typing the whole sentence, and takes it back; both are audited, nobody else may', async () => {
    const { id, secret } = await planned();
    ({ 'zh-CN': sentence } = (await must(allowance('GET', system)))['sentences'] as { 'zh-CN': string });
    expect((await allowance('POST', system, { sentence: '同意' })).body['code']).toBe('plain-http.sentence');
    for (const who of [w.officer, w.clerk, w.secretary]) expect((await allowance('POST', who, { sentence })).status).toBe(403);
    expect((await open(HALL, id)).status).toBe(409);
    expect(await must(allowance('POST', system, { sentence: ` ${sentence.replace('。', '')} ` }))).toMatchObject({ allowed: true });
    expect(await way(HALL, id)).toMatchObject({ code: 'way-allowed', state: 'look' });
    await must(open(HALL, id));
    expect(await must(call(HALL, null, 'POST', `/vote/${id}/entry`, { slip: secret, pad: '' }))).toMatchObject({ plain: 'allowed' });
    expect((await call(HALL, null, 'POST', `/vote/${id}/ballots`, ballot)).body['code']).toBe('ballot.unknown-ticket');
    expect(await must(allowance('DELETE', system))).toMatchObject({ allowed: false });
    expect((await tickets(HALL, id, secret)).body['code']).toBe('ballot.plain-http');
    const told = await withClient(booted.database.adminUrl, (admin) => admin.query<{ action: string }>("select action from audit_entry where action like 'installation.plain-http%' order by at"));
    expect(told.rows.map((row) => row.action)).toEqual(['installation.plain-http-allowed', 'installation.plain-http-taken-back']);
    const { words } = (await must(allowance('GET', system))) as { words: { sentence: string; takenBackBy: string | null }[] };
    expect(words).toMatchObject([{ takenBackBy: expect.any(String) }]);
  });

  test('a rehearsal works over plain http without anybody’s word, and keeps the meeting’s check-in shut until it is wiped', async () => {
    const { id } = await planned();
    const rehearsal = (await must(call(HALL, w.clerk, 'POST', `/api/meetings/${id}/rehearsals`, { numbers: { leaders: 1 } }), 201)) as { id: string; slips: { secret: string }[] };
    expect(await must(call(HALL, null, 'POST', `/vote/${rehearsal.id}/entry`, { slip: rehearsal.slips[0]!.secret, pad: '' }))).toMatchObject({ plain: 'harmless', rehearsal: true });
    expect((await tickets(HALL, rehearsal.id, rehearsal.slips[0]!.secret)).status).toBe(200);
    expect((await open(HERE, id)).body['code']).toBe('meeting.rehearsal-open');
    await must(call(HERE, w.clerk, 'POST', `/api/meetings/${id}/rehearsals/${rehearsal.id}/phase`, { command: 'wipe' }));
    await must(open(HERE, id));
  });
});
