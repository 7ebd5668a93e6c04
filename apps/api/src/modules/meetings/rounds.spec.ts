import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { castBody, makeEnvelope, makeRecountKey, openEnvelope, readRecount, recount, verifySealFile, type Choices, type Pocket, type SealFile, type Ticket } from '@shuping/ballot-box';
import { canonicalJson, sha256Hex } from '@shuping/kernel';
import { school } from '@shuping/plugin-school';
import { randomBytes, randomUUID } from 'node:crypto';
import { SealDb } from '../../platform/persistence/pools.ts';
import { bootApp, type BootedApp } from '../../testing/index.ts';
import { unlockRecount } from '../ballots/recount-package.ts';
import { TicketKeys } from '../ballots/ticket-keys.ts';
import { hallOf, ITEMS, type Answer, type Slip } from './testing/hall.ts';
import { worldOf, type World } from './testing/world.ts';

const HEADS = { leaders: 5, peers: 6, members_public: 12 };
const DUE = { leaders: 6, peers: 6, members_public: 22 };
const OPTIONS = ['hao', 'jiaohao', 'yiban', 'cha'];
const KEYS = [0, 1].map(() => makeRecountKey((n) => new Uint8Array(randomBytes(n))));

let booted: BootedApp;
let w: World;
beforeAll(async () => {
  booted = await bootApp();
  w = await worldOf(booted);
});
afterAll(() => booted.close());

const { call, answered: must, at, state, version, phase, phone, planned } = hallOf(() => booted, () => w);

async function confirm(id: string, command: string, round?: string): Promise<void> {
  const first = command === 'open_voting' && (await state(id)).phase === 'check_in_closed';
  for (const [n, one] of w.scrutineers.entries()) await must(call(one, 'POST', at(id, '/confirmations'), { command, ...(round ? { round } : {}), ...(first ? { recountKey: KEYS[n]!.publicKey } : {}) }));
}

/** After check-in: one subject after another, everybody with the tickets of all rounds. */
async function checkedIn(grouping: object = { rule: 'each' }): Promise<{ id: string; voters: Pocket[]; subjects: string[] }> {
  const id = await planned({ due: DUE });
  await must(call(w.officer, 'PUT', at(id, '/rounds'), grouping, await version(id)));
  await must(call(w.officer, 'POST', at(id, '/draw'), {}, await version(id)));
  const slips = (await must(call(w.clerk, 'POST', at(id, '/slips'), { numbers: HEADS }), 201)).body['slips'] as Slip[];
  expect((await call(w.officer, 'PUT', at(id, '/rounds'), { rule: 'together' }, await version(id))).body['code']).toBe('meeting.too-late');
  await must(phase(id, 'open_check_in'));
  await must(call(w.clerk, 'PUT', at(id, '/attendance'), { present: HEADS, handedOut: HEADS }));
  const voters = await Promise.all(slips.map((slip) => phone(id, slip)));
  await must(phase(id, 'close_check_in'));
  return { id, voters, subjects: (await state(id)).agenda.map((item) => item.assesseeId) };
}

const comment = (id: string, subject: string): Promise<Answer> => must(call(w.officer, 'PUT', at(id, `/comments/${subject}`), { speaker: '主持人', text: '意见', problems: [] }));
const marks = (subject: string, option: (item: number) => string | null): Choices => ({ [subject]: Object.fromEntries(ITEMS.map((item, n) => [item, option(n)])) });
const cast = (id: string, voter: Pocket, round: string, choices: Choices): Promise<Answer> => call(null, 'POST', `/vote/${id}/ballots`, castBody(voter, round, choices));

