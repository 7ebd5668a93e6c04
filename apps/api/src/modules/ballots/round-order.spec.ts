import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeEnvelope, openEnvelope, type BallotFormSheet, type Ticket } from '@shuping/ballot-box';
import fc from 'fast-check';
import { constants, generateKeyPairSync, privateDecrypt, randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import type { AppConfig } from '../../config/index.ts';
import { BallotDb, SealDb } from '../../platform/persistence/pools.ts';
import { SecretBox } from '../../platform/secrets/index.ts';
import { withDatabase, type TestDatabase } from '../../testing/index.ts';
import { BallotBoxStore } from './ballot-box.store.ts';
import { BallotIntake } from './ballot-intake.ts';
import { ReceiptKeys } from './receipt-keys.ts';
import { TicketKeys } from './ticket-keys.ts';
import { TicketVerifier } from './ticket-verifier.ts';
import { VoteRounds } from './vote-rounds.ts';

type Phase = 'waiting' | 'voting' | 'closed';
type Model = { readonly phases: Phase[]; readonly cast: Set<string> };
type Real = { readonly meeting: string };
type Step = fc.AsyncCommand<Model, Real>;

const ROUNDS = ['r1', 'r2', 'r3'];
const VOTERS = [0, 1];
/** Meetings played side by side, and how many such plays: 40 × 50 sequences in a run. */
const TOGETHER = 50;
const PLAYS = 40;

const pair = generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 65_537 });
const n = Buffer.from(pair.publicKey.export({ format: 'jwk' }).n!, 'base64url').toString('hex');
let database: TestDatabase;
let ballotDb: BallotDb;
let sealDb: SealDb;
let store: BallotBoxStore;
let intake: BallotIntake;
let receipts: ReceiptKeys;
let admin: pg.Client;
const tickets = new Map<string, Ticket>();

beforeAll(async () => {
  database = await withDatabase();
  [ballotDb, sealDb] = [new BallotDb(database.urls.ballot, 8), new SealDb(database.urls.seal, 8)];
  const box = new SecretBox({ secretKey: randomBytes(32).toString('hex') } as AppConfig);
  receipts = new ReceiptKeys(box);
  const rounds = new VoteRounds(ballotDb);
  store = new BallotBoxStore(sealDb, new TicketKeys(sealDb, box), rounds, receipts);
  intake = new BallotIntake(ballotDb, rounds, new TicketVerifier(), receipts);
  admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
  // a stamp knows its key and no meeting: the same tickets serve all
  for (const round of ROUNDS) for (const voter of VOTERS) {
    const envelope = makeEnvelope({ n }, (count) => new Uint8Array(randomBytes(count)));
    const stamped = privateDecrypt({ key: pair.privateKey, padding: constants.RSA_NO_PADDING }, Buffer.from(envelope.blinded, 'hex')).toString('hex');
    tickets.set(`${round}/${voter}`, openEnvelope({ n }, envelope, stamped)!);
  }
}, 60_000);

afterAll(async () => {
  await admin.end();
  await ballotDb.close();
  await sealDb.close();
  await database.drop();
});

const SUBJECT = randomUUID();
const options = ['hao', 'cha'].map((id) => ({ id, title: id, anchor: '' }));
const formOf = (meeting: string, round: string): BallotFormSheet => ({ meeting, round, title: '', named: false, subjects: [{ id: SUBJECT, name: '', unit: '' }], classes: { members: { title: '', items: [{ id: 'overall', title: '', required: true, options }] } } });

async function freshMeetings(count: number): Promise<string[]> {
  const meetings = Array.from({ length: count }, () => randomUUID());
  const all = meetings.flatMap((meeting) => ROUNDS.map((round) => ({ meeting, round })));
  await admin.query("insert into ballot.box (meeting, check_in, fingerprint, receipt_key) select m, 'closed', '', k from unnest($1::uuid[], $2::text[]) as u (m, k)", [meetings, meetings.map((one) => receipts.fresh(one).publicKey)]);
  await admin.query("insert into ballot.round (meeting, round, phase, form) select m, r, 'waiting', f from unnest($1::uuid[], $2::text[], $3::jsonb[]) as u (m, r, f)", [all.map((a) => a.meeting), all.map((a) => a.round), all.map((a) => JSON.stringify(formOf(a.meeting, a.round)))]);
  await admin.query("insert into ballot.key (meeting, round, class, n, locked) select m, r, 'members', $3, null from unnest($1::uuid[], $2::text[]) as u (m, r)", [all.map((a) => a.meeting), all.map((a) => a.round), n]);
  return meetings;
}

