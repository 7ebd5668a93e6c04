import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { castBody, verifySealFile, type Pocket, type SealFile } from '@shuping/ballot-box';
import { readXlsx } from '@shuping/office';
import { randomBytes } from 'node:crypto';
import { systemActor } from '../../platform/persistence/index.ts';
import { bootApp, type BootedApp } from '../../testing/index.ts';
import { SealStore } from '../ballots/index.ts';
import { MeetingsApi } from './index.ts';
import { hallOf, ITEMS, type Answer, type Slip } from './testing/hall.ts';
import { worldOf, type World } from './testing/world.ts';

const DUE = { leaders: 5, peers: 6, members_public: 20 };
const NAMES = ['甲一', '乙二', '丙三'];

let booted: BootedApp;
let w: World;
beforeAll(async () => {
  booted = await bootApp();
});
beforeEach(async () => {
  w = await worldOf(booted);
});
afterAll(() => booted.close());

const { call, must, at, state, phase, phone, marks, confirmed, planned: plannedWith } = hallOf(() => booted, () => w);
const planned = (named: readonly string[], due: Record<string, number> = DUE): Promise<string> => plannedWith({ due, named });
const entry = (id: string, secret: string): Promise<Answer> => call(null, 'POST', `/vote/${id}/named/entry`, { slip: secret, pad: '' });
const sign = (id: string, secret: string, option: string): Promise<Answer> => call(null, 'POST', `/vote/${id}/named/ballots`, { slip: secret, round: 'r1', choices: marks(option) });

const signers = async (id: string, group: string, names: readonly string[]): Promise<{ name: string; secret: string }[]> => (await must(call(w.clerk, 'POST', at(id, '/named-slips'), { group, names }), 201))['slips'] as never;

/** From check-in to the open vote: those with slips have tickets, everybody is present. */
async function opened(id: string, secret: Record<string, number>): Promise<Pocket[]> {
  const slips = Object.keys(secret).length === 0 ? [] : ((await must(call(w.clerk, 'POST', at(id, '/slips'), { numbers: secret }), 201))['slips'] as Slip[]);
  await must(phase(id, 'open_check_in'));
  const counted = Object.fromEntries(Object.entries(DUE).filter(([group]) => secret[group] !== undefined));
  await must(call(w.clerk, 'PUT', at(id, '/attendance'), { present: counted, handedOut: counted }));
  // who signs is ticked by name
  const signing = ((await must(call(w.clerk, 'GET', at(id, '/named-voters'))))['items'] as { id: string }[]).map((one) => one.id);
  await must(call(w.clerk, 'POST', at(id, '/named-voters/presence'), { voters: signing, present: true }));
  const voters = await Promise.all(slips.map((slip) => phone(id, slip)));
  await must(phase(id, 'close_check_in'));
  for (const a of w.assessees) await must(call(w.officer, 'PUT', at(id, `/comments/${a.id}`), { speaker: '主持人', text: '肯定成绩，指出不足' }));
  await confirmed(id, 'open_voting');
  return voters;
}

