import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { BoardOut, LetterOut, ObjectionOut, OpinionOut, PublicityOut, ScoreOut } from '@shuping/contracts';
import { readXlsx } from '@shuping/office';
import { school } from '@shuping/plugin-school';
import type { ScoreInputs } from '@shuping/scheme';
import type { ResultsBundle } from '@shuping/scoring';
import { verifyCommand } from '../../cli/verify.command.ts';
import { JobRunner } from '../../platform/jobs/index.ts';
import { systemActor } from '../../platform/persistence/index.ts';
import { bootApp, type BootedApp, type TestPerson } from '../../testing/index.ts';
import { ask, StandingClock, withClock } from '../cycles/testing/cycle-world.ts';
import { ResultsApi } from './index.ts';
import { advance, alsoCommittee, resultsWorld, type ResultsWorld } from './testing/results-world.ts';
import { partOf } from './testing/zip-part.ts';

const [full, , vetoed] = school.scheme.examples as readonly { inputs: ScoreInputs }[];
/*
 * By hand, school scheme (30 regular + 20 research + 20 comment + 30 on site, two decimals, half up):
 * A the worked example: 96×30% + 93×20% + 94×20% + 94.62×30% = 94.586, +2 → 96.586 → 96.59, 好
 * B A's votes, nothing deducted, no honour: 30 + 18.6 + 18.8 + 28.386 = 95.786 → 95.79, ≥ 90, but 4 × 30 % = 1.2 → one place of 好: 较好
 * C the worked example with a veto: 64.81, 差
 * D A's votes, C's other figures: 19.2 + 14.4 + 14 + 28.386 = 75.986 → 75.99, 一般
 */
const A = full!.inputs;
const B: ScoreInputs = { ...A, events: [], sheets: { routine: { i_life: 0, i_members: 0, i_ideology: 0, i_service: 0, i_rectify: 0 } } };
const C = vetoed!.inputs;
const D: ScoreInputs = { ...C, events: [], tallies: A.tallies };

const clock = new StandingClock();
let booted: BootedApp;
let world: ResultsWorld;
let foreign: ResultsWorld;
beforeAll(async () => {
  booted = await bootApp(withClock(clock));
  world = await resultsWorld(booted, clock, 'r1', [A, B, C, D]);
  foreign = await resultsWorld(booted, clock, 'r2', [A]);
}, 90_000);
afterAll(() => booted.close());

const call = <T = Record<string, unknown>>(who: TestPerson, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object, version?: number) => ask<T>(booted, who, method, url, payload, version);
const cyc = (tail: string): string => `/cycles/${world.cycleId}/${tail}`;
const board = async (who: TestPerson = world.officer) => (await call<BoardOut>(who, 'GET', cyc('board'))).body;
const scoreOf = (who: TestPerson, at: number) => call<ScoreOut & { code: string }>(who, 'GET', `/assessees/${world.assessees[at]!}/score`);
const decide = (who: TestPerson, decisions: { assesseeId: string; grade: string; reason?: string }[]) => call<{ code: string; issues: { code: string; at: string; params: object }[]; decided: number }>(who, 'POST', cyc('decisions'), { pool: 'school', decisions });
const run = <T extends object>(sql: string, params: unknown[] = []) => booted.uow.run(systemActor('spec'), (tx) => tx.sql<T>(sql, params));
const id = (at: number): string => world.assessees[at]!;
const WRITTEN = ['多到一线走走', '党课讲得实在', '作风民主', '整改看得见', '基础工作再细些'];

/** The seal's file of a meeting in which five wrote about one person. */
async function sealedWords(meeting: string, assessee: string): Promise<void> {
  const admin = new pg.Client({ connectionString: booted.database.adminUrl });
  await admin.connect();
  await admin.query("insert into ballot.box (meeting, check_in, fingerprint) values ($1, 'closed', '')", [meeting]);
  await admin.query('insert into ballot.seal_file (meeting, file, recount, remarks) values ($1, $2, null, $3)', [meeting, '{}', JSON.stringify({ [assessee]: WRITTEN })]);
  await admin.end();
}

