import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CompareOut, LayerOut, LayerSummary, RebaseOut, ResolvedOut, SchemeReview, SchemesOut, TodosOut } from '@shuping/contracts';
import type { Result } from '@shuping/kernel';
import { randomUUID } from 'node:crypto';
import { systemActor } from '../../platform/persistence/index.ts';
import { bootApp, signedIn, type BootedApp, type TestPerson } from '../../testing/index.ts';
import { SchemesApi } from './index.ts';

const RESEARCH = 'score/nodes/base/inputs/research/weight';
const ROUTINE = 'score/nodes/base/inputs/routine/weight';
const YEAR = 2026;
const set = (path: string, value: unknown) => ({ op: 'set', path, value });
const range = (path: string, min: number, max: number) => ({ kind: 'range', path, min, max });

let booted: BootedApp;
let above: TestPerson;
let below: TestPerson;
let reader: TestPerson;
const university = randomUUID();
const department = randomUUID();
const hospital = randomUUID();
const strangers = randomUUID();

beforeAll(async () => {
  booted = await bootApp();
  await booted.uow.run(systemActor('testing'), async (tx) => {
    const org = (id: string, path: string, parent: string | null, name: string, sector: string) => tx.sql(
      "insert into organisation (id, org_path, sector, published_to, parent_id, name, short_name, pinyin, kind, position, opens_on, version) values (?, ?, ?, '', ?, ?, ?, '', 'committee', 0, '2020-01-01', 1)", [id, path, sector, parent, name, name.slice(-2)],
    );
    const enable = (id: string, path: string, sector: string) => tx.sql(
      "insert into sector_enablement (id, org_path, published_to, org_id, sector, plugin_version, from_day, version) values (?, ?, ?, ?, ?, '1.0.0', '2020-01-01', 1)", [randomUUID(), path, path, id, sector],
    );
    await org(university, '/a1/', null, '临江理工大学', 'school');
    await org(department, '/a1/b2/', university, '机电工程系', 'school');
    await org(hospital, '/h1/', null, '临江省人民医院', 'hospital');
    await org(strangers, '/z9/', null, '临江师范学院', 'school');
    for (const [id, path, sector] of [[university, '/a1/', 'school'], [hospital, '/h1/', 'hospital'], [strangers, '/z9/', 'school']] as const) await enable(id, path, sector);
  });
  above = await signedIn(booted, { path: '/a1/', grants: [{ role: 'scheme_editor', path: '/a1/' }] });
  below = await signedIn(booted, { path: '/a1/b2/', grants: [{ role: 'scheme_editor', path: '/a1/b2/' }] });
  reader = await signedIn(booted, { path: '/a1/b2/', grants: [{ role: 'host_officer', path: '/a1/b2/' }] });
});

afterAll(() => booted.close());

type Answer = { readonly status: number; readonly body: Record<string, unknown> };

async function ask(who: TestPerson, method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object, version?: number): Promise<Answer> {
  const answer = await booted.inject({
    method, url: `/api${url}`, ...(payload ? { payload } : {}),
    headers: { ...who.headers, 'idempotency-key': randomUUID(), ...(version === undefined ? {} : { 'if-match': `"${version}"` }) },
  });
  return { status: answer.statusCode, body: answer.body === '' ? {} : (answer.json() as Record<string, unknown>) };
}

async function draft(who: TestPerson, orgId: string, year: number, from: 'empty' | 'last_year' | 'published' = 'empty'): Promise<string> {
  const made = await ask(who, 'POST', '/layers', { orgId, sector: 'school', year, from, tag: '系' });
  expect(made.status).toBe(201);
  return String(made.body['id']);
}

async function save(who: TestPerson, id: string, changes: object[], locks: object[] = [], version = 1): Promise<number> {
  const saved = await ask(who, 'PUT', `/layers/${id}`, { changes, locks }, version);
  expect(saved.status).toBe(200);
  return (saved.body as unknown as LayerSummary).version;
}

