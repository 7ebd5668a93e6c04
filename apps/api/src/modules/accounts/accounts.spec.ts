import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { systemActor } from '../../platform/persistence/index.ts';
import { stepAt, totpCode } from '../../platform/auth/totp.rules.ts';
import { bootWorld, signedIn, signIn, TEST_PASSWORD, type Asker, type World } from '../../testing/index.ts';

const SYSTEM = systemActor('spec');
const FIRST = 'qingshan-luting-88';
let world: World;
let admin: Asker;
let system: Asker;
beforeAll(async () => {
  world = await bootWorld();
  admin = await world.as('xiaozuzhi');
  system = await world.as('admin');
}, 60_000);
afterAll(() => world.close());

const DEPARTMENT = () => world.org('临江理工大学机电工程系党总支');
const HOSPITAL = () => world.org('中共临江省人民医院委员会');
const open = (asker: Asker, body: object = {}) => asker.send('POST', '/api/accounts', { orgId: DEPARTMENT().id, login: `u${randomUUID().slice(0, 8)}`, name: '荀若谷', password: FIRST, ...body });
const idOf = async (asker: Asker, login: string) => (await asker.get(`/api/accounts?q=${login}`)).json().items.find((one: { login: string }) => one.login === login).id as string;

describe('R-K2 accounts', () => {
  test('a new account must change its first password before anything else', async () => {
    const login = `u${randomUUID().slice(0, 8)}`;
    const made = await open(admin, { login: login.toUpperCase() });
    expect(made.statusCode).toBe(201);
    const asker = world.askerOf(await signIn(world, login, FIRST));
    expect((await asker.get('/api/organisations')).json().code).toBe('account.must-change-password');
    expect((await asker.get('/api/me')).json().account.mustChangePassword).toBe(true);
    expect((await open(admin, { login })).json()).toMatchObject({ code: 'account.login-taken', at: '/login' });
    expect((await open(admin, { password: 'abc' })).json()).toMatchObject({ code: 'account.password-too-short', at: '/password' });
    expect((await open(admin, { login: 'a b' })).statusCode).toBe(400);
    const audit = await world.uow.run(SYSTEM, (tx) => tx.sql<{ bytes: string; actor: string }>(`select bytes, actor from audit_entry where action = 'account.create' and subject_id = ?`, [made.json().id]));
    expect(audit[0]!.actor).toBe((await admin.get('/api/me')).json().account.id);
    expect(audit[0]!.bytes).not.toContain(FIRST);
  });

  test('a person has one account at a time, and a person elsewhere is not there', async () => {
    const person = (await admin.send('POST', '/api/people', { orgId: DEPARTMENT().id, name: '荀若谷' })).json().id;
    expect((await open(admin, { personId: person })).statusCode).toBe(201);
    expect((await open(admin, { personId: person })).json().code).toBe('account.person-taken');
    // nor by switching an old one on again beside the new one
    const first = (await world.uow.run(SYSTEM, (tx) => tx.sql<{ id: string }>('select id from account where person_id = ?', [person])))[0]!.id;
    expect((await admin.send('POST', `/api/accounts/${first}/disable`)).statusCode).toBe(204);
    expect((await open(admin, { personId: person })).statusCode).toBe(201);
    expect((await admin.send('POST', `/api/accounts/${first}/enable`)).json()).toMatchObject({ code: 'account.person-taken', status: 409 });
    const office = await world.as('yuanban');
    const foreign = (await office.send('POST', '/api/people', { orgId: HOSPITAL().id, name: '荀若谷' })).json().id;
    expect((await open(admin, { personId: foreign })).json()).toMatchObject({ code: 'person.not-found', status: 404 });
    expect((await open(admin, { orgId: HOSPITAL().id })).json()).toMatchObject({ code: 'organisation.not-found', status: 404 });
  });

  test('SEC-S2 a disabled account ends at once, and comes back when enabled', async () => {
    const { accountId, login, cookie } = await signedIn(world, { path: DEPARTMENT().path });
    const asker = world.askerOf(cookie);
    expect((await asker.get('/api/me')).statusCode).toBe(200);
    expect((await admin.send('POST', `/api/accounts/${accountId}/disable`)).statusCode).toBe(204);
    expect((await asker.get('/api/me')).statusCode).toBe(401);
    const [shown] = (await admin.get(`/api/accounts?q=${login}`)).json().items;
    expect(shown).toMatchObject({ disabled: true, may: { enable: true, disable: { reason: 'account.already-disabled' } } });
    expect((await admin.send('POST', `/api/accounts/${accountId}/enable`)).statusCode).toBe(204);
    expect((await asker.get('/api/me')).statusCode).toBe(401);
  });

  test('SEC-S5 a lost second factor goes by the word of two administrators, neither the holder nor of another host', async () => {
    const { accountId, login, cookie } = await signedIn(world, { path: DEPARTMENT().path });
    const holder = world.askerOf(cookie);
    const made = (await holder.send('POST', '/api/second-factor', { password: TEST_PASSWORD })).json() as { secret: string };
    const bits = [...made.secret].map((one) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(one).toString(2).padStart(5, '0')).join('');
    const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)));
    expect((await holder.send('POST', '/api/second-factor/confirm', { code: totpCode(key, stepAt(new Date())) })).statusCode).toBeLessThan(300);
    await expect(signIn(world, login, TEST_PASSWORD)).rejects.toThrow('account.code-required');
    const university = world.org('中共临江理工大学委员会').path;
    const other = world.askerOf((await signedIn(world, { path: university, grants: [{ role: 'org_admin', path: university }] })).cookie);
    const reset = async (asker: Asker, id = accountId) => { const answer = await asker.send('POST', `/api/accounts/${id}/second-factor-reset`); return [answer.statusCode, answer.json().code ?? answer.json().done]; };
    expect(await reset(await world.as('yuanban'))).toEqual([404, 'account.not-found']);
    expect(await reset(await world.as('zuzhiyuan'))).toEqual([403, 'permission.denied']);
    expect((await reset(admin, (await admin.get('/api/me')).json().account.id))[1]).toBe('account.own');
    expect(await reset(admin)).toEqual([200, false]);
    expect((await reset(admin))[1]).toBe('account.second-person');
    await expect(signIn(world, login, TEST_PASSWORD)).rejects.toThrow('account.code-required');
    expect(await reset(other)).toEqual([200, true]);
    expect(await signIn(world, login, TEST_PASSWORD)).toContain('=');
    expect((await reset(other))[1]).toBe('account.second-factor-off');
    const told = await world.uow.run(SYSTEM, (tx) => tx.sql<{ bytes: string }>('select bytes from audit_entry where subject_id = ?', [accountId]));
    expect(told.filter(({ bytes }) => bytes.includes(made.secret))).toEqual([]);
  });

  test('resetting gives a new first password and ends the sessions', async () => {
    const { accountId, login, cookie } = await signedIn(world, { path: DEPARTMENT().path });
    expect((await admin.send('POST', `/api/accounts/${accountId}/reset`, { password: FIRST })).statusCode).toBe(204);
    expect((await world.askerOf(cookie).get('/api/me')).statusCode).toBe(401);
    expect((await world.askerOf(await signIn(world, login, FIRST)).get('/api/me')).json().account.mustChangePassword).toBe(true);
  });

  test('SEC-P12 nobody takes over an account that reaches further than the own one, nor the own one', async () => {
    const wide = await signedIn(world, { path: DEPARTMENT().path, grants: [{ role: 'observer', path: world.org('中共临江省委员会').path }] });
    const auditor = await signedIn(world, { path: DEPARTMENT().path, grants: [{ role: 'audit_admin', path: DEPARTMENT().path }] });
    const acts = [wide.accountId, auditor.accountId].flatMap((id) => [admin.send('POST', `/api/accounts/${id}/reset`, { password: FIRST }), admin.send('POST', `/api/accounts/${id}/disable`)]);
    expect((await Promise.all(acts)).map((answer) => answer.json().code)).toEqual(acts.map(() => 'account.beyond-own-scope'));
    const me = (await admin.get('/api/me')).json().account.id as string;
    expect((await admin.send('POST', `/api/accounts/${me}/disable`)).json().code).toBe('account.own');
    expect((await system.send('POST', `/api/accounts/${auditor.accountId}/disable`)).statusCode).toBe(204);
  });

  test('foreign and unknown accounts answer alike', async () => {
    const hospital = await idOf(await world.as('yuanban'), 'yuanfu');
    for (const id of [hospital, randomUUID()]) {
      const answers = await Promise.all([admin.get(`/api/accounts/${id}`), admin.send('PATCH', `/api/accounts/${id}`, { name: '甲' }, { 'if-match': '"1"' }), admin.send('POST', `/api/accounts/${id}/reset`, { password: FIRST }), admin.send('POST', `/api/accounts/${id}/disable`), admin.send('POST', `/api/accounts/${id}/enable`)]);
      expect(answers.map((answer) => answer.json().code)).toEqual(answers.map(() => 'account.not-found'));
    }
  });
});