describe('R-F3 security 2.4 step 3: one subject after another', () => {
  test('rounds open one at a time in any order, each once; both scrutineers where something can be taken away; the seal, the tallies and the recount know every round', async () => {
    const { id, voters, subjects } = await checkedIn();
    expect(voters.every((voter) => Object.keys(voter.tickets).sort().join() === 'r1,r2,r3')).toBe(true);
    const planned = await state(id);
    expect(planned.rounds.map((round) => [round.id, round.subjects, round.phase, round.tickets])).toEqual(subjects.map((subject, n) => [`r${n + 1}`, [subject], 'waiting', 23]));
    expect(planned.next).toMatchObject({ command: 'open_voting', round: 'r1', confirmations: 'open_voting', missing: [{ code: 'meeting.comments-missing', params: { count: 1 } }, { code: 'meeting.two-scrutineers' }] });
    expect((await phase(id, 'open_voting')).body['code']).toBe('meeting.round-needed');
    // only the subject of the round needs its comment
    await comment(id, subjects[1]!);
    await confirm(id, 'open_voting', 'r2');
    await must(phase(id, 'open_voting', 'r2'));
    expect((await must(call(null, 'GET', `/vote/${id}`))).body['rounds']).toEqual([{ round: 'r1', phase: 'waiting' }, { round: 'r2', phase: 'voting' }, { round: 'r3', phase: 'waiting' }]);
    expect((await phase(id, 'open_voting', 'r1')).body['code']).toBe('meeting.round-open');
    expect((await cast(id, voters[0]!, 'r1', marks(subjects[0]!, () => 'hao'))).body['code']).toBe('ballot.not-open');
    // a ticket of one round is worth nothing in another
    expect((await call(null, 'POST', `/vote/${id}/ballots`, { ...castBody(voters[0]!, 'r1', marks(subjects[1]!, () => 'hao')), round: 'r2' })).body['code']).toBe('ballot.unknown-ticket');
    expect((await cast(id, voters[0]!, 'r2', marks(subjects[0]!, () => 'hao'))).body['code']).toBe('ballot.unknown-field');
    for (const voter of voters.slice(0, 22)) await must(cast(id, voter, 'r2', marks(subjects[1]!, () => 'jiaohao')));
    // somebody has not voted: closing cuts somebody off
    expect((await phase(id, 'close_voting', 'r2')).body).toMatchObject({ code: 'meeting.guard', issues: [{ code: 'meeting.two-scrutineers' }] });
    expect(await state(id)).toMatchObject({ turnout: { voted: 20, of: 23, exact: false }, next: { command: 'close_voting', round: 'r2', confirmations: 'close_voting/r2' } });
    await must(cast(id, voters[22]!, 'r2', marks(subjects[1]!, () => 'cha')));
    expect((await state(id)).next).toMatchObject({ round: 'r2', confirmations: null, missing: [] });
    await must(phase(id, 'close_voting', 'r2'));
    await must(phase(id, 'close_voting', 'r2'));
    expect(await state(id)).toMatchObject({ phase: 'voting', turnout: null, next: { command: 'open_voting', round: 'r1', confirmations: null }, rounds: [{ phase: 'waiting' }, { phase: 'closed', returned: 23 }, { phase: 'waiting' }] });
    expect((await cast(id, voters[3]!, 'r2', marks(subjects[1]!, () => 'hao'))).body['code']).toBe('ballot.closed');
    expect((await phase(id, 'open_voting', 'r2')).body['code']).toBe('meeting.illegal-phase');
    expect((await phase(id, 'seal')).body['code']).toBe('meeting.illegal-phase');
    for (const [n, round] of (['r1', 'r3'] as const).entries()) {
      const subject = subjects[n === 0 ? 0 : 2]!;
      expect((await phase(id, 'open_voting', round)).body).toMatchObject({ issues: [{ code: 'meeting.comments-missing' }] });
      await comment(id, subject);
      await must(phase(id, 'open_voting', round));
      // all of the first, all but two of the large class in the last
      const there = n === 0 ? voters : voters.filter((voter) => voter.class !== 'members_public').concat(voters.filter((voter) => voter.class === 'members_public').slice(2));
      await Promise.all(there.map(async (voter, k) => must(cast(id, voter, round, marks(subject, (item) => (item > 0 && k % 5 === 0 ? null : OPTIONS[(k + item) % 4]!))))));
      if (round === 'r3') await confirm(id, 'close_voting', round);
      await must(phase(id, 'close_voting', round));
    }
    expect((await state(id)).next).toMatchObject({ command: 'seal', round: null, confirmations: 'seal' });
    await confirm(id, 'seal');
    await must(phase(id, 'seal'));
    const file = (await must(call(w.officer, 'GET', at(id, '/seal.json')))).body as unknown as SealFile;
    expect(verifySealFile(file)).toEqual({ ok: true });
    expect(Object.values(file.rounds!).map((round) => round.subjects)).toEqual(subjects.map((subject) => [subject]));
    expect(file.rounds!['r3']!.counts).toEqual({ leaders: { issued: 5, returned: 5, uncast: 0 }, peers: { issued: 6, returned: 6, uncast: 0 }, members_public: { issued: 12, returned: 10, uncast: 2 } });
    expect(file.counts['members_public']).toEqual({ issued: 36, returned: 34, uncast: 2 });
    expect(file.receipts).toHaveLength(67);
    expect(Object.values(file.tallies[subjects[1]!]!).reduce((sum, one) => sum + one.items['overall']!.options['jiaohao']!, 0)).toBe(22);
    const opened = unlockRecount((await must(call(w.officer, 'GET', at(id, '/recount.json')))).text, KEYS.map((key) => key.pem));
    if (!opened.ok) throw new Error(opened.error.code);
    const content = readRecount(opened.value)!;
    expect(recount(file, content)).toEqual([]);
    // a ticket moved to another round, or a ballot count moved, is found
    expect(verifySealFile({ ...file, rounds: { ...file.rounds!, r1: file.rounds!['r3']! } }).ok).toBe(false);
    expect(recount({ ...file, rounds: { ...file.rounds!, r1: { ...file.rounds!['r1']!, counts: file.rounds!['r3']!.counts } } }, content)).toContainEqual({ at: 'rounds/r1/counts/members_public/returned', expected: 10, got: 12 });
    const tallies = (await must(call(w.officer, 'GET', at(id, '/tallies')))).body as { items: { assesseeId: string; tallies: Record<string, { issued: number; returned: number }> }[] };
    expect(tallies.items.find((one) => one.assesseeId === subjects[2])!.tallies['members_public']).toMatchObject({ issued: 12, returned: 10 });
    expect(await state(id)).toMatchObject({ turnout: { voted: 67, of: 69, exact: true }, rounds: [{ returned: 23 }, { returned: 23 }, { returned: 21 }] });
  }, 180_000);

  test('blocks: two subjects together and then the rest', async () => {
    const { id, subjects, voters } = await checkedIn({ rule: 'blocks', size: 2 });
    expect((await state(id)).rounds.map((round) => round.subjects)).toEqual([subjects.slice(0, 2), subjects.slice(2)]);
    expect(Object.keys(voters[0]!.tickets).sort()).toEqual(['r1', 'r2']);
  }, 60_000);
});