/** Publishes a layer of the organisation with these edits and locks; returns its id. */
async function published(who: TestPerson, orgId: string, year: number, changes: object[], locks: object[] = []): Promise<string> {
  const id = await draft(who, orgId, year);
  const version = await save(who, id, changes, locks);
  expect(await ask(who, 'POST', `/layers/${id}/publish`, undefined, version)).toMatchObject({ status: 200, body: { state: 'published' } });
  return id;
}

describe('R-B2 layers of a line', () => {
  test('a lower layer cannot loosen a lock above; the owner is named', async () => {
    const upper = await published(above, university, YEAR, [set('minMonthsInPost', 5)], [range(RESEARCH, 18, 22)]);
    const id = await draft(below, department, YEAR);
    const version = await save(below, id, [set(RESEARCH, 10), set(ROUTINE, 40)]);
    const refused = await ask(below, 'POST', `/layers/${id}/publish`, undefined, version);
    expect(refused).toMatchObject({ status: 422, body: { code: 'layer.unpublishable' } });
    expect(refused.body['issues']).toContainEqual(expect.objectContaining({ code: 'layer.range-broken', at: RESEARCH, params: expect.objectContaining({ owner: upper, ownerName: '临江理工大学', layer: id }) }));
    const layer = (await ask(below, 'GET', `/layers/${id}`)).body as unknown as LayerOut;
    expect(layer.chain.map((one) => one.kind)).toEqual(['plugin', 'layer']);
    expect(layer.upper[0]).toMatchObject({ id: upper, constraints: [range(RESEARCH, 18, 22)] });
    expect((await ask(below, 'DELETE', `/layers/${id}`, undefined, version)).status).toBe(204);
  });

  test('a preview judges posted edits and stores nothing', async () => {
    const id = await draft(below, department, YEAR);
    const seen = (await ask(below, 'POST', `/layers/${id}/preview`, { changes: [set(ROUTINE, 31), set('minMonthsInPost', 7)], locks: [] })).body as unknown as SchemeReview;
    expect(seen.violations).toContainEqual(expect.objectContaining({ code: 'layer.sum-broken', path: 'score/nodes/base/inputs', layer: id }));
    expect(seen.problems).toContainEqual(expect.objectContaining({ code: 'scheme.weight-sum' }));
    expect(seen.provenance[ROUTINE]).toMatchObject({ layer: id });
    expect(seen.provenance['minMonthsInPost']!.replaced.map((one) => one.value)).toEqual([3, 5]);
    expect(seen.locks.some((lock) => 'path' in lock.constraint && lock.constraint.path === RESEARCH)).toBe(true);
    expect(seen.burden!.total.minutes).toBeGreaterThan(0);
    const layer = (await ask(below, 'GET', `/layers/${id}`)).body as unknown as LayerOut;
    expect(layer).toMatchObject({ changes: [], version: 1, state: 'draft' });
    expect((await ask(below, 'DELETE', `/layers/${id}`, undefined, 1)).status).toBe(204);
  });

  test('an edit that is no edit is refused by its place', async () => {
    const id = await draft(below, department, YEAR);
    expect(await ask(below, 'PUT', `/layers/${id}`, { changes: [{ op: 'burn', path: 'title' }], locks: [] }, 1)).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    const seen = await ask(below, 'POST', `/layers/${id}/preview`, { changes: [set('no/such/place', 1), set('__proto__/x', 1)], locks: [] });
    expect(seen.status).toBe(400);
    expect((await ask(below, 'DELETE', `/layers/${id}`, undefined, 1)).status).toBe(204);
  });
});

