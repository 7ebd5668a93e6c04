import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { Body, Controller, Get, Logger, Param, Post, Put, Query, Req } from '@nestjs/common';
import { HTTP_STATUS, PageQuery } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { bootApp, signedIn, type BootedApp, type TestPerson } from '../../testing/index.ts';
import { Public, RequirePermission, Who, type AppPrincipal } from '../authz/index.ts';
import { systemActor, UnitOfWork } from '../persistence/index.ts';
import { IdempotencySweep } from './idempotency-sweep.ts';
import { afterCursor, decodeCursor, encodeCursor, Idempotent, page, Returns, stale, toPage, Version, withNonce } from './index.ts';
import { isCrossSite } from './cross-site.ts';

const Thing = z.object({ id: z.string(), size: z.number() });
const ThingBody = z.strictObject({ name: z.string().min(2), parts: z.array(z.strictObject({ size: z.number().int() })) });
const seen = { acts: 0 };

@Controller('probe')
class ProbeController {
  constructor(private readonly uow: UnitOfWork) {}

  @Get('open') @Public() @Returns(Thing)
  open(): unknown { return ok({ id: 'a', size: 1, secret: 'not sent' }); }

  @Get('wrong-shape') @Public() @Returns(Thing)
  wrongShape(): unknown { return { id: 'a' }; }

  @Get('bug') @Public() @Returns(Thing)
  bug(): unknown { throw new Error('select secret from place'); }

  @Get('database/:code') @Public() @Returns(Thing)
  database(@Param('code') code: string): unknown { throw Object.assign(new Error('insert into person (name) values (\'x\')'), { code, constraint: 'person_secret' }); }

  @Get('fail/:code') @Public() @Returns(Thing)
  fail(@Param('code') code: string): Result<never, Problem> { return err({ code, at: '/x', params: { n: 1 } }); }

  @Post('left') @Public() @Returns(Thing)
  async left(@Req() request: FastifyRequest): Promise<unknown> {
    request.raw.socket.destroy();
    await new Promise((done) => setTimeout(done, 50));
    return { id: randomBytes(4_000_000).toString('hex'), size: 1 };
  }

  @Get('query') @Public() @Returns(z.object({ limit: z.number() }))
  query(@Query({ schema: PageQuery }) query: PageQuery): unknown { return query; }

  @Post('body') @Public() @Returns(Thing)
  body(@Body({ schema: ThingBody }) body: z.infer<typeof ThingBody>): unknown { return { id: body.name, size: body.parts.length }; }

  @Put('versioned') @Public() @Returns(Thing)
  versioned(@Version() version: number): unknown { return version === 3 ? { id: 'v', size: 4 } : stale({ id: 'v', size: 3, version: 3 }, 3); }

  @Post('once') @RequirePermission('create', 'Cycle') @Idempotent() @Returns(Thing, 201)
  once(@Who() who: AppPrincipal, @Body({ schema: z.strictObject({ fail: z.enum(['rule', 'bug', 'late']).optional() }) }) body: { fail?: string }): Promise<unknown> {
    if (body.fail === 'rule') return Promise.resolve(err({ code: 'grant.unknown-role' }));
    return this.uow.run(who, (tx) => {
      seen.acts += 1;
      if (body.fail === 'bug') throw new Error('bug');
      tx.audit({ action: 'probe', subject: { type: 'Probe', id: String(seen.acts) }, orgPath: '/a1/' });
      return Promise.resolve(ok({ id: String(seen.acts), size: 1 }));
    }).then((outcome) => {
      if (body.fail === 'late') throw new Error('answer lost');
      return outcome;
    });
  }

  @Get('closed') @Returns(Thing)
  closed(): unknown { return { id: 'x', size: 1 }; }
}

let booted: BootedApp;
let officer: TestPerson;
beforeAll(async () => {
  booted = await bootApp({ controllers: [ProbeController] });
  officer = await signedIn(booted, { grants: [{ role: 'host_officer', path: '/a1/' }] });
  jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
});
afterAll(() => booted.close());

const get = (url: string, headers: Record<string, string> = {}) => booted.inject({ method: 'GET', url: `/api/${url}`, headers });
const post = (url: string, payload: unknown, headers: Record<string, string> = {}) =>
  booted.inject({ method: 'POST', url: `/api/${url}`, headers: { 'x-shuping': '1', ...headers }, payload: payload as never });

