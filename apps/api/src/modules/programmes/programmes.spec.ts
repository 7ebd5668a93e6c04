import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { CycleOverview, HostCalendarOut, MustAnswerOut, ProgrammeHostRow, ProgrammeOut, ProgrammeOverview, ReportOut, ResolvedOut, TodosOut } from '@shuping/contracts';
import { askedQuestionId, askedSectionId } from '@shuping/domain';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { systemActor } from '../../platform/persistence/index.ts';
import { bootApp, signedIn, type BootedApp, type TestPerson } from '../../testing/index.ts';
import { ask, cycleWorld, insertPerAssessee, StandingClock, withClock, type CycleWorld } from '../cycles/testing/cycle-world.ts';

const clock = new StandingClock();
let booted: BootedApp;
let world: CycleWorld;
let foreign: CycleWorld;
let superior: TestPerson;
let topId = '';
let programmeId = '';
let cycleId = '';

const run = (sql: string, params: unknown[] = []) => booted.uow.run(systemActor('spec'), (tx) => tx.sql(sql, params));
const get = <T>(who: TestPerson, url: string) => ask<T & { code?: string }>(booted, who, 'GET', url);
const post = <T = Record<string, unknown>>(who: TestPerson, url: string, body: object = {}, version?: number) => ask<T & { code?: string; issues?: { code: string; at?: string }[] }>(booted, who, 'POST', url, body, version);
const todos = async (who: TestPerson) => (await get<TodosOut>(who, '/todos')).body.items;
const content = () => ({
  title: '关于开展2026年度述职评议考核的通知', number: '临委办〔2026〕3号', questions: [{ title: '怎样抓师生党支部整顿提升', guidance: '写清对象、办法和成效' }, { title: '怎样为基层减负', guidance: '' }],
  calendar: { planning: { latest: '2026-10-31' }, reporting: { earliest: '2026-11-10', latest: '2026-12-05' } }, hostIds: [world.host.id],
});
const draft = async (more: object = {}): Promise<string> => {
  const made = await post<{ id: string }>(superior, '/programmes', { orgId: topId, year: 2026, ...content(), ...more });
  expect(made).toMatchObject({ status: 201 });
  return made.body.id;
};
const issue = (id: string, who: TestPerson = superior, version = 1) => post(who, `/programmes/${id}/issue`, {}, version);

beforeAll(async () => {
  booted = await bootApp(withClock(clock));
  world = await cycleWorld(booted, 'pa', ['2020-03-01', '2021-09-01', '2021-09-01'], 1);
  foreign = await cycleWorld(booted, 'pz', ['2020-03-01']);
  superior = await signedIn(booted, { path: '/pa/', grants: [{ role: 'host_officer', path: '/pa/' }] });
  topId = String((await run("select id from organisation where org_path = '/pa/'"))[0]!['id']);
  clock.set('2026-10-20');
}, 60_000);
afterAll(() => booted.close());