describe('R-K1 grants', () => {
  const give = (asker: Asker, accountId: string, role: string, more: object = {}) => asker.send('POST', '/api/grants', { accountId, role, orgId: DEPARTMENT().id, ...more });

  test('a role works from the next request on, and is gone with the next request after it is taken', async () => {
    const { accountId, cookie } = await signedIn(world, { path: DEPARTMENT().path });
    const asker = world.askerOf(cookie);
    const reach = async () => ((await asker.get('/api/organisations')).json().items as unknown[] | undefined)?.length ?? 0;
    expect(await reach()).toBe(0);
    const given = await give(admin, accountId, 'observer');
    expect(given.statusCode).toBe(201);
    expect(await reach()).toBe(13);
    // two clerks who give the same at once give it once, so that taking it away takes it away
    const other = await signedIn(world, { path: DEPARTMENT().path });
    const both = await Promise.all([1, 2].map(() => give(admin, other.accountId, 'observer')));
    expect(both.map((one) => one.json().code ?? one.statusCode).sort()).toEqual([201, 'grant.exists']);
    const [grant] = (await admin.get(`/api/grants?accountId=${accountId}`)).json().items;
    expect(grant).toMatchObject({ role: 'observer', sectors: '*', orgName: DEPARTMENT().name, may: { revoke: true } });
    expect((await admin.send('DELETE', `/api/grants/${grant.id}`)).statusCode).toBe(204);
    expect(await reach()).toBe(0);
    expect((await admin.send('DELETE', `/api/grants/${grant.id}`)).statusCode).toBe(404);
  });

  test('dates and sectors bound a role', async () => {
    const { accountId, cookie } = await signedIn(world, { path: DEPARTMENT().path });
    const asker = world.askerOf(cookie);
    expect((await give(admin, accountId, 'observer', { to: '2020-12-31' })).statusCode).toBe(201);
    expect((await give(admin, accountId, 'observer', { sectors: ['hospital'] })).statusCode).toBe(201);
    expect((await asker.get('/api/organisations')).json().items).toEqual([]);
    expect((await give(admin, accountId, 'observer', { from: '2026-02-30' })).json()).toMatchObject({ code: 'day.invalid', at: '/from' });
    expect((await give(admin, accountId, 'observer', { from: '2026-02-02', to: '2026-02-01' })).json()).toMatchObject({ code: 'day.order' });
  });

  test('nobody gives beyond the own scope, to the own account, unknown roles, or separated duties together', async () => {
    const { accountId } = await signedIn(world, { path: DEPARTMENT().path });
    const me = (await admin.get('/api/me')).json().account.id as string;
    expect((await give(admin, accountId, 'observer', { orgId: HOSPITAL().id })).json()).toMatchObject({ code: 'organisation.not-found', status: 404 });
    expect((await give(admin, me, 'host_officer')).json().code).toBe('grant.own');
    expect((await give(admin, accountId, 'emperor')).json().code).toBe('grant.unknown-role');
    expect((await give(admin, accountId, 'vetter')).json().code).toBe('grant.unknown-role');
    expect((await give(admin, accountId, 'audit_admin')).statusCode).toBe(201);
    expect((await give(admin, accountId, 'org_admin')).json().code).toBe('grant.roles-separated');
    expect((await give(system, accountId, 'observer')).statusCode).toBe(403);
    // not even by two requests at once
    for (let round = 0; round < 5; round += 1) {
      const other = await signedIn(world, { path: DEPARTMENT().path });
      const both = await Promise.all(['audit_admin', 'org_admin', 'system_admin'].map((role) => give(admin, other.accountId, role)));
      expect(both.map((answer) => answer.statusCode === 201 ? 'given' : answer.json().code).sort()).toEqual(['given', 'grant.roles-separated', 'grant.roles-separated']);
    }
  });

  test('separated duties stay apart when two hosts give them at the same moment', async () => {
    const hospital = world.askerOf((await signedIn(world, { path: HOSPITAL().path, grants: [{ role: 'org_admin', path: HOSPITAL().path }, { role: 'org_admin', path: DEPARTMENT().path }] })).cookie);
    for (let round = 0; round < 3; round += 1) {
      const { accountId } = await signedIn(world, { path: DEPARTMENT().path });
      const both = await Promise.all([give(admin, accountId, 'audit_admin'), hospital.send('POST', '/api/grants', { accountId, role: 'org_admin', orgId: HOSPITAL().id })]);
      expect(both.map((one) => one.json().code ?? one.statusCode).sort()).toEqual([201, 'grant.roles-separated']);
    }
  });

  test('R-F5 nobody counts the votes of the meeting that hears them', async () => {
    const { accountId, personId } = await signedIn(world, { path: DEPARTMENT().path });
    const [hostId, meetingId] = [DEPARTMENT().id, randomUUID()];
    await world.uow.run(systemActor('spec'), async (tx) => {
      await tx.sql(`insert into meeting (host_id, id, org_path, published_to, sectors, cycle_id, title, place, starts_at, phase, groups, confirmations, grouping, round_phases, waves, paper, version) values (?, ?, ?, '', '["school"]', ?, '述职评议会', '', now(), 'planned', '[]', '{}', '[]', '{}', '[]', '{}', 1)`, [hostId, meetingId, DEPARTMENT().path, randomUUID()]);
      await tx.sql(`insert into agenda_item (host_id, id, org_path, sector, meeting_id, assessee_id, person_id, position, mode, done, version) values (?, ?, ?, 'school', ?, ?, ?, 0, 'stage', false, 1)`, [hostId, randomUUID(), `${DEPARTMENT().path}b0/`, meetingId, randomUUID(), personId]);
    });
    expect((await give(admin, accountId, 'scrutineer')).json()).toMatchObject({ status: 409, code: 'grant.own-debrief', at: '/role', params: { meeting: '述职评议会' } });
    expect((await give(admin, accountId, 'observer')).statusCode).toBe(201);
    await world.uow.run(systemActor('spec'), (tx) => tx.sql("update meeting set phase = 'sealed' where id = ?", [meetingId]));
    expect((await give(admin, accountId, 'scrutineer')).statusCode).toBe(201);
  });

  test('R-B6 a plugin\'s role can be given only where its sector is enabled', async () => {
    const { accountId } = await signedIn(world, { path: DEPARTMENT().path });
    const roles = (await admin.get(`/api/roles?orgId=${DEPARTMENT().id}`)).json().items as { id: string; plugin: string; qualifiers: { id: string }[] | null }[];
    expect(new Set(roles.map((role) => role.plugin))).toEqual(new Set(['', 'school']));
    expect(roles.find((role) => role.id === 'vetter' && role.plugin === '')!.qualifiers!.map((one) => one.id)).toContain('deputy_secretary');
    const school = roles.find((role) => role.plugin === 'school')!;
    expect((await give(admin, accountId, school.id, { plugin: 'school' })).statusCode).toBe(201);
    expect((await give(admin, accountId, 'anything', { plugin: 'hospital' })).json().code).toBe('sector.not-enabled');
  });
});
