import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { CORE_ROLES } from '@shuping/permissions';
import { Principals, RoleCatalogue } from '../../platform/authz/index.ts';
import { systemActor } from '../../platform/persistence/index.ts';
import { bootWorld, signedIn, type Asker, type World } from '../../testing/index.ts';
import { OrganisationsApi } from './index.ts';
import { reorganise } from './testing/reorganise.ts';

const SYSTEM = systemActor('spec');
let world: World;
let university: Asker;
let department: Asker;
let hospital: Asker;
beforeAll(async () => {
  world = await bootWorld();
  university = await world.as('xiaozuzhi');
  hospital = await world.as('yuanban');
  const admin = await signedIn(world, { path: DEPARTMENT().path, grants: [{ role: 'org_admin', path: DEPARTMENT().path }] });
  department = world.askerOf(admin.cookie);
}, 60_000);
afterAll(() => world.close());

const DEPARTMENT = () => world.org('临江理工大学机电工程系党总支');
const UNIVERSITY = () => world.org('中共临江理工大学委员会');
const HOSPITAL = () => world.org('中共临江省人民医院委员会');
const names = async (asker: Asker, query = '') => (await asker.get(`/api/organisations?limit=200${query}`)).json().items.map((org: { name: string }) => org.name) as string[];

describe('R-A1 tree in scope', () => {
  test('a department administrator sees the department and its branches, and nothing of another organisation', async () => {
    const seen = await names(department);
    expect(seen).toHaveLength(13);
    expect(seen).not.toContain(UNIVERSITY().name);
    expect(await names(department, '&top=1')).toEqual([DEPARTMENT().name]);
    expect(await names(department, `&parent=${DEPARTMENT().id}`)).toHaveLength(12);
    const foreign = HOSPITAL().id;
    const answers = await Promise.all([
      department.get(`/api/organisations/${foreign}`), department.get(`/api/organisations/${foreign}/edges`), department.get(`/api/organisations/${foreign}/sectors`), department.get(`/api/sectors?orgId=${foreign}`), department.get(`/api/people?orgId=${foreign}`),
      department.get(`/api/organisations?under=${foreign}`), department.send('PATCH', `/api/organisations/${foreign}`, { name: '甲' }, { 'if-match': '"1"' }), department.send('POST', `/api/organisations/${foreign}/reorganisations`, { act: 'close', on: '2026-01-01', reason: '试' }, { 'if-match': '"1"' }),
      department.send('POST', `/api/organisations/${foreign}/edges`, { superiorId: DEPARTMENT().id, line: 'guiding', from: '2026-01-01' }), department.send('POST', `/api/organisations/${foreign}/sectors`, { sector: 'hospital' }), department.send('DELETE', `/api/organisations/${foreign}/sectors/hospital`),
      department.send('POST', '/api/organisations', { parentId: foreign, name: '甲', shortName: '甲', kind: 'branch', sector: '', opensOn: '2026-01-01' }),
    ]);
    expect(answers.map((answer) => answer.statusCode)).toEqual(answers.map(() => 404));
    const unknown = await department.get(`/api/organisations/${randomUUID()}`);
    const known = await department.get(`/api/organisations/${foreign}`);
    expect([unknown.statusCode, unknown.json().code, unknown.json().params]).toEqual([known.statusCode, known.json().code, known.json().params]);
  });

  test('a name planted elsewhere appears in no list, search or problem of the department', async () => {
    const canary = `canary-${randomUUID().slice(0, 8)}`;
    const made = await hospital.send('POST', '/api/organisations', { parentId: HOSPITAL().id, name: `${canary}支部`, shortName: canary, kind: 'branch', sector: 'hospital', opensOn: '2026-01-01' });
    const person = await hospital.send('POST', '/api/people', { orgId: made.json().id, name: canary, staffNumber: canary });
    expect([made.statusCode, person.statusCode]).toEqual([201, 201]);
    const urls = [`/api/organisations?q=${canary}`, `/api/organisations/${made.json().id}`, `/api/people?q=${canary}`, `/api/people/${person.json().id}`, `/api/people?orgId=${made.json().id}`, `/api/accounts?q=${canary}`, '/api/grants?limit=200'];
    for (const url of urls) expect((await department.get(url)).body).not.toContain(canary);
    expect((await hospital.get(`/api/people?q=${canary}`)).body).toContain(canary);
  });

  test('a unit is opened, renamed against a version, and closed only when nothing is open below', async () => {
    const opened = await department.send('POST', '/api/organisations', { parentId: DEPARTMENT().id, name: '智能制造教工支部', shortName: '智能制造', kind: 'branch', sector: 'school', opensOn: '2026-01-01' });
    const { id } = opened.json();
    // a name stands once below a parent, also when two clerks enter it at the same moment
    const twin = () => department.send('POST', '/api/organisations', { parentId: DEPARTMENT().id, name: '新设教工支部', shortName: '新设', kind: 'branch', sector: 'school', opensOn: '2026-01-01' });
    const twins = await Promise.all([twin(), twin()]);
    expect(twins.map((one) => one.json().code ?? one.statusCode).sort()).toEqual([201, 'organisation.name-taken']);
    const twinId = twins.find((one) => one.statusCode === 201)!.json().id;
    expect((await department.send('PATCH', `/api/organisations/${twinId}`, { name: '智能制造教工支部' }, { 'if-match': '"1"' })).json()).toMatchObject({ status: 409, code: 'organisation.name-taken', at: '/name', params: { name: '智能制造教工支部' } });
    expect((await department.send('PATCH', `/api/organisations/${twinId}`, { name: '新设教工支部', kind: 'branch' }, { 'if-match': '"1"' })).statusCode).toBe(200);
    const below = (await department.send('POST', '/api/organisations', { parentId: id, name: '智能制造第一小组', shortName: '一组', kind: 'functional', sector: 'school', opensOn: '2026-01-01' })).json();
    expect((await department.send('PATCH', `/api/organisations/${id}`, { shortName: '智造' })).json().code).toBe('request.version-required');
    const renamed = await department.send('PATCH', `/api/organisations/${id}`, { shortName: '智造' }, { 'if-match': '"1"' });
    expect(renamed.json()).toMatchObject({ shortName: '智造', version: 2, may: { edit: true, addUnit: true, close: true } });
    const stale = await department.send('PATCH', `/api/organisations/${id}`, { shortName: '乙' }, { 'if-match': '"1"' });
    expect([stale.statusCode, stale.json().current.shortName]).toEqual([409, '智造']);
    const close = (orgId: string) => reorganise(world, department, orgId, { act: 'close', on: '2026-01-05', reason: '党员转出' });
    expect(await close(id)).toMatchObject({ status: 409, code: 'organisation.has-open-units' });
    expect(await close(below.id)).toMatchObject({ status: 202, code: null });
    expect(await close(id)).toMatchObject({ status: 202, code: null });
    expect((await department.send('POST', '/api/organisations', { parentId: id, name: '乙', shortName: '乙', kind: 'branch', sector: 'school', opensOn: '2026-07-01' })).json().code).toBe('organisation.closed');
    expect((await department.send('POST', '/api/organisations', { parentId: DEPARTMENT().id, name: '乙', shortName: '乙', kind: 'branch', sector: 'prison', opensOn: '2026-07-01' })).json().code).toBe('sector.unknown');
  });
});