describe('R-B3 a programme is written and issued', () => {
  test('a draft is the office\'s own; hosts, days and sectors that cannot be are named with their place', async () => {
    const id = await draft();
    expect(await get(world.officer, `/programmes/${id}`)).toMatchObject({ status: 404, body: { code: 'programme.not-found' } });
    expect(await get(foreign.officer, `/programmes/${id}`)).toMatchObject({ status: 404 });
    expect(await issue(id, world.officer)).toMatchObject({ status: 404 });
    const wrong = await ask<{ code: string; issues: { code: string; at: string }[] }>(booted, superior, 'PUT', `/programmes/${id}`, { ...content(), sectors: ['moon'], hostIds: [foreign.host.id], calendar: { reporting: { earliest: '2026-12-10', latest: '2026-12-01' } } }, 1);
    expect(wrong).toMatchObject({ body: { code: 'sector.unknown', issues: [{ code: 'sector.unknown', at: '/sectors/0' }, { code: 'programme.host-not-below', at: '/hostIds/0' }] } });
    expect(await ask(booted, superior, 'PUT', `/programmes/${id}`, { ...content(), calendar: { reporting: { earliest: '2026-12-10', latest: '2026-12-01' } } }, 1)).toMatchObject({ status: 422, body: { code: 'programme.calendar-empty', at: '/calendar/reporting' } });
    expect(await ask(booted, superior, 'PUT', `/programmes/${id}`, { ...content(), hostIds: [] }, 1)).toMatchObject({ status: 200 });
    expect(await issue(id, superior, 2)).toMatchObject({ status: 422, body: { code: 'programme.no-hosts' } });
    expect(await issue(id, superior, 1)).toMatchObject({ status: 409, body: { code: 'request.version-stale' } });
    expect((await ask(booted, superior, 'DELETE', `/programmes/${id}`, undefined, 2)).status).toBe(204);
  });

  test('candidates are those below, the offices among them proposed', async () => {
    const { items } = (await get<{ items: { id: string; depth: number; proposed: boolean }[] }>(superior, `/programmes/candidates?orgId=${topId}`)).body;
    expect(items.find((one) => one.id === world.host.id)).toMatchObject({ depth: 1, proposed: true });
    expect((await get<{ items: { id: string }[] }>(superior, `/programmes/candidates?orgId=${topId}&proposed=1`)).body.items.map((one) => one.id)).toEqual([world.host.id]);
    expect((await get(world.officer, `/programmes/candidates?orgId=${topId}`)).status).toBe(404);
  });

  test('issued, its hosts find it among their to-dos and read it; a second one does not pass the limit of questions', async () => {
    // two clerks issue one order each at the same moment, and both twice: together they would ask too much
    const drafts = [await draft(), await draft()];
    const answers = await Promise.all([...drafts, ...drafts].map((one) => issue(one)));
    const at = answers.findIndex((one) => one.status === 200);
    expect(answers[at]).toMatchObject({ body: { state: 'issued', hosts: 1 } });
    expect(answers.map((one) => (one.body as { code?: string }).code ?? one.status).sort()).toEqual([200, 'programme.too-many-questions', 'programme.too-many-questions', 'request.version-stale']);
    programmeId = drafts[at % 2]!;
    expect(await issue(programmeId, superior, 2)).toMatchObject({ status: 409, body: { code: 'programme.frozen' } });
    const seen = (await get<ProgrammeOut>(world.officer, `/programmes/${programmeId}`)).body;
    expect(seen).toMatchObject({ state: 'issued', hosts: null, addressed: [{ hostId: world.host.id, cycleId: null, may: { openCycle: true } }] });
    expect((await todos(world.officer)).find((one) => one.kind === 'programme')).toMatchObject({ href: `/programmes/${programmeId}`, due: '2026-10-31' });
    expect(await get(foreign.officer, `/programmes/${programmeId}`)).toMatchObject({ status: 404 });
    const second = await draft();
    expect(await issue(second)).toMatchObject({ status: 422, body: { code: 'programme.too-many-questions' } });
  });

  test('the scheme of every host below carries the questions, told as from the programme', async () => {
    const seen = (await get<ResolvedOut>(world.officer, `/schemes/${world.host.id}/school/2026`)).body;
    const question = askedQuestionId(programmeId, 'q1');
    expect(seen.scheme?.['questions' as never]).toContainEqual(expect.objectContaining({ id: question, kind: 'must_answer', source: '临江理工大学 · 临委办〔2026〕3号' }));
    expect(seen.provenance[`questions/${question}`]).toMatchObject({ layer: `programme:${programmeId}` });
    expect(seen.chain.findLast((one) => one.kind === 'programme')).toMatchObject({ id: `programme:${programmeId}`, owner: { text: '临江理工大学' } });
  });
});

