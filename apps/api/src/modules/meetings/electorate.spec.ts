import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { castBody, REMARK, verifySealFile, type Choices, type Pocket, type SealFile } from '@shuping/ballot-box';
import type { PaperOut } from '@shuping/contracts';
import { resolveText, seededRandom, type Random, type TextRef } from '@shuping/kernel';
import { readXlsx, writeXlsx } from '@shuping/office';
import { randomUUID } from 'node:crypto';
import { systemActor } from '../../platform/persistence/index.ts';
import { SectorPlugins } from '../../platform/plugins/index.ts';
import { SealDb } from '../../platform/persistence/pools.ts';
import { bootApp, signedIn, type BootedApp } from '../../testing/index.ts';
import { SealStore } from '../ballots/index.ts';
import { MeetingsApi } from './index.ts';
import { hallOf, ITEMS } from './testing/hall.ts';
import { count, electorsOf, MARKED, relations as scheme, type ElectorIn, type Expected } from './testing/electorate.ts';
import { worldOf, type World } from './testing/world.ts';

const OPTIONS = ['hao', 'jiaohao', 'yiban', 'cha'];
const PUBLIC = 20;
const ON_PAPER = 5;
const REMARKS = ['多到一线', '少开会', '实事办得好', '群众认可', '再严一些'];

type RollSlip = { elector: string; name: string; secret: string };
let booted: BootedApp;
let w: World;
beforeAll(async () => {
  booted = await bootApp();
  w = await worldOf(booted, { scheme });
  await booted.uow.run(systemActor('spec'), (tx) => tx.sql(`update assessee set facts = '{"kind": "office"}' where id = ?`, [w.assessees[2]!.id]));
}, 90_000);
afterAll(() => booted.close());

const { call, must, at, state, version, key, phase, phone, freed, confirmed } = hallOf(() => booted, () => w);
const ids = (): [string, string, string] => w.assessees.map((one) => one.id) as [string, string, string];

async function created(): Promise<string> {
  await freed();
  return String((await must(call(w.officer, 'POST', '/api/meetings', { cycleId: w.cycleId, title: '述职评议会', startsAt: '2026-12-20T06:00:00.000Z' }, key()), 201))['id']);
}
const add = (id: string, electors: ElectorIn[]): ReturnType<typeof call> => call(w.clerk, 'POST', at(id, '/roll/electors'), { electors }, key());
const groups = async (id: string): Promise<Awaited<ReturnType<typeof call>>> => call(w.officer, 'PUT', at(id, '/groups'), { due: { leaders: 0, peers: 0, members_public: PUBLIC } }, await version(id));

type Sheet = { round: string; class: string; subjects: { id: string }[]; form: { items: { id: string }[] } };
/** A phone fills in every sheet that it holds; what it marks is counted here as well, independently of the server. */
async function votes(id: string, pocket: Pocket, group: string, { random, expected, without }: { random: Random; expected: Expected; without: string | undefined }): Promise<void> {
  for (const round of Object.keys(pocket.tickets)) {
    if (round === without) continue;
    const voterClass = pocket.classes?.[round] ?? pocket.class;
    const sheet = (await must(call(null, 'GET', `/vote/${id}/sheets/${round}/${voterClass}`))) as unknown as Sheet;
    const choices: Choices = Object.fromEntries(sheet.subjects.map((subject) => [subject.id, Object.fromEntries(sheet.form.items.map((item) => [item.id, OPTIONS[Math.floor(random() * 4)]!]))]));
    await must(call(null, 'POST', `/vote/${id}/ballots`, castBody(pocket, round, choices)));
    count(expected, group, choices);
  }
}

