import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CycleSqueezeOut, DeputiesOut, ReportProposalsOut, ReportOut, SqueezeOut } from '@shuping/contracts';
import { randomUUID } from 'node:crypto';
import { systemActor } from '../../platform/persistence/index.ts';
import { bootApp, signedIn, type BootedApp, type TestPerson } from '../../testing/index.ts';
import { post, reportWorld, sectionsOf, type World } from './testing/report-world.ts';

type Writer = World['secretaries'][number];

let booted: BootedApp;
let world: World;
let writer: Writer;
let id: string;

beforeAll(async () => {
  booted = await bootApp();
  world = await reportWorld(booted, '/a1/d1/', ['r01', 'r06']);
  writer = world.secretaries[0]!;
}, 60_000);
afterAll(() => booted.close());

const call = (person: TestPerson, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object, version?: number) =>
  booted.inject({ method, url: `/api/${url}`, headers: { ...person.headers, ...(url.endsWith('/proposals') && method === 'POST' ? { 'idempotency-key': randomUUID() } : {}), ...(version === undefined ? {} : { 'if-match': `"${version}"` }) }, ...(payload === undefined ? {} : { payload }) });
const report = async (person: TestPerson, of = id): Promise<ReportOut> => (await call(person, 'GET', `reports/${of}`)).json();
const proposals = async (person: TestPerson): Promise<ReportProposalsOut> => (await call(person, 'GET', `reports/${id}/proposals`)).json();
const textOf = (one: ReportOut, section = 'problems'): string => one.sections.find(({ id: own }) => own === section)!.text;

async function handIn(by: Writer): Promise<ReportOut> {
  const begun: ReportOut = (await call(by, 'GET', `assessees/${by.assesseeId}/report`)).json();
  const saved = await call(by, 'PUT', `reports/${begun.id}`, { sections: sectionsOf(by.fixture) }, begun.version);
  const handed = await call(by, 'POST', `reports/${begun.id}/submit`, {}, saved.json().version);
  expect({ status: handed.statusCode, body: handed.statusCode === 200 ? '' : handed.body }).toEqual({ status: 200, body: '' });
  return handed.json();
}

async function propose(person: TestPerson, quote: string, newText: string, reason = '') {
  const text = textOf(await report(person));
  const start = text.indexOf(quote);
  return call(person, 'POST', `reports/${id}/proposals`, { sectionId: 'problems', start, end: start + quote.length, newText, reason });
}

