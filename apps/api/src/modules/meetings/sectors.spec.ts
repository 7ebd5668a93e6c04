import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { castBody, takeTickets, verifySealFile, type Pocket, type SealFile } from '@shuping/ballot-box';
import { canonicalJson, sha256Hex } from '@shuping/kernel';
import { hospital } from '@shuping/plugin-hospital';
import { createHash, randomUUID } from 'node:crypto';
import { systemActor } from '../../platform/persistence/index.ts';
import { bootApp, signedIn, type BootedApp } from '../../testing/index.ts';
import { ask } from '../cycles/testing/cycle-world.ts';
import { partOf } from '../results/testing/zip-part.ts';
import { hallOf, ITEMS, type Slip } from './testing/hall.ts';
import { worldOf, type World } from './testing/world.ts';

type List = { coverage: { debriefs: number; without: { assesseeId: string }[]; twice: number }; areas: { debriefs: number; sectors: string[] }[]; sectors: { sector: string; debriefs: number; meetings: number }[]; items: { sector: string; debriefs: number }[] };
let booted: BootedApp;
let world: World;

beforeAll(async () => {
  booted = await bootApp();
  world = await worldOf(booted, { debriefs: 3 });
  const hash = sha256Hex(canonicalJson(hospital.scheme));
  await booted.uow.run(systemActor('spec'), async (tx) => {
    await tx.sql("insert into effective_scheme (hash, sector, engine, scheme, provenance, layers) values (?, 'hospital', 'test', ?::jsonb, '{}', '[]')", [hash, JSON.stringify(hospital.scheme)]);
    await tx.sql("update cycle set schemes = schemes || jsonb_build_object('hospital', ?::text) where id = ?", [hash, world.cycleId]);
    await tx.sql("update assessee set sector = 'hospital' where id = ?", [world.assessees[2]!.id]);
  });
}, 60_000);
afterAll(() => booted.close());

/** The same bytes for the same slip, as a phone that keeps what it drew. */
function bytesOf(secret: string): (size: number) => Uint8Array<ArrayBuffer> {
  let drawn = 0;
  return (size) => {
    const blocks = Array.from({ length: Math.ceil(size / 32) }, () => createHash('sha256').update(`${secret}/${drawn++}`).digest());
    return new Uint8Array(Buffer.concat(blocks).subarray(0, size));
  };
}

describe('R-C4 a cycle of two sectors', () => {
  const list = async () => (await ask<List>(booted, world.officer, 'GET', `/meetings?cycleId=${world.cycleId}`)).body;
  const create = (sector?: string) => ask(booted, world.officer, 'POST', '/meetings', { cycleId: world.cycleId, title: randomUUID(), startsAt: '2026-12-18T01:00:00.000Z', ...(sector ? { sector } : {}) });

  test('the list names the sectors with who debriefs; a meeting without a sector is refused, one of each is planned', async () => {
    expect((await list()).sectors).toEqual([{ sector: 'hospital', debriefs: 1, meetings: 0 }, { sector: 'school', debriefs: 2, meetings: 0 }]);
    expect(await create()).toMatchObject({ status: 422, body: { code: 'meeting.sector-needed', at: '/sector' } });
    expect(await list()).toMatchObject({ coverage: { debriefs: 3, twice: 0 }, areas: [{ debriefs: 1, sectors: ['school'] }, { debriefs: 1, sectors: ['school'] }, { debriefs: 1, sectors: ['hospital'] }] });
    expect((await create('school')).status).toBe(201);
    expect((await list()).coverage.without.map((one) => one.assesseeId)).toEqual([world.assessees[2]!.id]);
    expect((await list()).sectors).toEqual([{ sector: 'hospital', debriefs: 1, meetings: 0 }, { sector: 'school', debriefs: 2, meetings: 1 }]);
    // two tabs at once put nobody on two agendas
    expect((await Promise.all([1, 2, 3, 4].map(() => create('hospital')))).map((answer) => answer.status).sort()).toEqual([201, 409, 409, 409]);
    expect((await list()).items.map((one) => [one.sector, one.debriefs]).sort()).toEqual([['hospital', 1], ['school', 2]]);
    // R-F9 nobody is put on a second agenda by their sector, alone or among others
    expect(await create('school')).toMatchObject({ status: 409, body: { code: 'meeting.debrief-elsewhere', at: '/sector', params: { count: 2 } } });
    expect(await ask(booted, world.officer, 'POST', '/meetings', { cycleId: world.cycleId, title: '合场', startsAt: '2026-12-18T01:00:00.000Z', sectors: ['hospital', 'school'] })).toMatchObject({ status: 409, body: { code: 'meeting.debrief-elsewhere', at: '/sectors', params: { count: 3 } } });
    expect((await list()).coverage).toMatchObject({ twice: 0, without: [] });
    expect(await create('village')).toMatchObject({ status: 422, body: { code: 'meeting.no-debriefs' } });
  });
});