describe('R-G1 scores from ballots to grade', () => {
  test('only the office computes; a foreign cycle is not there', async () => {
    expect((await call(world.committee, 'POST', cyc('compute'))).status).toBe(403);
    expect((await call(world.secretaries[0]!, 'POST', cyc('compute'))).status).toBe(403);
    expect(await call(foreign.officer, 'POST', cyc('compute'))).toMatchObject({ status: 404, body: { code: 'cycle.not-found' } });
    expect(await call(world.officer, 'GET', cyc('bundle.json'))).toMatchObject({ status: 409, body: { code: 'result.not-computed' } });
  });

  test('every figure to the last digit, the one place of 好, the veto', async () => {
    expect(await call(world.officer, 'POST', cyc('compute'))).toMatchObject({ status: 200, body: { computed: 4, unchanged: 0, held: 0 } });
    const rows = await run<{ assessee_id: string; score: string; figures: Record<string, string>; computed_grade: string; engine: string }>('select assessee_id, score, figures, computed_grade, engine from result where cycle_id = ?', [world.cycleId]);
    const of = (at: number) => rows.find((row) => row.assessee_id === id(at))!;
    expect([0, 1, 2, 3].map((at) => [of(at).score, of(at).computed_grade])).toEqual([['9659/100', 'hao'], ['9579/100', 'jiaohao'], ['6481/100', 'cha'], ['7599/100', 'yiban']]);
    expect(of(0).figures).toEqual({
      composite: '9659/100', base: '47293/500', routine: '96', research: '93', comment_mark: '94', onsite: '4731/50', tally_leaders: '479/5', tally_peers: '476/5', tally_members_public: '933/10', bonus: '2', deduction: '0',
    });
    expect(of(0).engine).toBe('shuping-scoring@1');
    expect(await call(world.officer, 'POST', cyc('compute'))).toMatchObject({ body: { computed: 0, unchanged: 4 } });
  });

  test('R-G3 the board: ranks, distance in points, quota and its line', async () => {
    const [pool] = (await board()).pools;
    expect(pool).toMatchObject({ id: 'school', size: 4, graded: 4, quotas: [{ id: 'hao-cap', limit: 1, used: 1, broken: false, line: { assesseeId: id(0), score: { shown: '96.59' } } }] });
    expect(pool!.members.map((m) => [m.rank, m.computed, m.score?.shown, m.distance?.shown ?? null, m.grade])).toEqual([[1, 'hao', '96.59', null, null], [2, 'jiaohao', '95.79', '0.80', null], [3, 'yiban', '75.99', '4.01', null], [4, 'cha', '64.81', null, null]]);
    expect(pool!.members[3]!.vetoes).toEqual([{ veto: 'veto-conduct', question: 'v_conduct', grade: 'cha' }]);
    expect(pool!.leniency.map((line) => line.group).sort()).toEqual(['leaders', 'members_public', 'peers']);
    expect(await call(world.secretaries[0]!, 'GET', cyc('board'))).toMatchObject({ status: 404 });
    expect(await call(foreign.officer, 'GET', cyc('board'))).toMatchObject({ status: 404 });
  });

  test('R-G2, R-G7 the office sees where every figure comes from and what was missing for the next grade', async () => {
    const { body } = await scoreOf(world.officer, 1);
    expect(body).toMatchObject({ rank: 2, poolSize: 4, computed: 'jiaohao', recomputes: true, contrast: { grade: 'hao', tests: expect.arrayContaining([expect.objectContaining({ test: 'quota', holds: false, short: { exact: '4/5', shown: '0.80' } })]) } });
    const explained = body.explained as { figure: { exact: string }; children: { explained: { node: string; children: unknown[] } }[] };
    expect(explained.figure.exact).toBe('9579/100');
    expect(explained.children.map((child) => child.explained.node)).toEqual(['base', 'bonus', 'deduction']);
    expect(Object.keys(body.layers)).not.toEqual([]);
  });

  test('nobody but the office reads a score before publicity, not even the person', async () => {
    expect(await scoreOf(world.secretaries[1]!, 1)).toMatchObject({ status: 404, body: { code: 'result.not-found' } });
    expect(await scoreOf(world.secretaries[1]!, 0)).toMatchObject({ status: 404 });
    expect(await scoreOf(foreign.officer, 0)).toMatchObject({ status: 404, body: { code: 'result.not-found' } });
    expect((await call(world.officer, 'GET', '/assessees/00000000-0000-4000-8000-000000000000/score')).body).toMatchObject({ code: 'result.not-found' });
  });

  test('R-G4 a dry run moves nothing that is stored', async () => {
    const tried = await call(world.officer, 'POST', cyc('what-if'), { pool: 'school', quotas: [{ quota: 'hao-cap', share: 0.5 }] });
    expect(tried.body).toMatchObject({ before: { hao: 1, jiaohao: 1 }, after: { hao: 2, jiaohao: 0 }, moved: [{ assesseeId: id(1), grade: { from: 'jiaohao', to: 'hao' } }] });
    expect((await board()).pools[0]!.members[1]!.computed).toBe('jiaohao');
    expect(await call(world.officer, 'POST', cyc('what-if'), { pool: 'school', weights: [{ node: 'base', input: 'routine', weight: 31 }] })).toMatchObject({ status: 422, body: { code: 'what_if.weights' } });
  });
});

