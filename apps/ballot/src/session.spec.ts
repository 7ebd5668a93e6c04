import { describe, expect, test } from '@jest/globals';
import { seededRandom } from '@shuping/kernel';
import { pageOf, partsOf, type OpenSheets } from './page.ts';
import { BallotSession, type Trouble, type View } from './session.ts';

const MEETING = '01234567-89ab-4cde-8f01-23456789abcd';
const SECRET = 'abcdefghijklmnopqrstuv';
const PEOPLE = 59;
const item = (id: string): OpenSheets['forms'][number]['items'][number] => ({ id, title: id, required: true, options: ['hao', 'cha'].map((one) => ({ id: one, title: one, anchor: '' })) });
const rounds = Array.from({ length: PEOPLE }, (_, n) => `r1-${n + 1}`);
const person = (round: string): OpenSheets['sheets'][number]['subjects'][number] => ({ id: `s-${round}`, name: '甲', unit: '乙村' });
const OPEN: OpenSheets = { title: '互评', named: false, forms: [{ title: '互评用', items: [item('main')] }, { title: '群众用', items: [item('main'), item('duty')] }], sheets: [{ round: 'r1', subjects: [person('x')], classes: { public: 1 } }, ...rounds.map((round) => ({ round, subjects: [person(round)], classes: { peers: 0, public: 1 } }))] };

type Cast = { readonly round: string; readonly length: number; readonly asked: number };
type Fault = 'cut' | 'busy' | 'unheard' | 'closed';

/** A phone after check-in with a server that keeps what arrives; `fault` says what happens to a request. */
function hall(fault: (cast: Cast, tried: number) => Fault | null = () => null) {
  const kept = new Map<string, string>();
  const box = new Map<string, string>();
  const casts: Cast[] = [];
  const pauses: number[] = [];
  const views: [View, Trouble][] = [];
  const heard: string[] = [];
  const state = { phase: 'voting' };
  let dead = false;
  let most = Infinity;
  const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) } as unknown as Storage;
  const answer = (status: number, body: object): Response => ({ status, json: () => Promise.resolve(body) }) as unknown as Response;
  const request = (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const url = String(input);
    if (dead || (init?.method === 'POST' && casts.length >= most)) {
      dead = true;
      return new Promise(() => undefined);
    }
    if (init?.method !== 'POST') {
      heard.push(url);
      return Promise.resolve(url.endsWith('/sheets') ? answer(200, OPEN) : answer(200, { rounds: rounds.map((round) => ({ round, phase: state.phase })) }));
    }
    const text = String(init.body);
    const { round, ticket, choices } = JSON.parse(text) as { round: string; ticket: string; choices: object };
    const cast = { round, length: new TextEncoder().encode(text).length, asked: casts.length };
    const what = fault(cast, casts.filter((one) => one.round === round).length);
    casts.push(cast);
    if (what === 'cut') return Promise.reject(new Error('no network'));
    if (what === 'busy') return Promise.resolve(answer(503, { code: 'ballot.busy' }));
    if (what === 'closed') return Promise.resolve(answer(409, { code: 'ballot.closed' }));
    const before = box.get(ticket);
    if (before !== undefined && before !== JSON.stringify(choices)) return Promise.resolve(answer(409, { code: 'ballot.already-cast' }));
    box.set(ticket, JSON.stringify(choices));
    return what === 'unheard' ? Promise.reject(new Error('the answer was lost')) : Promise.resolve(answer(200, { receipt: `R${round}` }));
  };
  const open = (seed: number): BallotSession => {
    dead = false;
    most = Infinity;
    const random = seededRandom(seed);
    return new BallotSession(MEETING, SECRET, { storage, fetch: request as typeof fetch, wait: (ms) => { pauses.push(ms); return Promise.resolve(); }, random, randomBytes: (n) => new Uint8Array(n), onChange: (view, trouble) => void views.push([view, trouble]) });
  };
  const place = async (): Promise<string> => {
    const probe = open(1);
    (probe as unknown as { save(change: object): void }).save({});
    return [...kept.keys()][0]!;
  };
  const arrive = async (): Promise<BallotSession> => {
    kept.set(await place(), JSON.stringify({ class: 'peers', fingerprint: 'F', tickets: Object.fromEntries(rounds.map((round) => [round, { message: `m-${round}`, signature: 's' }])) }));
    const session = open(3);
    await session.start();
    return session;
  };
  return { state, casts, pauses, views, box, heard, arrive, open, last: (): View => views[views.length - 1]![0], saved: () => JSON.parse([...kept.values()][0]!) as Record<string, unknown>, text: () => [...kept.values()].join(), stopAfter: (count: number) => (most = count), isDead: () => dead };
}

function fill(session: BallotSession, view: View): void {
  if (view.at !== 'open') throw new Error(view.at);
  for (const part of partsOf(view.page)) for (const one of part.people) for (const { id } of one.form.items) session.mark(one.id, id, 'hao');
}

