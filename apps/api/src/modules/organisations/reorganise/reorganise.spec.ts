import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { OrganisationChangeOut, ReorganisationPreview } from '@shuping/contracts';
import { systemActor } from '../../../platform/persistence/index.ts';
import { bootWorld, signedIn, type Asker, type World } from '../../../testing/index.ts';
import { reorganise } from '../testing/reorganise.ts';
import { orphanPaths } from './follow-path.ts';

const SYSTEM = systemActor('spec');
let world: World;
let province: Asker;
let department: Asker;
const PROVINCE = () => world.org('中共临江省委员会');
const UNIVERSITY = () => world.org('中共临江理工大学委员会');
const DEPARTMENT = () => world.org('临江理工大学机电工程系党总支');
const HOSPITAL = () => world.org('中共临江省人民医院委员会');
const GROUND = { on: '2026-01-05', reason: '临组发〔2026〕1号' };
const run = <T extends object>(sql: string, params: unknown[] = []) => world.uow.run(SYSTEM, (tx) => tx.sql<T>(sql, params));
const today = async (): Promise<string> => (await province.get('/api/me')).json().today;
const preview = async (asker: Asker, id: string, act: object) => (await asker.send('POST', `/api/organisations/${id}/reorganisations/preview`, act)).json() as ReorganisationPreview & { code: string };
const history = async (asker: Asker, id: string): Promise<OrganisationChangeOut[]> => (await asker.get(`/api/organisations/${id}/history`)).json().items;
const pathOf = async (id: string): Promise<string> => (await run<{ path: string }>('select org_path as path from organisation where id = ?', [id]))[0]!.path;
const askerAt = async (path: string, role = 'org_admin'): Promise<Asker> => world.askerOf((await signedIn(world, { path, grants: [{ role, path }] })).cookie);
async function open(parentId: string, name: string, sector = 'school', kind = 'branch'): Promise<string> {
  const made = await province.send('POST', '/api/organisations', { parentId, name, shortName: name, kind, sector, opensOn: '2020-01-01' });
  expect([made.statusCode, made.body]).toEqual([201, expect.anything()]);
  return made.json().id;
}

beforeAll(async () => {
  world = await bootWorld();
  province = await askerAt(PROVINCE().path);
  department = await askerAt(DEPARTMENT().path);
}, 60_000);
afterAll(() => world.close());
afterEach(async () => expect(await world.uow.run(SYSTEM, orphanPaths)).toEqual([]));

describe('R-A5 renaming', () => {
  test('from a day on, with the old name on record; the name of any day can be asked', async () => {
    const id = await open(DEPARTMENT().id, '机电基础教工支部');
    const act = { act: 'rename', ...GROUND, name: '机电基础与力学教工支部', shortName: '基础与力学支部' } as const;
    expect((await preview(province, id, act)).refusals).toEqual([]);
    expect(await reorganise(world, province, id, act)).toMatchObject({ status: 202, code: null, job: { state: 'done' } });
    expect((await province.get(`/api/organisations/${id}`)).json()).toMatchObject({ name: act.name, shortName: act.shortName, version: 2 });
    expect((await province.get('/api/organisations?q=jcyllxjgzb')).json().items.length).toBeLessThanOrEqual(1);
    expect(await history(province, id)).toMatchObject([{ kind: 'renamed', on: GROUND.on, reason: GROUND.reason, nameBefore: '机电基础教工支部', nameAfter: act.name }, { kind: 'opened', on: '2020-01-01', nameAfter: '机电基础教工支部' }]);
    const on = async (day: string) => (await province.get(`/api/organisations/${id}/as-of?day=${day}`)).json();
    expect(await on('2026-01-04')).toMatchObject({ name: '机电基础教工支部', open: true, lines: [{ line: 'leading', superiorName: DEPARTMENT().name }] });
    expect(await on('2026-01-05')).toMatchObject({ name: act.name, shortName: act.shortName });
    expect(await on('2019-12-31')).toMatchObject({ open: false, lines: [] });
  });

  test('refusals name the place', async () => {
    const id = await open(DEPARTMENT().id, '测试教工支部');
    const codes = async (act: object) => (await preview(province, id, { act: 'rename', ...GROUND, name: '甲', shortName: '甲', ...act })).refusals.map((one) => one.code);
    expect(await codes({ on: '2099-01-01' })).toEqual(['organisation.day-ahead']);
    expect(await codes({ on: '2019-01-01' })).toEqual(['organisation.day-before-change']);
    expect(await codes({ name: '测试教工支部', shortName: '测试教工支部' })).toEqual(['organisation.name-unchanged']);
    expect(await codes({ name: '机械设计教工支部' })).toEqual(['organisation.name-taken']);
    expect((await reorganise(world, province, id, { act: 'rename', ...GROUND, name: '机械设计教工支部', shortName: '机械' })).code).toBe('organisation.name-taken');
    const stale = await province.send('POST', `/api/organisations/${id}/reorganisations`, { act: 'rename', ...GROUND, name: '乙', shortName: '乙' }, { 'if-match': '"9"' });
    expect(stale.json()).toMatchObject({ status: 409, code: 'request.version-stale' });
  });
});

