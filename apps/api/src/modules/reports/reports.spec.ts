import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ReportOut } from '@shuping/contracts';
import { randomUUID } from 'node:crypto';
import { EventDispatcher } from '../../platform/outbox/index.ts';
import { systemActor } from '../../platform/persistence/index.ts';
import { bootApp, signedIn, type BootedApp, type TestPerson } from '../../testing/index.ts';
import { CyclesApi } from '../cycles/index.ts';
import { CycleRecord } from '../cycles/cycle.entity.ts';
import { AskedChanges } from './asked-changes.ts';
import { RectificationApi } from '../rectification/index.ts';
import { ReportsApi } from './index.ts';
import { post, reportWorld, sectionsOf, setStage, type World } from './testing/report-world.ts';

type Writer = World['secretaries'][number];

let booted: BootedApp;
let world: World;
let foreign: World;
const accepted: { payload: unknown }[] = [];

beforeAll(async () => {
  booted = await bootApp();
  world = await reportWorld(booted, '/a1/d1/', ['r01', 'r06', 'r12', 'r02']);
  foreign = await reportWorld(booted, '/z9/d9/', ['r12']);
  booted.app.get(EventDispatcher).onEvent('report.accepted', 'spec', (_tx, event) => {
    accepted.push({ payload: event.payload });
    return Promise.resolve();
  });
}, 60_000);
afterAll(() => booted.close());

const call = (person: TestPerson, method: 'GET' | 'POST' | 'PUT' | 'PATCH', url: string, payload?: object, version?: number) =>
  booted.inject({ method, url: `/api/${url}`, headers: { ...person.headers, ...(url.endsWith('/comments') ? { 'idempotency-key': randomUUID() } : {}), ...(version === undefined ? {} : { 'if-match': `"${version}"` }) }, ...(payload === undefined ? {} : { payload }) });
const report = async (person: TestPerson, id: string): Promise<ReportOut> => (await call(person, 'GET', `reports/${id}`)).json();
const begin = async (writer: Writer): Promise<ReportOut> => (await call(writer, 'GET', `assessees/${writer.assesseeId}/report`)).json();

/** Waits until every stored event has been handled, by whichever run took it. */
async function settled(): Promise<void> {
  for (;;) {
    await booted.app.get(EventDispatcher).drain();
    const left = await booted.uow.run(systemActor('spec'), (tx) => tx.sql('select 1 from outbox'));
    if (left.length === 0) return;
  }
}

async function write(writer: Writer, sections = sectionsOf(writer.fixture)): Promise<ReportOut> {
  const begun = await begin(writer);
  const saved = await call(writer, 'PUT', `reports/${begun.id}`, { sections }, begun.version);
  expect(saved.statusCode).toBe(200);
  return report(writer, begun.id);
}

async function submit(writer: Writer, id: string): Promise<ReportOut> {
  const answer = await call(writer, 'POST', `reports/${id}/submit`, {}, (await report(writer, id)).version);
  expect({ status: answer.statusCode, body: answer.statusCode === 200 ? '' : answer.body }).toEqual({ status: 200, body: '' });
  await settled();
  return answer.json();
}

