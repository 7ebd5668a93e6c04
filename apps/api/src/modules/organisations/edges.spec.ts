import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { systemActor } from '../../platform/persistence/index.ts';
import { bootWorld, signedIn, type Asker, type World } from '../../testing/index.ts';

let world: World;
let department: Asker;
const DEPARTMENT = () => world.org('临江理工大学机电工程系党总支');
const HOSPITAL = () => world.org('中共临江省人民医院委员会');
type Edge = { id: string; line: string; to: string | null; superiorId: string };
const edges = async (): Promise<Edge[]> => (await department.get(`/api/organisations/${DEPARTMENT().id}/edges`)).json().items;
const end = (edgeId: string, to: string, orgId = DEPARTMENT().id) => department.send('POST', `/api/organisations/${orgId}/edges/${edgeId}/end`, { to });

beforeAll(async () => {
  world = await bootWorld();
  department = world.askerOf((await signedIn(world, { path: DEPARTMENT().path, grants: [{ role: 'org_admin', path: DEPARTMENT().path }] })).cookie);
}, 60_000);
afterAll(() => world.close());

describe('R-A1, R-A5 a guiding line ends on a day', () => {
  test('it stays in the history, another may follow, and it ends once', async () => {
    const add = (from: string) => department.send('POST', `/api/organisations/${DEPARTMENT().id}/edges`, { superiorId: HOSPITAL().id, line: 'guiding', from });
    // two at once give one line
    const answers = await Promise.all([add('2026-01-01'), add('2026-01-01')]);
    expect(answers.map((one) => one.json().code ?? one.statusCode).sort()).toEqual([201, 'organisation.edge-exists']);
    const { id } = answers.find((one) => one.statusCode === 201)!.json();
    expect((await add('2026-02-01')).json()).toMatchObject({ status: 409, code: 'organisation.edge-exists' });
    expect((await end(id, '2025-12-31')).json()).toMatchObject({ status: 422, code: 'day.order', at: '/to' });
    expect((await end(id, '2026-06-30')).statusCode).toBe(204);
    expect((await edges()).find((edge) => edge.id === id)).toMatchObject({ line: 'guiding', to: '2026-06-30' });
    expect((await end(id, '2026-07-30')).json()).toMatchObject({ status: 409, code: 'organisation.edge-ended', params: { to: '2026-06-30' } });
    expect((await add('2026-07-01')).statusCode).toBe(201);
    const entries = await world.uow.run(systemActor('spec'), (tx) => tx.sql("select count(*)::int as n from audit_entry where action = 'organisation.end-edge'"));
    expect(entries).toEqual([{ n: 1 }]);
  });

  test('the leading line does not end alone; a foreign unit or line is not there', async () => {
    const leading = (await edges()).find((edge) => edge.line === 'leading');
    if (leading) expect((await end(leading.id, '2026-12-31')).json()).toMatchObject({ status: 422, code: 'organisation.leading-line' });
    const open = (await edges()).find((edge) => edge.line === 'guiding' && edge.to === null)!;
    expect((await end(open.id, '2026-12-31', HOSPITAL().id)).json()).toMatchObject({ status: 404, code: 'organisation.not-found' });
    expect((await end(DEPARTMENT().id, '2026-12-31')).json()).toMatchObject({ status: 404, code: 'organisation.not-found' });
    expect((await edges()).find((edge) => edge.id === open.id)?.to).toBeNull();
  });
});