describe('problem details', () => {
  test('a refused use case answers its status, code and place', async () => {
    const answer = await get('probe/fail/file.type-refused');
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.json()).toEqual({ type: 'urn:shuping:problem:file.type-refused', title: 'file.type-refused', status: 415, code: 'file.type-refused', params: { n: 1 }, at: '/x', traceId: expect.any(String) });
  });

  test('a code in no registry, a bug and a wrong answer are internal, without a word of their inside', async () => {
    for (const url of ['probe/fail/never.registered', 'probe/bug', 'probe/wrong-shape']) {
      const answer = await get(url);
      expect(answer.statusCode).toBe(500);
      expect(Object.keys(answer.json()).sort()).toEqual(['code', 'status', 'title', 'traceId', 'type']);
      expect(answer.body).not.toMatch(/select|Error|stack|expected/);
    }
  });

  test('what the database refuses because two acted at once says what to do, without a word of its inside', async () => {
    for (const [sqlState, status, code, wait] of [['23505', 409, 'request.taken', undefined], ['40001', 503, 'request.collided', '2'], ['40P01', 503, 'request.collided', '2'], ['23502', 500, 'internal', undefined]] as const) {
      const answer = await get(`probe/database/${sqlState}`);
      expect([sqlState, answer.statusCode, answer.json().code, answer.headers['retry-after']]).toEqual([sqlState, status, code, wait]);
      expect(answer.body).not.toMatch(/insert|person/);
    }
  });

  test('wrong bodies and queries name each place', async () => {
    const answer = await post('probe/body', { name: 'x', parts: [{ size: 1 }, { size: 'two' }], extra: 1 });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().code).toBe('request.invalid');
    expect(answer.json().issues.map((one: Problem) => one.at).sort()).toEqual(['/', '/name', '/parts/1/size']);
    expect((await get('probe/query?limit=9999')).json().issues[0].at).toBe('/limit');
    expect((await get('probe/query')).json()).toEqual({ limit: 50 });
  });

  test('SEC-I12 text that no database keeps is refused at its place; every other character is taken', async () => {
    for (const name of ['甲\u0000乙', '甲\ud800']) expect((await post('probe/body', { name, parts: [] })).json()).toMatchObject({ status: 400, code: 'request.invalid', issues: [{ at: '/name', params: { reason: 'unreadable_text' } }] });
    expect((await post('probe/body', { name: '𠮷\u202e\u200b\t', parts: [] })).json()).toEqual({ id: '𠮷\u202e\u200b\t', size: 0 });
  });

  test('SEC-I10 malformed JSON, prototype keys, too big bodies, unknown types and routes', async () => {
    const raw = (payload: string, type = 'application/json') => booted.inject({ method: 'POST', url: '/api/probe/body', headers: { 'x-shuping': '1', 'content-type': type }, payload });
    expect((await raw('{"name":')).json()).toMatchObject({ code: 'request.malformed-json', status: 400 });
    expect((await raw('{"__proto__":{"x":1},"name":"ab","parts":[]}')).json().code).toBe('request.malformed-json');
    expect((await raw(JSON.stringify({ name: 'x'.repeat(3_000_000), parts: [] }))).json()).toMatchObject({ code: 'request.body-too-large', status: 413 });
    expect((await raw('<x/>', 'text/xml')).json()).toMatchObject({ code: 'request.unsupported-media-type', status: 415 });
    expect((await get('nowhere')).json()).toMatchObject({ code: 'request.unknown-route', status: 404 });
  });

  test('SEC-I10 whoever leaves before the answer is no fault of the server', async () => {
    const told = jest.mocked(Logger.prototype.error);
    told.mockClear();
    await booted.app.listen(0, '127.0.0.1');
    await expect(fetch(`${await booted.app.getUrl()}/api/probe/left`, { method: 'POST', headers: { 'accept-encoding': 'gzip', 'x-shuping': '1', 'content-type': 'application/json' }, body: '{}' })).rejects.toThrow();
    await new Promise((done) => setTimeout(done, 500));
    expect(told.mock.calls).toEqual([]);
    expect((await fetch(`${await booted.app.getUrl()}/api/probe/open`)).status).toBe(200);
  });

  test('every code has an error status', () => {
    for (const [code, status] of Object.entries(HTTP_STATUS)) expect([code, status >= 400 && status < 600]).toEqual([code, true]);
  });

  test('what the schema does not name is not sent', async () => {
    expect((await get('probe/open')).json()).toEqual({ id: 'a', size: 1 });
  });
});

