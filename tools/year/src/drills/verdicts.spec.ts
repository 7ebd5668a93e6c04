import { afterEach, describe, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Ballot } from '../crash/ballroom.ts';
import { Answers, castUntilAcknowledged } from '../crash/voters.ts';
import { diskFaults, lossesOf, networkFaults, slopePerHour, soakFaults, type DiskResult, type NetworkResult, type SoakResult } from './verdicts.ts';

const servers: Server[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => new Promise((closed) => server.close(closed)))));

/** Twelve people vote at a server of this kind; what they were told against what was stored. */
async function vote(kind: 'stores first' | 'acknowledges first' | 'stores twice'): Promise<ReturnType<typeof lossesOf>> {
  const stored: string[] = [];
  let asked = 0;
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const { ticket } = JSON.parse(text) as { ticket: string };
      // every third write finds no room
      const room = (asked += 1) % 3 !== 0;
      if (room && (kind === 'stores twice' || !stored.includes(ticket))) stored.push(ticket);
      const told = room || kind === 'acknowledges first';
      response.writeHead(told ? 200 : 503, { 'retry-after': '2' }).end(JSON.stringify(told ? { receipt: ticket } : { code: 'unavailable' }));
    });
  });
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const answers = new Answers();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (let n = 0; n < 12; n += 1) await castUntilAcknowledged(url, { ticket: `t${n}` } as Ballot, answers);
  await castUntilAcknowledged(url, { ticket: 't0' } as Ballot, answers);
  return lossesOf({ acked: [...answers.receipts.values()], changed: answers.changed, sealed: stored, counted: stored.length, slips: 12 });
}

describe('SEC-D1 SEC-D4 SEC-D5 what pages were told against what is sealed', () => {
  test('a server that stores before it acknowledges loses and doubles nothing', async () => {
    expect(await vote('stores first')).toEqual({ acked: 12, counted: 12, lost: 0, doubled: 0 });
  });

  test('one that acknowledges before it stores is caught, and one that stores twice', async () => {
    expect((await vote('acknowledges first')).lost).toBe(4);
    expect((await vote('stores twice')).doubled).toBeGreaterThan(0);
  });

  test('a second receipt for one ballot counts as doubled', () => {
    expect(lossesOf({ acked: ['a'], changed: 1, sealed: ['a'], counted: 1, slips: 1 }).doubled).toBe(1);
  });
});

const SOUND: DiskResult = { acked: 200, counted: 200, slips: 200, lost: 0, doubled: 0, sealHolds: true, refused: { '503 unavailable': 40 }, unsaid: 0, cut: 0, ackedWhileFull: 3, warned: { before: false, beyond: true }, databaseEnds: 1, recovery: { first: 5, all: 9 } };

describe('SEC-D4 verdict of the drill', () => {
  test('nothing is wrong with a sound run', () => {
    expect(diskFaults(SOUND)).toEqual([]);
  });

  test.each<[string, Partial<DiskResult>]>([
    ['lost', { lost: 1 }], ['doubled', { doubled: 1 }], ['unserved', { acked: 199 }], ['seal', { sealHolds: false }], ['harmless', { refused: {} }], ['answers', { refused: { '503 unavailable': 9, '500 internal': 1 } }],
    ['answers', { cut: 1 }], ['no-retry-after', { unsaid: 1 }], ['slow', { recovery: { first: 2, all: 61 } }], ['early-warning', { warned: { before: true, beyond: true } }], ['no-warning', { warned: { before: false, beyond: false } }],
  ])('%s is found', (fault, change) => {
    expect(diskFaults({ ...SOUND, ...change })).toEqual([fault]);
  });
});

const WHOLE: NetworkResult = { acked: 60, counted: 60, slips: 60, lost: 0, doubled: 0, sealHolds: true, cuts: { database: 3, client: 3 }, refused: { '503 unavailable': 12 }, cut: 4, recovery: { ballot: 1.2, office: 3 }, idleInTransaction: 0 };

describe('SEC-D5 verdict of the drill', () => {
  test('nothing is wrong with a sound run', () => {
    expect(networkFaults(WHOLE)).toEqual([]);
  });

  test.each<[string, Partial<NetworkResult>]>([
    ['lost', { lost: 1 }], ['doubled', { doubled: 1 }], ['unserved', { acked: 59 }], ['harmless', { refused: {}, cut: 0 }], ['answers', { refused: { '500 internal': 1 } }], ['slow', { recovery: { ballot: 5.1, office: 1 } }],
    ['slow', { recovery: { ballot: 1, office: 5.1 } }], ['stuck', { idleInTransaction: 1 }],
  ])('%s is found', (fault, change) => {
    expect(networkFaults({ ...WHOLE, ...change })).toEqual([fault]);
  });
});

const STEADY: SoakResult = { minutes: 120, requests: 144_000, unexpected: {}, liveSlopeMBPerHour: 0.4, rssSlopeMBPerHour: 1.2, connections: { before: 3, after: 3 }, idleInTransaction: 0, p99: { first: 80, last: 90 } };

describe('SEC-D16 verdict of the drill', () => {
  test('the slope is that of the line through the samples', () => {
    expect(slopePerHour([0, 600, 1_200, 1_800].map((seconds) => ({ seconds, mb: 300 + seconds / 600 })))).toBeCloseTo(6);
    expect(slopePerHour([{ seconds: 5, mb: 300 }])).toBe(0);
  });

  test('nothing is wrong with a steady server', () => {
    expect(soakFaults(STEADY)).toEqual([]);
  });

  test('in a short run the process may still grow to its size, and a collection more or less is no leak', () => {
    expect(soakFaults({ ...STEADY, minutes: 14, rssSlopeMBPerHour: 581, liveSlopeMBPerHour: 16 })).toEqual([]);
    expect(soakFaults({ ...STEADY, minutes: 3, liveSlopeMBPerHour: 300 })).toEqual([]);
  });

  test.each<[string, Partial<SoakResult>]>([
    ['answers', { unexpected: { 'ballot 500 internal': 1 } }], ['memory', { rssSlopeMBPerHour: 5 }], ['memory', { liveSlopeMBPerHour: 5 }], ['memory', { minutes: 14, liveSlopeMBPerHour: 20 }], ['connections', { connections: { before: 3, after: 4 } }], ['connections', { idleInTransaction: 1 }], ['drift', { p99: { first: 80, last: 97 } }],
  ])('%s is found', (fault, change) => {
    expect(soakFaults({ ...STEADY, ...change })).toEqual([fault]);
  });
});