describe('R-E1 writing', () => {
  test("the assessee's first look begins the report once; nobody else begins it", async () => {
    const [, , , writer] = world.secretaries;
    expect((await call(world.officer, 'GET', `assessees/${writer!.assesseeId}/report`)).json()).toMatchObject({ status: 404, code: 'report.not-found' });
    const [first, second] = await Promise.all([begin(writer!), begin(writer!)]);
    expect(first.id).toBe(second.id);
    expect((await call(writer!, 'GET', `cycles/${world.cycleId}/my-report`)).json().id).toBe(first.id);
    for (const cycle of [foreign.cycleId, randomUUID()]) expect((await call(writer!, 'GET', `cycles/${cycle}/my-report`)).json()).toMatchObject({ status: 404, code: 'report.not-found' });
    expect(first).toMatchObject({ state: 'draft', mine: true, words: 0, may: { edit: true, submit: true } });
    expect(first.form.sections.map((section) => section.id)).toContain('answer-hard-problem');
  });

  test('a stale save is told the present state and writes nothing', async () => {
    const [, , , writer] = world.secretaries;
    const begun = await begin(writer!);
    const first = await call(writer!, 'PUT', `reports/${begun.id}`, { sections: [{ id: 'problems', text: '一是调研不深。' }] }, begun.version);
    expect(first.json()).toMatchObject({ words: 7 });
    const late = await call(writer!, 'PUT', `reports/${begun.id}`, { sections: [{ id: 'problems', text: '旧稿' }] }, begun.version);
    expect(late.json()).toMatchObject({ status: 409, code: 'request.version-stale', current: { id: begun.id, version: begun.version + 1 } });
    expect((await report(writer!, begun.id)).sections.find((section) => section.id === 'problems')?.text).toBe('一是调研不深。');
    expect((await call(writer!, 'PUT', `reports/${begun.id}`, { sections: [] })).json().code).toBe('request.version-required');
    expect((await call(writer!, 'PUT', `reports/${begun.id}`, { sections: [{ id: 'unknown', text: '' }] }, begun.version + 1)).json()).toMatchObject({ status: 422, code: 'report.section-unknown', at: '/sections/0' });
  });

  test('text that a database cannot keep is cleaned, not refused with an error of the server', async () => {
    const [, , , writer] = world.secretaries;
    const begun = await begin(writer!);
    const saved = await call(writer!, 'PUT', `reports/${begun.id}`, { sections: [{ id: 'free', text: 'a\u0000b\ud800c\r\nd' }] }, begun.version);
    expect(saved.statusCode).toBe(200);
    expect((await report(writer!, begun.id)).sections.find((section) => section.id === 'free')?.text).toBe('ab\ufffdc\nd');
  });

  test('before reporting opens there is no report to begin', async () => {
    const early = await reportWorld(booted, '/a1/d2/', ['r03']);
    await setStage(booted, early.cycleId, 'research');
    expect((await call(early.secretaries[0]!, 'GET', `assessees/${early.secretaries[0]!.assesseeId}/report`)).json()).toMatchObject({ status: 409, code: 'cycle.too-early' });
  });

  test('R-E2 blocking findings keep the report back and name the sections', async () => {
    const [, , , writer] = world.secretaries;
    const begun = await begin(writer!);
    const refused = await call(writer!, 'POST', `reports/${begun.id}/submit`, {}, begun.version);
    expect(refused.json()).toMatchObject({ status: 422, code: 'report.blocked' });
    const places = (refused.json().issues as { at?: string; code: string }[]).map((issue) => `${issue.code} ${issue.at ?? ''}`);
    expect(places).toContain('section-empty sections/achievements');
    expect(places).toContain('answer-empty sections/answer-hard-problem');
    expect((await report(writer!, begun.id)).state).toBe('draft');
  });

  test('R-E2 lists count what the last check found: on saving, and nothing left once it is mended', async () => {
    const [, , , writer] = world.secretaries;
    const begun = await begin(writer!);
    const counts = async () => (await call(world.officer, 'GET', `assessees/${writer!.assesseeId}`)).json().report as { blocking: number; advising: number };
    await call(writer!, 'PUT', `reports/${begun.id}`, { sections: [{ id: 'achievements', text: '一年来，本人履行第一责任人职责。' }] }, begun.version);
    const bad = await counts();
    expect(bad.blocking).toBeGreaterThan(0);
    const saved = await call(writer!, 'PUT', `reports/${begun.id}`, { sections: sectionsOf(writer!.fixture) }, (await report(writer!, begun.id)).version);
    expect(saved.statusCode).toBe(200);
    const mended = await counts();
    expect(mended.blocking).toBeLessThan(bad.blocking);
    expect((await call(writer!, 'PUT', `reports/${begun.id}`, { sections: sectionsOf(writer!.fixture).map(({ id }) => ({ id, text: '' })) }, saved.json().version)).statusCode).toBe(200);
  });
});