describe('R-C1 a cycle from a programme', () => {
  test('days outside the bounds are refused with their place', async () => {
    const refused = await post(world.officer, `/programmes/${programmeId}/cycles`, { hostId: world.host.id, calendar: { reporting: { opens: '2026-11-01', due: '2026-12-20' } } });
    expect(refused).toMatchObject({ status: 422, body: { code: 'programme.too-early', at: '/calendar/reporting/opens', issues: [{ code: 'programme.too-early' }, { code: 'programme.too-late', at: '/calendar/reporting/due' }] } });
    expect((await post(foreign.officer, `/programmes/${programmeId}/cycles`, { hostId: foreign.host.id })).status).toBe(404);
    expect((await post(world.secretaries[0]!, `/programmes/${programmeId}/cycles`, { hostId: world.host.id })).status).toBe(403);
  });

  test('opened in one step: schemes, calendar within the bounds, those to be assessed', async () => {
    const shown = (await get<HostCalendarOut>(world.officer, `/programmes/${programmeId}/hosts/${world.host.id}/calendar`)).body.stages.find((one) => one.stage === 'reporting');
    expect(shown).toMatchObject({ due: '2026-12-05', earliest: '2026-11-10', latest: '2026-12-05', by: '临江理工大学' });
    // a half-year that the host runs of its own is not the cycle that was ordered, and no day of the order binds it
    const half = String((await post(world.officer, '/cycles', { hostId: world.host.id, year: 2026, period: '2026-H1' })).body['id']);
    expect((await get<CycleOverview>(world.officer, `/cycles/${half}`)).body).toMatchObject({ programme: null, rail: expect.arrayContaining([expect.objectContaining({ stage: 'reporting', due: expect.stringMatching(/^2026-0[56]/) })]) });
    expect((await todos(world.officer)).map((one) => one.kind)).toContain('programme');
    const opened = await post<{ id: string; proposed: number; missing: number }>(world.officer, `/programmes/${programmeId}/cycles`, { hostId: world.host.id, calendar: { reporting: { due: '2026-12-01' } } });
    expect(opened).toMatchObject({ status: 201, body: { proposed: 3, missing: 1 } });
    cycleId = opened.body.id;
    const overview = (await get<CycleOverview>(world.officer, `/cycles/${cycleId}`)).body;
    expect(overview.rail.find((one) => one.stage === 'reporting')).toMatchObject({ due: '2026-12-01' });
    expect(overview.coverage?.sectors).toMatchObject([{ sector: 'school', included: 3, missing: 1 }]);
    expect(await run('select programme_id, confirmed_at from cycle where id = ?', [cycleId])).toEqual([{ programme_id: programmeId, confirmed_at: null }]);
    expect((await todos(world.officer)).map((one) => one.kind)).not.toContain('programme');
    expect((await post(world.officer, `/programmes/${programmeId}/cycles`, { hostId: world.host.id })).body.code).toBe('cycle.exists');
  });

  test('the secretary finds the question with who asked it, and the checks say that it is unanswered', async () => {
    const vacant = world.units[3]!;
    let version = Number((await ask(booted, world.officer, 'PATCH', `/cycles/${cycleId}/assessees`, { exclude: [{ orgId: vacant.id, reasonCode: 'coverage.vacant' }] }, 1)).body['version']);
    for (const day of ['2026-11-11', '2026-11-20']) {
      clock.set(day);
      const advanced = await post(world.officer, `/cycles/${cycleId}/advance`, {}, version);
      expect(advanced).toMatchObject({ status: 200 });
      version = Number(advanced.body['version']);
    }
    const [assessee] = await run('select id from assessee where cycle_id = ? and person_id = ?', [cycleId, world.secretaries[0]!.personId]);
    const opened = await get<{ id: string }>(world.secretaries[0]!, `/assessees/${String(assessee!['id'])}/report`);
    const id = opened.body.id ?? String((await run('select id from report where assessee_id = ?', [assessee!['id']]))[0]?.['id']);
    const report = (await get<ReportOut>(world.secretaries[0]!, `/reports/${id}`)).body;
    const section = report.form.sections.find((one) => one.id === askedSectionId(programmeId, 'q1'));
    expect(section).toMatchObject({ kind: 'answer', required: true, askedBy: '临江理工大学 · 临委办〔2026〕3号', title: { text: '怎样抓师生党支部整顿提升' } });
    expect(report.form.mustAnswer.map((one) => one.questionId)).toContain(askedQuestionId(programmeId, 'q2'));
    const { findings } = (await get<{ findings: { code: string; sectionId?: string }[] }>(world.secretaries[0]!, `/reports/${id}/checks`)).body;
    expect(findings.filter((one) => one.code === 'answer-empty').map((one) => one.sectionId)).toContain(askedSectionId(programmeId, 'q1'));
    await run(`update report set state = 'vetting', current_version = 1, sections = ?::jsonb where id = ?`, [JSON.stringify([{ id: askedSectionId(programmeId, 'q1'), text: '整顿了三个支部' }, { id: askedSectionId(programmeId, 'q2'), text: ' ' }]), id]);
    expect((await get<MustAnswerOut>(superior, `/programmes/${programmeId}/must-answer`)).body).toMatchObject({ asked: 6, answered: 1, questions: [{ id: 'q1', asked: 3, answered: 1 }, { id: 'q2', asked: 3, answered: 0 }] });
  });
});