describe('R-F3 R19 voting by name', () => {
  test('three leaders sign in an otherwise secret meeting: told by name beforehand, replaceable until the round closes, counted in the same shape', async () => {
    const id = await planned(['leaders']);
    expect((await state(id)).groups.map((g) => [g.id, g.votes])).toEqual(expect.arrayContaining([['leaders', 'named'], ['peers', 'own']]));
    const slips = await signers(id, 'leaders', NAMES);
    expect((await call(w.clerk, 'POST', at(id, '/named-slips'), { group: 'leaders', names: ['丁四', '戊五', '己六'] })).body['code']).toBe('meeting.more-names-than-due');
    expect((await call(w.clerk, 'POST', at(id, '/named-slips'), { group: 'peers', names: ['丁四'] })).body['code']).toBe('meeting.not-named');
    expect((await must(entry(id, slips[0]!.secret)))).toMatchObject({ name: '甲一', class: 'leaders', rounds: [{ phase: 'waiting', cast: false, subjects: [], marks: null }] });
    expect((await sign(id, slips[0]!.secret, 'hao')).body['code']).toBe('ballot.not-open');
    const voters = await opened(id, { peers: 6, members_public: 20 });
    for (const voter of voters) await must(call(null, 'POST', `/vote/${id}/ballots`, castBody(voter, 'r1', marks('hao'))));
    // the secret intake knows neither class nor slip of those who sign, nor the other way round
    expect((await call(null, 'POST', `/vote/${id}/entry`, { slip: slips[0]!.secret, pad: '' })).body['code']).toBe('ticket.unknown-slip');
    expect((await call(null, 'POST', `/vote/${id}/ballots`, { ...castBody(voters[0]!, 'r1', marks('cha')), class: 'leaders' })).body['code']).toBe('ballot.unknown-ticket');
    expect((await entry(id, randomBytes(16).toString('base64url'))).body['code']).toBe('ticket.unknown-slip');
    // a phone that sends its first ballot again and again, all at once, has cast one
    expect((await Promise.all([1, 2, 3, 4, 5, 6].map(() => sign(id, slips[1]!.secret, 'cha')))).map((answer) => [answer.status, answer.body['replaced']])).toEqual([1, 2, 3, 4, 5, 6].map(() => [200, 0]));
    for (const { secret } of slips) expect(await must(sign(id, secret, 'cha'))).toEqual({ replaced: 0 });
    expect(await must(sign(id, slips[0]!.secret, 'cha'))).toEqual({ replaced: 0 });
    expect(await must(sign(id, slips[0]!.secret, 'hao'))).toEqual({ replaced: 1 });
    expect((await call(null, 'POST', `/vote/${id}/named/ballots`, { slip: slips[1]!.secret, round: 'r1', choices: {} })).body['code']).toBe('ballot.incomplete');
    expect(((await must(entry(id, slips[0]!.secret)))['rounds'] as { marks: unknown }[])[0]!.marks).toEqual(marks('hao'));
    await confirmed(id, 'close_voting');
    expect((await sign(id, slips[1]!.secret, 'hao')).body['code']).toBe('ballot.closed');
    await confirmed(id, 'seal');
    const tallies = (await booted.uow.run(systemActor('spec'), (tx) => booted.app.get(MeetingsApi).tallies(tx, w.cycleId)))[w.assessees[0]!.id]!.tallies;
    expect(tallies['leaders']).toMatchObject({ due: 5, present: 3, issued: 3, returned: 3, valid: 3, items: { overall: { options: { hao: 1, cha: 2 }, blank: 0 } } });
    expect(tallies['peers']).toMatchObject({ valid: 6, items: { overall: { options: { hao: 6 } } } });
    const file = (await booted.app.get(SealStore).file(id)) as SealFile;
    expect(verifySealFile(file)).toEqual({ ok: true });
    expect(Object.keys(file.counts).sort()).toEqual(['members_public', 'peers']);
    expect(JSON.stringify(file)).not.toContain('甲一');
    // the roll and every mark with its name, for whoever may read the tallies
    const list = await booted.inject({ method: 'GET', url: at(id, '/signed-list.xlsx'), headers: w.officer.headers });
    const read = await readXlsx(list.rawPayload);
    const [roll, lines] = read.ok ? read.value.sheets.map((sheet) => sheet.rows) : [];
    expect(roll!.slice(2).map((row) => row.slice(1, 4))).toEqual([...NAMES].sort().map((name) => [name, '已到', '1 / 1']));
    const first = lines!.filter((row) => row[1] === '甲一');
    expect(first).toHaveLength(w.assessees.length * ITEMS.length);
    expect(first.map((row) => [row[2], row[4], row[8]])).toEqual(first.map(() => [1, 1, '好']));
    expect((await call(w.secretary, 'GET', at(id, '/signed-list.xlsx'))).status).toBeGreaterThanOrEqual(403);
  });

  test('a whole meeting by name has no secret class at all and still closes, seals and counts', async () => {
    const id = await planned(Object.keys(DUE));
    const some = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, n) => `${prefix}${n}`);
    const leaders = await signers(id, 'leaders', [...NAMES, '丁四', '戊五']);
    const peers = await signers(id, 'peers', some('同行', 6));
    await signers(id, 'members_public', some('群众', 20));
    expect(await opened(id, {})).toEqual([]);
    for (const { secret } of [...leaders.slice(0, 3), ...peers.slice(0, 2)]) await must(sign(id, secret, 'jiaohao'));
    await confirmed(id, 'close_voting');
    await confirmed(id, 'seal');
    const tallies = (await booted.uow.run(systemActor('spec'), (tx) => booted.app.get(MeetingsApi).tallies(tx, w.cycleId)))[w.assessees[0]!.id]!.tallies;
    expect([tallies['leaders']!.valid, tallies['peers']!.valid, tallies['members_public']!.valid]).toEqual([3, 2, 0]);
    expect((await state(id)).sealRoot).toMatch(/^[0-9a-f]{64}$/);
  });

  test('a lost slip is printed anew: the old one opens nothing, the ballot stays', async () => {
    const id = await planned(['leaders']);
    const [first] = await signers(id, 'leaders', ['甲一']);
    const [again] = await signers(id, 'leaders', ['甲一']);
    expect((await entry(id, first!.secret)).status).toBe(404);
    expect(await must(entry(id, again!.secret))).toMatchObject({ name: '甲一' });
    expect((await must(call(w.clerk, 'GET', at(id, '/named-voters'))))['items']).toMatchObject([{ name: '甲一', group: 'leaders', rounds: 0 }]);
    expect((await call(w.secretary, 'GET', at(id, '/named-voters'))).status).toBeGreaterThanOrEqual(403);
    const { version } = await state(await planned([]));
    expect(version).toBeGreaterThan(0);
  });
});
