import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { castBody, makeRecountKey, takeTickets, verifySealFile, type Choices, type Pocket, type SealFile } from '@shuping/ballot-box';
import type { PaperBatchOut, PaperOut } from '@shuping/contracts';
import { canonicalJson, sha256Hex } from '@shuping/kernel';
import { school } from '@shuping/plugin-school';
import type { Scheme } from '@shuping/scheme';
import { randomBytes, randomUUID } from 'node:crypto';
import { systemActor } from '../../platform/persistence/index.ts';
import { bootApp, type BootedApp, type TestPerson } from '../../testing/index.ts';
import { partOf } from '../results/testing/zip-part.ts';
import { MeetingsApi } from './index.ts';
import { worldOf, type World } from './testing/world.ts';

jest.setTimeout(120_000);

/** Every item asks for a number from 0 to 100 in halves; one node drops the ends of the overall mark, so that its marks are kept one by one. */
const SCHEME = {
  ...school.scheme, scales: [{ id: 'points', options: [], range: { min: 0, max: 100, step: 0.5 } }],
  ballots: school.scheme.ballots.map((ballot) => ({ ...ballot, items: ballot.items.map((item) => ({ ...item, scale: 'points' })) })),
  score: { ...school.scheme.score, nodes: [...school.scheme.score.nodes, { kind: 'numeric_tally', id: 'trimmed', title: { text: '去头去尾' }, level: 'assessee', group: 'leaders', ballot: school.scheme.ballots[0]!.id, items: [{ id: 'overall', weight: 100 }], min: 0, max: 100, measure: 'mean', drop: { highest: 1, lowest: 1 }, atLeast: 3, divisor: 'valid' }] },
} as unknown as Scheme;
const HEADS = { leaders: 6, peers: 6, members_public: 33 };
/** Two of the peers write on paper. */
const PAPER = { peers: 2 };
const PEOPLE = { ...HEADS, peers: HEADS.peers + PAPER.peers };
const SYSTEM = systemActor('spec');
const KEYS = [0, 1].map(() => makeRecountKey((n) => new Uint8Array(randomBytes(n))));

let booted: BootedApp;
beforeAll(async () => {
  booted = await bootApp();
});
afterAll(() => booted.close());