describe('R-G3 the committee decides', () => {
  test('moving needs a reason, the cap holds, a veto binds, and only the committee acts', async () => {
    expect((await decide(world.officer, [])).status).toBe(403);
    const refused = await decide(world.committee, [{ assesseeId: id(3), grade: 'jiaohao' }, { assesseeId: id(1), grade: 'hao', reason: '突出' }, { assesseeId: id(2), grade: 'yiban', reason: '从轻' }]);
    expect([refused.status, refused.body.code]).toEqual([422, 'decision.refused']);
    expect(refused.body.issues.map((issue) => [issue.code, issue.at])).toEqual([['decision.reason_required', '/decisions/0/reason'], ['decision.veto', '/decisions/2/grade'], ['decision.quota', '/quotas/hao-cap']]);
    expect(await decide(world.committee, [{ assesseeId: foreign.assessees[0]!, grade: 'hao', reason: 'x' }])).toMatchObject({ status: 422, body: { issues: [{ code: 'decision.unknown_member' }] } });
    expect(await call(foreign.committee, 'POST', cyc('decisions'), { pool: 'school', decisions: [] })).toMatchObject({ status: 404 });
  });

  test('nobody decides the own grade', async () => {
    const own = world.secretaries[1]!;
    await alsoCommittee(booted, own, world.host.path);
    expect(await decide(own, [{ assesseeId: id(1), grade: 'jiaohao' }])).toMatchObject({ status: 403, body: { code: 'permission.own-grade' } });
    expect(await decide(own, [])).toMatchObject({ status: 200, body: { decided: 3 } });
    expect((await board()).pools[0]!.members.map((m) => m.state)).toEqual(['decided', 'computed', 'decided', 'decided']);
  });

  test('the decision stands beside the computed grade, with reason and who', async () => {
    expect(await decide(world.committee, [{ assesseeId: id(3), grade: 'jiaohao', reason: '承诺事项全部兑现，经研究定为较好' }])).toMatchObject({ status: 200, body: { decided: 2 } });
    const member = (await board()).pools[0]!.members[2]!;
    expect(member).toMatchObject({ computed: 'yiban', grade: 'jiaohao', decidedBy: world.committee.login, moves: [{ from: 'yiban', to: 'jiaohao' }] });
    // computing again with nothing changed keeps what was decided
    await call(world.officer, 'POST', cyc('compute'));
    expect((await board()).pools[0]!.members.map((m) => m.grade)).toEqual(['hao', 'jiaohao', 'jiaohao', 'cha']);
  });

  test('a figure that changes takes the decision on it away', async () => {
    await run("update officer_score set value = '95' where assessee_id = ? and node = 'comment_mark'", [id(3)]);
    expect(await call(world.officer, 'POST', cyc('compute'))).toMatchObject({ body: { computed: 1, unchanged: 3 } });
    expect((await board()).pools[0]!.members.map((m) => [m.score?.shown, m.state])).toEqual([['96.59', 'decided'], ['95.79', 'decided'], ['80.99', 'computed'], ['64.81', 'decided']]);
    await run("update officer_score set value = '70' where assessee_id = ? and node = 'comment_mark'", [id(3)]);
    await call(world.officer, 'POST', cyc('compute'));
    await decide(world.committee, [{ assesseeId: id(3), grade: 'jiaohao', reason: '承诺事项全部兑现，经研究定为较好' }]);
  });
});

