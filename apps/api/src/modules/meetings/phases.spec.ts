import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { castBody, makeRecountKey, takeTickets, type Pocket } from '@shuping/ballot-box';
import { PHASES, type Phase } from '@shuping/domain';
import fc from 'fast-check';
import { randomBytes, randomUUID } from 'node:crypto';
import { bootApp, type BootedApp, type TestPerson } from '../../testing/index.ts';
import { freeAgendas, worldOf, type World } from './testing/world.ts';

const HEADS = { leaders: 5, peers: 5, members_public: 20 };
const ITEMS = ['overall', 'theme', 'foundation', 'weak', 'fortress', 'duty'];
const COMMANDS = ['open_check_in', 'close_check_in', 'open_voting', 'close_voting', 'seal'] as const;
const FROM: Record<(typeof COMMANDS)[number], Phase> = { open_check_in: 'planned', close_check_in: 'check_in', open_voting: 'check_in_closed', close_voting: 'voting', seal: 'closed' };

const KEYS = [0, 1].map(() => makeRecountKey((n) => new Uint8Array(randomBytes(n))).publicKey);

let booted: BootedApp;
let w: World;
beforeAll(async () => {
  booted = await bootApp();
  w = await worldOf(booted, { debriefs: 1 });
});
afterAll(() => booted.close());

