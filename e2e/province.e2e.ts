import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { playProvince, SMALL, type Cycle, type ProvinceResult, type Stage } from '@shuping/year';
import { Handover, pictured, World } from './harness.ts';
import { countyOpensItsYear, countyTriesToLoosen, hospitalUnderItsGuide, provinceLocks } from './journeys/province/personas.ts';
import { firstMinutes, lastMinutes } from './journeys/province/script.ts';

// a slow machine shares its cores with the other projects
jest.setTimeout(600_000);

let world: World;
let playing: Promise<ProvinceResult>;
// the year is played over HTTP but for what these two tests do with their own hands
const begin = new Handover<[Stage, string], Cycle>();
const planned = new Handover<[Stage, Cycle, readonly string[]], void>();

beforeAll(async () => {
  world = await World.open('2026-10-31T09:00:00+08:00');
  playing = playProvince(world.server.url, { ...SMALL, seed: 1, year: 2026, hands: { begin: begin.give, planned: planned.give }, say: () => undefined });
  // told by the tests that wait for it
  playing.catch(() => undefined);
});

afterAll(async () => {
  await world?.close();
});

const journey = (name: string, run: (world: World) => Promise<void>): (() => Promise<void>) => () => pictured(name, world, () => run(world));

describe('a county under a province', () => {
  test('R-C1 R-C2 the county opens its year from the order and sets its days', journey('county-opens', () => begin.take(playing, (stage, programmeId) => countyOpensItsYear(world, stage, programmeId))));
  test('R-F8 the five minutes, first half: the tour, a weight drawn, a rehearsal with a phone', journey('first-minutes', () => planned.take(playing, (_stage, _cycle, meetings) => firstMinutes(world, meetings[0]!))));
  test('R-B3 R-C4 R-E3 R-F1 R-I5 the small form of the province\'s year plays through', async () => {
    const played = await playing;
    expect(played).toMatchObject({ organisations: 19, people: 24, counties: 1, assessees: 8, sessions: 1, letters: 8, ballots: { issued: 56, acked: 54, counted: 54, kept: 2 } });
    expect(played.refusals).toContain('layer.range-broken');
    expect(played.mustAnswer).toMatchObject({ asked: 16, answered: 16, refusedAtFirst: 1 });
    expect(Object.values(played.grades).reduce((sum, heads) => sum + heads, 0)).toBe(8);
    expect(played.problems.opened).toBe(played.problems.closed + played.problems.carried);
    expect(played.problems.carried).toBeGreaterThan(0);
  });
  test('R-B2 the province configures a scheme and locks a weight', journey('province-locks', provinceLocks));
  test('R-B2 the county may not loosen what the province locked', journey('county-loosens', countyTriesToLoosen));
  test('R-B6 R-A1 a hospital switches its sector on and stands under its guiding body', journey('hospital', hospitalUnderItsGuide));
  test('R-I6 the five minutes, second half: from the rail to the downloaded circular', journey('last-minutes', lastMinutes));
});
