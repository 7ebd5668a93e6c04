import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { verifySealFile, type Pocket, type SealFile } from '@shuping/ballot-box';
import { bootApp, type BootedApp, type TestPerson } from '../../testing/index.ts';
import { SealStore } from '../ballots/index.ts';
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

const { call, must, at, state, phase, phone, cast, planned, confirmed } = hallOf(() => booted, () => w);
const agree = (id: string, who: 0 | 1, voterClass: string): Promise<Answer> => call(w.scrutineers[who], 'POST', at(id, '/replacements/confirmations'), { class: voterClass });
const replace = (id: string, voterClass: string, who: TestPerson = w.clerk): Promise<Answer> => call(who, 'POST', at(id, '/replacements'), { class: voterClass });
/** Check-in is open and every slip has its tickets. */
async function checkedIn(): Promise<{ id: string; voters: Pocket[] }> {
  const id = await planned({ due: HEADS });
  const { slips } = (await must(call(w.clerk, 'POST', at(id, '/slips'), { numbers: HEADS }), 201)) as { slips: Slip[] };
  expect((await agree(id, 0, 'leaders')).body['code']).toBe('meeting.too-early');
  await must(phase(id, 'open_check_in'));
  await must(call(w.clerk, 'PUT', at(id, '/attendance'), { present: HEADS, handedOut: HEADS }));
  return { id, voters: await Promise.all(slips.map((slip) => phone(id, slip))) };
}

async function reissued(id: string, voterClass: string): Promise<Slip> {
  await must(agree(id, 0, voterClass));
  await must(agree(id, 1, voterClass));
  return ((await must(replace(id, voterClass), 201)) as { slips: Slip[] }).slips[0]!;
}

describe('R-F4 security 2.4 step 9: lost tickets', () => {
  test('two scrutineers and the clerk issue one again until voting opens; it is counted, announced and sealed, and the box still closes', async () => {
    const { id, voters } = await checkedIn();
    expect((await replace(id, 'peers')).body['code']).toBe('meeting.replacement-unconfirmed');
    await must(agree(id, 0, 'peers'));
    expect((await agree(id, 0, 'peers')).body['code']).toBe('meeting.already-confirmed');
    expect((await replace(id, 'peers')).body).toMatchObject({ code: 'meeting.replacement-unconfirmed', params: { confirmed: 1 } });
    expect((await call(w.clerk, 'POST', at(id, '/replacements/confirmations'), { class: 'peers' })).status).toBe(403);
    await must(agree(id, 1, 'peers'));
    expect((await replace(id, 'peers', w.scrutineers[0])).status).toBe(403);
    const { slips: [first] } = (await must(replace(id, 'peers'), 201)) as { slips: Slip[] };
    expect(first!.class).toBe('peers');
    // for each slip anew
    expect((await replace(id, 'peers')).body['code']).toBe('meeting.replacement-unconfirmed');
    expect((await agree(id, 0, 'nobody')).body['code']).toBe('meeting.slips-unknown-class');
    const inCheckIn = await phone(id, first!);
    await must(phase(id, 'close_check_in'));
    const late = await reissued(id, 'members_public');
    expect((await must(call(null, 'POST', `/vote/${id}/entry`, { slip: late.secret, pad: '' })))['checkIn']).toBe('open');
    const afterwards = await phone(id, late);
    const never = await reissued(id, 'peers');
    const seen = await state(id);
    expect(seen.replacements).toEqual({ count: 3, alarm: true });
    expect(seen.groups.map((g) => [g.id, g.stamped, g.replaced])).toEqual(expect.arrayContaining([['leaders', 6, 0], ['peers', 8, 2], ['members_public', 22, 1]]));
    expect(Object.keys(seen.confirmations).filter((key) => key.startsWith('replace/'))).toEqual([]);
    for (const a of w.assessees) await must(call(w.officer, 'PUT', at(id, `/comments/${a.id}`), { speaker: '主持人', text: '意见', problems: [] }));
    await confirmed(id, 'open_voting');
    expect((await agree(id, 0, 'peers')).body['code']).toBe('meeting.too-late');
    expect((await replace(id, 'peers')).body['code']).toBe('meeting.too-late');
    // printed in time, shown too late
    await expect(phone(id, never)).rejects.toThrow('ticket.closed');
    // both lost phones were found again: the upper bound is reached, not passed
    for (const voter of [...voters, inCheckIn, afterwards]) await must(cast(id, voter));
    await confirmed(id, 'close_voting');
    await confirmed(id, 'seal');
    const file = (await booted.app.get(SealStore, { strict: false }).file(id)) as SealFile;
    expect(verifySealFile(file)).toEqual({ ok: true });
    expect(file.counts).toEqual({ leaders: { issued: 6, returned: 6, uncast: 0 }, peers: { issued: 9, returned: 9, uncast: 0, replaced: 2 }, members_public: { issued: 23, returned: 23, uncast: 0, replaced: 1 } });
    expect((await state(id)).replacements.count).toBe(3);
  }, 60_000);

  test('an ordinary slip that nobody used stays closed after check-in', async () => {
    const { id } = await checkedIn();
    const { slips: [spare] } = (await must(call(w.clerk, 'POST', at(id, '/slips'), { numbers: { leaders: 1 } }), 201)) as { slips: Slip[] };
    expect((await phase(id, 'close_check_in')).body['code']).toBe('meeting.guard');
    expect(await must(call(w.clerk, 'PUT', at(id, '/slips/void'), { secrets: [spare!.secret] }))).toMatchObject({ voided: 1 });
    await must(phase(id, 'close_check_in'));
    await expect(phone(id, spare!)).rejects.toThrow('ticket.unknown-slip');
    expect((await state(id)).replacements).toEqual({ count: 0, alarm: false });
  }, 60_000);
});
