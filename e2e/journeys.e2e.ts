import { afterAll, beforeAll, describe, jest, test } from '@jest/globals';
import { pictured, World } from './harness.ts';
import { evaluatorVotes } from './journeys/evaluator.ts';
import { failingExample } from './journeys/failing-example.ts';
import { lockedWeight } from './journeys/locked-weight.ts';
import { officeOpensTheYear, officeSettlesTheYear } from './journeys/office.ts';

import { otherSector } from './journeys/other-sector.ts';
import { ownScheme } from './journeys/own-scheme.ts';
import { administratorsSecondFactor } from './journeys/second-factor.ts';
import { secretaryReports } from './journeys/secretary.ts';
import { secretaryReadsWhy } from './journeys/why.ts';

// a slow machine shares its cores with the other projects
jest.setTimeout(600_000);

let world: World;

beforeAll(async () => {
  world = await World.open('2026-10-31T09:00:00+08:00');
});

afterAll(async () => {
  await world?.close();
});

const journey = (name: string, run: (world: World) => Promise<void>): (() => Promise<void>) => () => pictured(name, world, () => run(world));

// one year of one host; each journey starts where the one before left it
describe('journeys through a year in the browser', () => {
  test('R-K2 an administrator signs in with a second step, and without it once the command line took it away', journey('second-factor', administratorsSecondFactor));
  test('R-B2 a weight locked above cannot be loosened below', journey('locked-weight', lockedWeight));
  test('R-B8 a scheme whose worked example fails is not published', journey('failing-example', failingExample));
  test('R-B6 who has no hospital sector sees nothing of it', journey('other-sector', otherSector));
  test('R-C1 R-C2 the office opens a cycle and confirms every assessee', journey('office-opens', officeOpensTheYear));
  test('R-E1 R-E2 R-E3 a secretary imports her report, mends it twice and has it accepted', journey('secretary', secretaryReports));
  test('R-F4 R-F5 an evaluator votes once through a cut of the network', journey('evaluator', evaluatorVotes));
  test('R-G2 R-G3 R-I1 the office computes, the committee confirms, the ledger holds the comments', journey('office-settles', officeSettlesTheYear));
  test('R-G7 a secretary reads why the grade is the second best and what would have given the best', journey('why', secretaryReadsWhy));
  test('R-B5 a clerk builds scheme S44 from its record and publishes it', journey('own-scheme', ownScheme));
});
