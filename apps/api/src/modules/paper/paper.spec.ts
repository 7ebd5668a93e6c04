import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { castBody, makeRecountKey, readRecount, recount, verifySealFile, type Choices, type SealFile } from '@shuping/ballot-box';
import type { PaperBatchOut, PaperOut } from '@shuping/contracts';
import { TWO_MARKS } from '@shuping/domain';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { bootApp, signedIn, type BootedApp, type TestPerson } from '../../testing/index.ts';
import { unlockRecount } from '../ballots/recount-package.ts';
import { hallOf, ITEMS, type Answer, type Slip } from '../meetings/testing/hall.ts';
import { worldOf, type World } from '../meetings/testing/world.ts';

let booted: BootedApp;
let w: World;
let typist: TestPerson;
const KEYS = [0, 1].map(() => makeRecountKey((n) => new Uint8Array(randomBytes(n))));

beforeAll(async () => {
  booted = await bootApp();
  w = await worldOf(booted);
  typist = await signedIn(booted, { path: w.path, grants: [{ role: 'clerk', path: w.path }] });
});
afterAll(() => booted.close());

const { call, must, at, state, version, key, phase, phone, planned, confirmed } = hallOf(() => booted, () => w, [KEYS[0]!.publicKey, KEYS[1]!.publicKey]);
const paper = async (id: string): Promise<PaperOut> => (await must(call(w.clerk, 'GET', at(id, '/paper')))) as unknown as PaperOut;
const ledger = async (id: string, voterClass: string, figures: Record<string, number>): Promise<Answer> => call(w.clerk, 'PUT', at(id, '/paper/ledger'), { round: 'r1', class: voterClass, ...figures }, await version(id));
const batchOf = async (id: string, voterClass: string, size: number): Promise<string> => String((await must(call(w.clerk, 'POST', at(id, '/paper/batches'), { round: 'r1', class: voterClass, size }, key()), 201))['id']);
const type = (id: string, batch: string, who: TestPerson, sheets: readonly Choices[]): Promise<Answer> => call(who, 'POST', at(id, `/paper/batches/${batch}/entries`), { sheets });
const look = (id: string, batch: string, who: TestPerson, decisions: readonly object[]): Promise<Answer> => call(who, 'POST', at(id, `/paper/batches/${batch}/looks`), { decisions });

const sheet = (option: string | null, more: Record<string, string | null> = {}): Choices => Object.fromEntries(w.assessees.map((a) => [a.id, { ...Object.fromEntries(ITEMS.map((item) => [item, option])), ...more }]));

/** To the opened vote with phones and paper; every phone has cast the same option. */
async function opened(phones: Record<string, number>, sheets: Record<string, number>, due: Record<string, number>): Promise<string> {
  const id = await planned({ due });
  const { slips } = (await must(call(w.clerk, 'POST', at(id, '/slips'), { numbers: phones }), 201)) as { slips: Slip[] };
  await must(phase(id, 'open_check_in'));
  const present = Object.fromEntries(Object.entries(phones).map(([group, n]) => [group, n + (sheets[group] ?? 0)]));
  await must(call(w.clerk, 'PUT', at(id, '/attendance'), { present, handedOut: phones, paper: { ...sheets, peers: (sheets['peers'] ?? 0) + 1 } }));
  const voters = await Promise.all(slips.map((slip) => phone(id, slip)));
  // somebody who checked in by phone took a sheet as well
  const twice = await phase(id, 'close_check_in');
  expect([twice.body['code'], (twice.body['issues'] as object[] | undefined)?.[0]]).toMatchObject(['meeting.guard', { code: expect.stringMatching(/more-slips-than-heads|more-than-heads/) }]);
  expect((await state(id)).next!.missing).toContainEqual({ code: 'paper.more-than-heads', at: 'peers', params: { present: present['peers'], slips: phones['peers'], sheets: (sheets['peers'] ?? 0) + 1, difference: 1 } });
  await must(call(w.clerk, 'PUT', at(id, '/attendance'), { paper: { peers: sheets['peers'] ?? 0 } }));
  await must(phase(id, 'close_check_in'));
  for (const a of w.assessees) await must(call(w.officer, 'PUT', at(id, `/comments/${a.id}`), { speaker: '主持人', text: '意见', problems: [] }));
  await confirmed(id, 'open_voting');
  for (const voter of voters) await must(call(null, 'POST', `/vote/${id}/ballots`, castBody(voter, 'r1', sheet('hao'))));
  return id;
}

