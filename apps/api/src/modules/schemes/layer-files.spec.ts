import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { LayerOut } from '@shuping/contracts';
import { bootApp, type BootedApp } from '../../testing/index.ts';
import { signedIn, type TestPerson } from '../../testing/index.ts';
import { ask, cycleWorld, type CycleWorld } from '../cycles/testing/cycle-world.ts';

const WEIGHT = 'score/nodes/base/inputs/research/weight';
let booted: BootedApp;
let world: CycleWorld;
let foreign: CycleWorld;
let editor: TestPerson;
let other: TestPerson;

beforeAll(async () => {
  booted = await bootApp();
  world = await cycleWorld(booted, 'a1', ['2020-03-01']);
  foreign = await cycleWorld(booted, 'z9', ['2020-03-01']);
  editor = await signedIn(booted, { path: world.host.path, grants: [{ role: 'scheme_editor', path: world.host.path }] });
  other = await signedIn(booted, { path: foreign.host.path, grants: [{ role: 'scheme_editor', path: foreign.host.path }] });
}, 60_000);
afterAll(() => booted.close());

const place = (year: number, at: CycleWorld = world) => ({ orgId: at.host.id, sector: 'school', year });
const take = (text: string, year = 2027, who: TestPerson = editor, at: CycleWorld = world) => ask<{ id: string; code: string; issues: { code: string; at: string }[] }>(booted, who, 'POST', '/layers/import', { ...place(year, at), text });
const layer = async (id: string, who: TestPerson = editor) => (await ask<LayerOut>(booted, who, 'GET', `/layers/${id}`)).body;

describe('R-B7 a layer as a file', () => {
  let text = '';

  test('is written out readable and taken back as a draft with the same edits and locks', async () => {
    const { id } = (await ask<{ id: string }>(booted, editor, 'POST', '/layers', { ...place(2026), from: 'empty', tag: '系' })).body;
    const changes = [{ op: 'set', path: WEIGHT, value: '25' }];
    const locks = [{ kind: 'range', path: WEIGHT, min: 15, max: 30 }];
    expect((await ask(booted, editor, 'PUT', `/layers/${id}`, { changes, locks }, (await layer(id)).version)).status).toBe(200);
    const answer = await booted.inject({ method: 'GET', url: `/api/layers/${id}/file`, headers: editor.headers });
    expect(answer.headers['content-disposition']).toContain('attachment');
    text = answer.body;
    expect(JSON.parse(text)).toMatchObject({ format: 'shuping-layer@1', edits: changes });
    const taken = await take(text);
    expect(taken.status).toBe(201);
    const draft = await layer(taken.body.id);
    expect(draft).toMatchObject({ state: 'draft', year: 2027, tag: '系' });
    expect([draft.changes, draft.locks]).toEqual([(await layer(id)).changes, (await layer(id)).locks]);
    expect(await take(text)).toMatchObject({ status: 409, body: { code: 'layer.draft-exists' } });
  });

  test('a broken file names what is wrong where, a newer one says so; neither leaves a draft', async () => {
    expect(await take('{', 2028)).toMatchObject({ status: 422, body: { code: 'layer.file-broken', issues: [{ code: 'file.not-json' }] } });
    expect(await take(text.replace('shuping-layer@1', 'shuping-layer@2'), 2028)).toMatchObject({ status: 422, body: { code: 'layer.file-newer', issues: [{ code: 'file.format-newer', at: 'format' }] } });
    const bad = await take(text.replace('"op": "set"', '"op": "explode"'), 2028);
    expect(bad).toMatchObject({ status: 422, body: { code: 'layer.file-broken' } });
    expect(bad.body.issues[0]!.at).toMatch(/^edits/);
    const scheme = JSON.stringify((await layer((await take(text, 2029)).body.id)).base.scheme);
    expect(await take(scheme, 2028)).toMatchObject({ status: 422, body: { code: 'layer.not-a-layer' } });
    expect((await take(text, 2028)).status).toBe(201);
  });

  test('who may not edit there imports nothing; a foreign layer is not there', async () => {
    expect(await take(text, 2030, editor, foreign)).toMatchObject({ status: 404, body: { code: 'organisation.not-found' } });
    expect((await take(text, 2030, world.secretaries[0]!)).status).toBe(403);
    const { id } = (await take(text, 2031)).body;
    expect((await booted.inject({ method: 'GET', url: `/api/layers/${id}/file`, headers: other.headers })).statusCode).toBe(404);
  });
});