describe('R-C3 progress from above', () => {
  /** Hosts of the programme beside the real one, each with a running cycle of four assessees. */
  async function hosts(from: number, to: number): Promise<void> {
    await run(
      `with h as (select gen_random_uuid() as id, n, '/pa/h' || n || '/' as path from generate_series(?::int, ?::int) n),
       o as (insert into organisation (id, org_path, sector, published_to, parent_id, name, short_name, pinyin, kind, position, opens_on, version) select id, path, '', path, ?, '第' || n || '主持单位', '主持' || n, '', 'committee', n, '2020-01-01', 1 from h),
       a as (insert into programme_host (host_id, id, org_path, programme_id, host_name, version) select id, gen_random_uuid(), path, ?, '第' || n || '主持单位', 1 from h),
       c as (insert into cycle (host_id, id, org_path, published_to, period, year, title, host_name, period_start, period_end, stage, calendar, schemes, programme_id, version)
         select h.id, gen_random_uuid(), h.path, h.path, '2026', 2026, '周期' || n, '第' || n || '主持单位', '2026-01-01', '2026-12-31', 'reporting', k.calendar, k.schemes, ?, 1 from h, cycle k where k.id = ? and h.n % 10 <> 0 returning *)
       insert into assessee (host_id, id, org_path, sector, cycle_id, org_id, person_id, org_name, person_name, post, path_then, included, facts, listed_to, version)
         select c.host_id, gen_random_uuid(), c.org_path || 'u' || m || '/', 'school', c.id, gen_random_uuid(), gen_random_uuid(), '单位' || m, '书记' || m, '党支部书记', '', true, '{}', '', 1 from c, generate_series(1, 4) m`,
      [from, to, topId, programmeId, programmeId, cycleId],
    );
  }
  const counted = async (work: () => Promise<unknown>): Promise<number> => {
    const spy = jest.spyOn(pg.Client.prototype, 'query');
    try {
      await work();
      return spy.mock.calls.length;
    } finally {
      spy.mockRestore();
    }
  };

  test('3 cycles and 120 are read with the same number of statements', async () => {
    const pages = async (): Promise<number[]> => {
      const found: number[] = [];
      for (const url of ['overview', 'hosts?limit=50', 'must-answer']) {
        // the server's own work in the background only adds: the least of several readings is the page's
        const tries: number[] = [];
        for (let n = 0; n < 5; n += 1) tries.push(await counted(async () => expect((await get(superior, `/programmes/${programmeId}/${url}`)).status).toBe(200)));
        found.push(Math.min(...tries));
      }
      return found;
    };
    await hosts(1, 2);
    const few = await pages();
    await hosts(3, 131);
    expect(await pages()).toEqual(few);
    expect(Math.max(...few)).toBeLessThan(30);
    expect((await run('select count(*)::int as n from cycle where programme_id = ?', [programmeId]))[0]).toEqual({ n: 119 });
  });

  test('every count leads to its list, page by page', async () => {
    clock.set('2026-12-10');
    const seen = (await get<ProgrammeOverview>(superior, `/programmes/${programmeId}/overview`)).body;
    expect(seen).toMatchObject({ hosts: 132, opened: 119, notOpened: 13, lateHosts: 132, reports: { assessees: 475, none: 474, vetting: 1, accepted: 0 } });
    expect(seen.stages.find((one) => one.stage === 'none')).toEqual({ stage: 'none', hosts: 13, late: 13 });
    expect(seen.piles).toMatchObject([{ role: 'organiser', waiting: 1, hosts: 1 }]);
    expect(seen.worst[0]).toMatchObject({ late: 4, assessees: 4 });
    const all: ProgrammeHostRow[] = [];
    for (let after = ''; ; ) {
      const page = (await get<{ items: ProgrammeHostRow[]; next?: string }>(superior, `/programmes/${programmeId}/hosts?stage=reporting&limit=50${after}`)).body;
      all.push(...page.items);
      if (page.next === undefined) break;
      after = `&after=${page.next}`;
    }
    expect([all.length, new Set(all.map((one) => one.hostId)).size]).toEqual([119, 119]);
    expect(all[0]).toMatchObject({ reports: { late: 4 }, lateDays: 9 });
    const list = async (query: string) => (await get<{ items: ProgrammeHostRow[] }>(superior, `/programmes/${programmeId}/hosts?limit=200&${query}`)).body.items;
    expect((await list('stage=none')).length).toBe(13);
    expect((await list('step=organiser')).map((one) => one.hostId)).toEqual([world.host.id]);
    expect((await list(`under=${world.host.id}`)).length).toBe(1);
    expect((await list('sector=hospital')).map((one) => one.stage).every((stage) => stage === 'none')).toBe(true);
    // what follows from results and is late counts too, by host and by kind
    await insertPerAssessee(booted, 'action_item', cycleId, { state: 'open', action: 'talk', rule: 'low', due: '2026-12-01' });
    await insertPerAssessee(booted, 'letter', cycleId, { kind: 'feedback', number: '1', issued_on: '2026-10-01' }, 1);
    expect((await get<ProgrammeOverview>(superior, `/programmes/${programmeId}/overview`)).body.acts).toEqual([{ kind: 'talk', late: 3, hosts: 1 }, { kind: 'letter', late: 1, hosts: 1 }]);
    expect((await list(`under=${world.host.id}`))[0]).toMatchObject({ acts: { late: 4, most: { kind: 'talk', late: 3 } } });
    expect((await list('under=' + world.host.id + '&sector=hospital'))).toEqual([]);
    await run('delete from action_item');
    await run('delete from letter');
    // the office that ordered finds the same number among its to-dos, and its order's progress on the rail instead of a host's
    const desk = (await get<TodosOut>(superior, '/todos')).body;
    const late = desk.items.find((one) => one.kind === 'hosts_late');
    expect(late).toMatchObject({ count: 132, href: `/programmes/${programmeId}/progress?late=1`, what: { key: 'todo.hosts_late.both', params: { unopened: 13, behind: 119 } }, due: '2026-10-31', lateDays: 40 });
    expect((await list('late=1')).length).toBe(132);
    expect(desk.progress).toMatchObject({ programmeId, cycleId: null, hosts: 132, assessees: 475 });
    expect(desk.progress!.stages.slice(0, 4).map((one) => [one.stage, one.state, one.done, one.late])).toEqual([['planning', 'done', 119, 13], ['research', 'done', 119, 0], ['reporting', 'now', 0, 119], ['vetting', 'next', 0, 0]]);
    expect((await get<TodosOut>(world.officer, '/todos')).body).toMatchObject({ progress: { cycleId, programmeId: null } });
    expect((await get<Record<string, number>>(superior, '/todos/counts')).body['programmes']).toBe(1);
    expect((await get(world.officer, `/programmes/${programmeId}/overview`))).toMatchObject({ status: 404 });
    expect((await get(superior, `/programmes/${programmeId}/hosts?after=xx`)).body.code).toBe('request.bad-cursor');
  });

  test('hosts that are late are reminded once a day; it stands among their to-dos until the cycle moves', async () => {
    expect(await post(superior, `/programmes/${programmeId}/reminders`, { hostIds: [world.host.id], note: '请抓紧' })).toMatchObject({ status: 200, body: { sent: 1, already: 0, inTime: 0 } });
    expect(await post(superior, `/programmes/${programmeId}/reminders`, { hostIds: [world.host.id] })).toMatchObject({ body: { sent: 0, already: 1 } });
    expect((await todos(world.officer)).find((one) => one.kind === 'urged')).toMatchObject({ href: `/cycles/${cycleId}`, reminded: { on: '2026-12-10', note: '请抓紧' } });
    expect((await get<{ items: ProgrammeHostRow[] }>(superior, `/programmes/${programmeId}/hosts?under=${world.host.id}`)).body.items[0]).toMatchObject({ reminded: { on: '2026-12-10', times: 1 } });
    expect((await post(world.officer, `/programmes/${programmeId}/reminders`, {})).status).toBe(404);
    expect((await run("select count(*)::int as n from audit_entry where action = 'programme.remind'"))[0]).toEqual({ n: 1 });
  });
});