type Answer = { status: number; body: Record<string, unknown> };
async function call(who: TestPerson | null, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object, headers: Record<string, string> = {}): Promise<Answer> {
  const answer = await booted.inject({ method, url, headers: { ...(who?.headers ?? {}), ...headers }, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.body === '' ? {} : (answer.json() as Record<string, unknown>) };
}
async function must(promise: Promise<Answer>): Promise<Record<string, unknown>> {
  const answer = await promise;
  if (answer.status >= 300) throw new Error(JSON.stringify(answer));
  return answer.body;
}
const at = (id: string, rest = ''): string => `/api/meetings/${id}${rest}`;
const version = async (w: World, id: string): Promise<Record<string, string>> => ({ 'if-match': `"${String((await must(call(w.officer, 'GET', at(id))))['version'])}"` });
const phase = (w: World, id: string, command: string) => must(call(w.clerk, 'POST', at(id, '/phase'), { command }));
async function confirmed(w: World, id: string, command: string): Promise<void> {
  for (const [n, one] of w.scrutineers.entries()) await must(call(one, 'POST', at(id, '/confirmations'), { command, ...(command === 'open_voting' ? { recountKey: KEYS[n]!.publicKey } : {}) }));
  await phase(w, id, command);
}

/** A meeting open for voting, with every phone's tickets. */
async function opened(w: World): Promise<{ id: string; voters: Pocket[] }> {
  const id = String((await must(call(w.officer, 'POST', '/api/meetings', { cycleId: w.cycleId, title: '述职评议会', place: '报告厅', startsAt: '2026-12-20T06:00:00.000Z' }, { 'idempotency-key': randomUUID() })))['id']);
  await must(call(w.officer, 'PUT', at(id, '/groups'), { due: PEOPLE }, await version(w, id)));
  await must(call(w.officer, 'POST', at(id, '/draw'), {}, await version(w, id)));
  const slips = (await must(call(w.clerk, 'POST', at(id, '/slips'), { numbers: HEADS })))['slips'] as { secret: string }[];
  await phase(w, id, 'open_check_in');
  await must(call(w.clerk, 'PUT', at(id, '/attendance'), { present: PEOPLE, handedOut: HEADS, paper: PAPER }));
  const voters = await Promise.all(slips.map((slip) => takeTickets(async (path, body) => (await must(call(null, 'POST', `/vote/${id}/${path}`, body))) as never, id, slip.secret, (n) => new Uint8Array(randomBytes(n)))));
  await phase(w, id, 'close_check_in');
  for (const a of w.assessees) await must(call(w.officer, 'PUT', at(id, `/comments/${a.id}`), { speaker: '主持人', text: '肯定成绩', problems: ['谈心谈话不够'] }));
  await confirmed(w, id, 'open_voting');
  return { id, voters };
}

/** Two sheets typed by two people, who read one number differently; both then say the same of it. Gives the marks as they stand. */
async function typedSheets(w: World, id: string, items: readonly string[]): Promise<string[]> {
  const subject = w.assessees[0]!.id;
  const sheets = (...marks: string[]) => ({ sheets: marks.map((mark) => ({ [subject]: Object.fromEntries(items.map((item) => [item, mark])) })) });
  const batch = String((await must(call(w.clerk, 'POST', at(id, '/paper/batches'), { round: 'r1', class: 'peers', size: 2 }, { 'idempotency-key': randomUUID() })))['id']);
  const asked = ((await must(call(w.clerk, 'GET', at(id, '/paper')))) as unknown as PaperOut).rounds[0]!.classes.find((one) => one.id === 'peers')!;
  expect(asked.items.map((item) => [item.options, item.range])).toEqual(items.map(() => [[], { min: 0, max: 100, step: 0.5 }]));
  const [one, other] = w.scrutineers as unknown as [TestPerson, TestPerson];
  const entry = (who: TestPerson, body: object) => call(who, 'POST', at(id, `/paper/batches/${batch}/entries`), body);
  for (const wrong of ['100.5', '70.50', '87.3', '0x1']) expect((await entry(one, sheets('70.5', wrong))).body).toMatchObject({ code: 'ballot.unknown-option' });
  await must(entry(one, sheets('70.5', '88')));
  const typed = (await must(entry(other, { sheets: [...sheets('70.5').sheets, { [subject]: { ...sheets('88').sheets[0]![subject], [items[1]!]: '83' } }] }))) as unknown as PaperBatchOut;
  expect(typed.differences).toEqual([{ sheet: 2, subject, item: items[1], first: '88', second: '83' }]);
  for (const who of [one, other]) await must(call(who, 'POST', at(id, `/paper/batches/${batch}/looks`), { decisions: [{ sheet: 2, subject, item: items[1], mark: '88' }] }));
  return ['70.5', '88'];
}

describe('R21 numbers on the ballot, over HTTP', () => {
  test('R-F5 marks typed on phones and from paper are checked at intake, sealed as exact sums, and one by one only where the score needs them', async () => {
    const w = await worldOf(booted, { debriefs: 1 });
    const hash = sha256Hex(canonicalJson(SCHEME));
    await booted.uow.run(SYSTEM, async (tx) => {
      await tx.sql("insert into effective_scheme (hash, sector, engine, scheme, provenance, layers) values (?, 'school', 'test', ?::jsonb, '{}', '[]')", [hash, JSON.stringify(SCHEME)]);
      await tx.sql('update cycle set schemes = ?::jsonb where id = ?', [JSON.stringify({ school: hash }), w.cycleId]);
    });
    const { id, voters } = await opened(w);
    const sheet = (await must(call(null, 'GET', `/vote/${id}/sheets/r1/${voters[0]!.class}`)))['form'] as { items: { id: string; options: unknown[]; range: object }[] };
    expect(sheet.items.map((item) => [item.options.length, item.range])).toEqual(sheet.items.map((item) => [0, { min: 0, max: 100, step: 0.5, kept: item.id === 'overall' ? 'values' : 'total' }]));
    const items = sheet.items.map((item) => item.id);
    const ballot = (mark: string): Choices => ({ [w.assessees[0]!.id]: Object.fromEntries(items.map((item) => [item, mark])) });
    const cast = (voter: Pocket, mark: string) => call(null, 'POST', `/vote/${id}/ballots`, castBody(voter, 'r1', ballot(mark)));
    for (const wrong of ['100.5', '-1', '87.3', 'hao', '087']) expect((await cast(voters[0]!, wrong)).body).toMatchObject({ code: 'ballot.unknown-option' });
    const marks = voters.map((_, n) => String(60 + (n % 60) / 2));
    for (const [n, voter] of voters.entries()) expect((await cast(voter, marks[n]!)).status).toBe(200);
    await must(call(w.clerk, 'PUT', at(id, '/paper/ledger'), { round: 'r1', class: 'peers', printed: 2, returned: 2 }, await version(w, id)));
    await confirmed(w, id, 'close_voting');
    const onPaper = await typedSheets(w, id, items);
    await confirmed(w, id, 'seal');
    const file = (await must(call(w.officer, 'GET', at(id, '/seal.json')))) as unknown as SealFile;
    expect(verifySealFile(file)).toEqual({ ok: true });
    const printed = await booted.inject({ method: 'GET', url: at(id, '/count-sheet.docx'), headers: w.officer.headers });
    const xml = partOf(printed.rawPayload, 'word/document.xml');
    const marksOf = (group: string): string[] => [...marks.filter((_, n) => voters[n]!.class === group), ...(group === 'peers' ? onPaper : [])];
    const mean = marksOf('peers').reduce((sum, mark) => sum + Number(mark), 0) / PEOPLE.peers;
    for (const words of ['总分', '平均分', mean.toFixed(2)]) expect(xml).toContain(words);
    const { tallies } = (await booted.uow.run(SYSTEM, (tx) => booted.app.get(MeetingsApi).tallies(tx, w.cycleId)))[w.assessees[0]!.id]!;
    for (const group of Object.keys(HEADS)) {
      const own = marksOf(group);
      const halves = own.reduce((sum, mark) => sum + Number(mark) * 2, 0);
      const { overall, ...others } = tallies[group]!.items;
      expect(Object.entries(overall!.values!).reduce((sum, [mark, count]) => sum + Number(mark) * 2 * count, 0)).toBe(halves);
      for (const cell of Object.values(others)) expect(cell).toEqual({ options: {}, blank: 0, total: { sum: halves % 2 === 0 ? String(halves / 2) : `${halves}/2`, count: own.length } });
    }
  });
});