describe('R-I6 a repeat of last year is a question of this year', () => {
  test('it stands in the form of that unit alone, blocks until answered, is seen by the chain, and the ledger says which report answers', async () => {
    const host = await reportWorld(booted, '/a1/d4/', ['r03', 'r05']);
    const [again, other] = host.secretaries as [Writer, Writer];
    const [first, last] = await foundTwice(host, again, '党务公开栏半年没有更新');
    const form = (await begin(again)).form;
    const section = form.sections.find((one) => one.id === `answer-again-${last}`);
    expect(section).toMatchObject({ kind: 'answer', required: true, questionTitle: { text: expect.stringContaining('为什么又出现') }, again: { first: { id: first, year: 2024 }, last: { id: last, year: 2025 } } });
    expect(form.mustAnswer.map((one) => one.questionId)).toContain(`again-${last}`);
    expect((await begin(other)).form.sections.some((one) => one.again)).toBe(false);
    const draft = await write(again);
    const blocked = (await call(again, 'POST', `reports/${draft.id}/submit`, {}, draft.version)).json();
    expect(blocked.issues).toContainEqual(expect.objectContaining({ code: 'answer-empty', at: `sections/answer-again-${last}` }));
    const answer = '去年只把栏目换了新的，没有定人，所以又停更。今年3月起我明确由组织委员每月5日前张贴，我逐月到场核对，全年更新12次；6月因搬迁晚了3天，当周补上。支委会每季度听一次汇报，两名群众监督员随时可以提意见，今后把张贴情况列入支部年度考评。';
    const sections = [...sectionsOf(again.fixture), { id: section!.id, text: answer }];
    expect((await call(again, 'PUT', `reports/${draft.id}`, { sections }, (await report(again, draft.id)).version)).statusCode).toBe(200);
    expect(await submit(again, draft.id)).toMatchObject({ state: 'vetting' });
    expect((await report(host.organiser, draft.id)).sections).toContainEqual({ id: section!.id, text: answer });
    const asked = (await call(host.officer, 'GET', `problems/${last}`)).json();
    expect(asked.history.filter((entry: { kind: string }) => entry.kind === 'asked')).toEqual([expect.objectContaining({ text: '2026年度述职评议考核' })]);
  });
});

describe('R-I6 a repeat found late or wrongly', () => {
  test('is asked of a report that was begun before; taken back with a reason it is asked no longer, and what was written stays', async () => {
    const host = await reportWorld(booted, '/a1/d9/', ['r03']);
    const [writer] = host.secretaries as [Writer];
    const begun = await begin(writer);
    expect(begun.form.sections.some((one) => one.again)).toBe(false);
    const [first, last] = await foundTwice(host, writer, '党务公开栏半年没有更新');
    const asked = async () => (await report(writer, begun.id)).form.sections.filter((one) => one.again).map((one) => one.id);
    const told = async () => {
      const { cycle_id: cycleId, org_id: orgId } = (await booted.uow.run(systemActor('spec'), (tx) => tx.sql<{ cycle_id: string; org_id: string }>('select cycle_id, org_id from problem where id = ?', [last])))[0]!;
      await booted.uow.run(systemActor('spec'), (tx) => booted.app.get(AskedChanges).changed(tx, { type: 'problem.repeat-changed', key: 'x', payload: { problemId: last, cycleId, orgId } } as never));
    };
    await told();
    await told();
    expect(await asked()).toEqual([`answer-again-${last}`]);
    const saved = await call(writer, 'PUT', `reports/${begun.id}`, { sections: [{ id: `answer-again-${last}`, text: '已经定人定时。' }] }, (await report(writer, begun.id)).version);
    expect(saved.statusCode).toBe(200);
    const item = (await call(host.officer, 'GET', `problems/${last}`)).json();
    expect(item).toMatchObject({ repeatOf: first, may: { unlink: true } });
    const reason = { reason: '去年是公开栏，今年是公示专栏，不是同一件事' };
    expect((await call(writer, 'POST', `problems/${last}/unlink-repeat`, reason, item.version)).statusCode).toBe(403);
    expect((await call(host.officer, 'POST', `problems/${last}/unlink-repeat`, reason, item.version - 1)).statusCode).toBe(409);
    const unlinked = await call(host.officer, 'POST', `problems/${last}/unlink-repeat`, reason, item.version);
    expect(unlinked.json()).toMatchObject({ repeatOf: null, repeats: null });
    expect(unlinked.json().history.at(-1)).toMatchObject({ kind: 'unlinked', text: reason.reason });
    expect((await call(host.officer, 'POST', `problems/${last}/unlink-repeat`, reason, unlinked.json().version)).json()).toMatchObject({ status: 409, code: 'problem.no-repeat' });
    await told();
    expect(await asked()).toEqual([]);
    const [kept] = await booted.uow.run(systemActor('spec'), (tx) => tx.sql<{ sections: { id: string; title?: object }[] }>('select sections from report where id = ?', [begun.id]));
    expect(kept!.sections.find((one) => one.id === `answer-again-${last}`)).toMatchObject({ text: '已经定人定时。', title: { text: expect.any(String) } });
    // announced twice or oftener, changed once each way
    expect(await booted.uow.run(systemActor('spec'), (tx) => tx.sql("select count(*)::int as n from audit_entry where action = 'report.asked-changed' and subject_id = ?", [begun.id]))).toEqual([{ n: 2 }]);
  });
});