const call = async (who: TestPerson | null, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object, headers: Record<string, string> = {}): Promise<{ status: number; body: Record<string, unknown> }> => {
  const answer = await booted.inject({ method, url, headers: { ...(who?.headers ?? {}), ...headers }, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.body === '' ? {} : (answer.json() as Record<string, unknown>) };
};

type Model = { phase: Phase; confirmed: Map<string, Set<number>>; commented: boolean; checkedIn: boolean; cast: number };
type Real = { id: string; slips: { secret: string }[]; voters: Pocket[]; seen: Phase[] };
type Step = fc.AsyncCommand<Model, Real>;

const after = (command: (typeof COMMANDS)[number]): Phase => PHASES[PHASES.indexOf(FROM[command]) + 1]!;

class PhaseStep implements Step {
  constructor(readonly command: (typeof COMMANDS)[number]) {}
  check = (): boolean => true;
  async run(model: Model, real: Real): Promise<void> {
    const { status } = await call(w.clerk, 'POST', `/api/meetings/${real.id}/phase`, { command: this.command });
    const two = (model.confirmed.get(this.command)?.size ?? 0) >= 2;
    const guards: Record<(typeof COMMANDS)[number], boolean> = { open_check_in: true, close_check_in: model.checkedIn, open_voting: model.commented && two, close_voting: two, seal: two };
    const repeated = model.phase === after(this.command);
    const may = repeated || (model.phase === FROM[this.command] && guards[this.command]);
    expect([this.command, model.phase, status === 200]).toEqual([this.command, model.phase, may]);
    if (may) model.phase = after(this.command);
    const read = await call(w.officer, 'GET', `/api/meetings/${real.id}`);
    real.seen.push(read.body['phase'] as Phase);
    expect(read.body['phase']).toBe(model.phase);
  }
  toString = (): string => this.command;
}

class ConfirmStep implements Step {
  constructor(readonly command: (typeof COMMANDS)[number], readonly who: 0 | 1) {}
  check = (): boolean => true;
  async run(model: Model, real: Real): Promise<void> {
    const { status } = await call(w.scrutineers[this.who], 'POST', `/api/meetings/${real.id}/confirmations`, { command: this.command, ...(this.command === 'open_voting' ? { recountKey: KEYS[this.who] } : {}) });
    const given = model.confirmed.get(this.command) ?? new Set();
    expect(status).toBe(model.phase === FROM[this.command] && !given.has(this.who) ? 200 : 409);
    if (status === 200) model.confirmed.set(this.command, given.add(this.who));
  }
  toString = (): string => `confirm ${this.command} ${this.who}`;
}

class CheckInStep implements Step {
  check = (): boolean => true;
  async run(model: Model, real: Real): Promise<void> {
    const { status } = await call(w.clerk, 'PUT', `/api/meetings/${real.id}/attendance`, { present: HEADS, handedOut: HEADS });
    expect(status === 200).toBe(model.phase === 'check_in');
    if (status === 200) model.checkedIn = true;
  }
  toString = (): string => 'check in';
}

class CommentStep implements Step {
  check = (m: Readonly<Model>): boolean => m.phase !== 'sealed';
  async run(model: Model, real: Real): Promise<void> {
    expect((await call(w.officer, 'PUT', `/api/meetings/${real.id}/comments/${w.assessees[0]!.id}`, { speaker: 'x', text: 'y' })).status).toBe(200);
    model.commented = true;
  }
  toString = (): string => 'comment';
}

/** Phones take tickets in `check_in` and never elsewhere. */
class TicketsStep implements Step {
  check = (): boolean => true;
  async run(model: Model, real: Real): Promise<void> {
    const outcomes = await Promise.allSettled(real.slips.slice(real.voters.length, real.voters.length + 5).map((slip) => takeTickets(async (path, body) => {
      const answer = await call(null, 'POST', `/vote/${real.id}/${path}`, body);
      if (answer.status !== 200) throw new Error(String(answer.body['code']));
      return answer.body as never;
    }, real.id, slip.secret, (n) => new Uint8Array(randomBytes(n)))));
    const taken = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    if (outcomes.length > 0) expect([model.phase, taken.length === outcomes.length, taken.length > 0]).toEqual([model.phase, model.phase === 'check_in', model.phase === 'check_in']);
    real.voters.push(...taken);
  }
  toString = (): string => 'tickets';
}

/** All tickets at once, or one; a ballot is taken in `voting` and never elsewhere. */
class CastStep implements Step {
  constructor(readonly all: boolean) {}
  check = (): boolean => true;
  async run(model: Model, real: Real): Promise<void> {
    const voters = this.all ? real.voters : real.voters.slice(0, 1);
    if (voters.length === 0) return;
    const choices = { [w.assessees[0]!.id]: Object.fromEntries(ITEMS.map((i) => [i, 'hao'])) };
    const done = await Promise.all(voters.map((voter) => call(null, 'POST', `/vote/${real.id}/ballots`, castBody(voter, 'r1', choices))));
    expect([model.phase, done.every((d) => d.status === 200)]).toEqual([model.phase, model.phase === 'voting']);
    expect(done.some((d) => d.status === 200)).toBe(model.phase === 'voting');
    if (model.phase === 'voting') model.cast = Math.max(model.cast, voters.length);
  }
  toString = (): string => (this.all ? 'cast all' : 'cast one');
}

async function fresh(): Promise<Real> {
  await freeAgendas(booted, w.cycleId);
  const made = await call(w.officer, 'POST', '/api/meetings', { cycleId: w.cycleId, title: '评议会', startsAt: '2026-12-20T06:00:00.000Z' }, { 'idempotency-key': randomUUID() });
  const id = String(made.body['id']);
  const version = Number((await call(w.officer, 'GET', `/api/meetings/${id}`)).body['version']);
  expect((await call(w.officer, 'PUT', `/api/meetings/${id}/groups`, { due: HEADS }, { 'if-match': `"${version}"` })).status).toBe(200);
  const slips = (await call(w.clerk, 'POST', `/api/meetings/${id}/slips`, { numbers: HEADS })).body['slips'] as { secret: string }[];
  return { id, slips, voters: [], seen: [] };
}

describe('R-F5 D12 phases under any order of commands', () => {
  test('no ballot is taken outside voting, the phase never goes back, and it goes on only as the rules say', async () => {
    const inOrder = [new CheckInStep(), new TicketsStep(), new CommentStep(), ...COMMANDS.flatMap((c) => [new ConfirmStep(c, 0), new ConfirmStep(c, 1), new PhaseStep(c)]), new CastStep(true), new CastStep(false)];
    const reached = new Set<Phase>();
    // random commands, mixed with a thread that leads to the seal
    const thread: Step[] = [new PhaseStep('open_check_in'), new CheckInStep(), new TicketsStep(), new PhaseStep('close_check_in'), new CommentStep(), new ConfirmStep('open_voting', 0), new ConfirmStep('open_voting', 1), new PhaseStep('open_voting'), new CastStep(true), new ConfirmStep('close_voting', 0), new ConfirmStep('close_voting', 1), new PhaseStep('close_voting'), new ConfirmStep('seal', 0), new ConfirmStep('seal', 1), new PhaseStep('seal'), new CastStep(false)];
    const plan = fc.array(fc.array(fc.constantFrom(...inOrder), { maxLength: 2 }), { minLength: thread.length, maxLength: thread.length });
    await fc.assert(fc.asyncProperty(plan, fc.integer({ min: 0, max: thread.length }), async (noise, upTo) => {
      const real = await fresh();
      const model: Model = { phase: 'planned', confirmed: new Map(), commented: false, checkedIn: false, cast: 0 };
      for (const [i, step] of thread.slice(0, upTo).entries()) {
        for (const other of [...noise[i]!, step]) if (other.check(model)) await other.run(model, real);
        reached.add(model.phase);
      }
      const places = real.seen.map((p) => PHASES.indexOf(p));
      expect([...places].sort((a, b) => a - b)).toEqual(places);
    }), { numRuns: 25, endOnFailure: true });
    expect([...reached]).toEqual(expect.arrayContaining(['voting', 'closed', 'sealed']));
  }, 240_000);
});