describe('R-G2 a bundle recomputes without the server', () => {
  const verify = async (text: string): Promise<{ line: string; code: unknown }> => {
    const folder = await mkdtemp(join(tmpdir(), 'bundle-'));
    const said: string[] = [];
    const write = process.stdout.write.bind(process.stdout);
    process.stdout.write = ((line: string) => (said.push(String(line)), true)) as typeof process.stdout.write;
    try {
      await writeFile(join(folder, 'bundle.json'), text);
      await verifyCommand().parseAsync([join(folder, 'bundle.json')], { from: 'user' });
      return { line: said.join(''), code: process.exitCode };
    } finally {
      process.stdout.write = write;
      process.exitCode = undefined;
      await rm(folder, { recursive: true });
    }
  };

  test('as exported it verifies; with one tally changed the command fails and names that figure', async () => {
    const answer = await booted.inject({ method: 'GET', url: `/api${cyc('bundle.json')}`, headers: world.officer.headers });
    const signed = JSON.parse(answer.body) as { signature: { keyId: string } };
    const { keyId } = (await call<{ keyId: string }>(world.officer, 'GET', '/signing-key')).body;
    expect(signed.signature.keyId).toBe(keyId);
    expect(await verify(answer.body)).toEqual({ line: `signature.holds {"keyId":"${keyId}"}\nbundle.verified {"bundle":0,"members":4}\n`, code: undefined });
    expect(await verify(answer.body.replace('"year":', '"year":1'))).toMatchObject({ line: `signature.broken {"keyId":"${keyId}"}\nbundle.verified {"bundle":0,"members":4}\n`, code: 1 });
    const changed = JSON.parse(answer.body) as { bundles: ResultsBundle[] };
    const member = changed.bundles[0]!.members.find((one) => one.id === id(1))!;
    member.inputs.tallies['leaders']!.items['overall']!.options = { hao: 7, jiaohao: 3, yiban: 0, cha: 0 };
    // (7×100 + 3×80)/10 = 94 → ×50 % = 47 in place of 48: 94.8 from the changed votes, 95.8 as stored
    expect(await verify(JSON.stringify(changed))).toEqual({ line: `signature.broken {"keyId":"${keyId}"}\nbundle.differs {"bundle":0,"at":"/members/${id(1)}/figures/tally_leaders","expected":"474/5","got":"479/5"}\n`, code: 1 });
    expect((await verify('not json')).code).toBe(2);
    expect((await booted.inject({ method: 'GET', url: `/api${cyc('bundle.json')}`, headers: world.committee.headers })).statusCode).toBe(403);
    expect((await booted.inject({ method: 'GET', url: `/api${cyc('bundle.json')}`, headers: foreign.officer.headers })).statusCode).toBe(404);
  });
});

describe('R-G8 opinions', () => {
  const opinion = async (at: number) => (await call<{ items: OpinionOut[] }>(world.officer, 'GET', cyc('opinions'))).body.items.find((one) => one.assesseeId === id(at))!;

  test('drafted from comment, votes and figures; edited under its version; approved by the leader', async () => {
    expect((await call(world.officer, 'POST', cyc('opinions/draft'))).body).toEqual({ drafted: 4 });
    expect((await call(world.officer, 'POST', cyc('opinions/draft'))).body).toEqual({ drafted: 0 });
    const drafted = await opinion(0);
    expect(drafted.achievements).toContain('“好”8票，占有效评价的80.0%');
    expect(drafted.achievements).toContain('抓组织生活有办法');
    expect(drafted).toMatchObject({ state: 'draft', problems: expect.stringContaining('1. 党员教育形式单一'), demands: expect.stringContaining('党员教育形式单一') });
    const body = { achievements: '组织生活规范。', problems: '党员教育形式单一。', demands: '三月底前开设两次现场教学。' };
    expect(await call(world.officer, 'PUT', `/assessees/${id(0)}/opinion`, body, drafted.version + 1)).toMatchObject({ status: 409, body: { code: 'request.version-stale', current: { version: drafted.version } } });
    expect(await call(world.officer, 'PUT', `/assessees/${id(0)}/opinion`, body)).toMatchObject({ status: 428 });
    expect(await call(foreign.officer, 'PUT', `/assessees/${id(0)}/opinion`, body, 1)).toMatchObject({ status: 404, body: { code: 'opinion.not-found' } });
    expect(await call(world.officer, 'PUT', `/assessees/${id(0)}/opinion`, body, drafted.version)).toMatchObject({ status: 200, body: { ...body, state: 'draft' } });
    expect((await call(world.officer, 'POST', `/assessees/${id(0)}/opinion/approve`, undefined, (await opinion(0)).version)).status).toBe(403);
    for (const at of [0, 1, 2, 3]) expect(await call(world.leader, 'POST', `/assessees/${id(at)}/opinion/approve`, undefined, (await opinion(at)).version)).toMatchObject({ status: 200, body: { state: 'approved', approvedBy: world.leader.login } });
    expect(await call(world.leader, 'POST', `/assessees/${id(0)}/opinion/approve`, undefined, (await opinion(0)).version)).toMatchObject({ status: 409, body: { code: 'opinion.approved' } });
    expect((await call<{ items: unknown[] }>(world.secretaries[0]!, 'GET', cyc('opinions'))).body.items).toEqual([]);
    const logged = await booted.uow.run(systemActor('spec'), (tx) => tx.sql<{ bytes: string }>("select bytes from audit_entry where action = 'opinion.edit'"));
    expect([logged.length, logged.some(({ bytes }) => bytes.includes('组织生活规范') || bytes.includes('抓组织生活有办法'))]).toEqual([1, false]);
  });
});