describe('R-B3, R-C3 days moved after the order was issued', () => {
  const days = (latest: string, reason = '节前集中述职，顺延一周') => ({ calendar: { ...content().calendar, reporting: { earliest: '2026-11-10', latest } }, reason });
  const move = (body: object, who: TestPerson = superior, at = 2) => ask<{ code?: string; version: number; cycles: number; issues?: { at?: string }[] }>(booted, who, 'PUT', `/programmes/${programmeId}/calendar`, body, at);

  test('by the office that ordered, with a reason; running cycles take the new day for what they have not left, and hosts are told', async () => {
    await run("update cycle set own_days = '{}' where id = ?", [cycleId]);
    const [before] = await run('select calendar from cycle where id = ?', [cycleId]);
    expect((await move(days('2026-12-12', ' '))).status).toBe(400);
    expect((await move(days('2026-12-12'), world.officer)).status).toBe(404);
    expect((await move(days('2026-12-12'), world.secretaries[0]!)).status).toBe(403);
    expect((await move(days('2026-12-12'), superior, 1)).status).toBe(409);
    expect(await move(days('2026-12-05'))).toMatchObject({ status: 422, body: { code: 'programme.days-same' } });
    expect(await move(days('2026-12-08'))).toMatchObject({ status: 422, body: { code: 'programme.day-past', issues: [{ at: '/calendar/reporting/latest' }] } });
    const moved = await move(days('2026-12-12'));
    expect(moved).toMatchObject({ status: 200, body: { version: 4, stages: 1, cycles: 119 } });
    const [after] = await run('select calendar from cycle where id = ?', [cycleId]);
    const old = before!['calendar'] as Record<string, { opens: string; due: string }>;
    expect(after!['calendar']).toEqual({ ...old, reporting: { opens: old['reporting']!.opens, due: '2026-12-12' } });
    const shown = (await get<ProgrammeOut>(superior, `/programmes/${programmeId}`)).body;
    expect(shown.changes).toMatchObject([{ reason: '节前集中述职，顺延一周', cycles: 119, moves: [{ stage: 'reporting', before: { latest: '2026-12-05' }, after: { latest: '2026-12-12' } }] }]);
    expect((await todos(world.officer)).find((one) => one.kind === 'programme_moved')).toMatchObject({ href: `/programmes/${programmeId}` });
    expect((await get<ProgrammeOut>(world.officer, `/programmes/${programmeId}`)).body.addressed).toMatchObject([{ unseenChange: true, may: { acknowledge: true } }]);
    expect((await post(world.officer, `/programmes/${programmeId}/hosts/${world.host.id}/acknowledge`)).status).toBe(204);
    expect((await todos(world.officer)).map((one) => one.kind)).not.toContain('programme_moved');
    expect(await run("select count(*)::int as n from audit_entry where action = 'cycle.take-days'")).toEqual([{ n: 119 }]);
  });
});