describe('R09 R11 R15 R22 a meeting with names', () => {
  test('from the roll to sealed tallies: nobody rates themselves, leaders rate whom they supervise, some are asked more, and the tallies equal an independent count', async () => {
    const id = await created();
    const [a, b, c] = ids();
    expect((await groups(id)).body).toMatchObject({ code: 'meeting.rates-need-names', params: { group: 'leaders' } });
    expect((await add(id, [{ name: '甲', groups: ['nobody'] }])).body['code']).toBe('meeting.groups-differ');
    expect((await add(id, [{ name: '甲', groups: ['leaders'], related: [randomUUID()] }])).body['code']).toBe('assessee.not-found');
    expect((await add(id, electorsOf(w))).body).toEqual({ added: 19, changed: 0 });
    // once more changes nothing, and says who is whom by the person
    expect((await add(id, electorsOf(w).slice(12))).body).toEqual({ added: 0, changed: 7 });
    const page = await must(call(w.clerk, 'GET', at(id, '/roll/electors?group=peers&limit=5')));
    expect((page['items'] as { name: string; subject: { id: string } | null }[]).filter((one) => one.name.startsWith('书记')).map((one) => one.subject?.id)).toEqual([a, b, c].slice(0, (page['items'] as { name: string }[]).filter((one) => one.name.startsWith('书记')).length));
    expect(typeof page['next']).toBe('string');
    expect((await must(call(w.clerk, 'GET', at(id, `/roll/electors?group=peers&limit=5&after=${encodeURIComponent(String(page['next']))}`))))['items']).toHaveLength(2);
    await must(groups(id));
    expect((await state(id)).groups.map((g) => [g.id, g.due, g.votes, g.byName])).toEqual(expect.arrayContaining([['leaders', 12, 'own', true], ['peers', 7, 'own', true], ['members_public', PUBLIC, 'own', false]]));
    expect(await must(call(w.clerk, 'GET', at(id, '/roll')))).toMatchObject({ total: 19, frozen: false, problems: [] });

    // a slip from the box does not say on whom its holder may vote
    expect((await call(w.clerk, 'POST', at(id, '/slips'), { numbers: { peers: 7 } })).body['code']).toBe('meeting.slips-by-name');
    const drawn = (await must(call(w.clerk, 'POST', at(id, '/slips'), { numbers: { members_public: PUBLIC - ON_PAPER } }), 201))['slips'] as { class: string; secret: string }[];
    // two tabs at once: one gets the slips, and nobody has two
    const both = await Promise.all([1, 2, 3].map(() => call(w.clerk, 'POST', at(id, '/roll/slips'), {})));
    const late = (answers: Awaited<ReturnType<typeof call>>[]): unknown[] => answers.filter((answer) => answer.status !== 201).map((answer) => answer.body['code']).filter((code) => code !== 'meeting.slips-none' && code !== 'request.version-stale');
    expect([both.filter((answer) => answer.status === 201).length, late(both)]).toEqual([1, []]);
    const hashes = async (): Promise<number> => (await booted.app.get(SealDb, { strict: false }).query('select 1 from ballot.slip where meeting = $1 and tickets is not null', [id])).rowCount ?? 0;
    expect(await hashes()).toBe(19);
    const anew = await Promise.all([1, 2, 3].map(() => call(w.clerk, 'POST', at(id, '/roll/slips'), { replace: true })));
    expect([anew.filter((answer) => answer.status === 201).length, late(anew), await hashes()]).toEqual([1, [], 19]);
    const made = anew.find((answer) => answer.status === 201)!.body['slips'] as RollSlip[];
    expect(made.map((one) => one.name).sort()).toEqual(electorsOf(w).map((one) => one.name).sort());
    expect((await call(w.clerk, 'POST', at(id, '/roll/slips'), {})).body['code']).toBe('meeting.slips-none');
    expect((await add(id, [{ name: '迟到', groups: ['leaders'] }])).body['code']).toBe('meeting.too-late');

    await must(phase(id, 'open_check_in'));
    const heads = { leaders: 12, peers: 7, members_public: PUBLIC };
    const paper = (await must(call(w.clerk, 'GET', at(id, '/paper')))) as unknown as PaperOut;
    const publics = paper.rounds.flatMap((one) => one.classes.filter(({ id: own }) => own === 'members_public').map(({ entitled, typed }) => [one.subjects.length, entitled, typed]));
    expect([paper.byKind, paper.rounds.map((one) => one.subjects.length).sort(), publics.sort()]).toEqual([true, [1, 1, 1, 2], [[1, PUBLIC, false], [2, PUBLIC, false]]]);
    // five leaders and five of the public get paper: of the leaders each kind is counted, of the public everybody has the same
    const paperLeaders = made.filter((one) => /^领导[1-5]$/.test(one.name));
    const [sheetA, sheetB] = [a, b].map((subject) => paper.rounds.find((one) => one.subjects.map((s) => s.id).join() === subject)!.id) as [string, string];
    const attend = (input: object): ReturnType<typeof call> => call(w.clerk, 'PUT', at(id, '/attendance'), input);
    expect((await attend({ kinds: { [`${sheetA}/leaders`]: 7 } })).body).toMatchObject({ code: 'paper.kind-beyond-entitled', params: { entitled: 6 } });
    expect((await attend({ kinds: { 'r1-1/members_public': 5 } })).body['code']).toBe('paper.unknown-class');
    const slips = { leaders: 12 - ON_PAPER, peers: 7, members_public: PUBLIC - ON_PAPER };
    await must(attend({ present: heads, handedOut: slips, parts: { members_public: { residents: 13 } }, paper: { leaders: ON_PAPER, members_public: ON_PAPER } }));
    await must(call(w.clerk, 'PUT', at(id, '/slips/void'), { secrets: paperLeaders.map((one) => one.secret) }));
    const issues = async (): Promise<unknown> => (await phase(id, 'close_check_in')).body['issues'];
    expect(await issues()).toEqual([{ code: 'paper.kinds-missing', at: 'leaders', params: { people: ON_PAPER } }]);
    await must(attend({ kinds: { [`${sheetA}/leaders`]: 4, [`${sheetB}/leaders`]: ON_PAPER } }));
    expect(await issues()).toEqual([{ code: 'paper.kind-too-few', at: 'leaders', params: { sheets: 4, needed: 5, names: '书记1' } }]);
    await must(attend({ kinds: { [`${sheetA}/leaders`]: ON_PAPER } }));
    expect((await booted.inject({ method: 'GET', url: at(id, `/paper/forms.pdf?round=${sheetA}&class=leaders`), headers: w.clerk.headers })).rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    const pockets = new Map<string, Pocket>();
    for (const slip of made.filter((one) => !paperLeaders.includes(one))) pockets.set(slip.name, await phone(id, { class: '', secret: slip.secret }));
    const public20 = await Promise.all(drawn.map((slip) => phone(id, slip)));
    await must(phase(id, 'close_check_in'));
    expect((await state(id)).next?.missing).toEqual(expect.arrayContaining([expect.objectContaining({ code: 'meeting.composition', at: 'members_public', params: { part: 'residents', heads: 13, needed: 14 } })]));

    // every entitled pair has exactly one ticket, nobody any other
    const sheetsOf = async (pocket: Pocket): Promise<string[]> => (await Promise.all(Object.keys(pocket.tickets).map(async (round) => ((await must(call(null, 'GET', `/vote/${id}/sheets/${round}/${pocket.classes?.[round] ?? pocket.class}`))) as unknown as Sheet).subjects.map((one) => one.id)))).flat().sort();
    expect(await sheetsOf(pockets.get(MARKED)!)).toEqual([a, b].sort());
    expect(await sheetsOf(pockets.get('领导11')!)).toEqual([c]);
    expect(await sheetsOf(pockets.get('书记2')!)).toEqual([a, c].sort());
    expect(await sheetsOf(pockets.get('外院书记0')!)).toEqual([a, b, c].sort());
    expect(await sheetsOf(public20[0]!)).toEqual([a, b, c].sort());
    await keptFromTheBallots(id);

    expect((await call(null, 'GET', `/vote/${id}/sheets`)).body['code']).toBe('ballot.not-open');
    for (const one of w.assessees) await must(call(w.officer, 'PUT', at(id, `/comments/${one.id}`), { speaker: '主持人', text: '意见' }));
    expect((await phase(id, 'open_voting')).body['code']).toBe('meeting.guard');
    await booted.uow.run(systemActor('spec'), (tx) => tx.sql(`update meeting set groups = (select jsonb_agg(case when g->>'id' = 'members_public' then g || '{"parts": {"residents": 14}}' else g end) from jsonb_array_elements(groups) g) where id = ?`, [id]));
    await confirmed(id, 'open_voting');
    const rounds = (await must(call(null, 'GET', `/vote/${id}`)))['rounds'] as { round: string; phase: string }[];
    expect(rounds.length).toBeGreaterThan(3);
    expect(rounds.every((one) => one.phase === 'voting')).toBe(true);
    // what is open is read by one request that is the same for everybody, and is what each sheet says
    const laid = (await must(call(null, 'GET', `/vote/${id}/sheets`))) as unknown as { forms: Sheet['form'][]; sheets: { round: string; subjects: Sheet['subjects']; classes: Record<string, number> }[] };
    expect(laid.sheets.map((one) => one.round)).toEqual(rounds.map((one) => one.round));
    expect(laid.forms.length).toBeLessThan(laid.sheets.flatMap((one) => Object.keys(one.classes)).length);
    for (const { round, subjects, classes } of laid.sheets) for (const [voterClass, at] of Object.entries(classes)) expect(await must(call(null, 'GET', `/vote/${id}/sheets/${round}/${voterClass}`))).toMatchObject({ subjects, form: laid.forms[at]! });

    const random = seededRandom(7);
    const expected: Expected = {};
    // nobody who comes by name votes on the second: of all who may, too few do
    const without = laid.sheets.find((one) => one.classes['peers'] !== undefined && one.subjects.map((s) => s.id).join() === b)!.round;
    for (const [name, pocket] of pockets) await votes(id, pocket, name.startsWith('领导') || name === MARKED ? 'leaders' : 'peers', { random, expected, without });
    for (const pocket of public20) await votes(id, pocket, 'members_public', { random, expected, without });
    // a ballot of one sheet is worth nothing on another
    const [first] = [...pockets.values()];
    expect((await call(null, 'POST', `/vote/${id}/ballots`, { ...castBody(first!, Object.keys(first!.tickets)[0]!, {}), class: 'members_public' })).body['code']).toBe('ballot.unknown-ticket');
    const forms = ((await must(call(w.clerk, 'GET', at(id, '/paper')))) as unknown as PaperOut).rounds.flatMap((round) => round.classes.filter((one) => one.handedOut > 0).map((one) => ({ round, one })));
    expect(forms.map(({ round, one }) => `${round.id}/${one.id}`)).toHaveLength(4);
    // the leaders take their sheets about the second home
    for (const { round, one } of forms) await must(call(w.clerk, 'PUT', at(id, '/paper/ledger'), { round: round.id, class: one.id, printed: ON_PAPER, ...(round.id === sheetB ? { kept: ON_PAPER } : { returned: ON_PAPER }) }, await version(id)));
    await confirmed(id, 'close_voting');
    const typist = await signedIn(booted, { path: w.path, grants: [{ role: 'clerk', path: w.path }] });
    for (const { round, one } of forms.filter((form) => form.round.id !== sheetB)) {
      const batch = String((await must(call(w.clerk, 'POST', at(id, '/paper/batches'), { round: round.id, class: one.id, size: ON_PAPER }, key()), 201))['id']);
      const sheets = Array.from({ length: ON_PAPER }, () => Object.fromEntries(round.subjects.map((subject) => [subject.id, Object.fromEntries(one.items.map((item) => [item.id, OPTIONS[Math.floor(random() * 4)]!]))])));
      for (const sheet of sheets) count(expected, one.id, sheet);
      const typed = (remarks: readonly string[]): object[] => sheets.map((sheet, n) => Object.fromEntries(Object.entries(sheet).map(([subject, given]) => [subject, { ...given, ...(subject === a && remarks[n] ? { [REMARK]: remarks[n] } : {}) }])));
      const [entries, looks] = ['entries', 'looks'].map((path) => at(id, `/paper/batches/${batch}/${path}`)) as [string, string];
      const heard = one.id === 'members_public' ? REMARKS : [];
      await must(call(w.clerk, 'POST', entries, { sheets: typed(heard) }));
      const second = await must(call(typist, 'POST', entries, { sheets: typed(heard.map((text, n) => (n === 1 ? `${text}吗` : ` ${text} `))) }));
      const differs = round.subjects.some((subject) => subject.id === a) && heard.length > 0;
      expect([second['step'], second['differences']]).toEqual(differs ? ['look', [{ sheet: 2, subject: a, item: REMARK, first: REMARKS[1], second: `${REMARKS[1]!}吗` }]] : ['counted', null]);
      if (differs) for (const who of [w.clerk, typist]) await must(call(who, 'POST', looks, { decisions: [{ sheet: 2, subject: a, item: REMARK, mark: REMARKS[1] }] }));
    }
    await confirmed(id, 'seal');

    const file = (await booted.app.get(SealStore).file(id)) as SealFile;
    expect(verifySealFile(file)).toEqual({ ok: true });
    expect([file.paper, file.rounds![sheetB]!.counts['leaders'], file.rounds![sheetA]!.counts['leaders']]).toEqual([3 * ON_PAPER, { issued: 6, returned: 0, uncast: 6 }, { issued: 6, returned: 6, uncast: 0 }]);
    // what was written on paper is read with the rest, five together, and stands nowhere else
    expect((await must(call(w.officer, 'GET', at(id, '/remarks'))))['items']).toMatchObject([{ assesseeId: a, remarks: expect.arrayContaining(REMARKS) }]);
    expect(JSON.stringify(file)).not.toContain(REMARKS[0]);
    const tallies = await booted.uow.run(systemActor('spec'), (tx) => booted.app.get(MeetingsApi).tallies(tx, w.cycleId));
    // R19 people, not ballots: that vote falls by itself, its marks are nowhere, and it alone is held again
    expect(file.void).toEqual({ [b]: { code: 'vote.too-few', params: { returned: 20, of: 32, needed: 29 } } });
    expect([file.tallies[b], tallies[b]]).toEqual([undefined, undefined]);
    expect(await booted.app.get(SealDb, { strict: false }).query('select 1 from ballot.sealed where meeting = $1 and subject = $2', [id, b])).toMatchObject({ rowCount: 0 });
    const again = String((await must(call(w.officer, 'POST', at(id, '/rerun'), {}, key()), 201))['id']);
    expect((await state(again)).agenda.map((item) => item.assesseeId)).toEqual([b]);
    for (const subject of [a, c]) {
      for (const [group, due] of [['leaders', 6], ['peers', 6], ['members_public', PUBLIC]] as const) {
        const tally = tallies[subject]!.tallies[group]!;
        expect([tally.due, tally.present, tally.issued, tally.returned, tally.valid]).toEqual([due, due, due, due, due]);
        expect(Object.fromEntries(Object.entries(tally.items).map(([item, cell]) => [item, Object.fromEntries(Object.entries(cell.options).filter(([, n]) => n > 0))]))).toEqual(expected[subject]![group]);
        expect(Object.keys(tally.items).sort()).toEqual(subject === c ? [...ITEMS].sort() : ITEMS.filter((item) => item !== 'duty').sort());
      }
    }
  }, 240_000);

  test('N8 by account: the entry is given once, only during check-in, and the row says no more than that it was taken; a lost one is replaced by two', async () => {
    const other = await worldOf(booted, { scheme });
    const before = w;
    w = other;
    try {
      const id = await created();
      const someone = await signedIn(booted, { path: w.path });
      const stranger = await signedIn(booted, { path: w.path });
      expect((await add(id, [{ name: '能登录', personId: someone.personId, groups: ['peers'] }])).body['code']).toBe('person.not-found');
      await booted.uow.run(systemActor('spec'), (tx) => tx.sql(`insert into person (id, org_path, name, version) values (?, ?, '能登录', 1)`, [someone.personId, w.path]));
      await must(add(id, [...electorsOf(w), { name: '能登录', personId: someone.personId, groups: ['peers'] }]));
      await must(call(w.officer, 'PUT', at(id, '/groups'), { due: { leaders: 0, peers: 0, members_public: PUBLIC } }, await version(id)));
      const mine = async (who = someone): Promise<string[]> => ((await must(call(who, 'GET', '/api/my-evaluations')))['items'] as { state: string }[]).map((one) => one.state);
      const take = (who = someone): ReturnType<typeof call> => call(who, 'POST', `/api/my-evaluations/${id}/entry`, {});
      expect([await mine(), await mine(stranger)]).toEqual([['hall'], []]);
      expect((await take()).body['code']).toBe('entry.in-the-hall');
      expect((await call(w.scrutineers[0], 'PUT', at(id, '/roll/login'), { login: true }, await version(id))).status).toBe(403);
      await must(call(w.officer, 'PUT', at(id, '/roll/login'), { login: true }, await version(id)));
      expect((await take()).body['code']).toBe('entry.not-open');
      await must(phase(id, 'open_check_in'));
      expect((await take(stranger)).body['code']).toBe('entry.not-found');
      const [{ address }, twice] = [(await must(take(), 201)) as { address: string }, await take()];
      expect([twice.status, twice.body['code'], await mine()]).toEqual([409, 'entry.taken', ['taken']]);
      const secret = address.slice(address.indexOf('#') + 1).split('.')[0]!;
      expect(Object.keys((await phone(id, { class: '', secret })).tickets).length).toBeGreaterThan(1);
      const row = await booted.uow.run(systemActor('spec'), (tx) => tx.sql<{ e: string }>('select e::text as e from elector e where person_id = ?', [someone.personId]));
      expect(row[0]!.e).toContain('taken');
      expect(row[0]!.e).not.toContain(secret);
      expect((await state(id)).groups.find((g) => g.id === 'peers')).toMatchObject({ present: 0, handedOut: 0, taken: 1 });
      // lost: two scrutineers, one slip for the same sheets
      const elector = ((await must(call(w.clerk, 'GET', at(id, '/roll/electors?q=%E8%83%BD%E7%99%BB')))) as { items: { id: string }[] }).items[0]!.id;
      expect((await call(w.scrutineers[0], 'POST', at(id, '/replacements/confirmations'), { class: 'peers' })).body['code']).toBe('meeting.slips-by-name');
      expect((await call(w.clerk, 'POST', at(id, '/replacements'), { class: 'peers', elector })).body['code']).toBe('meeting.replacement-unconfirmed');
      for (const one of w.scrutineers) await must(call(one, 'POST', at(id, '/replacements/confirmations'), { class: 'peers', elector }));
      const [again] = (await must(call(w.clerk, 'POST', at(id, '/replacements'), { class: 'peers', elector }), 201))['slips'] as { class: string; secret: string }[];
      expect(Object.keys((await phone(id, again!)).tickets).length).toBeGreaterThan(1);
      await must(phase(id, 'close_check_in'));
      expect((await state(id)).groups.find((g) => g.id === 'peers')).toMatchObject({ present: 1, handedOut: 1, taken: 0, stamped: 1, replaced: 1 });
      const late = await signedIn(booted, { path: w.path });
      await booted.uow.run(systemActor('spec'), (tx) => tx.sql('update elector set person_id = ? where meeting_id = ? and name = ?', [late.personId, id, MARKED]));
      expect((await take(late)).body['code']).toBe('entry.closed');
    } finally {
      w = before;
    }
  }, 120_000);
});

describe('R-F1 the roll before its day', () => {
  test('candidates with whom they work, rows of a workbook read and not kept, people removed by who saw the roll as it is, slips printed anew', async () => {
    const other = await worldOf(booted, { scheme });
    const before = w;
    w = other;
    try {
      const id = await created();
      const [a, b] = ids();
      const total = async (): Promise<number> => Number((await must(call(w.clerk, 'GET', at(id, '/roll'))))['total']);
      const candidates = async (query: string): Promise<{ personId: string; name: string; subject: string | null; related: string[]; listed: boolean }[]> => (await must(call(w.clerk, 'GET', at(id, `/roll/candidates${query}`))))['items'] as never;
      await must(add(id, electorsOf(w)));
      const holders = await candidates('?from=agenda');
      expect(holders.map((one) => [one.name, one.subject, one.listed, one.related])).toEqual(w.assessees.map((one, n) => [`书记${n + 1}`, one.id, true, []]));
      expect((await candidates(`?from=agenda&q=${encodeURIComponent('第2党支部')}`)).map((one) => one.subject)).toEqual([b]);
      expect(await candidates('')).toEqual([]);
      expect((await call(w.secretary, 'GET', at(id, '/roll/candidates'))).status).toBe(403);

      const words = new Map((await state(id)).groups.map((g) => [g.id, resolveText(g.title as TextRef, catalogue())]));
      const rows = [['甲', '一处', words.get('leaders')!, '书记1、第2党支部'], ['乙', '', '没有的主体', '没有的人']];
      const read = async (who = w.clerk): Promise<Awaited<ReturnType<typeof call>>> => upload(at(id, '/roll/read'), await writeXlsx({ sheets: [{ name: '应到名单', columns: ['姓名', '单位', '评议主体', '分管或联系对象'].map((header) => ({ header })), rows }] }), who);
      expect(await must(read())).toMatchObject({ bad: 1, rows: [{ name: '甲', unit: '一处', groups: ['leaders'], related: [a, b], problems: [] }, { name: '乙', groups: [], related: [], problems: [{ code: 'elector.group-unknown' }, { code: 'elector.subject-unknown' }] }] });
      expect([await total(), (await upload(at(id, '/roll/read'), new Uint8Array(Buffer.from('no workbook')))).status >= 400, (await read(w.scrutineers[0])).status]).toEqual([19, true, 403]);

      const listed = (await must(call(w.clerk, 'GET', at(id, '/roll/electors?group=leaders&limit=100'))))['items'] as { id: string; name: string }[];
      const remove = (electorIds: string[], match: Record<string, string>): ReturnType<typeof call> => call(w.clerk, 'PUT', at(id, '/roll/electors/removed'), { electors: electorIds }, match);
      const seen = await version(id);
      const gone = listed.find((one) => one.name === '领导11')!.id;
      expect((await remove([randomUUID()], seen)).body['code']).toBe('elector.not-found');
      expect(await must(remove([gone], seen))).toMatchObject({ total: 18, groups: expect.arrayContaining([expect.objectContaining({ id: 'leaders', electors: 11, due: 11 })]) });
      expect([(await remove([listed[0]!.id], seen)).body['code'], await total()]).toEqual(['request.version-stale', 18]);

      await must(groups(id));
      const slips = async (replace: boolean): Promise<string[]> => ((await must(call(w.clerk, 'POST', at(id, '/roll/slips'), { replace }), 201))['slips'] as RollSlip[]).map((one) => one.secret);
      const old = await slips(false);
      expect((await remove([listed[0]!.id], await version(id))).body['code']).toBe('meeting.too-late');
      const anew = await slips(true);
      expect([old.length, anew.length, new Set([...old, ...anew]).size]).toEqual([18, 18, 36]);
      const entry = async (slip: string): Promise<number> => (await call(null, 'POST', `/vote/${id}/entry`, { slip, pad: '' })).status;
      expect([await entry(old[0]!), await entry(anew[0]!)]).toEqual([404, 200]);
      expect((await state(id)).groups.map((g) => [g.id, g.printed])).toEqual(expect.arrayContaining([['leaders', 11], ['peers', 7]]));
      await must(phase(id, 'open_check_in'));
      expect((await call(w.clerk, 'POST', at(id, '/roll/slips'), { replace: true })).body['code']).toBe('meeting.too-late');
    } finally {
      w = before;
    }
  }, 60_000);
});

const catalogue = (): Parameters<typeof resolveText>[1] => booted.app.get(SectorPlugins, { strict: false }).catalogue('zh-CN');

async function upload(url: string, file: Uint8Array, who = w.clerk): ReturnType<typeof call> {
  const payload = Buffer.concat([Buffer.from('--sheet\r\ncontent-disposition: form-data; name="file"; filename="roll.xlsx"\r\ncontent-type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet\r\n\r\n'), file, Buffer.from('\r\n--sheet--\r\n')]);
  return call(who, 'POST', url, payload, { 'content-type': 'multipart/form-data; boundary=sheet' });
}

describe('R-F3 R09 R15 R22 a group that signs and does not rate everybody alike', () => {
  const sign = (id: string, slip: string, round: string, choices: object): ReturnType<typeof call> => call(null, 'POST', `/vote/${id}/named/ballots`, { slip, round, choices });
  type Entry = { rounds: { round: string; phase: string; cast: boolean; subjects: { id: string }[]; form: { items: { id: string }[] } }[] };
  const entry = async (id: string, slip: string): Promise<Entry> => (await must(call(null, 'POST', `/vote/${id}/named/entry`, { slip, pad: '' }))) as unknown as Entry;

  test('each signer sees and rates exactly whom the roll gives them, checked in by the clerk or by account; who is rated by nobody has no count of the group, and the list bears every mark once', async () => {
    const other = await worldOf(booted, { scheme });
    const before = w;
    w = other;
    try {
      await booted.uow.run(systemActor('spec'), (tx) => tx.sql(`update assessee set facts = '{"kind": "office"}' where id = ?`, [w.assessees[2]!.id]));
      const id = await created();
      const [a, b, c] = ids();
      const someone = await signedIn(booted, { path: w.path });
      await booted.uow.run(systemActor('spec'), (tx) => tx.sql(`insert into person (id, org_path, name, version) values (?, ?, '丁领导', 1)`, [someone.personId, w.path]));
      const peers = electorsOf(w).filter((one) => one.groups[0] === 'peers');
      await must(add(id, [...peers, { name: '甲领导', groups: ['leaders'], related: [a, c] }, { name: '乙领导', groups: ['leaders'], related: [a] }, { name: '丙领导', groups: ['leaders'] }, { name: '丁领导', personId: someone.personId, groups: ['leaders'], related: [c] }]));
      await must(call(w.officer, 'PUT', at(id, '/groups'), { due: { leaders: 0, peers: 0, members_public: PUBLIC }, named: ['leaders'] }, await version(id)));
      expect((await state(id)).groups.map((g) => [g.id, g.due, g.votes])).toEqual(expect.arrayContaining([['leaders', 4, 'named'], ['peers', 7, 'own']]));
      expect(await must(call(w.clerk, 'GET', at(id, '/roll')))).toMatchObject({ problems: [] });
      await must(call(w.officer, 'PUT', at(id, '/roll/login'), { login: true }, await version(id)));
      const slips = async (input: object): Promise<{ name: string; secret: string }[]> => (await must(call(w.clerk, 'POST', at(id, '/named-slips'), { group: 'leaders', ...input }), 201))['slips'] as { name: string; secret: string }[];
      const refused = async (names: string[]): Promise<unknown> => (await call(w.clerk, 'POST', at(id, '/named-slips'), { group: 'leaders', names })).body['code'];
      expect([await refused(['外人']), await refused(['丙领导'])]).toEqual(['meeting.name-not-on-roll', 'entry.nobody-to-rate']);
      const [first, second] = await slips({ names: ['甲领导', '乙领导'] });
      expect((await must(call(w.clerk, 'GET', at(id, '/named-voters'))))).toMatchObject({ groups: [{ id: 'leaders', roll: 4, mustList: true, without: 1 }], items: [{ name: '乙领导', present: false, of: 1 }, { name: '甲领导', present: false, of: 2 }] });
      const drawn = (await must(call(w.clerk, 'POST', at(id, '/slips'), { numbers: { members_public: PUBLIC } }), 201))['slips'] as { class: string; secret: string }[];
      const made = (await must(call(w.clerk, 'POST', at(id, '/roll/slips'), {}), 201))['slips'] as RollSlip[];
      expect(made.map((one) => one.name).sort()).toEqual(peers.map((one) => one.name).sort());
      const presence = (names: string[], present = true): ReturnType<typeof call> => call(w.clerk, 'GET', at(id, '/named-voters')).then(({ body }) => call(w.clerk, 'POST', at(id, '/named-voters/presence'), { voters: (body['items'] as { id: string; name: string }[]).filter((one) => names.includes(one.name)).map((one) => one.id), present }));
      expect((await presence(['甲领导'])).body['code']).toBe('meeting.too-early');
      await must(phase(id, 'open_check_in'));
      expect((await call(w.clerk, 'PUT', at(id, '/attendance'), { present: { leaders: 3 } })).body['code']).toBe('meeting.present-by-roll');
      const heads = { peers: 7, members_public: PUBLIC };
      await must(call(w.clerk, 'PUT', at(id, '/attendance'), { present: heads, handedOut: heads, parts: { members_public: { residents: 20 } } }));
      await must(presence(['甲领导', '乙领导']));
      await must(presence(['乙领导'], false));
      const twice = async (groups: string[]): Promise<number | undefined> => {
        await booted.uow.run(systemActor('spec'), (tx) => tx.sql("update elector set groups = ?::jsonb where meeting_id = ? and name = '甲领导'", [JSON.stringify(groups), id]));
        await must(presence(['甲领导']));
        return (await booted.uow.run(systemActor('spec'), (tx) => tx.sql<{ groups: { id: string; twice?: number }[] }>('select groups from meeting where id = ?', [id])))[0]!.groups.find((one) => one.id === 'leaders')!.twice;
      };
      expect([await twice(['leaders', 'peers']), await twice(['leaders'])]).toEqual([1, 0]);
      const { address } = (await must(call(someone, 'POST', `/api/my-evaluations/${id}/entry`, {}), 201)) as { address: string };
      expect((await call(someone, 'POST', `/api/my-evaluations/${id}/entry`, {})).body['code']).toBe('entry.taken');
      const third = address.slice(address.indexOf('#named.') + 7);
      expect((await state(id)).groups.find((g) => g.id === 'leaders')).toMatchObject({ due: 4, present: 2, handedOut: 2, printed: 3, taken: 0 });
      const pockets = await Promise.all([...made.map((one) => phone(id, { class: '', secret: one.secret })), ...drawn.map((slip) => phone(id, slip))]);
      await must(phase(id, 'close_check_in'));
      for (const one of w.assessees) await must(call(w.officer, 'PUT', at(id, `/comments/${one.id}`), { speaker: '主持人', text: '意见' }));
      await confirmed(id, 'open_voting');

      // two sheets, since the one is asked more; of each exactly the people who are theirs
      const seen = await entry(id, first!.secret);
      expect(seen.rounds.map((one) => [one.subjects.map((s) => s.id), one.form.items.some((item) => item.id === 'duty')])).toEqual([[[a], false], [[c], true]]);
      const [teaching, office] = seen.rounds as [Entry['rounds'][number], Entry['rounds'][number]];
      const marks = (option: string, items: { id: string }[]): Record<string, string> => Object.fromEntries(items.map((item) => [item.id, option]));
      const sheet = (of: Entry['rounds'][number], subjects: string[], option: string): object => Object.fromEntries(subjects.map((one) => [one, marks(option, of.form.items)]));
      expect((await sign(id, first!.secret, teaching.round, sheet(teaching, [a, b], 'hao'))).body['code']).toBe('ballot.unknown-field');
      await must(sign(id, first!.secret, teaching.round, sheet(teaching, [a], 'hao')));
      expect((await entry(id, first!.secret)).rounds.map((one) => [one.round, one.cast])).toEqual([[office.round, false], [teaching.round, true]]);
      await must(sign(id, first!.secret, office.round, sheet(office, [c], 'cha')));
      // absent: the page waits, nothing is taken; late is not too late
      expect((await entry(id, second!.secret)).rounds).toMatchObject([{ phase: 'waiting', subjects: [] }]);
      expect((await sign(id, second!.secret, teaching.round, sheet(teaching, [a], 'cha'))).body['code']).toBe('ballot.not-checked-in');
      await must(presence(['乙领导']));
      await must(sign(id, second!.secret, teaching.round, sheet(teaching, [a], 'jiaohao')));
      expect((await presence(['乙领导'], false)).body['code']).toBe('named.has-voted');
      expect((await sign(id, second!.secret, office.round, sheet(office, [c], 'cha'))).body['code']).toBe('ballot.unknown-ticket');
      expect((await entry(id, third)).rounds.map((one) => [one.round, one.subjects.map((s) => s.id)])).toEqual([[office.round, [c]]]);

      const random = seededRandom(3);
      for (const [n, pocket] of pockets.entries()) await votes(id, pocket, n < made.length ? 'peers' : 'members_public', { random, expected: {}, without: undefined });
      await confirmed(id, 'close_voting');
      await confirmed(id, 'seal');
      const tallies = await booted.uow.run(systemActor('spec'), (tx) => booted.app.get(MeetingsApi).tallies(tx, w.cycleId));
      const ofLeaders = [a, b, c].map((one) => tallies[one]!.tallies['leaders']);
      expect(ofLeaders[0]).toMatchObject({ due: 2, present: 2, issued: 2, returned: 2, valid: 2, items: { overall: { options: { hao: 1, jiaohao: 1 }, blank: 0 } } });
      expect(ofLeaders[0]!.items['duty']).toBeUndefined();
      expect(ofLeaders[1]).toBeUndefined();
      // one of the two who are due came by account and handed nothing in: missing, not nought
      expect(ofLeaders[2]).toMatchObject({ due: 2, present: 2, issued: 2, returned: 1, valid: 1, items: { duty: { options: { cha: 1 }, blank: 0 } } });
      const file = (await booted.app.get(SealStore).file(id)) as SealFile;
      expect(verifySealFile(file)).toEqual({ ok: true });
      expect(JSON.stringify(file)).not.toMatch(/领导|leaders/);
      const list = await readXlsx((await booted.inject({ method: 'GET', url: at(id, '/signed-list.xlsx'), headers: w.officer.headers })).rawPayload);
      const [roll, lines] = list.ok ? list.value.sheets.map((one) => one.rows.slice(2)) : [];
      expect(roll!.map((row) => row.slice(1, 4))).toEqual([['丁领导', '已到', '0 / 1'], ['乙领导', '已到', '1 / 1'], ['甲领导', '已到', '2 / 2']]);
      expect(lines!.map((row) => [row[1], row[5]]).filter((row, n, all) => all.findIndex((one) => one.join() === row.join()) === n)).toEqual([['乙领导', '书记1'], ['甲领导', '书记1'], ['甲领导', '书记3']]);
      expect(lines).toHaveLength(2 * teaching.form.items.length + office.form.items.length);
    } finally {
      w = before;
    }
  }, 180_000);
});

/** No table of the ballot side holds a name, a person or an elector. */
async function keptFromTheBallots(id: string): Promise<void> {
  const people = await booted.uow.run(systemActor('spec'), (tx) => tx.sql<{ id: string; person: string | null }>('select id, person_id as person from elector where meeting_id = ?', [id]));
  const db = booted.app.get(SealDb, { strict: false });
  for (const table of ['box', 'round', 'slip']) {
    const { rows } = await db.query<{ row: string }>(`select t::text as row from ballot.${table} t where meeting = $1`, [id]);
    expect(rows.length).toBeGreaterThan(0);
    const text = rows.map((one) => one.row).join('\n');
    expect(text).not.toContain(MARKED);
    for (const one of people) for (const secret of [one.id, one.person]) if (secret !== null) expect(text).not.toContain(secret);
  }
}