describe('R-H1 publicity, objections, a new version', () => {
  test('SEC-B9 with publicity the circle sees names and grades, the person the own score and what voters wrote', async () => {
    expect((await call<PublicityOut>(world.secretaries[2]!, 'GET', cyc('publicity'))).body.items).toEqual([]);
    await sealedWords(world.meetingId, id(3));
    expect((await scoreOf(world.secretaries[3]!, 3)).status).toBe(404);
    expect(await advance(booted, world)).toMatchObject({ status: 200, body: { stage: 'publicity', publicityEnds: '2026-12-29' } });
    const list = await call<PublicityOut>(world.secretaries[2]!, 'GET', cyc('publicity'));
    expect(list.body).toMatchObject({ running: true, ends: '2026-12-29', may: { object: true } });
    expect(list.body.items.map((item) => [item.personName, item.grade])).toEqual([['书记1', 'hao'], ['书记2', 'jiaohao'], ['书记3', 'cha'], ['书记4', 'jiaohao']]);
    expect(JSON.stringify(list.body)).not.toMatch(/95\.79|score/);
    const own = await scoreOf(world.secretaries[3]!, 3);
    expect(own).toMatchObject({ status: 200, body: { grade: 'jiaohao', computed: 'yiban', reason: expect.stringContaining('承诺'), dots: [{ mine: true }] } });
    expect((await scoreOf(world.secretaries[3]!, 0)).status).toBe(404);
    // what voters wrote is read by the person now, by the office as before, by nobody else; nothing was written about another
    expect(own.body.remarks).toEqual([...WRITTEN]);
    expect((await scoreOf(world.officer, 3)).body.remarks).toEqual([...WRITTEN]);
    expect((await scoreOf(world.secretaries[0]!, 0)).body.remarks).toEqual([]);
    expect((await call<PublicityOut>(foreign.secretaries[0]!, 'GET', cyc('publicity'))).status).toBe(404);
    expect((await decide(world.committee, [])).body.code).toBe('cycle.too-late');
    expect((await call(world.officer, 'POST', cyc('compute'))).body['code']).toBe('cycle.too-late');
  });

  test('anybody of the circle objects; the officer cannot decide; a rejected one changes nothing; a stale version is refused', async () => {
    const raised = await call<ObjectionOut>(world.secretaries[2]!, 'POST', '/objections', { assesseeId: id(2), text: '扣分事项与本人无关' });
    expect(raised).toMatchObject({ status: 201, body: { state: 'open', personName: '书记3' } });
    expect((await call(foreign.secretaries[0]!, 'POST', '/objections', { assesseeId: id(2), text: 'x' })).status).toBe(404);
    expect((await call(world.officer, 'POST', `/objections/${raised.body.id}/decide`, { upheld: false, decision: '不成立' }, raised.body.version)).status).toBe(403);
    expect((await call(foreign.committee, 'POST', `/objections/${raised.body.id}/decide`, { upheld: false, decision: '不成立' }, 1)).status).toBe(404);
    expect((await call(world.committee, 'POST', `/objections/${raised.body.id}/decide`, { upheld: false, decision: '不成立' }, 9)).body['code']).toBe('request.version-stale');
    expect(await call(world.committee, 'POST', `/objections/${raised.body.id}/decide`, { upheld: false, decision: '经核实，通报属实' }, raised.body.version)).toMatchObject({ status: 200, body: { state: 'rejected' } });
    expect((await call<{ items: ObjectionOut[] }>(world.secretaries[0]!, 'GET', `/objections?cycleId=${world.cycleId}`)).body.items).toEqual([]);
  });

  test('R-G5 an upheld objection gives a new version from the inputs as they are now; the old one stays', async () => {
    const raised = await call<ObjectionOut>(world.secretaries[1]!, 'POST', '/objections', { assesseeId: id(1), text: '研判分录入有误' });
    clock.set('2026-12-30');
    expect(await advance(booted, world)).toMatchObject({ status: 409, body: { issues: [{ code: 'guard.objections-decided' }] } });
    await run("update officer_score set value = '92' where assessee_id = ? and node = 'research'", [id(1)]);
    // the new score would be 95.586 → 95.59; 好 stays out of reach
    expect(await call(world.committee, 'POST', `/objections/${raised.body.id}/decide`, { upheld: true, decision: '录入有误', grade: 'hao' }, raised.body.version)).toMatchObject({ status: 422, body: { code: 'decision.refused', issues: [{ code: 'decision.quota' }] } });
    expect((await run('select 1 from result where assessee_id = ?', [id(1)])).length).toBe(1);
    expect(await call(world.committee, 'POST', `/objections/${raised.body.id}/decide`, { upheld: true, decision: '研判分应为 92 分' }, raised.body.version)).toMatchObject({ status: 200, body: { state: 'upheld' } });
    const versions = await run<{ number: number; score: string; state: string; current: boolean; version_reason: string }>('select number, score, state, current, version_reason from result where assessee_id = ? order by number', [id(1)]);
    expect(versions).toEqual([{ number: 1, score: '9579/100', state: 'published', current: false, version_reason: '' }, { number: 2, score: '9559/100', state: 'published', current: true, version_reason: '研判分应为 92 分' }]);
    expect((await scoreOf(world.secretaries[1]!, 1)).body.versions.map((one) => one.score)).toEqual(['95.59', '95.79']);
  });

  test('after publicity nobody objects any more', async () => {
    expect((await call(world.secretaries[0]!, 'POST', '/objections', { assesseeId: id(0), text: '晚了' })).body['code']).toBe('objection.not-running');
  });
});