describe('R-B3 a programme withdrawn after cycles opened', () => {
  test('running cycles keep their frozen scheme and are told; new cycles no longer get it', async () => {
    const before = (await run('select schemes from cycle where id = ?', [cycleId]))[0]!['schemes'];
    expect((await post(superior, `/programmes/${programmeId}/withdraw`, { reason: ' ' }, 4)).status).toBe(400);
    expect(await post(superior, `/programmes/${programmeId}/withdraw`, { reason: '另行部署' }, 4)).toMatchObject({ status: 200, body: { state: 'withdrawn', running: 119 } });
    expect((await run('select schemes from cycle where id = ?', [cycleId]))[0]!['schemes']).toEqual(before);
    expect((await get<CycleOverview>(world.officer, `/cycles/${cycleId}`)).body.programme).toMatchObject({ id: programmeId, withdrawn: true });
    expect((await get<MustAnswerOut>(superior, `/programmes/${programmeId}/must-answer`)).body).toMatchObject({ asked: 6 + 118 * 4 * 2, answered: 1 });
    const told = (await todos(world.officer)).find((one) => one.kind === 'programme_withdrawn');
    expect(told).toMatchObject({ href: `/programmes/${programmeId}` });
    expect((await post(world.officer, `/programmes/${programmeId}/hosts/${world.host.id}/acknowledge`)).status).toBe(204);
    expect((await todos(world.officer)).map((one) => one.kind)).not.toContain('programme_withdrawn');
    const resolved = (await get<ResolvedOut>(world.officer, `/schemes/${world.host.id}/school/2026`)).body;
    expect(JSON.stringify(resolved.scheme)).not.toContain(programmeId);
    expect(await post(world.officer, `/programmes/${programmeId}/cycles`, { hostId: world.host.id })).toMatchObject({ status: 409, body: { code: 'programme.not-issued' } });
    expect(await post(superior, `/programmes/${programmeId}/reminders`, {})).toMatchObject({ status: 409, body: { code: 'programme.not-issued' } });
  });

  test('a lock of the line and the questions cannot both hold: the place and whose lock it is', async () => {
    const layer = randomUUID();
    await run(
      `insert into scheme_layer (id, org_path, sector, published_to, org_id, year, number, state, tag, edits, constraints, upstream, version) values (?, '/pa/', 'school', '/pa/', ?, 2027, 1, 'published', '校', '[]', '[{"kind": "at_most", "path": "report/sections", "count": 3}]', '[]', 1)`,
      [layer, topId],
    );
    const next = await post<{ id: string }>(superior, '/programmes', { orgId: topId, year: 2027, ...content(), calendar: {} });
    const refused = await issue(next.body.id);
    expect(refused).toMatchObject({ status: 422, body: { code: 'programme.conflict' } });
    expect(refused.body.issues).toContainEqual(expect.objectContaining({ code: 'layer.at-most-broken', at: 'report/sections' }));
  });
});