describe('R-A5, SEC-P10 moving', () => {
  test('the subtree with people, accounts, posts and roles goes to the new superior; the old scope ends and the new one begins with the commit', async () => {
    const second = await open(PROVINCE().id, '中共临江师范大学委员会', 'school', 'committee');
    expect((await province.send('POST', `/api/organisations/${second}/sectors`, { sector: 'school' })).statusCode).toBe(201);
    const oldScope = await askerAt(UNIVERSITY().path);
    const newScope = await askerAt(await pathOf(second));
    const canary = '搬家试验教工支部';
    const below = await open(DEPARTMENT().id, canary);
    const seen = async (asker: Asker) => ((await asker.get(`/api/organisations?q=${canary}`)).json().items as unknown[]).length;
    expect([await seen(oldScope), await seen(newScope), await seen(department)]).toEqual([1, 0, 1]);
    const act = { act: 'move', ...GROUND, toId: second } as const;
    const shown = await preview(province, DEPARTMENT().id, act);
    expect(shown.refusals).toEqual([]);
    expect(shown.effects).toMatchObject({ units: 16, people: expect.any(Number), staying: 0 });
    expect(shown.effects.people).toBeGreaterThan(12);
    expect(await reorganise(world, province, DEPARTMENT().id, act)).toMatchObject({ status: 202, code: null });
    expect([await seen(oldScope), await seen(newScope), await seen(department)]).toEqual([0, 1, 1]);
    expect(await pathOf(below)).toMatch(new RegExp(`^${await pathOf(second)}`));
    // the secretary's own role went along
    expect((await (await world.as('zhibu01')).get('/api/me')).statusCode).toBe(200);
    expect(await history(province, DEPARTMENT().id)).toMatchObject([{ kind: 'moved', otherName: '中共临江师范大学委员会', beforeName: UNIVERSITY().name }, { kind: 'opened' }]);
    expect(await history(province, UNIVERSITY().id)).toMatchObject([{ kind: 'unit_left', otherName: DEPARTMENT().name }, { kind: 'opened' }]);
    const asOf = async (day: string) => (await province.get(`/api/organisations/${DEPARTMENT().id}/as-of?day=${day}`)).json().lines;
    expect(await asOf('2026-01-04')).toMatchObject([{ line: 'leading', superiorName: UNIVERSITY().name }]);
    expect(await asOf(await today())).toMatchObject([{ line: 'leading', superiorName: '中共临江师范大学委员会' }]);
    const entries = await run<{ org_path: string }>("select org_path from audit_entry where action = 'organisation.move'");
    expect(entries).toHaveLength(2);
    expect(await reorganise(world, province, DEPARTMENT().id, { act: 'move', ...GROUND, on: await today(), toId: UNIVERSITY().id })).toMatchObject({ code: null });
    expect([await seen(oldScope), await seen(newScope)]).toEqual([1, 0]);
  });

  test('not under itself, not where it is, not where its sector is not switched on, not by who holds only one end', async () => {
    const [branch] = await run<{ id: string }>('select id from organisation where parent_id = ? order by position limit 1', [DEPARTMENT().id]);
    const refused = async (id: string, toId: string) => (await preview(province, id, { act: 'move', ...GROUND, on: await today(), toId })).refusals.map((one) => one.code);
    expect(await refused(DEPARTMENT().id, branch!.id)).toEqual(['organisation.own-line']);
    expect(await refused(DEPARTMENT().id, UNIVERSITY().id)).toEqual(['organisation.same-place']);
    expect(await refused(DEPARTMENT().id, HOSPITAL().id)).toEqual(['organisation.sector-not-enabled']);
    expect(await preview(department, branch!.id, { act: 'move', ...GROUND, toId: UNIVERSITY().id })).toMatchObject({ code: 'organisation.not-found', at: '/toId' });
    expect(await preview(department, HOSPITAL().id, { act: 'move', ...GROUND, toId: DEPARTMENT().id })).toMatchObject({ code: 'organisation.not-found' });
    expect(await preview(await world.as('zhibu01'), branch!.id, { act: 'close', ...GROUND })).toMatchObject({ code: 'permission.denied' });
  });
});