/** The same problem in the ledgers of the two years before, the later one found by the rule of repeats. */
async function foundTwice(host: World, writer: Writer, title: string): Promise<[string, string]> {
  const at = { orgId: writer.orgId, path: writer.path, name: writer.fixture.branch };
  const [early, last] = [randomUUID(), randomUUID()];
  return booted.uow.run(systemActor('spec'), async (tx) => {
    for (const [id, year, previous] of [[early, 2024, null], [last, 2025, early]] as const) {
      tx.em.persist(tx.em.create(CycleRecord, { hostId: host.hostId, id, orgPath: host.path, publishedTo: '', period: String(year), year, title: `${year}年度述职评议考核`, hostName: '机电工程系党总支', periodStart: `${year}-01-01`, periodEnd: `${year}-12-31`, stage: 'archive', calendar: {}, schemes: {}, previousCycleId: previous, publicityFrom: null, publicityEnds: null }));
    }
    await tx.em.flush();
    await tx.sql('update cycle set previous_cycle_id = ? where id = ?', [last, host.cycleId]);
    const now = (await booted.app.get(CyclesApi).assessee(tx, writer.assesseeId))!;
    const found: string[] = [];
    for (const cycleId of [early, last]) found.push((await booted.app.get(RectificationApi).take(tx, { ...now, id: randomUUID(), cycleId, orgName: at.name }, { source: 'check', sourceKey: randomUUID(), title }, ''))!.id);
    return [found[0]!, found[1]!] as [string, string];
  });
}