describe('R-A4, R-B3 a guiding body orders and sees its sector across counties', () => {
  test('its programme reaches hosts of two trees; it counts their reports of its sector only, and reads nothing else of them', async () => {
    const guide = { id: randomUUID(), path: '/pg/' };
    await run("insert into organisation (id, org_path, sector, published_to, parent_id, name, short_name, pinyin, kind, position, opens_on, version) values (?, '/pg/', '', '/pg/', null, '行业指导委员会', '行业指导委', '', 'committee', 0, '2020-01-01', 1)", [guide.id]);
    for (const { host } of [world, foreign]) {
      await run("insert into organisation_edge (id, org_path, sector, org_id, superior_id, line, from_day, to_day) values (?, ?, 'school', ?, ?, 'guiding', '2020-01-01', null)", [randomUUID(), host.path, host.id, guide.id]);
    }
    const officer = await signedIn(booted, { path: guide.path, grants: [{ role: 'host_officer', path: guide.path }] });
    const made = await post<{ id: string }>(officer, '/programmes', { orgId: guide.id, year: 2026, ...content(), sectors: ['school'], calendar: {}, hostIds: [world.host.id, foreign.host.id] });
    expect(await issue(made.body.id, officer)).toMatchObject({ status: 200, body: { hosts: 2 } });
    expect((await get(foreign.officer, `/programmes/${made.body.id}`)).status).toBe(200);
    const overview = async (): Promise<ProgrammeOverview> => (await get<ProgrammeOverview>(officer, `/programmes/${made.body.id}/overview`)).body;
    expect(await overview()).toMatchObject({ hosts: 2, opened: 1, notOpened: 1, reports: { assessees: 3 } });
    await run("update assessee set sector = 'hospital' where id = (select id from assessee where cycle_id = ? and included order by id limit 1)", [cycleId]);
    expect((await overview()).reports).toMatchObject({ assessees: 2 });
    expect((await get<{ items: ProgrammeHostRow[] }>(officer, `/programmes/${made.body.id}/hosts`)).body.items.map((one) => one.reports.assessees).sort()).toEqual([0, 2]);
    for (const url of [`/cycles/${cycleId}`, `/organisations/${world.host.id}`]) expect((await get(officer, url)).status).toBe(404);
    expect((await get(foreign.officer, `/programmes/${made.body.id}/overview`)).status).toBe(404);
    // an order that names no sector gives no look into other trees
    await run("update programme set sectors = '[]' where id = ?", [made.body.id]);
    expect(await overview()).toMatchObject({ opened: 0, reports: { assessees: 0 } });
    // a cycle that was opened on another order takes the guiding body's days too, and takes them anew when they move
    const dated = await post<{ id: string }>(officer, '/programmes', { orgId: guide.id, year: 2026, ...content(), questions: [], sectors: ['school'], calendar: { reporting: { latest: '2026-12-18' } }, hostIds: [world.host.id] });
    expect((await issue(dated.body.id, officer)).status).toBe(200);
    const moved = await ask<{ cycles: number }>(booted, officer, 'PUT', `/programmes/${dated.body.id}/calendar`, { calendar: { reporting: { latest: '2026-12-11' } }, reason: '提前汇总' }, 2);
    expect(moved).toMatchObject({ status: 200, body: { cycles: 1 } });
    expect((await run('select calendar from cycle where id = ?', [cycleId]))[0]!['calendar']).toMatchObject({ reporting: { due: '2026-12-11' } });
  });
});
