import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { bootWorld, type Asker, type World } from '../../testing/index.ts';
import { sampleOf, type Schema } from '../../testing/sample-body.ts';
import { withClient } from '../persistence/connections.ts';
import { openApi } from './openapi.ts';

jest.setTimeout(180_000);

type Operation = { readonly parameters?: readonly { name: string; in: string; required?: boolean; schema: Schema }[]; readonly requestBody?: { content: Record<string, { schema: Schema }> } };
type Route = { readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'; readonly path: string; readonly operation: Operation };

/** Table whose ids stand in a path, by the segment before the parameter or the parameter's own name. */
const TABLES: Readonly<Record<string, string>> = {
  accounts: 'account', actions: 'action_item', appointments: 'appointment', assessees: 'assessee', assesseeId: 'assessee', comments: 'report_comment', commitments: 'commitment', cycles: 'cycle', cycleId: 'cycle',
  edgeId: 'organisation_edge', events: 'event_record', files: 'file', grants: 'role_grant', jobs: 'job', layers: 'scheme_layer', letters: 'letter', meetings: 'meeting', 'my-evaluations': 'meeting', objections: 'objection', tolerances: 'tolerance', orgId: 'organisation', guide: 'organisation', organisations: 'organisation',
  people: 'person', problems: 'problem', proposals: 'report_proposal', rehearsalId: 'rehearsal', reports: 'report', rosters: 'roster', programmes: 'programme', batch: 'paper_batch', 'org-imports': 'org_import', accountId: 'account', hostId: 'organisation', with: 'scheme_layer',
};
/** Parameters that are no ids. */
const PLAIN: Readonly<Record<string, string>> = { sector: 'school', year: '2026', lang: 'en', hash: '0'.repeat(64) };

let world: World;
let askers: Asker[];
let routes: Route[];
let schemas: Record<string, Schema>;
const foreign = new Map<string, string>();

beforeAll(async () => {
  world = await bootWorld();
  jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
  askers = [await world.as('yuanban'), await world.as('yuanshuji')];
  const document = openApi(world.app);
  schemas = (document.components?.schemas ?? {}) as Record<string, Schema>;
  routes = Object.entries(document.paths).flatMap(([path, item]) => Object.entries(item as Record<string, Operation>).map(([method, operation]) => ({ method: method.toUpperCase() as Route['method'], path, operation })));
  await plantForeignRows(world.org('临江理工大学机电工程系党总支').path);
}, 120_000);
afterAll(() => world.close());

/** One row a table that belongs to the department; what stands in it does not matter, since nobody of the hospital may reach it. */
async function plantForeignRows(path: string): Promise<void> {
  await withClient(world.database.adminUrl, async (admin) => {
    await admin.query("set session_replication_role = 'replica'");
    for (const table of new Set(Object.values(TABLES))) {
      const there = await admin.query<{ id: string }>(`select id from ${table} where org_path >= $1 and org_path < $1 || '~' limit 1`, [path]);
      const id = there.rows[0]?.id ?? randomUUID();
      foreign.set(table, id);
      if (there.rows[0]) continue;
      const { rows: columns } = await admin.query<{ name: string; type: string }>("select column_name as name, udt_name as type from information_schema.columns where table_schema = 'public' and table_name = $1 and is_nullable = 'NO' and column_default is null", [table]);
      const values = columns.map(({ name, type }) => (name === 'id' ? id : name === 'org_path' ? path : fill(type)));
      await admin.query(`insert into ${table} (${columns.map(({ name }) => `"${name}"`).join()}) values (${columns.map((_, at) => `$${at + 1}`).join()})`, values);
    }
  });
}

function fill(type: string): unknown {
  const values: Readonly<Record<string, unknown>> = { uuid: randomUUID(), jsonb: '[]', bool: false, date: '2026-01-01', timestamptz: '2026-01-01T00:00:00Z', int2: 1, int4: 2026, int8: 1, numeric: 1, float8: 1, _text: [], _varchar: [], bytea: Buffer.from('') };
  return type in values ? values[type] : 'x';
}

/** The value of a parameter: a foreign id where ids stand, or another one that nobody has. */
function valueOf(path: string, name: string, unknown: ReadonlyMap<string, string>): { readonly real: string; readonly made: string } {
  const before = path.split('/').at(path.split('/').indexOf(`{${name}}`) - 1) ?? '';
  const table = TABLES[name] ?? TABLES[before];
  if (PLAIN[name] !== undefined) return { real: PLAIN[name], made: PLAIN[name] };
  if (table === undefined) throw new Error(`${path}: say in TABLES what {${name}} names`);
  return { real: foreign.get(table)!, made: unknown.get(table)! };
}

const UPLOAD = Buffer.from('--edge\r\ncontent-disposition: form-data; name="file"; filename="a.docx"\r\ncontent-type: application/octet-stream\r\n\r\nx\r\n--edge--\r\n');

/** `body` is empty for a workbook, whose bytes hold the time it was made; then `size` counts. */
type Told = { readonly status: number; readonly body: string; readonly size: number };

async function told(asker: Asker, { method, operation }: Route, url: string, body: unknown): Promise<Told> {
  const query = (operation.parameters ?? []).filter((one) => one.in === 'query' && one.required && !url.includes(`${one.name}=`)).map((one) => `${one.name}=${encodeURIComponent(String(sampleOf(one.schema, schemas)))}`);
  const full = query.length === 0 ? url : `${url}${url.includes('?') ? '&' : '?'}${query.join('&')}`;
  const file = operation.requestBody?.content['multipart/form-data'] !== undefined;
  const answer = method === 'GET' ? await asker.get(full) : await asker.send(method, full, file ? UPLOAD : body, { 'if-match': '"1"', ...(file ? { 'content-type': 'multipart/form-data; boundary=edge' } : {}) });
  if (answer.body.startsWith('PK')) return { status: answer.statusCode, body: '', size: answer.rawPayload.length };
  return { status: answer.statusCode, size: 0, body: answer.body.replace(/"traceId":"[^"]*"/, '').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID') };
}

const alike = (a: Told, b: Told): boolean => a.status === b.status && a.body === b.body && Math.abs(a.size - b.size) < 60;

const bodyOf = ({ operation }: Route): unknown => {
  const json = operation.requestBody?.content['application/json'];
  return json ? sampleOf(json.schema, schemas) : undefined;
};
const newIds = (): Map<string, string> => new Map([...foreign.keys()].map((table) => [table, randomUUID()]));

describe('SEC-P13 ids of another host in every route of the API document', () => {
  test('in the path: refused like an id that nobody has, with 403 or 404', async () => {
    const wrong: string[] = [];
    let asked = 0;
    for (const route of routes.filter(({ path }) => path.includes('{') && !path.includes('/locales/') && !path.startsWith('/vote/'))) {
      const body = bodyOf(route);
      for (const asker of askers) {
        const unknown = newIds();
        const names = [...route.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
        const url = (kind: 'real' | 'made'): string => names.reduce((text, name) => text.replace(`{${name}}`, valueOf(route.path, name, unknown)[kind]), route.path);
        const [theirs, nobodys] = [await told(asker, route, url('real'), body), await told(asker, route, url('made'), body)];
        asked += 1;
        if (!alike(theirs, nobodys) || ![403, 404].includes(theirs.status)) wrong.push(`${route.method} ${route.path}: ${theirs.status} ${theirs.body.slice(0, 200)} | ${nobodys.status} ${nobodys.body.slice(0, 200)}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(150);
  });

  test('in a filter: answered like an id that nobody has', async () => {
    const wrong: string[] = [];
    let asked = 0;
    for (const route of routes.filter(({ method, path }) => method === 'GET' && !path.includes('{'))) {
      for (const { name } of (route.operation.parameters ?? []).filter((one) => one.in === 'query' && TABLES[one.name] !== undefined)) {
        const unknown = newIds();
        const { real, made } = valueOf(route.path, name, unknown);
        for (const asker of askers) {
          const [theirs, nobodys] = [await told(asker, route, `${route.path}?${name}=${real}`, undefined), await told(asker, route, `${route.path}?${name}=${made}`, undefined)];
          asked += 1;
          if (theirs.status >= 500 || !alike(theirs, nobodys)) wrong.push(`GET ${route.path}?${name}: ${theirs.status} ${theirs.body.slice(0, 200)} | ${nobodys.status} ${nobodys.body.slice(0, 200)}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(20);
  });

  test('control: the rows are there, and their own people are answered otherwise than for an id that nobody has', async () => {
    const own = await world.as('zuzhiyuan');
    const differ: string[] = [];
    for (const route of routes.filter(({ method, path }) => method === 'GET' && /\{(id|orgId)\}/.test(path))) {
      const { real, made } = valueOf(route.path, /\{(id|orgId)\}/.exec(route.path)![1]!, newIds());
      const url = (id: string): string => route.path.replace(/\{(id|orgId)\}/, id).replace(/\{(\w+)\}/g, (_, name: string) => PLAIN[name]!);
      if ((await told(own, route, url(real), undefined)).status !== (await told(own, route, url(made), undefined)).status) differ.push(route.path);
    }
    expect(differ.length).toBeGreaterThan(15);
    expect((await own.get(`/api/organisations/${foreign.get('organisation')}`)).statusCode).toBe(200);
  });
});

/** Texts, days and figures that a schema may let through and a database or a calculation may not. */
const HOSTILE: readonly { readonly text?: string; readonly day?: string; readonly figure?: number }[] = [{ text: '𠮷\u202e\u200b', day: '2026-02-31' }, { figure: 2 ** 53 - 1 }];

/** A sample with everything that a schema names in it, hostile where it takes free text, a day or a figure. */
function hostileOf(schema: Schema, with_: (typeof HOSTILE)[number]): unknown {
  if (typeof schema['$ref'] === 'string') return hostileOf(schemas[schema['$ref'].split('/').at(-1)!] ?? {}, with_);
  const alternatives = (schema['anyOf'] ?? schema['oneOf']) as Schema[] | undefined;
  if (alternatives?.[0]) return hostileOf(alternatives[0], with_);
  if (schema['type'] === 'object' && schema['properties']) return Object.fromEntries(Object.entries(schema['properties'] as Record<string, Schema>).map(([key, one]) => [key, hostileOf(one, with_)]));
  if (schema['type'] === 'array') return Array.from({ length: Math.max(1, Number(schema['minItems'] ?? 0)) }, () => hostileOf((schema['items'] ?? {}) as Schema, with_));
  const isDay = schema['format'] === 'date' || String(schema['pattern'] ?? '').includes('\\d{4}');
  if (schema['type'] === 'string' && isDay) return with_.day ?? sampleOf(schema, schemas);
  if (schema['type'] === 'string' && !schema['enum'] && !('const' in schema) && schema['format'] === undefined && schema['pattern'] === undefined) return with_.text ?? sampleOf(schema, schemas);
  if (schema['type'] === 'integer' || schema['type'] === 'number') return with_.figure === undefined ? sampleOf(schema, schemas) : Math.min(with_.figure, Number(schema['maximum'] ?? with_.figure));
  return sampleOf(schema, schemas);
}

describe('SEC-P7, SEC-I11 bodies and filters of every route, sent by those who may', () => {
  const writing = () => routes.filter(({ method, operation, path }) => method !== 'GET' && operation.requestBody?.content['application/json'] !== undefined && !path.startsWith('/vote/') && !path.includes('/session'));
  const schemaOf = ({ operation }: Route): Schema => operation.requestBody!.content['application/json']!.schema;
  const urlOf = ({ path }: Route): string => [...path.matchAll(/\{(\w+)\}/g)].reduce((text, [, name]) => text.replace(`{${name}}`, valueOf(path, name!, newIds()).real), path);

  test('no body takes a property that it does not name, at any depth', () => {
    const open: string[] = [];
    const look = (schema: Schema, place: string, seen: ReadonlySet<string>): void => {
      const ref = typeof schema['$ref'] === 'string' ? schema['$ref'].split('/').at(-1)! : null;
      if (ref !== null) return seen.has(ref) ? undefined : look(schemas[ref] ?? {}, place, new Set([...seen, ref]));
      if (schema['type'] === 'object' && (schema['additionalProperties'] === undefined || schema['additionalProperties'] === true || (typeof schema['additionalProperties'] === 'object' && Object.keys(schema['additionalProperties'] as object).length === 0))) open.push(place);
      for (const [key, one] of Object.entries((schema['properties'] ?? {}) as Record<string, Schema>)) look(one, `${place}/${key}`, seen);
      if (schema['items']) look(schema['items'] as Schema, `${place}/0`, seen);
      if (typeof schema['additionalProperties'] === 'object') look(schema['additionalProperties'] as Schema, `${place}/*`, seen);
      for (const one of [schema['anyOf'], schema['oneOf'], schema['allOf']].flatMap((list) => (list ?? []) as Schema[])) look(one, place, seen);
    };
    for (const route of writing()) look(schemaOf(route), `${route.method} ${route.path}`, new Set());
    expect(open).toEqual([]);
    expect(writing().length).toBeGreaterThan(80);
  });

  test('what the server owns is refused in a body; hostile texts, days and figures are never an error of the server', async () => {
    const people = [await world.as('zuzhiyuan'), await world.as('shuji'), await world.as('xiaozuzhi'), await world.as('admin')];
    const wrong: string[] = [];
    let reached = 0;
    for (const route of writing()) {
      const owned = { ...(sampleOf(schemaOf(route), schemas) as object), orgPath: '/x/', publishedTo: '/', createdBy: randomUUID(), constructor: { prototype: { polluted: true } } };
      let by: Asker | null = null;
      for (const one of people) if ((await told(one, route, urlOf(route), owned)).status === 400) { by = one; break; }
      if (by === null) continue;
      reached += 1;
      for (const one of HOSTILE) {
        const answer = await told(by, route, urlOf(route), hostileOf(schemaOf(route), one));
        // a planted row in no state at all is no fault of the body
        if (answer.status >= 500 && (await told(by, route, urlOf(route), sampleOf(schemaOf(route), schemas))).status < 500) wrong.push(`${route.method} ${route.path} ${JSON.stringify(one)}: ${answer.status} ${answer.body.slice(0, 160)}`);
      }
    }
    for (const route of routes.filter(({ method }) => method === 'GET')) {
      for (const { name, schema } of (route.operation.parameters ?? []).filter((one) => one.in === 'query')) {
        if (schema['type'] !== 'string' || schema['enum'] || schema['pattern']) continue;
        const answer = await told(people[0]!, route, `${urlOf(route)}?${name}=%00`, undefined);
        if (answer.status >= 500) wrong.push(`GET ${route.path}?${name}: ${answer.status}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(reached).toBeGreaterThan(60);
  });
});