describe('R-E3 proposals on passages', () => {
  let original: string;

  test('only the step whose turn it is proposes, on a passage that no other proposal covers', async () => {
    const handed = await handIn(writer);
    id = handed.id;
    original = textOf(handed);
    expect((await propose(world.leader, '监督提醒偏软', '没有当面提醒')).json()).toMatchObject({ status: 403, code: 'report.not-your-step' });
    expect((await propose(writer, '监督提醒偏软', '没有当面提醒')).statusCode).toBe(403);
    const first = await propose(world.organiser, '监督提醒偏软', '没有当面提醒过一次', '写具体');
    expect(first.statusCode).toBe(201);
    expect(first.json()).toMatchObject({ state: 'open', oldText: '监督提醒偏软', newText: '没有当面提醒过一次', reason: '写具体', step: { text: '组织员初审' }, may: { withdraw: true } });
    expect((await propose(world.organiser, '提醒偏软', '提醒不够')).json()).toMatchObject({ status: 409, code: 'proposal.overlaps' });
    expect((await propose(world.organiser, '对照职责', '对照职责')).json()).toMatchObject({ status: 422, code: 'proposal.no-change' });
    expect((await propose(world.organiser, '对照职责', '对照岗位职责')).statusCode).toBe(201);
    const third = (await propose(world.organiser, '5次入厂有4次是我直接打电话约的', '')).json();
    const back = await call(world.organiser, 'POST', `proposals/${third.id}/withdraw`, {}, third.version);
    expect(back.json()).toMatchObject({ state: 'withdrawn' });
    expect((await propose(world.organiser, '5次入厂有4次是我直接打电话约的', '5 次入厂 4 次由我约')).statusCode).toBe(201);
    expect((await proposals(world.organiser)).items).toHaveLength(3);
    for (const tracked of ['proposals', 'changes']) expect((await call(world.organiser, 'GET', `reports/${id}/word?tracked=${tracked}`)).headers['content-type']).toContain('wordprocessingml');
    expect((await call(world.organiser, 'GET', `reports/${id}/word?tracked=all`)).statusCode).toBe(400);
  });

  test('a step does not sign over its own open proposals, and the author answers once the report is back', async () => {
    const now = await report(world.organiser);
    expect(now.may['sign']).toEqual({ reason: 'report.proposals-open' });
    expect((await call(world.organiser, 'POST', `reports/${id}/sign`, {}, now.version)).json()).toMatchObject({ status: 409, code: 'report.proposals-open', params: { count: 3 } });
    const [first] = (await proposals(writer)).items;
    expect((await proposals(writer)).may['answer']).toEqual({ reason: 'report.illegal-transition' });
    expect((await call(writer, 'POST', `reports/${id}/proposal-answers`, { answers: [{ id: first!.id, accept: true }] }, now.version)).json().code).toBe('report.illegal-transition');
    expect((await call(world.organiser, 'POST', `reports/${id}/return`, { reason: '按建议修改' }, now.version)).json()).toMatchObject({ state: 'returned' });
    expect((await proposals(writer)).may['answer']).toBe(true);
  });

  test('what the author rewrites by hand moves the others along and makes the touched one outdated, never applied', async () => {
    const now = await report(writer);
    const rewritten = textOf(now).replace('5次入厂有4次是我直接打电话约的', '5次入厂都由我约').replace('对照', '一年来，对照');
    const saved = await call(writer, 'PUT', `reports/${id}`, { sections: [{ id: 'problems', text: rewritten }] }, now.version);
    expect(saved.statusCode).toBe(200);
    const items = (await proposals(writer)).items;
    expect(items.map((one) => one.state).sort()).toEqual(['open', 'open', 'outdated']);
    for (const one of items.filter(({ place }) => place)) expect(rewritten.slice(one.place!.start, one.place!.end)).toBe(one.oldText);
    const lost = items.find((one) => one.state === 'outdated')!;
    const refused = await call(writer, 'POST', `reports/${id}/proposal-answers`, { answers: items.map((one) => ({ id: one.id, accept: true })) }, saved.json().version);
    expect(refused.json()).toMatchObject({ status: 409, code: 'proposal.outdated', at: `/answers/${items.indexOf(lost)}` });
    expect(textOf(await report(writer))).toBe(rewritten);
  });

  test('accepting one and refusing another writes one passage into a draft of its own, and each answer is kept', async () => {
    const before = await report(writer);
    const items = (await proposals(writer)).items;
    const taken = items.find((one) => one.oldText === '监督提醒偏软')!;
    const left = items.find((one) => one.oldText === '对照职责')!;
    expect((await call(writer, 'POST', `reports/${id}/submit`, {}, before.version)).json()).toMatchObject({ status: 409, code: 'report.proposals-open', params: { count: 2 } });
    const answers = [{ id: taken.id, accept: true }, { id: left.id, accept: false, reason: '方案原文如此' }];
    expect((await call(writer, 'POST', `reports/${id}/proposal-answers`, { answers: [{ id: taken.id, accept: false, reason: ' ' }] }, before.version)).statusCode).toBe(400);
    expect((await call(world.organiser, 'POST', `reports/${id}/proposal-answers`, { answers }, before.version)).statusCode).toBe(403);
    expect((await call(writer, 'POST', `reports/${id}/proposal-answers`, { answers }, before.version - 1)).json()).toMatchObject({ status: 409, code: 'request.version-stale' });
    const done: ReportOut = (await call(writer, 'POST', `reports/${id}/proposal-answers`, { answers }, before.version)).json();
    expect(textOf(done)).toBe(textOf(before).replace('监督提醒偏软', '没有当面提醒过一次'));
    expect((await proposals(world.organiser)).items.map(({ state, answer }) => ({ state, answer }))).toEqual(expect.arrayContaining([{ state: 'accepted', answer: '' }, { state: 'refused', answer: '方案原文如此' }]));
    const versions = (await call(writer, 'GET', `reports/${id}/versions`)).json().items as { number: number; kind: string }[];
    expect(versions.map(({ kind }) => kind)).toEqual(['submitted', 'revised']);
    const tracked = (await call(writer, 'GET', `reports/${id}/changes?since=1`)).json();
    expect(tracked.places).toBeGreaterThan(0);
    expect((await call(writer, 'POST', `reports/${id}/proposal-answers`, { answers: [{ id: taken.id, accept: true }] }, done.version)).json().code).toBe('proposal.not-open');
    expect(original).not.toBe(textOf(done));
  });

  test('what each step pressed out is told for the report and over the cycle', async () => {
    const handed: ReportOut = (await call(writer, 'POST', `reports/${id}/submit`, {}, (await report(writer)).version)).json();
    expect(handed).toMatchObject({ state: 'vetting', round: 2 });
    const squeeze: SqueezeOut = (await call(world.organiser, 'GET', `reports/${id}/squeeze`)).json();
    expect(squeeze.drafts.map(({ number }) => number)).toEqual([1, 3]);
    expect(squeeze.rounds).toMatchObject([{ from: 1, to: 3, step: { title: { text: '组织员初审' }, by: expect.any(String) } }]);
    expect(squeeze.rounds[0]!.change.words).toBe(squeeze.drafts[1]!.measures.words - squeeze.drafts[0]!.measures.words);
    const cycle: CycleSqueezeOut = (await call(world.officer, 'GET', `cycles/${world.cycleId}/squeeze`)).json();
    expect(cycle.chains).toMatchObject([{ sector: 'school', reports: 1, steps: [{ id: 'office', read: 1, returned: 1, proposed: 3, change: squeeze.rounds[0]!.change }, { id: 'leader', read: 0, proposed: 0 }] }]);
  });
});