describe('R-C4 R-F1 a meeting that hears two sectors', () => {
  const { call, must, at, state, version, key, phase, phone, freed, confirmed } = hallOf(() => booted, () => world);
  const DUE = { leaders: 6, peers: 5, members_public: 20, functional: 5, staff: 20, patients: 10 };
  const HEADS = { leaders: 6, peers: 5, members_public: 14, functional: 5, staff: 14, patients: 7 };
  const LATE = { staff: 5, patients: 1 };
  const [INNER, OUTER] = [['overall', 'duty', 'branch', 'ideology', 'plan'], ['service', 'conduct']];
  const itemsOf = (group: string, sector: string): readonly string[] => (sector === 'school' ? ITEMS : group === 'patients' ? OUTER! : INNER!);
  const optionOf = (group: string, sector: string): string => hospitalOption[sector === 'school' ? 'school' : group === 'patients' ? 'outer' : 'inner']!;
  const firstOf = (ballot: string): string => hospital.scheme.scales.find((scale) => scale.id === hospital.scheme.ballots.find((one) => one.id === ballot)!.items[0]!.scale)!.options[0]!.id;
  const hospitalOption: Record<string, string> = { school: 'hao', inner: firstOf('inner'), outer: firstOf('outer') };
  let id: string;
  let voters: readonly Pocket[];
  const rounds = async () => (await state(id)).rounds;
  const choices = (voter: Pocket, round: { sector: string; subjects: string[] }) => Object.fromEntries(round.subjects.map((one) => [one, Object.fromEntries(itemsOf(voter.class, round.sector).map((item) => [item, optionOf(voter.class, round.sector)]))]));

  test('the agenda has both, groups are one list, and no round mixes ballots', async () => {
    await freed();
    id = String((await must(call(world.officer, 'POST', '/api/meetings', { cycleId: world.cycleId, title: '述职评议会', startsAt: '2026-12-20T06:00:00.000Z', sectors: ['school', 'hospital'] }, key()), 201))['id']);
    const meeting = await state(id);
    expect([meeting.sector, meeting.sectors, meeting.order]).toEqual(['', ['school', 'hospital'], 'lot']);
    expect(meeting.agenda.map((item) => item.sector)).toEqual(['school', 'school', 'hospital']);
    expect(meeting.groups.map((group) => [group.id, group.sectors.join('+')])).toEqual([['leaders', 'school+hospital'], ['peers', 'school'], ['members_public', 'school'], ['functional', 'hospital'], ['staff', 'hospital'], ['patients', 'hospital']]);
    expect(meeting.rounds.map((round) => [round.id, round.sector, round.subjects.length])).toEqual([['r1', 'school', 2], ['r2', 'hospital', 1]]);
    await must(call(world.officer, 'PUT', at(id, '/groups'), { due: DUE }, await version(id)));
    expect(await call(world.officer, 'PUT', at(id, '/groups'), { due: { ...DUE, leaders: 3 } }, await version(id))).toMatchObject({ status: 422, body: { code: 'electorate.unsettled', issues: [{ code: 'electorate.too-few', at: 'leaders' }, { code: 'electorate.merge-other-sectors', at: 'leaders', params: { into: 'members_public' } }] } });
    const items = meeting.agenda.map(({ assesseeId, mode }) => ({ assesseeId, mode }));
    await must(call(world.officer, 'PUT', at(id, '/agenda'), { items, observers: [{ unit: '临江市委组织部', name: '程知微' }] }, await version(id)));
    await must(call(world.officer, 'POST', at(id, '/draw'), { onStage: 1 }, await version(id)));
    expect((await state(id)).agenda.map((item) => [item.sector, item.mode])).toEqual([['school', 'stage'], ['school', 'written'], ['hospital', 'stage']]);
  });

  test('somebody who manages one of the sectors reads the meeting and their own people, and moves nothing', async () => {
    const limited = await signedIn(booted, { path: world.path, grants: [{ role: 'host_officer', path: world.path, sectors: ['hospital'] }] });
    const seen = await must(call(limited, 'GET', at(id)));
    expect(seen['sectors']).toEqual(['school', 'hospital']);
    expect((seen['agenda'] as { sector: string }[]).map((item) => item.sector)).toEqual(['hospital']);
    expect((seen['rounds'] as { sector: string }[]).map((round) => round.sector)).toEqual(['school', 'hospital']);
    expect(await call(limited, 'PUT', at(id, '/groups'), { due: DUE }, await version(id))).toMatchObject({ status: 403, body: { code: 'meeting.sectors-beyond' } });
  });

  test('a slip takes the tickets of its group: both rounds for those whom both schemes know, one for the others', async () => {
    const slips = (await must(call(world.clerk, 'POST', at(id, '/slips'), { numbers: HEADS }), 201))['slips'] as Slip[];
    await must(phase(id, 'open_check_in'));
    await must(call(world.clerk, 'PUT', at(id, '/attendance'), { present: HEADS, handedOut: HEADS }));
    const entry = await must(call(null, 'POST', `/vote/${id}/entry`, { slip: slips.find((slip) => slip.class === 'patients')!.secret, pad: '' }));
    expect(entry['classTitle']).not.toBe('');
    voters = await Promise.all(slips.map((slip) => phone(id, slip)));
    for (const voter of voters) expect(Object.keys(voter.tickets).sort().join('+')).toBe(voter.class === 'leaders' ? 'r1+r2' : ['peers', 'members_public'].includes(voter.class) ? 'r1' : 'r2');
    await must(phase(id, 'close_check_in'));
    expect((await rounds()).map((round) => round.tickets)).toEqual([25, 32]);
  });

  test('R-F6 each round is voted with the ballot of its sector; turnout counts those who vote in it', async () => {
    for (const item of (await state(id)).agenda) await must(call(world.officer, 'PUT', at(id, `/comments/${item.assesseeId}`), { speaker: '主持人', text: '意见', problems: [] }));
    const [first, second] = await rounds();
    for (const [n, one] of world.scrutineers.entries()) await must(call(one, 'POST', at(id, '/confirmations'), { command: 'open_voting', round: 'r1', recountKey: ['17', '42'][n]!.repeat(32) }));
    await must(phase(id, 'open_voting', 'r1'));
    expect((await state(id)).groups.filter((group) => group.step !== null).map((group) => group.id)).toEqual(['leaders', 'peers', 'members_public']);
    const leader = voters.find((voter) => voter.class === 'leaders')!;
    expect((await call(null, 'POST', `/vote/${id}/ballots`, castBody(leader, 'r1', choices(leader, { sector: 'hospital', subjects: first!.subjects })))).status).toBe(422);
    for (const voter of voters.filter((one) => one.tickets['r1'])) await must(call(null, 'POST', `/vote/${id}/ballots`, castBody(voter, 'r1', choices(voter, first!))));
    expect((await state(id)).turnout).toEqual({ voted: 25, of: 25, exact: true });
    await must(phase(id, 'close_voting', 'r1'));
    // R-F8 late-comers come in for the rounds of their sectors that still wait: nobody for a sector whose round is over
    const wave = (heads: Record<string, number>) => call(world.clerk, 'POST', at(id, '/waves'), { heads });
    expect(await wave({ members_public: 5 })).toMatchObject({ status: 409, body: { code: 'meeting.too-late', at: '/heads/members_public' } });
    const late = (await must(wave(LATE), 201))['slips'] as Slip[];
    // four wait until the fifth stands ready; a phone asks again with what it asked before
    const arrives = (slip: Slip): Promise<Pocket> => takeTickets(async (path, body) => (await must(call(null, 'POST', `/vote/${id}/${path}`, body))) as never, id, slip.secret, bytesOf(slip.secret));
    const first4 = await Promise.allSettled(late.slice(0, 4).map(arrives));
    expect(first4.map((one) => one.status)).toEqual(Array(4).fill('rejected'));
    const joined: Pocket[] = [];
    for (const slip of [late[4]!, late[5]!, ...late.slice(0, 4)]) joined.push(await arrives(slip));
    await must(call(world.clerk, 'POST', at(id, '/waves/close')));
    expect((await state(id)).waves).toMatchObject([{ state: 'given', rounds: ['r2'], tickets: LATE }]);
    for (const one of joined) expect(Object.keys(one.tickets)).toEqual(['r2']);
    voters = [...voters, ...joined];
    expect((await rounds()).map((round) => round.tickets)).toEqual([25, 38]);
    // voters were added: both scrutineers confirm this opening too
    expect(await phase(id, 'open_voting', 'r2')).toMatchObject({ status: 409, body: { issues: [{ code: 'meeting.two-scrutineers' }] } });
    for (const one of world.scrutineers) await must(call(one, 'POST', at(id, '/confirmations'), { command: 'open_voting', round: 'r2' }));
    await must(phase(id, 'open_voting', 'r2'));
    for (const voter of voters.filter((one) => one.tickets['r2'])) await must(call(null, 'POST', `/vote/${id}/ballots`, castBody(voter, 'r2', choices(voter, second!))));
    for (const one of world.scrutineers) await must(call(one, 'POST', at(id, '/confirmations'), { command: 'close_voting', round: 'r2' }));
    await must(phase(id, 'close_voting', 'r2'));
  });

  test('R-F2 questions from the floor stand with the debrief, by the asker’s group; R-F1 who observes stands on the agenda in Word', async () => {
    const [first] = (await state(id)).agenda;
    const note = (payload: object, version?: number) => booted.inject({ method: 'PATCH', url: `/api/meetings/${id}/agenda/${first!.assesseeId}`, headers: { ...world.clerk.headers, ...(version === undefined ? {} : { 'if-match': `"${version}"` }) }, payload });
    const ask = (questions: object[], version = first!.version) => note({ questions }, version);
    expect((await note({ questions: [] })).json()).toMatchObject({ status: 428, code: 'request.version-required' });
    // the clock of another clerk is no reason to write the questions again
    expect((await note({ spokenSeconds: 250, done: true })).statusCode).toBe(204);
    expect((await ask([{ group: 'nobody', question: '问' }])).statusCode).toBe(422);
    expect((await ask([{ group: 'leaders', question: '软弱涣散支部整顿得怎样', answer: '已经验收', drawn: true }])).statusCode).toBe(204);
    expect((await ask([])).json()).toMatchObject({ status: 409, code: 'request.version-stale', current: { questions: [{ question: '软弱涣散支部整顿得怎样' }] } });
    const logged = await booted.uow.run(systemActor('spec'), (tx) => tx.sql<{ bytes: string }>("select bytes from audit_entry where action = 'meeting.debriefed'"));
    expect([logged.length > 0, logged.some(({ bytes }) => bytes.includes('软弱涣散'))]).toEqual([true, false]);
    expect((await state(id)).agenda[0]).toMatchObject({ questions: [{ group: 'leaders', question: '软弱涣散支部整顿得怎样', answer: '已经验收', drawn: true }], may: { ask: true } });
    const agenda = await booted.inject({ method: 'GET', url: `/api/meetings/${id}/agenda.docx`, headers: world.officer.headers });
    const words = partOf(agenda.rawPayload, 'word/document.xml');
    for (const word of ['述职评议会议程', '临江市委组织部', '程知微', '学校', '医院', '书记1']) expect(words).toContain(word);
  });

  test('R-F3 the seal counts every class with its own ballot, and each score reads the tallies of its own scheme’s groups', async () => {
    await confirmed(id, 'seal');
    expect(verifySealFile((await must(call(world.officer, 'GET', at(id, '/seal.json')))) as unknown as SealFile)).toEqual({ ok: true });
    const { items } = (await must(call(world.officer, 'GET', at(id, '/tallies')))) as unknown as { items: { assesseeId: string; tallies: Record<string, { valid: number; due: number; items: Record<string, { options: Record<string, number> }> }> }[] };
    const sectorOf = new Map((await state(id)).agenda.map((item) => [item.assesseeId, item.sector]));
    for (const one of items) {
      const sector = sectorOf.get(one.assesseeId)!;
      expect(Object.keys(one.tallies).sort()).toEqual(sector === 'school' ? ['leaders', 'members_public', 'peers'] : ['functional', 'leaders', 'patients', 'staff']);
      for (const [group, tally] of Object.entries(one.tallies)) {
        expect([tally.valid, tally.due]).toEqual([HEADS[group as keyof typeof HEADS] + (LATE[group as keyof typeof LATE] ?? 0), DUE[group as keyof typeof DUE]]);
        expect(Object.keys(tally.items).sort()).toEqual([...itemsOf(group, sector)].sort());
        for (const item of itemsOf(group, sector)) expect(tally.items[item]!.options[optionOf(group, sector)]).toBe(tally.valid);
      }
    }
    const sheet = await booted.inject({ method: 'GET', url: `/api/meetings/${id}/count-sheet.docx`, headers: world.officer.headers });
    expect([sheet.statusCode, sheet.rawPayload.length > 5_000]).toEqual([200, true]);
  });

  test('R-F9 whoever is on an agenda cannot be put into another session', async () => {
    const again = { cycleId: world.cycleId, title: '第二场', startsAt: '2026-12-21T06:00:00.000Z' };
    expect(await call(world.officer, 'POST', '/api/meetings', { ...again, assessees: [world.assessees[0]!.id] }, key())).toMatchObject({ status: 409, body: { code: 'meeting.debrief-elsewhere', params: { count: 1 } } });
    expect(await call(world.officer, 'POST', '/api/meetings', { ...again, assessees: [randomUUID()] }, key())).toMatchObject({ status: 404, body: { code: 'assessee.not-found' } });
    expect(await call(world.officer, 'POST', '/api/meetings', { ...again, sector: 'school', sectors: ['hospital'] }, key())).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  });
});