describe('R-E3, R-E5 the chain', () => {
  let id: string;
  let writer: Writer;

  test('others do not see what has not been submitted', async () => {
    writer = world.secretaries[0]!;
    id = (await write(writer)).id;
    expect(await report(world.organiser, id)).toMatchObject({ state: 'draft', sections: [], words: 0, mine: false });
  });

  test('submitting hands it to the first step; only its role may sign', async () => {
    const handed = await submit(writer, id);
    expect(handed).toMatchObject({ state: 'vetting', stepIndex: 0, round: 1, currentVersion: 1, steps: [{ state: 'now', due: expect.any(String) }, { state: 'ahead' }] });
    expect((await call(world.leader, 'POST', `reports/${id}/sign`, {}, handed.version)).json()).toMatchObject({ status: 403, code: 'report.not-your-step', params: { role: 'organiser' } });
    expect((await call(world.officer, 'POST', `reports/${id}/sign`, {}, handed.version)).json().code).toBe('report.not-your-step');
    expect((await call(writer, 'POST', `reports/${id}/sign`, {}, handed.version)).json().code).toBe('permission.denied');
    expect((await call(writer, 'PUT', `reports/${id}`, { sections: [] }, handed.version)).json().code).toBe('report.illegal-transition');
    const waiting = (person: TestPerson) => call(person, 'GET', `reports?cycleId=${world.cycleId}&waiting=me`).then((answer) => (answer.json().items as { id: string }[]).map((row) => row.id));
    expect(await waiting(world.organiser)).toEqual([id]);
    expect(await waiting(world.leader)).toEqual([]);
    expect(await waiting(foreign.organiser)).toEqual([]);
  });

  test('a step that signed is not asked again for the very same text', async () => {
    const signed = (await call(world.organiser, 'POST', `reports/${id}/sign`, { note: '数据属实' }, (await report(world.organiser, id)).version)).json() as ReportOut;
    expect(signed).toMatchObject({ state: 'vetting', stepIndex: 1 });
    expect((await call(world.leader, 'POST', `reports/${id}/return`, { reason: ' ' }, signed.version)).json()).toMatchObject({ status: 422, code: 'reason.required' });
    const returned = (await call(world.leader, 'POST', `reports/${id}/return`, { reason: '请说明第二个问题的原因' }, signed.version)).json() as ReportOut;
    expect(returned).toMatchObject({ state: 'returned', round: 1 });
    const again = await submit(writer, id);
    expect(again).toMatchObject({ state: 'vetting', stepIndex: 1, round: 2, currentVersion: 2, steps: [{ state: 'done', last: { act: 'pass', version: 2 } }, { state: 'now' }] });
  });

  test('comments follow their passage through an edit, and say when it is gone', async () => {
    const text = (await report(world.leader, id)).sections.find((section) => section.id === 'problems')!.text;
    const start = text.indexOf('监督提醒偏软');
    const made = await call(world.leader, 'POST', `reports/${id}/comments`, { sectionId: 'problems', start, end: start + 6, text: '说得具体些' });
    expect(made.json()).toMatchObject({ quote: '监督提醒偏软', place: { start, end: start + 6 } });
    const gone = text.indexOf('有4次是我直接打电话约的');
    await call(world.leader, 'POST', `reports/${id}/comments`, { sectionId: 'problems', start: gone, end: gone + 12, text: '核实' });
    expect((await call(world.leader, 'POST', `reports/${id}/comments`, { sectionId: 'problems', start: 5, end: 5, text: 'x' })).json().code).toBe('comment.place');
    expect((await call(writer, 'POST', `reports/${id}/comments`, { sectionId: 'problems', start, end: start + 6, text: '自评' })).statusCode).toBe(403);
    const returned = (await call(world.leader, 'POST', `reports/${id}/return`, { reason: '按批注修改' }, (await report(world.leader, id)).version)).json() as ReportOut;
    const edited = text.replace('5次入厂有4次是我直接打电话约的，副书记和其他委员几乎没有出面。', '').replace('对照职责，', '对照岗位职责，我逐条查了一遍，');
    expect(edited).not.toContain('打电话约的');
    await call(writer, 'PUT', `reports/${id}`, { sections: [{ id: 'problems', text: edited }] }, returned.version);
    const comments = (await call(writer, 'GET', `reports/${id}/comments`)).json().items as { id: string; text: string; version: number; place: { start: number; end: number } | null }[];
    const moved = comments.find((comment) => comment.text === '说得具体些')!;
    expect(edited.slice(moved.place!.start, moved.place!.end)).toBe('监督提醒偏软');
    expect(comments.find((comment) => comment.text === '核实')!.place).toBeNull();
    expect((await call(writer, 'PATCH', `comments/${moved.id}`, { reply: '已补充事例', resolved: true }, moved.version)).json()).toMatchObject({ reply: '已补充事例', resolved: true });
    expect((await call(world.leader, 'PATCH', `comments/${moved.id}`, { reply: '代答' }, moved.version + 1)).json()).toMatchObject({ status: 403 });
    // the log says that it was answered; what was said stays with the report
    const logged = await booted.uow.run(systemActor('spec'), (tx) => tx.sql<{ bytes: string }>("select bytes from audit_entry where action = 'report.comment-update'"));
    expect([logged.length > 0, logged.some(({ bytes }) => bytes.includes('已补充事例'))]).toEqual([true, false]);
    expect((await call(foreign.leader, 'PATCH', `comments/${moved.id}`, { resolved: false }, 1)).json()).toMatchObject({ status: 404, code: 'comment.not-found' });
  });

  test('a changed text starts at the first step, which sees what changed since it signed; then acceptance freezes and announces it', async () => {
    const handed = await submit(writer, id);
    expect(handed).toMatchObject({ stepIndex: 0, round: 3, currentVersion: 3 });
    expect(await report(world.organiser, id)).toMatchObject({ lastSigned: 1 });
    const changes = (await call(world.organiser, 'GET', `reports/${id}/changes`)).json();
    expect(changes).toMatchObject({ since: 1, current: 3 });
    expect(changes.places).toBeGreaterThanOrEqual(2);
    const problems = (changes.sections as { id: string; parts: { kind: string; text: string }[] }[]).find((section) => section.id === 'problems')!;
    expect(problems.parts.filter((part) => part.kind === 'removed').map((part) => part.text).join('')).toContain('打电话约的');
    expect(problems.parts.filter((part) => part.kind === 'same').length).toBeGreaterThan(3);
    const versions = (await call(world.organiser, 'GET', `reports/${id}/versions`)).json().items as { number: number; round: number; cut: number | null }[];
    expect(versions.map((version) => version.round)).toEqual([1, 2, 3]);
    expect(versions[2]!.cut).toBeGreaterThan(0);
    const signed = (await call(world.organiser, 'POST', `reports/${id}/sign`, {}, handed.version)).json() as ReportOut;
    expect((await call(world.leader, 'POST', `reports/${id}/sign`, {}, handed.version)).json()).toMatchObject({ status: 409, code: 'request.version-stale' });
    const done = (await call(world.leader, 'POST', `reports/${id}/sign`, { note: '同意' }, signed.version)).json() as ReportOut;
    expect(done).toMatchObject({ state: 'accepted', steps: [{ state: 'done' }, { state: 'done', last: { act: 'accept', note: '同意' } }] });
    await settled();
    expect(accepted).toHaveLength(1);
    expect(accepted[0]!.payload).toMatchObject({ reportId: id, assesseeId: writer.assesseeId, cycleId: world.cycleId, personId: writer.personId, sector: 'school', hostId: world.hostId });
    expect((accepted[0]!.payload as { sections: { id: string; kind: string; text: string }[] }).sections.find((section) => section.kind === 'problems')?.text).toContain('监督提醒偏软');
    expect((await call(writer, 'PUT', `reports/${id}`, { sections: [] }, done.version)).json().code).toBe('report.illegal-transition');
    const standing = await booted.uow.run(systemActor('spec'), (tx) => booted.app.get(ReportsApi).standing(tx, world.cycleId));
    expect(standing).toMatchObject({ accepted: 1, byAssessee: { [writer.assesseeId]: { state: 'accepted', round: 3 } } });
  });

  test('SEC-P8 a leader who is assessed does not sign the own report, whatever the grants', async () => {
    const own = world.secretaries[1]!;
    const handed = await submit(own, (await write(own)).id);
    const { Grants } = await import('../../platform/authz/index.ts');
    const given = await booted.uow.run(systemActor('spec'), (tx) => booted.app.get(Grants).grant(tx, { accountId: own.accountId, role: 'vetter:organiser', path: world.path }));
    expect(given.ok).toBe(true);
    expect((await call(own, 'POST', `reports/${handed.id}/sign`, {}, handed.version)).json()).toMatchObject({ status: 403, code: 'permission.own-report' });
    expect((await call(own, 'GET', `reports?cycleId=${world.cycleId}&waiting=me`)).json().items).toEqual([]);
  });

  test('the author takes a report back and hands it in again', async () => {
    const own = world.secretaries[1]!;
    const now = await begin(own);
    const back = (await call(own, 'POST', `reports/${now.id}/withdraw`, {}, now.version)).json() as ReportOut;
    expect(back).toMatchObject({ state: 'draft' });
    expect((await call(world.organiser, 'POST', `reports/${now.id}/withdraw`, {}, back.version)).statusCode).toBe(403);
    expect(await submit(own, now.id)).toMatchObject({ state: 'vetting', round: 2 });
  });

  test('R-E2 a report like another is flagged: named in scope, only "elsewhere" outside it', async () => {
    const copy = foreign.secretaries[0]!;
    const elsewhere = await submit(copy, (await write(copy)).id);
    const inHost = world.secretaries[2]!;
    const id12 = (await submit(inHost, (await write(inHost)).id)).id;
    const similar = async (person: TestPerson, reportId: string) => ((await call(person, 'GET', `reports/${reportId}/checks`)).json().findings as { check: string; code: string; params: { ref?: string } }[]).filter((finding) => finding.check === 'similar-text@1');
    expect((await similar(copy, elsewhere.id)).map((finding) => finding.code)).toEqual(['similar-elsewhere']);
    const seen = await similar(world.organiser, id12);
    expect(seen.map((finding) => finding.code).sort()).toEqual(['similar-elsewhere', 'similar-to']);
    expect(seen.find((finding) => finding.code === 'similar-to')!.params.ref).toContain(world.secretaries[1]!.fixture.author);
    expect(JSON.stringify(seen.find((finding) => finding.code === 'similar-elsewhere'))).not.toContain(foreign.secretaries[0]!.assesseeId);
  });
});