class Move implements Step {
  constructor(readonly round: number, readonly to: 'voting' | 'closed') {}
  check = (): boolean => true;
  async run(model: Model, real: Real): Promise<void> {
    const from = model.phases[this.round]!;
    const may = from === this.to || from === (this.to === 'voting' ? 'waiting' : 'voting');
    expect([from, this.to, await store.setPhase(real.meeting, ROUNDS[this.round]!, this.to)]).toEqual([from, this.to, may]);
    if (may) model.phases[this.round] = this.to;
  }
  toString = (): string => `${this.to} ${ROUNDS[this.round]!}`;
}

/** Several at once move together or not at all. */
class MoveAll implements Step {
  constructor(readonly to: 'voting' | 'closed') {}
  check = (): boolean => true;
  async run(model: Model, real: Real): Promise<void> {
    const may = model.phases.every((from) => from === this.to || from === (this.to === 'voting' ? 'waiting' : 'voting'));
    expect(await store.setPhase(real.meeting, ROUNDS, this.to)).toBe(may);
    if (may) model.phases.fill(this.to);
  }
  toString = (): string => `${this.to} all`;
}

class Cast implements Step {
  constructor(readonly round: number, readonly voter: number, readonly option: string) {}
  check = (): boolean => true;
  async run(model: Model, real: Real): Promise<void> {
    const round = ROUNDS[this.round]!;
    const ticket = tickets.get(`${round}/${this.voter}`)!;
    const done = await intake.cast({ meeting: real.meeting, round, class: 'members', ticket: ticket.message, signature: ticket.signature, secret: ticket.secret, choices: { [SUBJECT]: { overall: this.option } } });
    const phase = model.phases[this.round]!;
    if (phase !== 'voting') return expect([phase, done]).toEqual([phase, { ok: false, error: { code: phase === 'waiting' ? 'ballot.not-open' : 'ballot.closed' } }]);
    const cast = [...model.cast].find((one) => one.startsWith(`${round}/${this.voter}/`));
    const same = `${round}/${this.voter}/${this.option}`;
    expect([same, cast, done.ok]).toEqual([same, cast, cast === undefined || cast === same]);
    if (cast === undefined) model.cast.add(same);
  }
  toString = (): string => `cast ${ROUNDS[this.round]!} ${this.voter} ${this.option}`;
}

describe('SEC-D12 any order of openings, closings and ballots', () => {
  test('in 2 000 sequences against the real box no ballot is taken outside its round’s voting, no round goes back, and what is stored is what was acknowledged', async () => {
    const index = fc.constantFrom(0, 1, 2);
    const commands = fc.commands([
      fc.tuple(index, fc.constantFrom('voting' as const, 'closed' as const)).map(([round, to]) => new Move(round, to)),
      fc.constantFrom('voting' as const, 'closed' as const).map((to) => new MoveAll(to)),
      fc.tuple(index, fc.constantFrom(...VOTERS), fc.constantFrom('hao', 'cha')).map(([round, voter, option]) => new Cast(round, voter, option)),
    ], { maxCommands: 10, size: 'max' });
    let taken = 0;
    await fc.assert(fc.asyncProperty(fc.array(commands, { minLength: TOGETHER, maxLength: TOGETHER, size: 'max' }), async (plays) => {
      const meetings = await freshMeetings(plays.length);
      const models = await Promise.all(plays.map(async (play, k) => {
        const model: Model = { phases: ROUNDS.map(() => 'waiting' as const), cast: new Set() };
        await fc.asyncModelRun(() => ({ model, real: { meeting: meetings[k]! } }), play);
        return model;
      }));
      const stored = await admin.query<{ meeting: string; count: number }>('select meeting, count(*)::int as count from ballot.intake where meeting = any($1) group by meeting', [meetings]);
      expect(Object.fromEntries(stored.rows.map((row) => [row.meeting, row.count]))).toEqual(Object.fromEntries(models.flatMap((model, k) => (model.cast.size > 0 ? [[meetings[k]!, model.cast.size]] : []))));
      const phases = await admin.query<{ meeting: string; phase: string }>('select meeting, phase from ballot.round where meeting = any($1) order by meeting, round', [meetings]);
      for (const [k, model] of models.entries()) expect(phases.rows.filter((row) => row.meeting === meetings[k]).map((row) => row.phase)).toEqual(model.phases);
      taken += models.reduce((sum, model) => sum + model.cast.size, 0);
    }), { numRuns: PLAYS, endOnFailure: true });
    expect(taken).toBeGreaterThan(500);
  }, 240_000);
});
