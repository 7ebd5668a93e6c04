import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bootApp, signedIn, signIn, TEST_PASSWORD, type BootedApp } from '../../testing/index.ts';
import { AppConfig } from '../../config/index.ts';
import { Grants } from '../authz/index.ts';
import { InstallationRecord, } from '../persistence/installation.entity.ts';
import { systemActor } from '../persistence/index.ts';
import { Accounts } from './accounts.ts';
import { SecurityTime } from './security-time.ts';
import { SecondFactor } from './second-factor.ts';
import { ABSOLUTE_MS, IDLE_MS } from './sessions.ts';
import { base32, stepAt, totpCode } from './totp.rules.ts';

class FakeTime extends SecurityTime {
  offset = 0;
  override now(): Date {
    return new Date(Date.now() + this.offset);
  }
}

const time = new FakeTime();
const ACTOR = systemActor('spec');
let booted: BootedApp;
beforeAll(async () => {
  booted = await bootApp({ override: (builder) => builder.overrideProvider(SecurityTime).useValue(time) });
});
afterAll(() => booted.close());

const me = (cookie: string) => booted.inject({ method: 'GET', url: '/api/me', headers: { cookie } });
const login = (name: string, password: string, cookie = '') => booted.inject({ method: 'POST', url: '/api/session', headers: { 'x-shuping': '1', cookie }, payload: { login: name, password } });

describe('R-K2 sessions', () => {
  test('signing in gives an opaque cookie, kept only as its hash, and who I am', async () => {
    const person = await signedIn(booted, { login: 'Zhang.Min', grants: [{ role: 'host_officer', path: '/a1/' }] });
    const answer = await login('  ZHANG.min ', TEST_PASSWORD);
    expect(String(answer.headers['set-cookie'])).toMatch(/^shuping_session=[\w-]{43}; .*HttpOnly; SameSite=Lax/);
    const body = (await me(person.cookie)).json();
    expect(body).toMatchObject({ account: { login: 'zhang.min', mustChangePassword: false }, personId: person.personId, demo: false });
    expect(body.can.find((one: { subject: string }) => one.subject === 'Cycle').actions).toContain('open');
    const secrets = await booted.uow.run(ACTOR, (tx) => tx.sql<{ token_hash: string }>('select token_hash from session'));
    expect(secrets.some((row) => person.cookie.includes(row.token_hash))).toBe(false);
  });

  test('SEC-S1 a session before sign-in dies with it, and no foreign id is taken over', async () => {
    const person = await signedIn(booted);
    const again = await login(person.login, TEST_PASSWORD, person.cookie);
    expect(again.statusCode).toBe(204);
    expect((await me(person.cookie)).statusCode).toBe(401);
    expect((await me(`shuping_session=${'x'.repeat(43)}`)).json()).toMatchObject({ code: 'account.not-signed-in', status: 401 });
  });

  test('SEC-S2 signing out, disabling and a new password end every session at once', async () => {
    const person = await signedIn(booted);
    const other = await signIn(booted, person.login, TEST_PASSWORD);
    const out = await booted.inject({ method: 'DELETE', url: '/api/session', headers: person.headers });
    expect(out.statusCode).toBe(204);
    expect([(await me(person.cookie)).statusCode, (await me(other)).statusCode]).toEqual([401, 200]);
    const changed = await booted.inject({ method: 'POST', url: '/api/password', headers: { cookie: other, 'x-shuping': '1' }, payload: { current: TEST_PASSWORD, next: 'ganjing-shui-liu' } });
    expect(changed.statusCode).toBe(204);
    const fresh = String(changed.headers['set-cookie']).split(';')[0]!;
    expect([(await me(other)).statusCode, (await me(fresh)).statusCode]).toEqual([401, 200]);
    await booted.uow.run(ACTOR, (tx) => booted.app.get(Accounts).setDisabled(tx, { id: person.accountId, orgPath: '/a1/' }, true));
    expect((await me(fresh)).statusCode).toBe(401);
    expect((await login(person.login, 'ganjing-shui-liu')).json().code).toBe('account.disabled');
  });

  test('sessions end by idleness and in any case after half a day', async () => {
    const person = await signedIn(booted);
    time.offset = IDLE_MS - 10_000;
    expect((await me(person.cookie)).statusCode).toBe(200);
    time.offset = IDLE_MS + 10_000;
    expect((await me(person.cookie)).statusCode).toBe(200);
    time.offset = 2 * IDLE_MS + 60_000;
    expect((await me(person.cookie)).statusCode).toBe(401);
    time.offset = 0;
    const second = await signIn(booted, person.login, TEST_PASSWORD);
    await booted.uow.run(ACTOR, (tx) => tx.sql('update session set created_at = ? where account_id = ?', [new Date(Date.now() - ABSOLUTE_MS - 1_000), person.accountId]));
    expect((await me(second)).statusCode).toBe(401);
  });

  test('SEC-S4 ten wrong tries lock a login, known or not alike, for a quarter of an hour', async () => {
    const person = await signedIn(booted);
    for (const name of [person.login, 'nobody-here']) {
      for (let i = 0; i < 10; i += 1) expect((await login(name, 'wrong-wrong')).json().code).toBe('account.wrong-login');
      expect((await login(name, TEST_PASSWORD)).json()).toMatchObject({ code: 'account.locked', status: 429 });
    }
    time.offset = 16 * 60_000;
    expect((await login(person.login, TEST_PASSWORD)).statusCode).toBe(204);
    time.offset = 0;
  });

  test('a first password must be changed before anything else', async () => {
    const person = await signedIn(booted, { mustChange: true, grants: [{ role: 'audit_admin', path: '/' }] });
    const audit = () => booted.inject({ method: 'GET', url: '/api/audit', headers: { cookie } });
    let cookie = person.cookie;
    expect((await audit()).json()).toMatchObject({ code: 'account.must-change-password', status: 403 });
    expect((await me(cookie)).json().account.mustChangePassword).toBe(true);
    const change = (next: string, current = TEST_PASSWORD) => booted.inject({ method: 'POST', url: '/api/password', headers: { cookie, 'x-shuping': '1' }, payload: { current, next } });
    expect((await change('short')).json()).toMatchObject({ code: 'account.password-too-short', at: '/next' });
    expect((await change(`${person.login}12`)).json().code).toBe('account.password-too-common');
    expect((await change(TEST_PASSWORD)).json().code).toBe('account.password-unchanged');
    expect((await change('qing-chun-de-he', 'wrong')).json().code).toBe('account.wrong-password');
    cookie = String((await change('qing-chun-de-he')).headers['set-cookie']).split(';')[0]!;
    expect((await audit()).statusCode).toBe(200);
  });

  test('SEC-S6 passwords are argon2id with at least 19 MiB and two passes', async () => {
    const [row] = await booted.uow.run(ACTOR, (tx) => tx.sql<{ password_hash: string }>('select password_hash from credential limit 1'));
    const [kind, memory, passes] = row!.password_hash.split('$');
    expect(kind).toBe('argon2id');
    expect(Number(memory)).toBeGreaterThanOrEqual(19 * 1024);
    expect(Number(passes)).toBeGreaterThanOrEqual(2);
  });
});