describe('R-A2 posts', () => {
  test('a post is held once at a time: entered by two at once, and when its last day is taken back', async () => {
    const person = (await department.send('POST', '/api/people', { orgId: DEPARTMENT().id, name: '苗秋实' })).json().id;
    const hold = (from: string, to: string | null = null) => department.send('POST', '/api/appointments', { personId: person, orgId: DEPARTMENT().id, post: '组织委员', from, to });
    const both = await Promise.all([hold('2024-01-01'), hold('2024-01-01')]);
    expect(both.map((one) => one.json().code ?? one.statusCode).sort()).toEqual([201, 'appointment.overlaps']);
    const { id } = both.find((one) => one.statusCode === 201)!.json();
    const end = (to: string | null, version: number) => department.send('PATCH', `/api/appointments/${id}`, { to }, { 'if-match': `"${version}"` });
    expect((await end('2025-06-30', 1)).statusCode).toBe(200);
    expect((await hold('2025-07-01')).statusCode).toBe(201);
    for (const to of [null, '2025-07-01']) expect((await end(to, 2)).json()).toMatchObject({ status: 409, code: 'appointment.overlaps', at: '/to' });
    expect((await end('2025-06-01', 2)).statusCode).toBe(200);
  });
});

describe('R-A3 search by what stands in the middle of names', () => {
  const search = async (q: string, more = '') => (await university.get(`/api/organisations?limit=200&q=${encodeURIComponent(q)}${more}`)).json().items.map((org: { name: string }) => org.name) as string[];

  test('characters, pairs, longer pieces, spellings and initials find the same unit; a new short name is found at once, the old one no more', async () => {
    const parent = DEPARTMENT();
    const created = await university.send('POST', '/api/organisations', { parentId: parent.id, name: '临江理工大学青禾渡口教工党支部', shortName: '渡口支部', kind: 'branch', sector: 'school', opensOn: '2026-01-01' });
    const made = created.json();
    for (const q of ['禾', '禾渡', '青禾渡口教', 'hedukou', 'qhdk', 'hd', 'HeDuKou']) expect({ q, found: await search(q) }).toEqual({ q, found: ['临江理工大学青禾渡口教工党支部'] });
    expect(await search('渡口', `&under=${parent.id}&open=1&sector=school`)).toHaveLength(1);
    expect(await search('渡口', `&parent=${parent.id}`)).toHaveLength(1);
    expect(await search('禾渡', '&sector=hospital')).toEqual([]);
    expect((await university.send('PATCH', `/api/organisations/${made.id}`, { shortName: '白鹭洲支部' }, { 'if-match': '"1"' })).json()).toMatchObject({ shortName: '白鹭洲支部' });
    expect([await search('口支部'), await search('鹭洲'), await search('禾渡')]).toEqual([[], ['临江理工大学青禾渡口教工党支部'], ['临江理工大学青禾渡口教工党支部']]);
    expect(await names(hospital, `&q=${encodeURIComponent('鹭洲')}`)).toEqual([]);
  });

  test.each(['教工', '本科生', '支部'])('pages of what contains %s or begins with it follow one another without a gap', async (q) => {
    const whole = await search(q);
    const found: string[] = [];
    for (let after = ''; ; ) {
      const page = (await university.get(`/api/organisations?limit=2&q=${encodeURIComponent(q)}${after}`)).json();
      found.push(...page.items.map((org: { name: string }) => org.name));
      if (page.next === undefined) break;
      after = `&after=${page.next}`;
    }
    expect(whole.length).toBeGreaterThan(2);
    expect(found).toEqual(whole);
  });

  test('a page of what begins with the words comes first; short names, spellings and initials count as beginnings', async () => {
    const first = async (q: string) => (await university.get(`/api/organisations?limit=1&q=${encodeURIComponent(q)}`)).json().items.map((org: { name: string }) => org.name);
    for (const name of ['青石滩教工党支部', '再设青石滩教工党支部', '青石滩退休党支部']) await university.send('POST', '/api/organisations', { parentId: DEPARTMENT().id, name, shortName: name.replace('党', ''), kind: 'branch', sector: 'school', opensOn: '2026-01-01' });
    for (const q of ['青石滩', 'qingshitan', 'QST']) expect((await first(q))[0]).toMatch(/^青石滩/);
    expect((await search('青石滩')).toSorted()).toEqual(['再设青石滩教工党支部', '青石滩教工党支部', '青石滩退休党支部']);
    expect(await search('青石滩', '&open=1&sector=hospital')).toEqual([]);
  });
});