describe('SEC-B11 late-comers come by fives', () => {
  const wave = (id: string, heads: Record<string, number>): Promise<Answer> => call(w.clerk, 'POST', at(id, '/waves'), { heads });
  const tried = async (id: string, slips: readonly Slip[]): Promise<string[]> => (await Promise.allSettled(slips.map((slip) => phone(id, slip)))).map((one) => (one.status === 'fulfilled' ? 'tickets' : /"code":"([^"]+)"/.exec(String(one.reason))![1]!));

  test('four are refused; of five called in, four phones get nothing and the fifth gets tickets for all, for rounds not yet opened only', async () => {
    const { id, voters, subjects } = await checkedIn();
    expect((await wave(id, { members_public: 4 })).body).toMatchObject({ code: 'meeting.wave-too-small', params: { heads: 4, needed: 5 } });
    expect((await wave(id, { leaders: 4, peers: 4 })).body).toMatchObject({ code: 'meeting.guard', issues: [{ code: 'meeting.more-present-than-due', at: 'leaders' }] });
    for (const subject of subjects) await comment(id, subject);
    await confirm(id, 'open_voting', 'r1');
    await must(phase(id, 'open_voting', 'r1'));
    expect((await wave(id, { members_public: 6 })).body['code']).toBe('meeting.wave-round-open');
    for (const voter of voters) await must(cast(id, voter, 'r1', marks(subjects[0]!, () => 'hao')));
    await must(phase(id, 'close_voting', 'r1'));
    const slips = (await must(wave(id, { leaders: 1, members_public: 5 }), 201)).body['slips'] as Slip[];
    expect(slips).toHaveLength(6);
    expect((await wave(id, { members_public: 5 })).body['code']).toBe('meeting.wave-open');
    expect((await phase(id, 'open_voting', 'r2')).body).toMatchObject({ issues: [{ code: 'meeting.wave-open' }] });
    // the same phone asks again with the envelopes it keeps: here their server half is enough
    const kept = await Promise.all(slips.map(async (slip) => ({ slip, entry: (await must(call(null, 'POST', `/vote/${id}/entry`, { slip: slip.secret, pad: '' }))).body as { checkIn: string; keys: { round: string }[] } })));
    expect(kept.every((one) => one.entry.checkIn === 'open' && one.entry.keys.map((key) => key.round).join() === 'r2,r3')).toBe(true);
    const request = (slip: Slip): object => ({ slip: slip.secret, blinded: { r2: `00${'1'.repeat(510)}`, r3: `00${'2'.repeat(510)}` }, pad: '' });
    const asked = async (slip: Slip): Promise<string> => {
      const answer = await call(null, 'POST', `/vote/${id}/tickets`, request(slip));
      return answer.status === 200 ? 'tickets' : String(answer.body['code']);
    };
    const four: string[] = [];
    for (const slip of slips.slice(0, 4)) four.push(await asked(slip), await asked(slip));
    expect(four).toEqual(Array(8).fill('ticket.wave-waits'));
    expect((await state(id)).waves).toMatchObject([{ wave: 1, state: 'open', ready: 4 }]);
    expect(await asked(slips[4]!)).toBe('tickets');
    expect(await Promise.all(slips.slice(0, 4).map(asked))).toEqual(Array(4).fill('tickets'));
    const late = await phone(id, slips[5]!);
    expect(Object.keys(late.tickets).sort()).toEqual(['r2', 'r3']);
    await must(call(w.clerk, 'POST', at(id, '/waves/close')));
    expect((await state(id)).waves).toMatchObject([{ state: 'given', ready: null, rounds: ['r2', 'r3'] }]);
    expect((await state(id)).rounds.map((round) => round.tickets)).toEqual([23, 29, 29]);
    // voters were added: both scrutineers confirm the next opening, once
    expect((await state(id)).next).toMatchObject({ command: 'open_voting', round: 'r2', confirmations: 'open_voting/r2' });
    await confirm(id, 'open_voting', 'r2');
    await must(phase(id, 'open_voting', 'r2'));
    await must(cast(id, late, 'r2', marks(subjects[1]!, () => 'hao')));
    for (const voter of voters) await must(cast(id, voter, 'r2', marks(subjects[1]!, () => 'hao')));
    await confirm(id, 'close_voting', 'r2');
    await must(phase(id, 'close_voting', 'r2'));
    expect((await state(id)).next).toMatchObject({ command: 'open_voting', round: 'r3', confirmations: null });
    // a second wave to which only four come: nobody gets a ticket, and its slips are void
    const more = (await must(wave(id, { members_public: 5 }), 201)).body['slips'] as Slip[];
    expect(await tried(id, more.slice(0, 4))).toEqual(Array(4).fill('ticket.wave-waits'));
    await must(call(w.clerk, 'POST', at(id, '/waves/close')));
    expect((await state(id)).waves[1]).toMatchObject({ state: 'void', tickets: {} });
    expect(await tried(id, more)).toEqual(Array(5).fill('ticket.unknown-slip'));
    expect((await call(w.clerk, 'POST', at(id, '/waves/close'))).body['code']).toBe('meeting.no-wave');
    expect((await state(id)).rounds.map((round) => round.tickets)).toEqual([23, 29, 29]);
    await must(phase(id, 'open_voting', 'r3'));
    for (const voter of [...voters, late]) await must(cast(id, voter, 'r3', marks(subjects[2]!, () => 'yiban')));
    await confirm(id, 'close_voting', 'r3');
    await must(phase(id, 'close_voting', 'r3'));
    await confirm(id, 'seal');
    await must(phase(id, 'seal'));
    const file = (await must(call(w.officer, 'GET', at(id, '/seal.json')))).body as unknown as SealFile;
    expect(verifySealFile(file)).toEqual({ ok: true });
    expect(Object.values(file.rounds!).map((round) => Object.values(round.counts).reduce((sum, one) => sum + one.issued, 0))).toEqual([23, 29, 29]);
  }, 180_000);

  test('nobody but who prints slips lets late-comers in, and not before check-in has closed', async () => {
    const { id } = await checkedIn({ rule: 'together' });
    expect((await call(w.scrutineers[0], 'POST', at(id, '/waves'), { heads: { members_public: 5 } })).status).toBe(403);
    expect((await call(w.secretary, 'POST', at(id, '/waves'), { heads: { members_public: 5 } })).status).not.toBe(201);
    const five = (await must(wave(id, { members_public: 5 }), 201)).body['slips'] as Slip[];
    expect((await state(id)).groups.find((g) => g.id === 'members_public')!.present).toBe(12);
    // the control: five phones together do get tickets
    const outcomes = [...(await tried(id, five.slice(0, 4))), ...(await tried(id, five.slice(4)))];
    expect(outcomes).toEqual(['ticket.wave-waits', 'ticket.wave-waits', 'ticket.wave-waits', 'ticket.wave-waits', 'tickets']);
    await must(call(w.clerk, 'POST', at(id, '/waves/close')));
    expect((await state(id)).groups.find((g) => g.id === 'members_public')!.present).toBe(17);
  }, 60_000);
});