describe('R-B4 versions', () => {
  test('a published layer is frozen; a new version supersedes it and both can be compared', async () => {
    const first = await published(below, department, YEAR, [set('minMonthsInPost', 4)]);
    const { version } = (await ask(below, 'GET', `/layers/${first}`)).body as unknown as LayerOut;
    expect(await ask(below, 'PUT', `/layers/${first}`, { changes: [], locks: [] }, version)).toMatchObject({ status: 409, body: { code: 'layer.frozen' } });
    expect(await ask(below, 'DELETE', `/layers/${first}`, undefined, version)).toMatchObject({ status: 409, body: { code: 'layer.frozen' } });
    expect(await ask(below, 'POST', `/layers/${first}/publish`, undefined, version)).toMatchObject({ status: 409, body: { code: 'layer.frozen' } });
    const second = await draft(below, department, YEAR, 'published');
    expect(await ask(below, 'POST', '/layers', { orgId: department, sector: 'school', year: YEAR, from: 'empty' })).toMatchObject({ status: 409, body: { code: 'layer.draft-exists' } });
    const next = await save(below, second, [set('minMonthsInPost', 6)]);
    expect((await ask(below, 'POST', `/layers/${second}/publish`, undefined, next)).status).toBe(200);
    const list = (await ask(below, 'GET', `/schemes?orgId=${department}&year=${YEAR}`)).body as unknown as SchemesOut;
    expect(list.items[0]!.layers.map((one) => [one.number, one.state])).toEqual([[2, 'published'], [1, 'superseded']]);
    const compared = (await ask(below, 'GET', `/layers/${second}/compare?with=${first}`)).body as unknown as CompareOut;
    expect(compared.changes).toEqual([{ kind: 'changed', path: 'minMonthsInPost', before: 4, after: 6 }]);
  });

  test('a draft that is published and thrown away at the same moment is one of the two, and nothing published goes', async () => {
    for (let round = 0; round < 4; round += 1) {
      const id = await draft(below, department, YEAR);
      const version = await save(below, id, [set('minMonthsInPost', 5)]);
      const [out, gone] = await Promise.all([ask(below, 'POST', `/layers/${id}/publish`, undefined, version), ask(below, 'DELETE', `/layers/${id}`, undefined, version)]);
      expect([out.status, gone.status].filter((status) => status < 300)).toHaveLength(1);
      expect((await ask(below, 'GET', `/layers/${id}`)).status).toBe(out.status === 200 ? 200 : 404);
    }
  });

  test('a stale If-Match is refused with the present state; without one nothing is written', async () => {
    const id = await draft(below, department, YEAR);
    await save(below, id, [set('minMonthsInPost', 5)]);
    expect(await ask(below, 'PUT', `/layers/${id}`, { changes: [], locks: [] }, 1)).toMatchObject({ status: 409, body: { code: 'request.version-stale', current: { version: 2, changes: [set('minMonthsInPost', 5)] } } });
    expect(await ask(below, 'PUT', `/layers/${id}`, { changes: [], locks: [] })).toMatchObject({ status: 428 });
    expect(await ask(below, 'POST', `/layers/${id}/publish`, undefined, 1)).toMatchObject({ status: 409, body: { code: 'request.version-stale' } });
    expect((await ask(below, 'DELETE', `/layers/${id}`, undefined, 2)).status).toBe(204);
  });

  test('a published layer stays on the layers it was published on', async () => {
    const year = 2027;
    await published(above, university, year, [set('minMonthsInPost', 5)]);
    const own = await published(below, department, year, [set('appeal/days', 7)]);
    await published(above, university, year, [set('minMonthsInPost', 9)]);
    const seen = (await ask(reader, 'GET', `/schemes/${department}/school/${year}`)).body as unknown as ResolvedOut;
    expect(seen.scheme).toMatchObject({ minMonthsInPost: 5, appeal: { days: 7 } });
    expect(seen.chain.map((one) => [one.number, one.newer])).toEqual([[0, false], [1, true], [1, false]]);
    const next = await draft(below, department, year, 'published');
    const rebased = (await ask(below, 'POST', `/layers/${next}/preview`, { changes: [], locks: [] })).body as unknown as SchemeReview;
    expect(rebased.scheme).toMatchObject({ minMonthsInPost: 9 });
    expect(own).not.toBe(next);
  });

  test('next year starts from the last one', async () => {
    const id = await draft(below, department, 2028, 'last_year');
    expect((await ask(below, 'GET', `/layers/${id}`)).body).toMatchObject({ changes: [set('appeal/days', 7)], tag: '系' });
    expect(await ask(above, 'POST', '/layers', { orgId: university, sector: 'school', year: 2035, from: 'last_year' })).toMatchObject({ status: 422, body: { code: 'layer.nothing-to-copy' } });
  });

  test('the effective scheme is stored once by its content', async () => {
    const api = booted.app.get(SchemesApi);
    const effective = async () => booted.uow.run(systemActor('testing'), (tx) => api.effective(tx, department, 'school', 2027));
    const first = unwrapped(await effective());
    expect(unwrapped(await effective()).hash).toBe(first.hash);
    expect(first.layers.map((one) => one.tag)).toEqual([{ key: 'school.layer.tag' }, { text: '系' }, { text: '系' }]);
    expect(first.provenance['appeal/days']).toBeDefined();
    const stored = await ask(reader, 'GET', `/effective/${first.hash}`);
    expect(stored).toMatchObject({ status: 200, body: { hash: first.hash, sector: 'school', scheme: { appeal: { days: 7 } } } });
    expect(await ask(reader, 'GET', `/effective/${'0'.repeat(64)}`)).toMatchObject({ status: 404, body: { code: 'scheme.not-found' } });
  });
});