describe('R-B6 sector plugins of an organisation', () => {
  const ids = async (asker: Asker, orgId: string) => (await asker.get(`/api/sectors?orgId=${orgId}`)).json().items.map((item: { id: string; enabled: boolean }) => `${item.id}${item.enabled ? '+' : ''}`);

  test('members of an organisation see what is enabled for it, and nothing of another sector', async () => {
    const officer = await world.as('zuzhiyuan');
    expect(await ids(officer, DEPARTMENT().id)).toEqual(['school+']);
    expect((await officer.get(`/api/sectors?orgId=${DEPARTMENT().id}`)).body).not.toContain('hospital');
    const [item] = (await officer.get(`/api/organisations/${DEPARTMENT().id}/sectors`)).json().items;
    expect(item).toMatchObject({ enabledAt: { orgName: UNIVERSITY().name }, may: {} });
    expect((await officer.send('POST', `/api/organisations/${DEPARTMENT().id}/sectors`, { sector: 'hospital' })).statusCode).toBe(403);
  });

  test('the list of installed plugins is for those who keep the installation', async () => {
    expect((await university.get('/api/plugins')).statusCode).toBe(403);
    expect((await (await world.as('admin')).get('/api/plugins')).json().items).toMatchObject([{ id: 'school', enabledAt: 1 }, { id: 'hospital', enabledAt: 1 }, { id: 'village', enabledAt: 0 }, { id: 'community', enabledAt: 0 }, { id: 'township', enabledAt: 0 }, { id: 'soe', enabledAt: 0 }, { id: 'liangxin', enabledAt: 0 }, { id: 'agency', enabledAt: 0 }]);
  });

  test('the organisation itself or its superior enables and disables; disabling ends today and leaves history', async () => {
    expect(await ids(university, DEPARTMENT().id)).toEqual(['school+', 'hospital', 'village', 'community', 'township', 'soe', 'liangxin', 'agency']);
    expect((await university.send('POST', `/api/organisations/${DEPARTMENT().id}/sectors`, { sector: 'prison' })).json().code).toBe('sector.unknown');
    expect((await university.send('POST', `/api/organisations/${DEPARTMENT().id}/sectors`, { sector: 'hospital' })).statusCode).toBe(201);
    expect((await university.send('POST', `/api/organisations/${DEPARTMENT().id}/sectors`, { sector: 'hospital' })).json().code).toBe('sector.already-enabled');
    expect(await ids(department, DEPARTMENT().id)).toEqual(['school+', 'hospital+', 'village', 'community', 'township', 'soe', 'liangxin', 'agency']);
    const today = (await university.get('/api/me')).json().today as string;
    const api = world.app.get(OrganisationsApi);
    const enabled = (day: string) => world.uow.run(SYSTEM, async (tx) => (await api.enabledSectors(tx, DEPARTMENT().path, day)).map((one) => one.sector).sort());
    expect(await enabled(today)).toEqual(['hospital', 'school']);
    expect((await department.send('DELETE', `/api/organisations/${DEPARTMENT().id}/sectors/hospital`)).statusCode).toBe(204);
    expect(await enabled(today)).toEqual(['school']);
    expect((await department.send('DELETE', `/api/organisations/${DEPARTMENT().id}/sectors/hospital`)).json().code).toBe('sector.not-enabled');
    const rows = await world.uow.run(SYSTEM, (tx) => tx.sql<{ to_day: string }>(`select to_day from sector_enablement where org_id = ? and sector = 'hospital'`, [DEPARTMENT().id]));
    expect(rows).toEqual([{ to_day: today }]);
    // what was enabled above is not the department's to end
    expect((await department.send('DELETE', `/api/organisations/${DEPARTMENT().id}/sectors/school`)).json().code).toBe('sector.not-enabled');
  });
});

