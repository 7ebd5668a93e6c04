import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { canonicalJson, seededRandom } from '@shuping/kernel';
import { qualityOf } from './before.ts';
import { DEPARTMENT } from './host.ts';
import { vote } from './meeting.ts';
import { Stage } from './stage.ts';

const SUBJECTS = ['s1', 's2', 's3'];
const OPTIONS = ['hao', 'jiaohao', 'yiban', 'cha'].map((id) => ({ id }));
const SHEET = { round: 'r1', class: 'peers', subjects: SUBJECTS.map((id) => ({ id })), form: { items: ['overall', 'duty', 'weak'].map((id) => ({ id, options: OPTIONS })) } };
const MEETING = '00000000-0000-4000-8000-000000000001';

let server: Server;
/** ballots in the order of arrival, by ticket */
let cast: Map<string, unknown>;
beforeAll(async () => {
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const { ticket, choices } = (text === '' ? {} : JSON.parse(text)) as { ticket?: string; choices?: unknown };
      if (ticket !== undefined) cast.set(ticket, choices);
      const answer = ticket !== undefined ? { receipt: ticket } : request.url!.includes('/sheets/') ? SHEET : { rounds: [{ round: 'r1', phase: 'voting' }] };
      // ballots overtake one another, differently at every run
      setTimeout(() => response.end(JSON.stringify(answer)), Math.random() * 15);
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
});
afterAll(() => new Promise((closed) => server.close(closed)));

/** What forty evaluators cast with tickets fresh from the door, as the counters see it: a bag of marks. */
async function bagOf(seed: number, print: string): Promise<string[]> {
  cast = new Map();
  const stage = new Stage(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, DEPARTMENT, seededRandom(seed), () => undefined);
  const assessees = SUBJECTS.map((id, at) => ({ id, orgId: '', orgName: '', personId: '', personName: `p${at}` }));
  const voters = Array.from({ length: 40 }, (_, at) => ({ class: 'peers', tickets: { r1: { message: `${print}-${at}`, signature: '', secret: '' } } }));
  expect(await vote(stage, { id: '', hostId: '', hostPath: '', year: 2026 }, MEETING, assessees, voters)).toBe(40);
  return [...cast.values()].map((choices) => canonicalJson(choices)).sort();
}

describe('the same seed plays the same year', () => {
  test('the same ballots whatever the tickets and however they race; another seed casts others', async () => {
    const first = await bagOf(7, 'a');
    expect(first).toHaveLength(40);
    expect(await bagOf(7, 'b')).toEqual(first);
    expect(await bagOf(8, 'a')).not.toEqual(first);
  });

  test('quality of a secretary depends on person and year alone', () => {
    expect(qualityOf(3, 2025)).toBe(qualityOf(3, 2025));
    expect(new Set(Array.from({ length: 12 }, (_, at) => qualityOf(at, 2025))).size).toBe(12);
  });
});