describe('who sees what', () => {
  test('foreign and unknown ids answer alike on every route', async () => {
    const id = (await begin(world.secretaries[2]!)).id;
    for (const target of [id, randomUUID()]) {
      for (const person of [foreign.secretaries[0]!, foreign.officer, foreign.organiser, world.secretaries[3]!]) {
        for (const url of [`reports/${target}`, `reports/${target}/checks`, `reports/${target}/versions`, `reports/${target}/changes`, `reports/${target}/comments`, `reports/${target}/word`]) {
          expect({ url, ...pick((await call(person, 'GET', url)).json()) }).toEqual({ url, status: 404, code: 'report.not-found' });
        }
      }
      expect(pick((await call(foreign.organiser, 'POST', `reports/${target}/sign`, {}, 1)).json())).toEqual({ status: 404, code: 'report.not-found' });
      expect(pick((await call(foreign.organiser, 'POST', `reports/${target}/return`, { reason: 'x' }, 1)).json())).toEqual({ status: 404, code: 'report.not-found' });
      expect(pick((await call(foreign.secretaries[0]!, 'PUT', `reports/${target}`, { sections: [] }, 1)).json())).toEqual({ status: 404, code: 'report.not-found' });
      expect(pick((await call(foreign.secretaries[0]!, 'POST', `reports/${target}/submit`, {}, 1)).json())).toEqual({ status: 404, code: 'report.not-found' });
    }
    const foreignRows = (await call(foreign.officer, 'GET', 'reports')).json().items as { cycleId: string }[];
    expect(foreignRows.every((row) => row.cycleId === foreign.cycleId)).toBe(true);
    expect((await call(foreign.officer, 'POST', `cycles/${world.cycleId}/publish-reports`)).json()).toMatchObject({ status: 404, code: 'cycle.not-found' });
  });

  test('R-E4 after the meeting accepted reports open to the circle, and only to it', async () => {
    const accepted = world.secretaries[0]!;
    const id = (await begin(accepted)).id;
    expect((await call(world.officer, 'POST', `cycles/${world.cycleId}/publish-reports`)).json()).toMatchObject({ status: 409, code: 'cycle.too-early' });
    await setStage(booted, world.cycleId, 'grading');
    const colleague = await signedIn(booted, { path: '/a1/d1/b7/' });
    await post(booted, colleague.personId, randomUUID(), '/a1/d1/b7/');
    const outsider = await signedIn(booted, { path: '/a1/d3/' });
    await post(booted, outsider.personId, randomUUID(), '/a1/d3/');
    expect((await call(colleague, 'GET', `reports/${id}`)).statusCode).toBe(404);
    expect((await call(world.officer, 'POST', `cycles/${world.cycleId}/publish-reports`)).json()).toMatchObject({ published: 1, until: expect.any(String) });
    expect(await report(colleague, id)).toMatchObject({ state: 'accepted', steps: [], round: 0, may: {}, lastYear: null, unmatched: [] });
    expect(await report(accepted, id)).toMatchObject({ round: 3 });
    expect((await call(colleague, 'GET', 'reports?published=true')).json().items).toMatchObject([{ id, round: 0 }]);
    expect((await call(colleague, 'GET', `reports/${id}/word`)).statusCode).toBe(200);
    expect((await call(world.secretaries[3]!, 'GET', `reports/${id}/comments`)).json().code).toBe('report.not-found');
    expect((await call(outsider, 'GET', `reports/${id}`)).statusCode).toBe(404);
    expect((await call(foreign.officer, 'GET', `reports/${id}`)).statusCode).toBe(404);
    await booted.uow.run(systemActor('spec'), (tx) => tx.sql("update report set published_until = '2020-01-01' where id = ?", [id]));
    expect((await call(colleague, 'GET', `reports/${id}`)).statusCode).toBe(404);
    expect((await call(accepted, 'GET', `reports/${id}`)).statusCode).toBe(200);
  });
});

function pick(body: { status: number; code: string }): { status: number; code: string } {
  return { status: body.status, code: body.code };
}