describe('R-B2 a newer version above', () => {
  const year = 2040;
  const rebaseTodos = async (who: TestPerson): Promise<TodosOut['items']> => ((await ask(who, 'GET', '/todos')).body as unknown as TodosOut).items.filter((one) => one.kind === 'rebase' && 'params' in one.title && one.title.params['year'] === year);
  const previewed = async (id: string, choices: object = {}): Promise<RebaseOut> => (await ask(below, 'POST', `/layers/${id}/rebase/preview`, { choices })).body as unknown as RebaseOut;

  test('opens a task in each draft below; both changes are kept, a conflict is chosen, and only then it is published', async () => {
    await published(above, university, year, [set('minMonthsInPost', 5)]);
    const id = await draft(below, department, year);
    const version = await save(below, id, [set('minMonthsInPost', 4), set('appeal/days', 8)]);
    expect(await rebaseTodos(below)).toEqual([]);
    expect(await ask(below, 'POST', `/layers/${id}/rebase`, { choices: {}, upstream: [] }, version)).toMatchObject({ status: 409, body: { code: 'layer.rebase-nothing' } });
    await published(above, university, year, [set('minMonthsInPost', 9), set('publicity/days', 7)]);
    expect(await rebaseTodos(below)).toMatchObject([{ id: `rebase:${id}`, href: `/schemes/layers/${id}?rebase=1`, title: { params: { org: '机电工程系', year } } }]);
    expect(await rebaseTodos(above)).toEqual([]);
    expect(await rebaseTodos(reader)).toEqual([]);
    expect((await ask(below, 'GET', `/layers/${id}`)).body).toMatchObject({ rebase: true });
    expect(await ask(below, 'POST', `/layers/${id}/publish`, undefined, version)).toMatchObject({ status: 409, body: { code: 'layer.rebase-first' } });
    const seen = await previewed(id);
    expect(seen.changes.map(({ path, who, base, own, upstream }) => [path, who, base, own, upstream])).toEqual(expect.arrayContaining([
      ['minMonthsInPost', 'conflict', 5, 4, 9], ['appeal/days', 'own', expect.anything(), 8, expect.anything()], ['publicity/days', 'upstream', expect.anything(), expect.anything(), 7],
    ]));
    expect(seen.from.map((one) => one.number)).toEqual([0, 1]);
    expect(seen.to.map((one) => one.number)).toEqual([0, 2]);
    const { upstream } = seen;
    expect(await ask(below, 'POST', `/layers/${id}/rebase`, { choices: {}, upstream }, version)).toMatchObject({ status: 422, body: { code: 'layer.rebase-choice', issues: [{ at: 'minMonthsInPost' }] } });
    expect(await ask(below, 'POST', `/layers/${id}/rebase`, { choices: { minMonthsInPost: 'theirs' }, upstream: [...upstream, 'x'] }, version)).toMatchObject({ status: 409, body: { code: 'layer.rebase-moved' } });
    const done = await ask(below, 'POST', `/layers/${id}/rebase`, { choices: { minMonthsInPost: 'theirs' }, upstream }, version);
    expect(done.status).toBe(200);
    expect(await rebaseTodos(below)).toEqual([]);
    expect((await ask(below, 'GET', `/layers/${id}`)).body).toMatchObject({ rebase: false, upstream, changes: [set('appeal/days', 8)] });
    expect((await ask(below, 'POST', `/layers/${id}/publish`, undefined, (done.body as unknown as LayerSummary).version)).status).toBe(200);
  });

  test('a draft made from what was published on older layers begins with the task', async () => {
    await published(above, university, year, [set('minMonthsInPost', 7)]);
    const id = await draft(below, department, year, 'published');
    expect(await rebaseTodos(below)).toMatchObject([{ id: `rebase:${id}` }]);
    expect((await previewed(id)).changes).toContainEqual(expect.objectContaining({ path: 'minMonthsInPost', who: 'upstream', base: 9, upstream: 7 }));
    expect((await ask(below, 'DELETE', `/layers/${id}`, undefined, 1)).status).toBe(204);
  });
});