describe('If-Match', () => {
  const put = (headers: Record<string, string>) => booted.inject({ method: 'PUT', url: '/api/probe/versioned', headers: { 'x-shuping': '1', ...headers } });
  test('missing 428, stale 409 with the present state, current 200', async () => {
    expect((await put({})).json()).toMatchObject({ code: 'request.version-required', status: 428 });
    expect((await put({ 'if-match': '"2"' })).json()).toMatchObject({ code: 'request.version-stale', status: 409, params: { version: 3 }, current: { size: 3 } });
    expect((await put({ 'if-match': '"3"' })).statusCode).toBe(200);
    expect((await put({ 'if-match': '*' })).json()).toMatchObject({ code: 'request.invalid', at: '/headers/if-match' });
  });
});

describe('idempotency keys', () => {
  const once = (key: string | undefined, payload: unknown = {}) => post('probe/once', payload, { ...officer.headers, ...(key === undefined ? {} : { 'idempotency-key': key }) });

  test('the same key gives the same answer and one act', async () => {
    const first = await once('key-00001');
    const second = await once('key-00001');
    expect([first.statusCode, second.statusCode, second.headers['idempotency-replayed']]).toEqual([201, 201, 'true']);
    expect(second.json()).toEqual(first.json());
    expect(seen.acts).toBe(1);
  });

  test('another request under the key, or no key, is refused', async () => {
    expect((await once('key-00001', { fail: 'rule' })).json()).toMatchObject({ code: 'request.idempotency-key-reused', status: 409 });
    expect((await once(undefined)).json().code).toBe('request.idempotency-key-required');
  });

  test('a refusal is repeated, a bug may be tried again, an act whose answer was lost is not done twice', async () => {
    expect([(await once('key-00002', { fail: 'rule' })).statusCode, (await once('key-00002', { fail: 'rule' })).statusCode]).toEqual([422, 422]);
    const before = seen.acts;
    await once('key-00003', { fail: 'bug' });
    await once('key-00003', { fail: 'bug' });
    expect(seen.acts).toBe(before + 2);
    expect((await once('key-00004', { fail: 'late' })).statusCode).toBe(500);
    expect((await once('key-00004', { fail: 'late' })).json()).toMatchObject({ code: 'request.idempotency-in-progress', params: { done: true } });
    expect(seen.acts).toBe(before + 3);
  });

  test('what was refused may be put right under the same key; what was done may not', async () => {
    const before = seen.acts;
    expect((await once('key-00006', { fail: 'rule' })).statusCode).toBe(422);
    expect((await once('key-00006')).statusCode).toBe(201);
    expect((await once('key-00006', { fail: 'rule' })).json()).toMatchObject({ code: 'request.idempotency-key-reused' });
    expect((await once('key-00006')).headers['idempotency-replayed']).toBe('true');
    expect(seen.acts).toBe(before + 1);
  });

  test('what failed while the database was away, so that the key could not be given back either, may be tried again at once', async () => {
    const before = seen.acts;
    const [run, away] = [UnitOfWork.prototype.run, Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })];
    let claimed = false;
    const spied = jest.spyOn(UnitOfWork.prototype, 'run').mockImplementation(function (this: UnitOfWork, actor, work, options) {
      if (claimed) return Promise.reject(away);
      claimed = actor.kind === 'system' && actor.name === 'idempotency';
      return run.call(this, actor, work, options);
    } as typeof run);
    expect((await once('key-00007')).statusCode).toBe(503);
    spied.mockRestore();
    expect((await once('key-00007')).statusCode).toBe(201);
    expect((await once('key-00007')).headers['idempotency-replayed']).toBe('true');
    expect(seen.acts).toBe(before + 1);
  });

  test('answers are kept a week; an act whose answer is gone is still not done twice', async () => {
    const done = async (): Promise<number> => (await booted.uow.run(systemActor('spec'), (tx) => tx.sql('select 1 from idempotent_act'))).length;
    const before = await done();
    expect([(await once('key-00008')).statusCode, (await once('key-00009', { fail: 'late' })).statusCode]).toEqual([201, 500]);
    await booted.uow.run(systemActor('spec'), (tx) => tx.sql("update idempotency_key set created_at = created_at - interval '8 days' where created_at = (select max(created_at) from idempotency_key)"));
    expect(await booted.app.get(IdempotencySweep).sweep()).toBe(1);
    expect(await booted.app.get(IdempotencySweep).sweep()).toBe(0);
    expect((await once('key-00008')).headers['idempotency-replayed']).toBe('true');
    expect((await once('key-00009')).json()).toMatchObject({ status: 409, code: 'request.taken' });
    expect(await done()).toBe(before + 2);
  });

  test('twenty at once do it once', async () => {
    const before = seen.acts;
    const answers = await Promise.all(Array.from({ length: 20 }, () => once('key-00005')));
    expect(seen.acts).toBe(before + 1);
    expect(answers.every((one) => one.statusCode === 201 || one.json().code === 'request.idempotency-in-progress')).toBe(true);
  });
});