describe('R-E5 a late step is passed to its deputy', () => {
  let vice: TestPerson;
  const late = (days: number) => booted.uow.run(systemActor('spec'), (tx) => tx.sql(`update report set step_since = now() - (? || ' days')::interval where id = ?`, [days, id]));
  const handOver = async (person: TestPerson) => call(person, 'POST', `reports/${id}/handover`, { note: '出差' }, (await report(person)).version);

  test('the office names a deputy among those who may sign', async () => {
    vice = await signedIn(booted, { path: world.path, grants: [{ role: 'vetter:deputy_secretary', path: world.path }] });
    await post(booted, vice.personId, world.hostId, world.path);
    const url = `cycles/${world.cycleId}/deputies`;
    const named = { sector: 'school', stepId: 'office', role: null, personId: vice.personId };
    expect((await call(world.organiser, 'PUT', url, named, 0)).statusCode).toBe(403);
    expect((await call(world.officer, 'PUT', url, { ...named, personId: writer.personId }, 0)).json()).toMatchObject({ status: 422, code: 'deputy.cannot-sign' });
    expect((await call(world.officer, 'PUT', url, { ...named, stepId: 'nowhere' }, 0)).json()).toMatchObject({ status: 422, code: 'deputy.step-unknown' });
    expect((await handOver(world.officer)).json()).toMatchObject({ status: 409, code: 'deputy.none' });
    const done: DeputiesOut = (await call(world.officer, 'PUT', url, named, 0)).json();
    expect((await call(world.officer, 'PUT', url, named, 0)).json()).toMatchObject({ status: 409, code: 'request.version-stale' });
    expect(done.steps).toMatchObject([{ stepId: 'office', version: 1, deputy: { personId: vice.personId, personName: expect.any(String) } }, { stepId: 'leader', deputy: null }]);
  });

  test('once it is late the deputy or the office passes it on with one act; then the original no longer signs', async () => {
    expect((await handOver(vice)).json()).toMatchObject({ status: 409, code: 'deputy.not-late' });
    expect((await report(vice)).may).not.toHaveProperty('handover');
    const lateFor = async (person: TestPerson) => (await call(person, 'GET', `reports?cycleId=${world.cycleId}&waiting=late&limit=1`)).json();
    expect(await lateFor(world.officer)).toEqual({ items: [] });
    await late(9);
    for (const person of [world.officer, vice, world.organiser]) expect(await lateFor(person)).toMatchObject({ items: [{ id, may: { handover: true } }] });
    expect(await lateFor(world.leader)).toEqual({ items: [] });
    expect((await report(vice)).may['handover']).toBe(true);
    expect((await call(world.officer, 'GET', `reports?cycleId=${world.cycleId}&waiting=late`)).json().items).toMatchObject([{ id }]);
    expect((await handOver(world.leader)).json()).toMatchObject({ status: 403, code: 'permission.denied' });
    expect((await handOver(vice)).json()).toMatchObject({ steps: [{ deputy: { name: expect.any(String), since: expect.any(String) } }, {}], may: { sign: true, return: true, propose: true } });
    const now = await report(world.organiser);
    expect(now.may['sign']).toEqual({ reason: 'report.with-deputy' });
    expect((await call(world.organiser, 'POST', `reports/${id}/sign`, {}, now.version)).json()).toMatchObject({ status: 403, code: 'report.with-deputy' });
    const waiting = async (person: TestPerson) => ((await call(person, 'GET', `reports?cycleId=${world.cycleId}&waiting=me`)).json().items as { id: string }[]).map((row) => row.id);
    expect(await waiting(vice)).toEqual([id]);
    expect(await waiting(world.organiser)).toEqual([]);
    const todos = async (person: TestPerson) => ((await call(person, 'GET', 'todos')).json().items as { kind: string; href: string }[]).filter((todo) => todo.href === `/vetting/${id}`).length;
    expect([await todos(vice), await todos(world.organiser)]).toEqual([1, 0]);
    expect((await handOver(world.officer)).json().code).toBe('deputy.handed');
    const [entry] = await booted.uow.run(systemActor('spec'), (tx) => tx.sql<{ n: number }>("select count(*)::int as n from vetting_act where report_id = ? and act = 'handover'", [id]));
    expect(entry!.n).toBe(1);
  });

  test('a proposal never stays open on a report that is signed at the same moment', async () => {
    const other = world.secretaries[1]!;
    let now = await handIn(other);
    for (const holder of [world.organiser, world.leader]) {
      const start = textOf(now, 'problems').length - 4;
      const [signed, ...made] = await Promise.all([
        call(holder, 'POST', `reports/${now.id}/sign`, {}, now.version), ...[0, 2].map((from) => call(holder, 'POST', `reports/${now.id}/proposals`, { sectionId: 'problems', start: start + from, end: start + from + 1, newText: '改', reason: '' })),
      ]);
      const open = made.filter((one) => one.statusCode === 201);
      expect(open.length === 0 ? signed!.statusCode : signed!.json().code).toBe(open.length === 0 ? 200 : 'report.proposals-open');
      for (const one of open) await call(holder, 'POST', `proposals/${one.json().id}/withdraw`, {}, one.json().version);
      now = open.length === 0 ? signed!.json() : (await call(holder, 'POST', `reports/${now.id}/sign`, {}, now.version)).json();
    }
    expect(now.state).toBe('accepted');
  });

  test('returned by the deputy, the next round is the original holder’s again', async () => {
    expect((await call(vice, 'POST', `reports/${id}/return`, { reason: '再核' }, (await report(vice)).version)).json()).toMatchObject({ state: 'returned' });
    const again: ReportOut = (await call(writer, 'POST', `reports/${id}/submit`, {}, (await report(writer)).version)).json();
    expect(again).toMatchObject({ state: 'vetting', stepIndex: 0 });
    expect((await call(vice, 'POST', `reports/${id}/sign`, {}, again.version)).json().code).toBe('report.not-your-step');
    expect((await call(world.organiser, 'POST', `reports/${id}/sign`, {}, again.version)).json()).toMatchObject({ stepIndex: 1 });
  });
});