describe('R-K2, SEC-S5 second factor', () => {
  const post = (cookie: string, url: string, payload: object) => booted.inject({ method: 'POST', url: `/api/${url}`, headers: { cookie, 'x-shuping': '1' }, payload });
  const withCode = (name: string, code?: string) => booted.inject({ method: 'POST', url: '/api/session', headers: { 'x-shuping': '1' }, payload: { login: name, password: TEST_PASSWORD, ...(code === undefined ? {} : { code }) } });
  const cookieOf = (answer: { headers: Record<string, unknown> }) => String(answer.headers['set-cookie']).split(';')[0]!;
  const bytesOf = (text: string) => {
    for (let at = 0, bits = 0n, out: number[] = []; ; at += 1) {
      if (at === text.length) return Buffer.from(out);
      bits = ((bits << 5n) | BigInt('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(text[at]!))) & ((1n << 40n) - 1n);
      if (at % 8 === 7) out = [...out, ...[32n, 24n, 16n, 8n, 0n].map((shift) => Number((bits >> shift) & 255n))];
    }
  };
  const codeOf = (secret: string, away = 0) => totpCode(bytesOf(secret), stepAt(time.now()) + away);

  async function enrolled() {
    const person = await signedIn(booted, { grants: [{ role: 'audit_admin', path: '/' }] });
    expect((await post(person.cookie, 'second-factor', { password: 'wrong-wrong' })).json()).toMatchObject({ status: 422, code: 'account.wrong-password' });
    const made = (await post(person.cookie, 'second-factor', { password: TEST_PASSWORD })).json() as { secret: string; uri: string };
    expect(made.uri).toContain(`secret=${made.secret}`);
    expect(base32(bytesOf(made.secret))).toBe(made.secret);
    expect((await withCode(person.login)).statusCode).toBe(204);
    const done = await post(person.cookie, 'second-factor/confirm', { code: codeOf(made.secret, -1) });
    return { ...person, secret: made.secret, done, codes: (done.json() as { recoveryCodes: string[] }).recoveryCodes };
  }

  test('it counts from the first right code; then a code is needed, each is taken once, and the secret lies locked', async () => {
    const person = await enrolled();
    expect(person.codes).toHaveLength(10);
    expect([(await me(person.cookie)).statusCode, (await me(cookieOf(person.done))).statusCode]).toEqual([401, 200]);
    expect((await post(cookieOf(person.done), 'second-factor', { password: TEST_PASSWORD })).json().code).toBe('account.second-factor-on');
    const [row] = await booted.uow.run(ACTOR, (tx) => tx.sql<{ secret: string; recovery: string[] }>('select secret, recovery from totp where account_id = ?', [person.accountId]));
    expect(Buffer.from(row!.secret, 'base64').includes(bytesOf(person.secret))).toBe(false);
    expect(row!.recovery.some((one) => person.codes.includes(one))).toBe(false);
    expect((await withCode(person.login)).json()).toMatchObject({ status: 401, code: 'account.code-required' });
    expect((await booted.inject({ method: 'POST', url: '/api/session', headers: { 'x-shuping': '1' }, payload: { login: person.login, password: 'wrong-wrong', code: codeOf(person.secret) } })).json().code).toBe('account.wrong-login');
    // the code that confirmed is a replay
    expect((await withCode(person.login, codeOf(person.secret, -1))).json()).toMatchObject({ status: 422, code: 'account.wrong-code' });
    const both = await Promise.all([withCode(person.login, codeOf(person.secret)), withCode(person.login, codeOf(person.secret))]);
    expect(both.map((answer) => answer.statusCode).sort()).toEqual([204, 422]);
    expect((await me(cookieOf(both.find((answer) => answer.statusCode === 204)!))).json().account.secondFactor).toBe('on');
  });

  test('a recovery code is taken once, and wrong codes lock the login like wrong passwords', async () => {
    const person = await enrolled();
    expect((await withCode(person.login, person.codes[3]!.toLowerCase())).statusCode).toBe(204);
    expect((await withCode(person.login, person.codes[3]!)).json().code).toBe('account.wrong-code');
    const fresh = cookieOf(await withCode(person.login, person.codes[4]!));
    expect((await booted.inject({ method: 'GET', url: '/api/second-factor', headers: { cookie: fresh } })).json()).toMatchObject({ enabled: true, recoveryLeft: 8, required: false });
    for (let i = 0; i < 10; i += 1) expect((await withCode(person.login, 'AAAA-AAAA-AAAA-AAAA')).json().code).toBe('account.wrong-code');
    expect((await withCode(person.login, codeOf(person.secret, 1))).json()).toMatchObject({ status: 429, code: 'account.locked' });
  });

  test('the holder takes it away with password and code', async () => {
    const person = await enrolled();
    const cookie = cookieOf(person.done);
    expect((await post(cookie, 'second-factor/remove', { password: TEST_PASSWORD, code: '000000' })).json().code).toBe('account.wrong-code');
    expect((await post(cookie, 'second-factor/remove', { password: TEST_PASSWORD, code: codeOf(person.secret) })).statusCode).toBe(204);
    expect((await withCode(person.login)).statusCode).toBe(204);
  });

  test('where the installation asks for it, an administrator without it reaches nothing else', async () => {
    const person = await signedIn(booted, { grants: [{ role: 'audit_admin', path: '/' }] });
    const config = booted.app.get(AppConfig) as { adminSecondFactor: boolean };
    config.adminSecondFactor = true;
    try {
      const audit = (cookie: string) => booted.inject({ method: 'GET', url: '/api/audit', headers: { cookie } });
      expect((await audit(person.cookie)).json()).toMatchObject({ status: 403, code: 'account.second-factor-required' });
      expect((await me(person.cookie)).json().account.secondFactor).toBe('required');
      const officer = await signedIn(booted, { grants: [{ role: 'host_officer', path: '/a1/' }] });
      expect((await me(officer.cookie)).json().account.secondFactor).toBe('off');
      const { secret } = (await post(person.cookie, 'second-factor', { password: TEST_PASSWORD })).json();
      const done = await post(person.cookie, 'second-factor/confirm', { code: codeOf(secret) });
      expect((await audit(cookieOf(done))).statusCode).toBe(200);
    } finally {
      config.adminSecondFactor = false;
    }
  });

  test('two administrators take it away, not one; a question of yesterday is asked anew', async () => {
    const person = await enrolled();
    const factor = booted.app.get(SecondFactor);
    const reset = (by: string) => booted.uow.run(ACTOR, (tx) => factor.reset(tx, { id: person.accountId, orgPath: '/' }, by));
    const [first, second] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
    expect(await reset(first)).toMatchObject({ value: { done: false } });
    expect(await reset(first)).toMatchObject({ error: { code: 'account.second-person' } });
    time.offset = 25 * 60 * 60_000;
    expect(await reset(second)).toMatchObject({ value: { done: false } });
    time.offset = 0;
    await booted.uow.run(ACTOR, (tx) => tx.sql('update totp set reset_by = ?, reset_at = ? where account_id = ?', [first, time.now(), person.accountId]));
    expect(await reset(second)).toMatchObject({ value: { done: true } });
    expect((await me(cookieOf(person.done))).statusCode).toBe(401);
    expect((await withCode(person.login)).statusCode).toBe(204);
    expect(await reset(second)).toMatchObject({ error: { code: 'account.second-factor-off' } });
  });
});

describe('R-K1 grants at work', () => {
  test('SEC-P10 a revoked grant ends with the next request; an expired one never begins', async () => {
    const person = await signedIn(booted, { grants: [{ role: 'audit_admin', path: '/a1/' }, { role: 'host_officer', path: '/a1/', to: '2020-01-01' }] });
    const audit = () => booted.inject({ method: 'GET', url: '/api/audit', headers: person.headers });
    expect((await audit()).statusCode).toBe(200);
    const mine = (await me(person.cookie)).json().grants;
    expect(mine.map((one: { role: string }) => one.role)).toEqual(['audit_admin']);
    await booted.uow.run(ACTOR, (tx) => booted.app.get(Grants).revoke(tx, mine[0].id));
    expect((await audit()).json()).toMatchObject({ code: 'permission.denied', status: 403 });
  });

  test('separated duties, unknown roles and taken logins are refused', async () => {
    const person = await signedIn(booted, { grants: [{ role: 'audit_admin', path: '/' }] });
    const give = (role: string) => booted.uow.run(ACTOR, (tx) => booted.app.get(Grants).grant(tx, { accountId: person.accountId, role, path: '/' }));
    expect(await give('system_admin')).toMatchObject({ error: { code: 'grant.roles-separated' } });
    expect(await give('emperor')).toMatchObject({ error: { code: 'grant.unknown-role' } });
    const twice = await booted.uow.run(ACTOR, (tx) => booted.app.get(Accounts).create(tx, { login: person.login.toUpperCase(), name: 'x', personId: null, orgPath: '/a1/', password: TEST_PASSWORD }));
    expect(twice).toMatchObject({ error: { code: 'account.login-taken' } });
  });
});

describe('the demonstration', () => {
  test('its helps exist only in a demonstration', async () => {
    const list = () => booted.inject({ method: 'GET', url: '/api/demo/logins' });
    expect((await list()).json().code).toBe('demo.not-a-demo');
    await booted.uow.run(ACTOR, (tx) => {
      tx.em.persist(tx.em.create(InstallationRecord, { id: '5a3d0f0e-6f1e-4f7e-9b1e-0d5b0a8c1f11', isDemo: true, createdAt: tx.now }));
      return Promise.resolve();
    });
    expect((await list()).json()).toEqual({ items: [] });
    const admin = await signedIn(booted, { grants: [{ role: 'system_admin', path: '/' }] });
    const moved = await booted.inject({ method: 'POST', url: '/api/demo/clock', headers: admin.headers, payload: { to: '2030-01-01T00:00:00Z' } });
    expect(moved.json().code).toBe('clock.not-manual');
  });
});
