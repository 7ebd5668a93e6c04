import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Pocket } from '@shuping/ballot-box';
import type { RehearsalOut } from '@shuping/contracts';
import { withClient } from '../../platform/persistence/connections.ts';
import { systemActor } from '../../platform/persistence/index.ts';
import { bootApp, type BootedApp, type TestPerson } from '../../testing/index.ts';
import { SealStore } from '../ballots/index.ts';
import { MeetingsApi } from './index.ts';
import { hallOf, type Answer, type Slip } from './testing/hall.ts';
import { worldOf, type World } from './testing/world.ts';

const HEADS = { leaders: 6, peers: 8, members_public: 22 };

let booted: BootedApp;
let w: World;
beforeAll(async () => {
  booted = await bootApp();
  w = await worldOf(booted);
});
afterAll(() => booted.close());

const { call, must, at, cast, phone, planned: plannedWith } = hallOf(() => booted, () => w);
const planned = (): Promise<string> => plannedWith({ due: HEADS });

const start = async (id: string, body: object): Promise<{ id: string; fingerprint: string; slips: Slip[] }> => (await must(call(w.clerk, 'POST', at(id, '/rehearsals'), body), 201)) as never;
const run = (id: string, rehearsal: string, command: string, who: TestPerson = w.clerk): Promise<Answer> => call(who, 'POST', at(id, `/rehearsals/${rehearsal}/phase`), { command });
const rehearsals = async (id: string): Promise<RehearsalOut[]> => (await must(call(w.clerk, 'GET', at(id, '/rehearsals'))))['items'] as RehearsalOut[];
const rowsOf = (meeting: string): Promise<number> => withClient(booted.database.adminUrl, async (admin) => (await admin.query<{ n: number }>(`select (${['box', 'round', 'key', 'slip', 'intake', 'sealed', 'seal_file'].map((table) => `(select count(*) from ballot.${table} where meeting = $1)`).join('+')})::int as n`, [meeting])).rows[0]!.n);

/** A rehearsal in which four phones have voted. */
async function rehearsed(meeting: string): Promise<{ id: string; slips: Slip[]; voters: Pocket[] }> {
  const made = await start(meeting, { numbers: { leaders: 3 }, walkIn: 'peers' });
  const walkedIn = (await must(call(null, 'POST', `/vote/${made.id}/walk-in`, { class: 'peers', pad: '' })))['slip'] as string;
  const voters = await Promise.all([...made.slips.map((slip) => phone(made.id, slip)), phone(made.id, { class: 'peers', secret: walkedIn })]);
  await must(run(meeting, made.id, 'open_voting'));
  for (const voter of voters) await must(cast(made.id, voter));
  return { ...made, voters };
}

