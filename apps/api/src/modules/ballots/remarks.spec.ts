import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { castBody, makeRecountKey, REMARK, REMARK_LENGTH, remarksToShow, takeTickets, type BallotFormSheet, type IntakeBallot, type Pocket } from '@shuping/ballot-box';
import { seededRandom } from '@shuping/kernel';
import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { rankCorrelation } from '../../../../../tools/attack/src/figures.ts';
import { bootApp, type BootedApp } from '../../testing/index.ts';
import { BallotBoxStore } from './ballot-box.store.ts';
import { unlockRecount } from './recount-package.ts';
import { SealStore } from './seal.store.ts';
import { SlipsStore } from './slips.store.ts';

let booted: BootedApp;
let admin: pg.Client;
beforeAll(async () => {
  booted = await bootApp();
  admin = new pg.Client({ connectionString: booted.database.adminUrl });
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await booted.close();
});

const random = (count: number): Uint8Array => new Uint8Array(randomBytes(count));
const [many, few] = [randomUUID(), randomUUID()];
const item = { id: 'overall', title: '', required: true, options: ['hao', 'cha'].map((id) => ({ id, title: id, anchor: '' })) };

/** Two classes of six: members are asked for remarks, observers are not. */
async function voting(): Promise<{ meeting: string; members: Pocket[]; observers: Pocket[] }> {
  const form: BallotFormSheet = { meeting: randomUUID(), round: 'r1', title: '', named: false, subjects: [many, few].map((id) => ({ id, name: id, unit: '' })), classes: { members: { title: '', remarks: true, items: [item] }, observers: { title: '', items: [item] } } };
  const { meeting } = form;
  const [box, slips] = [booted.app.get(BallotBoxStore, { strict: false }), booted.app.get(SlipsStore, { strict: false })];
  await box.prepare(form);
  const printed = await slips.print(meeting, { members: 6, observers: 6 });
  await box.setCheckIn(meeting, 'open');
  const voters = await Promise.all(printed.map((slip) => takeTickets(async (path, body) => (await post(meeting, path, body)).body as never, meeting, slip.secret, random)));
  await box.setCheckIn(meeting, 'closed');
  await box.setPhase(meeting, 'r1', 'voting');
  return { meeting, members: voters.filter((one) => one.class === 'members'), observers: voters.filter((one) => one.class === 'observers') };
}

async function post(meeting: string, path: string, payload: object): Promise<{ status: number; body: { code?: string } }> {
  const answer = await booted.inject({ method: 'POST', url: `/vote/${meeting}/${path}`, payload });
  return { status: answer.statusCode, body: answer.json() as { code?: string } };
}

const marks = (remark?: string): Record<string, string> => ({ overall: 'hao', ...(remark === undefined ? {} : { [REMARK]: remark }) });
const cast = (meeting: string, voter: Pocket, first?: string, second?: string): ReturnType<typeof post> => post(meeting, 'ballots', castBody(voter, 'r1', { [many]: marks(first), [few]: marks(second) }));

describe('SEC-B9 remarks in words', () => {
  test('are taken where the form asks for them, shown after the seal only, five or more together, and stand in no count, file or recount', async () => {
    const { meeting, members, observers } = await voting();
    const seals = booted.app.get(SealStore, { strict: false });
    for (const bad of ['', '   ', 'x'.repeat(REMARK_LENGTH + 1)]) expect((await cast(meeting, members[0]!, bad)).body.code).toBe('ballot.unknown-field');
    expect((await cast(meeting, observers[0]!, '不该有的评语')).body.code).toBe('ballot.unknown-field');
    for (const [at, voter] of members.entries()) expect((await cast(meeting, voter, `第${at}条意见`, at < 4 ? `少数意见${at}` : undefined)).status).toBe(200);
    for (const voter of observers) expect((await cast(meeting, voter)).status).toBe(200);
    // the same ballot with another remark is another ballot
    expect((await cast(meeting, members[0]!, '改过的意见', '少数意见0')).body.code).toBe('ballot.already-cast');
    expect(await seals.remarks(meeting)).toEqual({});
    await booted.app.get(BallotBoxStore, { strict: false }).setPhase(meeting, 'r1', 'closed');
    const keys = [makeRecountKey(random), makeRecountKey(random)];
    const file = await seals.seal(meeting, { recountKeys: keys.map((key) => key.publicKey) });
    const shown = await seals.remarks(meeting);
    expect(Object.keys(shown)).toEqual([many]);
    expect([...shown[many]!].sort()).toEqual(members.map((_, at) => `第${at}条意见`).sort());
    expect(file).toMatchObject({ ok: true, value: { tallies: { [many]: { members: { valid: 6, items: { overall: { options: { hao: 6 } } } } } } } });
    const opened = unlockRecount((await seals.recountPackage(meeting))!, keys.map((key) => key.pem));
    const left = (await admin.query<{ text: string }>("select string_agg(t, ' ') as text from (select s::text as t from ballot.sealed s where meeting = $1 union all select i::text from ballot.intake i where meeting = $1) x", [meeting])).rows[0]!.text;
    expect(`${JSON.stringify(file)} ${opened.ok ? opened.value : ''} ${left}`).not.toMatch(/意见/);
    expect(opened.ok).toBe(true);
  }, 60_000);

  test('200 remarks in a known order come out in one that says nothing; the order of casting would be seen', () => {
    const ballots = Array.from({ length: 200 }, (_, at): IntakeBallot => ({ class: at % 3 === 0 ? 'leaders' : 'members', choices: { s: { overall: 'hao', [REMARK]: String(at) } } }));
    const means = Array.from({ length: 40 }, (_, seed) => rankCorrelation(remarksToShow(ballots, seededRandom(seed + 1))['s']!.map(Number)));
    expect(means.reduce((a, b) => a + b, 0) / means.length).toBeLessThan(0.12);
    expect(rankCorrelation(ballots.map((one) => Number(one.choices['s']![REMARK])))).toBe(1);
    expect(Object.keys(remarksToShow(ballots, seededRandom(1)))).toEqual(['s']);
    expect(remarksToShow(ballots.slice(0, 4), seededRandom(1))).toEqual({});
    expect(remarksToShow(ballots.slice(0, 5), seededRandom(1))['s']).toHaveLength(5);
  });
});