describe('SEC-S3 and SEC-S8 headers', () => {
  test('state changes need our header and the own origin', () => {
    const ask = (headers: Record<string, string>, method = 'POST') => isCrossSite({ method, headers, host: 'shuping.local' } as never, 'https://pub.example');
    expect(ask({})).toBe(true);
    expect(ask({}, 'GET')).toBe(false);
    expect(ask({ 'x-shuping': '1' })).toBe(false);
    expect(ask({ 'x-shuping': '1', origin: 'http://evil.example' })).toBe(true);
    expect(ask({ 'x-shuping': '1', origin: 'null' })).toBe(true);
    expect(ask({ 'x-shuping': '1', 'sec-fetch-site': 'same-site' })).toBe(true);
    expect(ask({ 'x-shuping': '1', origin: 'https://pub.example', 'sec-fetch-site': 'same-origin' })).toBe(false);
  });

  test('a cross-site request changes nothing and is told so', async () => {
    const answer = await booted.inject({ method: 'POST', url: '/api/probe/body', payload: { name: 'ab', parts: [] } });
    expect(answer.json()).toMatchObject({ code: 'request.cross-site', status: 403 });
  });

  test('data carries strict headers and an ETag that polling can use', async () => {
    const answer = await get('probe/open');
    expect(answer.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', 'content-security-policy': expect.stringContaining("default-src 'none'") });
    const again = await get('probe/open', { 'if-none-match': String(answer.headers['etag']) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  test('a page gets a nonce for its style tags and no unsafe source', () => {
    const { html, csp } = withNonce('<meta name="csp-nonce" content="__CSP_NONCE__">');
    expect(csp).toContain(`'nonce-${/content="([\w-]+)"/.exec(html)![1]}'`);
    expect(csp).not.toContain('unsafe');
  });
});

describe('SEC-P4 gates', () => {
  test('a route that declares nothing is closed, signed in or not', async () => {
    expect((await get('probe/closed')).statusCode).toBe(401);
    expect((await get('probe/closed', officer.headers)).json().code).toBe('permission.denied');
  });

  test('a declared permission lets in who could ever do it', async () => {
    const other = await signedIn(booted);
    expect((await post('probe/once', {}, { ...other.headers, 'idempotency-key': 'key-00009' })).json().code).toBe('permission.denied');
  });
});

describe('cursor pages', () => {
  test('pages join without gap or repeat', () => {
    const rows = Array.from({ length: 7 }, (_, i) => ({ at: i >> 1, id: String(i) }));
    const columns = [{ field: 'at', direction: 'asc' as const }, { field: 'id', direction: 'asc' as const }];
    const out: string[] = [];
    let after: string | undefined;
    do {
      const plan = page(3, after, columns);
      if (!plan.ok) throw new Error();
      const keys = after === undefined ? null : decodeCursor(after, columns);
      const rest = keys?.ok ? rows.filter((row) => row.at > Number(keys.value[0]) || (row.at === keys.value[0] && row.id > String(keys.value[1]))) : rows;
      const got = toPage(rest.slice(0, plan.value.limit), 3, (row) => [row.at, row.id], (row) => row.id);
      out.push(...got.items);
      after = got.next;
    } while (after !== undefined);
    expect(out).toEqual(rows.map((row) => row.id));
    expect(afterCursor(columns, [1, 'x'])).toEqual({ $or: [{ at: { $gt: 1 } }, { at: 1, id: { $gt: 'x' } }] });
  });

  test('a damaged cursor is refused', () => {
    const columns = [{ field: 'id', direction: 'asc' as const }];
    for (const text of ['%%%', encodeCursor(['a', 'b']), Buffer.from('{"a":1}').toString('base64url'), Buffer.from('[{"$ne":1}]').toString('base64url')]) expect(decodeCursor(text, columns)).toMatchObject({ error: { code: 'request.bad-cursor' } });
  });
});