describe('R-F4 R-F5 R15 one page for many ballots', () => {
  test('everybody whom the voter rates stands on one page, asked for without naming them; one press casts each ballot once, in another order, equally long, with pauses between', async () => {
    const h = hall();
    const session = await h.arrive();
    const view = h.last();
    if (view.at !== 'open') throw new Error(view.at);
    expect(view.page.sheets.map((one) => one.round)).toEqual(rounds);
    expect(h.heard).toEqual([`/vote/${MEETING}`, `/vote/${MEETING}/sheets`]);
    expect(session.missing(view.page)).toHaveLength(PEOPLE);
    fill(session, view);
    expect(session.missing(view.page)).toEqual([]);
    await session.submit(view.page);
    expect(h.box.size).toBe(PEOPLE);
    expect(h.casts).toHaveLength(PEOPLE);
    expect(h.casts.map((one) => one.round)).not.toEqual(rounds);
    expect([...new Set(h.casts.map((one) => one.length))]).toHaveLength(1);
    expect(h.pauses.filter((ms) => ms > 0)).toHaveLength(PEOPLE);
    expect(new Set(h.pauses).size).toBeGreaterThan(50);
    const sent = h.views.flatMap(([one]) => (one.at === 'sending' ? [one.sent] : []));
    expect([sent[0], sent[sent.length - 1], h.views.some(([one]) => one.at === 'sending' && one.of !== PEOPLE)]).toEqual([0, PEOPLE - 1, false]);
    expect(h.last()).toMatchObject({ at: 'done', lost: 0 });
    expect(h.saved()).toMatchObject({ marks: {}, tickets: {}, sending: false });
    expect(h.text()).not.toMatch(/hao|"left"|"of"/);
  });

  test('cuts, a busy server and answers that never came: each ballot is in the box once, and the queue says so', async () => {
    const h = hall((_cast, tried) => (tried === 0 ? 'unheard' : tried === 1 ? 'busy' : tried === 2 ? 'cut' : null));
    const session = await h.arrive();
    const view = h.last();
    fill(session, view);
    if (view.at === 'open') await session.submit(view.page);
    expect(h.casts).toHaveLength(PEOPLE * 4);
    expect(h.box.size).toBe(PEOPLE);
    expect(new Set(h.views.flatMap(([, trouble]) => trouble?.kind ?? []))).toEqual(new Set(['retry', 'busy']));
    expect(h.last()).toMatchObject({ at: 'done', lost: 0 });
  });

  test('marks go with each acknowledgement; a page opened again in the middle sends the rest and nothing twice', async () => {
    const h = hall();
    const first = await h.arrive();
    const view = h.last();
    fill(first, view);
    const stop = hallStopsAfter(h, 20);
    if (view.at === 'open') void first.submit(view.page);
    await stop;
    const kept = h.saved() as { marks: object; tickets: object; receipts: object };
    expect([Object.keys(kept.marks), Object.keys(kept.tickets), Object.keys(kept.receipts)].map((one) => one.length)).toEqual([PEOPLE - 20, PEOPLE - 20, 20]);
    const again = h.open(9);
    await again.start();
    expect(h.box.size).toBe(PEOPLE);
    const firstSent = h.views.findIndex(([one]) => one.at === 'sending' && one.sent === 20);
    expect(h.views.slice(firstSent).every(([one]) => one.at !== 'sending' || (one.sent >= 20 && one.of === PEOPLE))).toBe(true);
    expect(h.last()).toMatchObject({ at: 'done', lost: 0 });
    expect(Object.keys((h.saved() as { receipts: object }).receipts)).toHaveLength(PEOPLE);
  });

  test('a round that closes over the queue: what arrived has its receipts, how many did not is said, and no mark stays', async () => {
    const h = hall((cast) => (cast.asked >= 37 ? 'closed' : null));
    const session = await h.arrive();
    const view = h.last();
    fill(session, view);
    if (view.at === 'open') await session.submit(view.page);
    expect(h.last()).toMatchObject({ at: 'done', lost: PEOPLE - 37 });
    expect(h.saved()).toMatchObject({ marks: {}, tickets: {}, sending: false });
    // the same when the page was away meanwhile
    const other = hall();
    const away = await other.arrive();
    const seen = other.last();
    fill(away, seen);
    const stop = hallStopsAfter(other, 37);
    if (seen.at === 'open') void away.submit(seen.page);
    await stop;
    other.state.phase = 'closed';
    await other.open(9).start();
    expect(other.last()).toMatchObject({ at: 'done', lost: PEOPLE - 37 });
    expect(other.text()).not.toContain('hao');
  });

  test('R22 who is asked more stands apart, and a ballot that is not laid out yet is waited for', () => {
    const page = pageOf(OPEN, ['r1', ...rounds], (round) => (round === 'r1' ? 'public' : 'peers'))!;
    expect(partsOf(page).map((part) => [part.form.items.map((one) => one.id).join(), part.people.length])).toEqual([['main,duty', 1], ['main', PEOPLE]]);
    expect(pageOf(OPEN, ['r2'], () => 'peers')).toBeNull();
    expect(pageOf(OPEN, ['r1'], () => 'peers')).toBeNull();
  });
});

/** Lets so many ballots through and then hears nothing more, like a phone that is switched off. */
function hallStopsAfter(h: ReturnType<typeof hall>, count: number): Promise<void> {
  h.stopAfter(count);
  return new Promise((resolve) => {
    const look = (): void => void (h.isDead() ? resolve() : setImmediate(look));
    look();
  });
}