describe('R-B5 a scheme of one\'s own', () => {
  const year = 2041;
  const own = (who: TestPerson, orgId: string) => ask(who, 'POST', '/layers', { orgId, sector: 'school', year, from: 'own', tag: '系' });

  test('begins on the lean base while nobody above has published, may build another score, and keeps the locks on procedure', async () => {
    const made = await own(below, department);
    expect(made.status).toBe(201);
    const id = String(made.body['id']);
    const layer = (await ask(below, 'GET', `/layers/${id}`)).body as unknown as LayerOut;
    expect([layer.lean, layer.base.scheme.score.nodes.length, layer.base.scheme.examples]).toEqual([true, 2, []]);
    const tally = layer.base.scheme.score.nodes.find((node) => node.kind === 'tally')!;
    const review = await ask(below, 'POST', `/layers/${id}/preview`, { changes: [set('score/root', tally.id), { op: 'remove', path: `score/nodes/${layer.base.scheme.score.root}` }, set('publicity/days', 1)], locks: [] });
    const { violations, problems } = review.body as unknown as SchemeReview;
    expect(violations.map((one) => [one.code, one.path])).toEqual([['layer.range-broken', 'publicity/days']]);
    expect(problems.map((one) => one.code)).toEqual(['scheme.example-missing']);
    expect(JSON.parse((await booted.inject({ method: 'GET', url: `/api/layers/${id}/file`, headers: below.headers })).body)).toMatchObject({ base: 'lean' });
    expect((await ask(below, 'DELETE', `/layers/${id}`, undefined, layer.version)).status).toBe(204);
  });

  test('is refused where a layer above decides on which base the line stands; so is one from a file', async () => {
    await published(above, university, year, [set('minMonthsInPost', 7)]);
    expect(await own(below, department)).toMatchObject({ status: 409, body: { code: 'layer.base-decided' } });
    const text = JSON.stringify({ format: 'shuping-layer@1', id: 'x', owner: { text: '系' }, tag: { text: '系' }, base: 'lean', edits: [], constraints: [] });
    expect(await ask(below, 'POST', '/layers/import', { orgId: department, sector: 'school', year, text })).toMatchObject({ status: 409, body: { code: 'layer.base-decided' } });
  });
});