describe('R-H2 final results and what follows', () => {
  test('feedback makes results final, acts arise by the rules with their days', async () => {
    expect(await advance(booted, world)).toMatchObject({ status: 200, body: { stage: 'feedback' } });
    const current = await booted.uow.run(systemActor('spec'), (tx) => booted.app.get(ResultsApi).current(tx, world.cycleId));
    expect(current.map((row) => [row.state, row.finalOn])).toEqual(Array.from({ length: 4 }, () => ['final', '2026-12-30']));
    const acts = (await call<{ items: { personName: string; rule: string; due: string | null; id: string; version: number }[] }>(world.officer, 'GET', `/actions?cycleId=${world.cycleId}`)).body.items;
    expect(acts.filter((act) => act.personName === '书记3').map((act) => [act.rule, act.due]).sort()).toEqual([['award_barred', null], ['rectify', '2027-01-29'], ['talk', '2027-01-29'], ['train', '2027-06-28'], ['upward', '2027-01-29']]);
    expect(acts.filter((act) => act.personName === '书记1').map((act) => act.rule).sort()).toEqual(['award', 'rectify', 'upward']);
    const talk = acts.find((act) => act.rule === 'talk')!;
    expect((await call(world.committee, 'POST', `/actions/${talk.id}/done`, { record: 'x' }, talk.version)).status).toBe(403);
    expect((await call(foreign.officer, 'POST', `/actions/${talk.id}/done`, { record: 'x' }, talk.version)).status).toBe(404);
    expect((await call(world.officer, 'POST', `/actions/${talk.id}/done`, { record: '已谈话', doneOn: '2027-02-01' }, talk.version)).body['code']).toBe('day.future');
    expect(await call(world.officer, 'POST', `/actions/${talk.id}/done`, { record: '12月30日约谈，指出三个问题' }, talk.version)).toMatchObject({ status: 200, body: { state: 'done', doneOn: '2026-12-30' } });
    expect((await call(world.officer, 'POST', `/actions/${talk.id}/done`, { record: 'x' }, talk.version)).body['code']).toBe('request.version-stale');
  });

  test('R-H4 final grades are past grades of the next year', async () => {
    const past = await booted.uow.run(systemActor('spec'), (tx) => booted.app.get(ResultsApi).pastFor(tx, world.cycleId, 2027));
    expect(past.persons.get(`${world.secretaries[2]!.personId} ${world.units[2]!.id}`)).toMatchObject([{ year: 2026, grade: 'cha', figures: { composite: '6481/100' } }]);
    expect(past.organisations.get(world.units[2]!.id)).toHaveLength(1);
    const standing = await booted.uow.run(systemActor('spec'), (tx) => booted.app.get(ResultsApi).standing(tx, world.cycleId));
    expect(standing).toEqual({ results: 4, scoresHeld: 0, decided: 4, opinionsApproved: 4, objectionsOpen: 0, lettersIssued: 0 });
  });
});