describe('R19 S47 a vote that does not stand', () => {
  test('too few ballots and a surplus void their rounds, which are not counted and are voted on again; the others stand', async () => {
    const before = w;
    w = await worldOf(booted, { scheme: { ...school.scheme, meeting: { ...school.scheme.meeting, quorum: 0, rounds: 'each', validity: { present: { share: '1/2', over: true }, returned: { of: 'issued', share: '2/3' }, surplus: 'void' } } } });
    try {
      const { id, voters, subjects } = await checkedIn();
      for (const subject of subjects) await comment(id, subject);
      const first = await state(id);
      expect([first.grouping, first.quorum]).toEqual([{ rule: 'each' }, 0]);
      for (const [n, round] of (['r1', 'r2', 'r3'] as const).entries()) {
        if (n === 0) await confirm(id, 'open_voting', round);
        await must(phase(id, 'open_voting', round));
        for (const voter of n === 1 ? voters.slice(0, 15) : voters) await must(cast(id, voter, round, marks(subjects[n]!, () => 'hao')));
        if (n === 2) await must(cast(id, { class: 'peers', tickets: { r3: await oneTooMany(id, 'r3', 'peers') } }, round, marks(subjects[n]!, () => 'cha')));
        if (n > 0) await confirm(id, 'close_voting', round);
        await must(phase(id, 'close_voting', round));
      }
      expect((await call(w.officer, 'POST', at(id, '/rerun'), {}, { 'idempotency-key': randomUUID() })).body['code']).toBe('meeting.not-void');
      await confirm(id, 'seal');
      await must(phase(id, 'seal'));
      const file = (await must(call(w.officer, 'GET', at(id, '/seal.json')))).body as unknown as SealFile;
      expect(verifySealFile(file)).toEqual({ ok: true });
      expect(file.void).toEqual({ r2: { code: 'vote.too-few', params: { returned: 15, of: 23, needed: 16 } }, r3: { code: 'vote.surplus', params: { tickets: 6, returned: 7 } } });
      expect(Object.keys(file.tallies)).toEqual([subjects[0]]);
      // without the reason the surplus would be a broken file
      const { void: _reasons, ...rest } = file;
      expect(verifySealFile({ ...rest, root: sha256Hex(canonicalJson({ ...rest, root: undefined })) } as SealFile).ok).toBe(false);
      const opened = unlockRecount((await must(call(w.officer, 'GET', at(id, '/recount.json')))).text, KEYS.map((key) => key.pem));
      expect(opened.ok && recount(file, readRecount(opened.value)!)).toEqual([]);
      expect((await state(id)).void.map((one) => [one.round, one.code])).toEqual([['r2', 'vote.too-few'], ['r3', 'vote.surplus']]);
      expect(((await must(call(w.officer, 'GET', at(id, '/tallies')))).body as { items: unknown[] }).items).toHaveLength(1);
      expect((await call(w.clerk, 'POST', at(id, '/rerun'), {}, { 'idempotency-key': randomUUID() })).status).toBe(403);
      const again = String((await must(call(w.officer, 'POST', at(id, '/rerun'), {}, { 'idempotency-key': randomUUID() }), 201)).body['id']);
      const fresh = await state(again);
      expect([fresh.phase, fresh.agenda.map((item) => item.assesseeId), fresh.agenda.every((item) => item.comment !== null), fresh.fingerprint]).toEqual(['planned', subjects.slice(1), true, '']);
      expect(fresh.groups.every((g) => g.votes === 'own' && g.present === 0 && g.printed === 0)).toBe(true);
      expect((await state(id)).rerun).toBe(again);
      expect((await call(w.officer, 'POST', at(id, '/rerun'), {}, { 'idempotency-key': randomUUID() })).body['code']).toBe('meeting.rerun-exists');
    } finally {
      w = before;
    }
  }, 180_000);

  test('R09 a group that does not rate itself needs names, and is refused while nobody of it is on the roll', async () => {
    const other = await worldOf(booted, { scheme: { ...school.scheme, groups: school.scheme.groups.map((g) => (g.id === 'peers' ? { ...g, rates: { rule: 'not_self' as const } } : g)) } });
    const id = String((await must(call(other.officer, 'POST', '/api/meetings', { cycleId: other.cycleId, title: '评议会', startsAt: '2026-12-20T06:00:00.000Z' }, { 'idempotency-key': randomUUID() }), 201)).body['id']);
    expect((await call(other.officer, 'PUT', at(id, '/groups'), { due: DUE }, { 'if-match': '"1"' })).body).toMatchObject({ code: 'meeting.rates-need-names', params: { group: 'peers' } });
  }, 60_000);
});

/** A ticket that nobody was given: what a faulty or false count looks like. */
async function oneTooMany(id: string, round: string, voterClass: string): Promise<Ticket> {
  const keys = booted.app.get(TicketKeys, { strict: false });
  const key = (await keys.list(id)).find((one) => one.round === round && one.class === voterClass)!;
  const envelope = makeEnvelope(key, (n) => new Uint8Array(randomBytes(n)));
  const stamped = await booted.app.get(SealDb, { strict: false }).transaction((client) => keys.stamp(client, id, round, voterClass, envelope.blinded));
  return openEnvelope(key, envelope, stamped!)!;
}
