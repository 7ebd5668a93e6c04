import { afterAll, beforeAll, describe, jest, test } from '@jest/globals';
import { pictured, World } from './harness.ts';
import { wholeMeeting } from './journeys/hall.ts';

// a slow machine shares its cores with the other projects
jest.setTimeout(600_000);

let world: World;
beforeAll(async () => {
  world = await World.open('2026-10-31T09:00:00+08:00');
});
afterAll(() => world?.close());

describe('a whole meeting in the browser', () => {
  test('R-F1 R-F2 R-F3 R-F4 R-F5 R-F6 R-F8 SEC-D7 SEC-B9 SEC-B12 clerk, two scrutineers, big screen, thirty phones, ten sheets, one phone lost, one network cut: sealed, checked and counted again', () => pictured('whole-meeting', world, () => wholeMeeting(world)));
});