describe('R-K1 who sees what', () => {
  test('a foreign layer answers like an unknown one', async () => {
    const mine = await draft(above, university, 2030);
    for (const id of [mine, randomUUID()]) {
      expect(await ask(below, 'GET', `/layers/${id}`)).toMatchObject({ status: 404, body: { code: 'layer.not-found' } });
      expect(await ask(below, 'PUT', `/layers/${id}`, { changes: [], locks: [] }, 1)).toMatchObject({ status: 404, body: { code: 'layer.not-found' } });
      expect(await ask(below, 'POST', `/layers/${id}/preview`, { changes: [], locks: [] })).toMatchObject({ status: 404, body: { code: 'layer.not-found' } });
      expect(await ask(below, 'POST', `/layers/${id}/publish`, undefined, 1)).toMatchObject({ status: 404, body: { code: 'layer.not-found' } });
      expect(await ask(below, 'DELETE', `/layers/${id}`, undefined, 1)).toMatchObject({ status: 404, body: { code: 'layer.not-found' } });
    }
    for (const orgId of [strangers, randomUUID()]) {
      expect(await ask(below, 'GET', `/schemes?orgId=${orgId}&year=${YEAR}`)).toMatchObject({ status: 404, body: { code: 'organisation.not-found' } });
      expect(await ask(below, 'GET', `/schemes/${orgId}/school/${YEAR}`)).toMatchObject({ status: 404, body: { code: 'organisation.not-found' } });
      expect(await ask(below, 'POST', '/layers', { orgId, sector: 'school', year: YEAR, from: 'empty' })).toMatchObject({ status: 404, body: { code: 'organisation.not-found' } });
    }
  });

  test('a sector that is not switched on is not there, whether it exists or not', async () => {
    for (const sector of ['hospital', 'prison']) {
      expect(await ask(below, 'GET', `/schemes/${department}/${sector}/${YEAR}`)).toMatchObject({ status: 404, body: { code: 'sector.not-enabled' } });
      expect(await ask(below, 'POST', '/layers', { orgId: department, sector, year: YEAR, from: 'empty' })).toMatchObject({ status: 404, body: { code: 'sector.not-enabled' } });
    }
    const list = (await ask(below, 'GET', `/schemes?orgId=${department}&year=${YEAR}`)).body as unknown as SchemesOut;
    expect(list.items.map((one) => one.sector)).toEqual(['school']);
  });

  test('a reader reads and is told why not more', async () => {
    const list = (await ask(reader, 'GET', `/schemes?orgId=${department}&year=${YEAR}`)).body as unknown as SchemesOut;
    expect(list.items[0]!.may['create']).toEqual({ reason: 'permission.denied' });
    expect(await ask(reader, 'POST', '/layers', { orgId: department, sector: 'school', year: YEAR, from: 'empty' })).toMatchObject({ status: 403 });
  });

  test('weights that move leave the worked examples behind, and each is named with its figure', async () => {
    const id = await draft(below, department, 2032);
    const seen = (await ask(below, 'POST', `/layers/${id}/preview`, { changes: [set(ROUTINE, 32), set(RESEARCH, 18)], locks: [] })).body as unknown as SchemeReview;
    expect(seen.violations).toEqual([]);
    expect(seen.problems.map((one) => one.code)).toContain('scheme.example-differs');
    expect(seen.examples.passed).toBeLessThan(seen.examples.total);
    const mended = seen.problems.map((one) => set(one.path, one.params!['computed'] === '' ? null : one.params!['computed']));
    const after = (await ask(below, 'POST', `/layers/${id}/preview`, { changes: [set(ROUTINE, 32), set(RESEARCH, 18), ...mended], locks: [] })).body as unknown as SchemeReview;
    expect(after.problems).toEqual([]);
    expect(after.examples.passed).toBe(after.examples.total);
  });

  test('every change of a layer leaves an audit entry', async () => {
    const id = await draft(below, department, 2031);
    const version = await save(below, id, [set('appeal/days', 6)]);
    await ask(below, 'POST', `/layers/${id}/publish`, undefined, version);
    const entries = await booted.uow.run(systemActor('testing'), (tx) => tx.sql<{ action: string }>("select action from audit_entry where subject_id = ? order by at", [id]));
    expect(entries.map((one) => one.action)).toEqual(['layer.create', 'layer.save', 'layer.publish']);
  });
});

function unwrapped<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