describe('R-B1, R-K1 a greedy plugin', () => {
  test('a planted plugin role that grants everything gets nothing outside its sector, in the API and in SQL', async () => {
    world.app.get(RoleCatalogue).add('greedy', [{ id: 'boss', cells: [{ action: 'manage', subject: 'all' }] }]);
    const PROVINCE = world.org('中共临江省委员会');
    const { cookie, accountId } = await signedIn(world, { path: PROVINCE.path, grants: [{ role: 'boss', plugin: 'greedy', path: PROVINCE.path }] });
    const boss = world.askerOf(cookie);
    await world.uow.run(SYSTEM, async (tx) => {
      await tx.sql(`insert into organisation (id, org_path, sector, published_to, parent_id, name, short_name, pinyin, kind, position, opens_on, version) values (?, ?, 'greedy', '', ?, '自留地', '自留地', '', 'branch', 0, '2026-01-01', 1)`, [randomUUID(), `${PROVINCE.path}zzzzz/`, PROVINCE.id]);
    });
    expect(await names(boss)).toEqual(['自留地']);
    // subjects without a sector are closed to it but for what is the asker's own
    const seen = async (url: string, own: (row: Record<string, unknown>) => boolean) => ((await boss.get(url)).json().items as Record<string, unknown>[]).filter((row) => !own(row));
    expect(await seen('/api/accounts', (row) => row['id'] === accountId)).toEqual([]);
    expect(await seen('/api/grants', (row) => row['accountId'] === accountId)).toEqual([]);
    for (const url of ['/api/people', '/api/jobs']) expect(await seen(url, () => false)).toEqual([]);
    expect((await boss.get('/api/audit')).statusCode).toBe(403);
    expect((await boss.send('PATCH', `/api/organisations/${UNIVERSITY().id}`, { name: '夺' }, { 'if-match': '"1"' })).statusCode).toBe(404);
    expect((await boss.send('POST', '/api/organisations', { parentId: PROVINCE.id, name: '夺', shortName: '夺', kind: 'branch', sector: 'school', opensOn: '2026-01-01' })).statusCode).toBe(404);
    const principal = (await world.app.get(Principals).load(accountId))!;
    const rows = await world.uow.run(principal, (tx) => tx.sql<{ sector: string }>('select distinct sector from organisation'));
    expect(rows).toEqual([{ sector: 'greedy' }]);
    const counts = await world.uow.run(principal, async (tx) => (await tx.sql<Record<string, number>>('select (select count(*)::int from appointment) as appointment, (select count(*)::int from sector_enablement) as enablement, (select count(*)::int from credential) as credential'))[0]);
    expect(counts).toEqual({ appointment: 0, enablement: 0, credential: 0 });
    await expect(world.uow.run(principal, (tx) => tx.sql(`update organisation set name = '夺'`))).resolves.toBeDefined();
    expect(await world.uow.run(SYSTEM, (tx) => tx.sql(`select sector from organisation where name = '夺'`))).toEqual([{ sector: 'greedy' }]);
    expect(CORE_ROLES.some((role) => role.id === 'boss')).toBe(false);
  });
});