describe('R-F5 ten paper ballots in one meeting with phones', () => {
  test('ledger, double entry, third look and seal: one set of counts per class, and the recount adds up', async () => {
    const id = await opened({ leaders: 7, peers: 4, members_public: 12 }, { peers: 3, members_public: 7 }, { leaders: 7, peers: 7, members_public: 20 });

    // the box does not close while a sheet is missing, and the refusal names class and difference
    await must(ledger(id, 'peers', { printed: 25, unused: 22, returned: 3 }));
    await must(ledger(id, 'members_public', { printed: 25, spoiled: 1, unused: 16, returned: 7 }));
    for (const one of w.scrutineers) await must(call(one, 'POST', at(id, '/confirmations'), { command: 'close_voting' }));
    const refused = await phase(id, 'close_voting');
    expect(refused.body['issues']).toEqual([{ code: 'paper.sheets-differ', at: 'members_public', params: { difference: -1, printed: 25, handedOut: 7, spoiled: 1, unused: 16 } }]);
    expect((await state(id)).next!.missing).toMatchObject([{ code: 'paper.sheets-differ', at: 'members_public' }]);
    expect((await call(w.clerk, 'POST', at(id, '/paper/batches'), { round: 'r1', class: 'peers', size: 3 }, key())).body['code']).toBe('paper.not-closed');
    await must(ledger(id, 'members_public', { unused: 17 }));
    await must(phase(id, 'close_voting'));

    // peers: two people agree, so the batch counts
    const peers = await batchOf(id, 'peers', 3);
    expect((await call(w.clerk, 'POST', at(id, '/paper/batches'), { round: 'r1', class: 'peers', size: 1 }, key())).body['code']).toBe('paper.batch-beyond-box');
    const three = [sheet('hao'), sheet('cha'), sheet('hao', { theme: null })];
    expect((await type(id, peers, w.clerk, three.slice(1))).body['code']).toBe('paper.entry-size');
    expect((await type(id, peers, w.clerk, [sheet('best'), sheet('hao'), sheet('hao')])).body).toMatchObject({ code: 'ballot.unknown-option', at: `/sheets/0/choices/${w.assessees[0]!.id}/overall` });
    await must(type(id, peers, w.clerk, three));
    expect((await type(id, peers, w.clerk, three)).body['code']).toBe('paper.same-person');
    expect((await call(w.secretary, 'GET', at(id, '/paper'))).status).toBe(403);
    // whoever types second sees nothing of the first entry
    expect((await call(typist, 'GET', at(id, `/paper/batches/${peers}`))).text).not.toMatch(/"(hao|cha)"/);
    expect(await must(type(id, peers, typist, three))).toMatchObject({ step: 'counted', settledBy: [] });

    // members: a blank, a void sheet, two marks on an optional question, and one slip of the hand
    const members = await batchOf(id, 'members_public', 7);
    const seven = [sheet('hao'), sheet('hao'), sheet('jiaohao'), sheet('yiban', { duty: null }), sheet('cha', { weak: TWO_MARKS }), sheet('hao', { overall: null }), sheet('hao', { overall: TWO_MARKS })];
    await must(type(id, members, w.clerk, seven));
    const wrong = seven.map((one, n) => (n === 2 ? sheet('jiaohao', { theme: 'yiban' }) : one));
    const differing = (await must(type(id, members, typist, wrong))) as unknown as PaperBatchOut;
    const places = w.assessees.map((a) => ({ sheet: 3, subject: a.id, item: 'theme' }));
    expect(differing).toMatchObject({ step: 'look', differences: places.map((place) => ({ ...place, first: 'jiaohao', second: 'yiban' })) });
    for (const one of w.scrutineers) await must(call(one, 'POST', at(id, '/confirmations'), { command: 'seal' }));
    expect((await phase(id, 'seal')).body['issues']).toEqual([{ code: 'paper.sheets-uncounted', at: 'members_public', params: { difference: 7, returned: 7, counted: 0 } }]);
    const decide = (mark: string): object[] => places.map((place) => ({ ...place, mark }));
    expect((await look(id, members, typist, decide('yiban').slice(1))).body['code']).toBe('paper.places-differ');
    expect(await must(look(id, members, typist, decide('yiban')))).toMatchObject({ step: 'look', look: expect.any(String), settledBy: [] });
    // nobody settles alone, and two who do not agree settle nothing
    expect(await must(look(id, members, typist, decide('yiban')))).toMatchObject({ step: 'look' });
    expect(await must(look(id, members, w.scrutineers[0], decide('jiaohao')))).toMatchObject({ step: 'look' });
    const settled = (await must(look(id, members, w.clerk, decide('jiaohao')))) as unknown as PaperBatchOut;
    expect([settled.step, settled.settledBy.length, new Set([settled.first, settled.second]).size]).toEqual(['counted', 2, expect.any(Number)]);
    expect((await type(id, members, w.scrutineers[1], seven)).body['code']).toBe('paper.batch-counted');
    expect((await paper(id)).rounds[0]!.classes.map((c) => [c.id, c.ledger.returned, c.counted, c.problems])).toEqual([['leaders', 0, 0, []], ['peers', 3, 3, []], ['members_public', 7, 7, []]]);
    expect((await state(id)).groups.map((g) => [g.id, g.returned])).toEqual([['leaders', 7], ['peers', 7], ['members_public', 19]]);

    await must(phase(id, 'seal'));
    const file = (await must(call(w.scrutineers[0], 'GET', at(id, '/seal.json')))) as unknown as SealFile;
    expect(verifySealFile(file)).toEqual({ ok: true });
    expect([file.paper, file.receipts.length, file.merged]).toEqual([10, 23, undefined]);
    expect(file.counts).toEqual({ leaders: { issued: 7, returned: 7, uncast: 0 }, peers: { issued: 7, returned: 7, uncast: 0 }, members_public: { issued: 19, returned: 19, uncast: 0 } });
    const one = file.tallies[w.assessees[1]!.id]!;
    // three on paper and four by phone are one class of seven; nothing tells which came how
    expect(one['peers']).toMatchObject({ valid: 7, items: { overall: { options: { hao: 6, jiaohao: 0, yiban: 0, cha: 1 }, blank: 0 }, theme: { blank: 1 } } });
    expect(one['members_public']).toMatchObject({ valid: 17, invalid: 2, items: { overall: { options: { hao: 14, jiaohao: 1, yiban: 1, cha: 1 }, blank: 0 }, theme: { options: { jiaohao: 1, yiban: 1 } }, weak: { blank: 0, invalid: 1 }, duty: { blank: 1 } } });
    const tallies = (await must(call(w.officer, 'GET', at(id, '/tallies')))) as { items: { tallies: Record<string, object> }[] };
    expect(tallies.items[0]!.tallies['members_public']).toMatchObject({ due: 20, present: 19, issued: 19, returned: 19, valid: 17, items: { weak: { blank: 1 } } });

    const bytes = (await call(w.scrutineers[0], 'GET', at(id, '/recount.json'))).text;
    const opened_ = unlockRecount(bytes, KEYS.map((k) => k.pem));
    const content = opened_.ok ? readRecount(opened_.value) : null;
    expect(content?.sheets).toHaveLength(10);
    expect(recount(file, content!)).toEqual([]);
    expect(recount({ ...file, paper: 9 }, content!)).toContainEqual({ at: 'paper', expected: 9, got: 10 });

    const admin = new pg.Client({ connectionString: booted.database.adminUrl });
    await admin.connect();
    const left = await admin.query('select (select count(*) from ballot.paper_entry)::int as entries, (select count(*) from ballot.paper_sheet)::int as sheets, (select count(*) from ballot.paper_batch)::int as batches');
    await admin.end();
    expect(left.rows[0]).toEqual({ entries: 0, sheets: 0, batches: 0 });
  }, 60_000);

  test('sheets void for one person rated leave no class too small to be shown: it is folded, phones and paper together', async () => {
    const id = await opened({ leaders: 7, peers: 2, members_public: 12 }, { peers: 3 }, { leaders: 7, peers: 6, members_public: 20 });
    await must(ledger(id, 'peers', { printed: 3, returned: 3 }));
    await confirmed(id, 'close_voting');
    const batch = await batchOf(id, 'peers', 3);
    const sheets = [sheet('hao'), sheet('hao'), { ...sheet('cha'), [w.assessees[0]!.id]: { ...sheet('cha')[w.assessees[0]!.id]!, overall: TWO_MARKS } }];
    await must(type(id, batch, w.clerk, sheets));
    await must(type(id, batch, typist, sheets));
    await confirmed(id, 'seal');
    const file = (await must(call(w.scrutineers[0], 'GET', at(id, '/seal.json')))) as unknown as SealFile;
    expect(verifySealFile(file)).toEqual({ ok: true });
    expect(Object.keys(file.merged ?? {})).toEqual(['peers']);
    expect(Object.keys(file.tallies[w.assessees[0]!.id]!)).not.toContain('peers');
  }, 60_000);

  test('a batch that was miscounted is unmade until it counts; the ledger cannot fall under its batches', async () => {
    const id = await opened({ leaders: 7, peers: 4, members_public: 12 }, { peers: 3 }, { leaders: 7, peers: 7, members_public: 20 });
    await must(ledger(id, 'peers', { printed: 3, returned: 3 }));
    await confirmed(id, 'close_voting');
    const batch = await batchOf(id, 'peers', 2);
    expect((await ledger(id, 'peers', { returned: 1, kept: 2 })).body['code']).toBe('paper.batch-beyond-box');
    await must(call(w.clerk, 'POST', at(id, `/paper/batches/${batch}/discard`)));
    const again = await batchOf(id, 'peers', 3);
    for (const who of [w.clerk, typist]) await must(type(id, again, who, [sheet('hao'), sheet('hao'), sheet('hao')]));
    expect((await call(w.clerk, 'POST', at(id, `/paper/batches/${again}/discard`))).body['code']).toBe('paper.batch-counted');
  }, 60_000);
});