describe('R-H1, R-I7, R-K6 documents', () => {
  const file = async (url: string, who: TestPerson = world.officer) => booted.inject({ method: 'GET', url: `/api${url}`, headers: who.headers });
  const keep = async (name: string, bytes: Buffer): Promise<void> => void (process.env['SHUPING_KEEP'] && (await writeFile(join(process.env['SHUPING_KEEP'], name), bytes)));
  const letters = async (who: TestPerson = world.officer) => (await call<{ items: LetterOut[] }>(who, 'GET', `/letters?cycleId=${world.cycleId}`)).body.items;

  test('one letter for each assessee, as a job, in official layout and numbered; issued once', async () => {
    // two at once, from two tabs, are one job: nobody gets two letters
    const [job, second] = await Promise.all([1, 2].map(() => call<{ jobId: string }>(world.officer, 'POST', cyc('letters'), {})));
    expect([job!.status, second!.body]).toEqual([202, job!.body]);
    await booted.app.get(JobRunner).drain();
    expect((await call(world.officer, 'GET', `/jobs/${job!.body.jobId}`)).body).toMatchObject({ state: 'done', done: 4, total: 4 });
    const items = await letters();
    expect(items.map((item) => [item.personName, item.number])).toEqual([1, 2, 3, 4].map((n) => [`书记${n}`, `机电工程党发〔2026〕${n}号`]));
    await call(world.officer, 'POST', cyc('letters'), {});
    await booted.app.get(JobRunner).drain();
    expect(await letters()).toHaveLength(4);
    const { rawPayload } = await file(`/letters/${items[0]!.id}/file`);
    await keep('letter.docx', rawPayload);
    const xml = partOf(rawPayload, 'word/document.xml');
    // margins of GB/T 9704: 37 mm above, 35 below, 28 left, 26 right, in twentieths of a point
    expect(xml).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/);
    expect(xml).toContain('w:line="579" w:lineRule="exact"');
    const text = xml.replace(/<\/w:p>/g, '\n').replace(/<[^>]+>/g, '');
    for (const words of ['第1党支部并书记1同志：', '综合得分96.59分，评定等次为“好”', '组织生活规范。', '党员教育形式单一。', '三月底前开设两次现场教学。', '2026年12月30日', '收到本函之日起30日内']) expect(text).toContain(words);
  });

  test('only the addressee acknowledges a letter; others do not see it', async () => {
    const [first] = await letters();
    const person = world.secretaries[0]!;
    expect((await letters(person)).map((item) => item.id)).toEqual([first!.id]);
    expect((await file(`/letters/${first!.id}/file`, person)).statusCode).toBe(200);
    const pdf = await file(`/letters/${first!.id}/pdf`, person);
    expect([pdf.statusCode, pdf.headers['content-type'], pdf.rawPayload.subarray(0, 5).toString()]).toEqual([200, 'application/pdf', '%PDF-']);
    expect((await file(`/letters/${first!.id}/pdf`, foreign.officer)).statusCode).toBe(404);
    for (const other of [world.secretaries[2]!, foreign.officer]) expect((await file(`/letters/${first!.id}/file`, other)).json()).toMatchObject({ code: 'letter.not-found', status: 404 });
    expect(await call(world.officer, 'POST', `/letters/${first!.id}/acknowledge`, undefined, first!.version)).toMatchObject({ status: 403, body: { code: 'letter.not-yours' } });
    expect(await call(person, 'POST', `/letters/${first!.id}/acknowledge`, undefined, first!.version + 3)).toMatchObject({ status: 409, body: { code: 'request.version-stale' } });
    expect(await call(person, 'POST', `/letters/${first!.id}/acknowledge`, undefined, first!.version)).toMatchObject({ status: 200, body: { receivedOn: '2026-12-30' } });
    expect((await call(world.secretaries[3]!, 'GET', cyc('opinions'))).body).toMatchObject({ items: [{ personName: '书记4', state: 'approved' }] });
  });

  test('the circular names every unit with its closing rate', async () => {
    const item = (unit: number, number: number, state: string, deadline: string) => run(
      "insert into problem (host_id, id, org_path, sector, cycle_id, assessee_id, org_id, org_name, person_id, person_name, number, source, source_key, place, title, detail, state, cause, measure, owner, answerable, deadline, found_on, reopened, version) values (?, gen_random_uuid(), ?, 'school', ?, ?, ?, ?, ?, '', ?, 'comment', gen_random_uuid()::text, '1', 'x', '', ?, '', '', '', '', ?, '2026-12-20', 0, 1)",
      [world.host.id, world.units[unit]!.path, world.cycleId, id(unit), world.units[unit]!.id, world.units[unit]!.name, world.secretaries[unit]!.personId, number, state, deadline],
    );
    for (const [number, state] of ['closed', 'closed', 'planned'].entries()) await item(0, number + 1, state, '2027-03-01');
    await item(1, 1, 'planned', '2026-12-25');
    const made = await call<LetterOut>(world.officer, 'POST', cyc('circular'), { numberPattern: '机电党通〔{{year}}〕{{n}}号', first: 7, issuedOn: '2026-12-30' });
    expect(made).toMatchObject({ status: 201, body: { kind: 'circular', number: '机电党通〔2026〕7号' } });
    expect((await call(world.secretaries[0]!, 'POST', cyc('circular'), {})).status).toBe(403);
    // two clerks at once take two numbers, and none that was given out before
    const several = await Promise.all([1, 2, 3].map(() => call<LetterOut>(world.officer, 'POST', cyc('circular'), { numberPattern: '机电党通〔{{year}}〕{{n}}号', issuedOn: '2026-12-30' })));
    expect(several.map((one) => one.body.number).sort()).toEqual(['机电党通〔2026〕6号', '机电党通〔2026〕8号', '机电党通〔2026〕9号']);
    expect(await call(world.officer, 'POST', cyc('circular'), { numberPattern: '机电党通〔{{year}}〕{{n}}号', first: 7, issuedOn: '2026-12-30' })).toMatchObject({ status: 409, body: { code: 'letter.number-taken', params: { number: '机电党通〔2026〕7号' } } });
    const { rawPayload } = await file(`/letters/${made.body.id}/file`);
    await keep('circular.docx', rawPayload);
    const rows = partOf(rawPayload, 'word/document.xml').split('<w:tr>').slice(1).map((row) => [...row.matchAll(/<w:t(?: [^>]*)?>([^<]*)/g)].map((cell) => cell[1]).slice(0, 5));
    expect(rows).toEqual([['单位', '问题数', '已销号', '销号率', '逾期'], ['第1党支部', '3', '2', '66.7%', '0'], ['第2党支部', '1', '0', '0.0%', '1'], ['第3党支部', '0', '0', '—', '0'], ['第4党支部', '0', '0', '—', '0']]);
  });

  test('the table holds figures as numbers and every text as text, whatever it begins with', async () => {
    await run("update result set reason = '=1+1 经研究' where assessee_id = ? and current", [id(3)]);
    const { rawPayload, statusCode } = await file(cyc('results.xlsx'));
    expect(statusCode).toBe(200);
    await keep('results.xlsx', rawPayload);
    expect(partOf(rawPayload, 'xl/worksheets/sheet1.xml')).not.toContain('<f>');
    const read = await readXlsx(rawPayload);
    const [sheet] = read.ok ? read.value.sheets : [];
    expect(sheet!.rows[2]).toEqual([1, '书记1', '第1党支部', '党支部书记', 96, 93, 94, 94.62, 2, 0, 96.59, '好', '好', null, '已生效']);
    expect(sheet!.rows.map((row) => row[13])).toContain('=1+1 经研究');
    expect((await file(cyc('results.xlsx'), foreign.officer)).statusCode).toBe(404);
  });
});