describe('R-F8 rehearsal', () => {
  test('runs in a box of its own, says everywhere that it is one, is wiped and leaves a certificate', async () => {
    const meeting = await planned();
    const { id, slips } = await rehearsed(meeting);
    expect(id).not.toBe(meeting);
    expect(await must(call(null, 'GET', `/vote/${id}`))).toMatchObject({ rehearsal: true, rounds: [{ phase: 'voting' }] });
    expect(await must(call(null, 'POST', `/vote/${id}/entry`, { slip: slips[0]!.secret, pad: '' }))).toMatchObject({ rehearsal: true });
    expect(await must(call(null, 'GET', `/vote/${id}/sheets/r1/leaders`))).toMatchObject({ rehearsal: true });
    await must(run(meeting, id, 'close_voting'));
    const [closed] = await rehearsals(meeting);
    expect(closed).toMatchObject({ id, phase: 'closed', certificate: null });
    expect(closed!.groups.map(({ id: group, slips: s, stamped, returned }) => [group, s, stamped, returned])).toEqual([['leaders', 3, 3, 3], ['members_public', 0, 0, 0], ['peers', 1, 1, 1]]);
    expect(await rowsOf(id)).toBeGreaterThan(0);
    await must(run(meeting, id, 'wipe'));
    await must(run(meeting, id, 'wipe'));
    expect(await rowsOf(id)).toBe(0);
    const [wiped] = await rehearsals(meeting);
    expect(wiped).toMatchObject({ phase: 'wiped', groups: [], certificate: { by: expect.any(String), left: 0, keys: 3, root: expect.stringMatching(/^[0-9a-f]{64}$/) } });
    expect(wiped!.certificate!.classes.map((c) => [c.id, c.slips, c.stamped, c.returned])).toEqual([['leaders', 3, 3, 3], ['members_public', 0, 0, 0], ['peers', 1, 1, 1]]);
    expect((await call(null, 'GET', `/vote/${id}`)).body['code']).toBe('ballot.unknown-meeting');
    const told = await withClient(booted.database.adminUrl, (admin) => admin.query<{ action: string; entry: string }>("select action, bytes as entry from audit_entry where action like 'meeting.%rehears%' and bytes like '%' || $1 || '%' order by at", [id]));
    expect(told.rows.map((row) => row.action)).toEqual(['meeting.rehearse', 'meeting.rehearsal-phase', 'meeting.rehearsal-phase', 'meeting.wipe-rehearsal']);
    expect(told.rows.at(-1)!.entry).toContain(wiped!.certificate!.root);
  });

  test('nothing of it reaches a result: no seal, no sealed file, no tally, no ticket that fits the meeting; a box of the kind real seals in the same way', async () => {
    const meeting = await planned();
    const { id, voters, slips } = await rehearsed(meeting);
    await must(run(meeting, id, 'close_voting'));
    const seals = booted.app.get(SealStore);
    await expect(seals.seal(id)).rejects.toMatchObject({ code: '23001' });
    await withClient(booted.database.adminUrl, async (admin) => {
      await expect(admin.query("insert into ballot.seal_file (meeting, file) values ($1, '{}')", [id])).rejects.toMatchObject({ code: '23001' });
      // control: the same rehearsal as a real box, in a transaction that is thrown away
      await admin.query('begin');
      await admin.query("update ballot.box set kind = 'real' where meeting = $1", [id]);
      await expect(admin.query("insert into ballot.seal_file (meeting, file) values ($1, '{}')", [id])).resolves.toMatchObject({ rowCount: 1 });
      await admin.query('rollback');
    });
    for (const command of ['open_check_in', 'seal']) expect((await call(w.clerk, 'POST', at(id, '/phase'), { command })).status).toBe(404);
    expect((await call(w.officer, 'GET', at(id, '/tallies'))).status).toBe(404);
    await must(run(meeting, id, 'wipe'));
    // the meeting itself: the rehearsal's tickets and slips mean nothing there
    const real = (await must(call(w.clerk, 'POST', at(meeting, '/slips'), { numbers: HEADS }), 201))['slips'] as Slip[];
    await must(call(w.clerk, 'POST', at(meeting, '/phase'), { command: 'open_check_in' }));
    expect((await call(null, 'POST', `/vote/${meeting}/entry`, { slip: slips[0]!.secret, pad: '' })).body['code']).toBe('ticket.unknown-slip');
    expect((await call(null, 'POST', `/vote/${meeting}/walk-in`, { class: 'peers', pad: '' })).body['code']).toBe('ticket.unknown-slip');
    expect((await cast(meeting, voters[0]!)).body['code']).toBe('ballot.unknown-ticket');
    expect(await must(call(null, 'POST', `/vote/${meeting}/entry`, { slip: real[0]!.secret, pad: '' }))).toMatchObject({ rehearsal: false });
    expect(await booted.uow.run(systemActor('spec'), (tx) => booted.app.get(MeetingsApi).tallies(tx, w.cycleId))).toEqual({});
  });

  test('one at a time, before check-in, by the clerk, with somebody to take part; the wall lets nobody in after check-in', async () => {
    const meeting = await planned();
    expect((await call(w.clerk, 'POST', at(meeting, '/rehearsals'), {})).body['code']).toBe('rehearsal.nobody');
    expect((await call(w.clerk, 'POST', at(meeting, '/rehearsals'), { numbers: { nobody: 1 } })).body['code']).toBe('meeting.slips-unknown-class');
    expect((await call(w.secretary, 'POST', at(meeting, '/rehearsals'), { walkIn: 'peers' })).status).toBe(403);
    const first = await start(meeting, { walkIn: 'peers' });
    expect((await call(w.clerk, 'POST', at(meeting, '/rehearsals'), { walkIn: 'peers' })).body['code']).toBe('rehearsal.open');
    expect((await call(null, 'POST', `/vote/${first.id}/walk-in`, { class: 'leaders_x', pad: '' })).body['code']).toBe('ticket.unknown-slip');
    expect((await run(meeting, first.id, 'close_voting')).body['code']).toBe('rehearsal.illegal-phase');
    await must(run(meeting, first.id, 'open_voting'));
    expect((await call(null, 'POST', `/vote/${first.id}/walk-in`, { class: 'peers', pad: '' })).body['code']).toBe('ticket.closed');
    expect((await run(meeting, first.id, 'wipe', w.secretary)).status).toBe(404);
    await must(run(meeting, first.id, 'wipe'));
    expect((await rehearsals(meeting))[0]!.certificate!.classes.every((c) => c.slips === 0 && c.returned === 0)).toBe(true);
    await must(call(w.clerk, 'POST', at(meeting, '/phase'), { command: 'open_check_in' }));
    expect((await call(w.clerk, 'POST', at(meeting, '/rehearsals'), { walkIn: 'peers' })).body['code']).toBe('meeting.too-late');
  });
});
