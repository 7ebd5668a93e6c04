import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { blind, openEnvelope } from '@shuping/ballot-box';
import { randomBytes, createCipheriv, createHash, createHmac, diffieHellman, generateKeyPairSync, hkdfSync, privateDecrypt, sign, constants } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import pg from 'pg';
import { byBlinding } from '../../../../../tools/attack/src/blinding.ts';
import type { Evidence, Order } from '../../../../../tools/attack/src/evidence.ts';
import { rankCorrelation } from '../../../../../tools/attack/src/figures.ts';
import { attack, type Finding, type Played } from '../../../../../tools/attack/src/report.ts';
import { bootApp, withDatabase, type BootedApp, type TestDatabase } from '../../testing/index.ts';
import { Listener, playAttacked } from './testing/attacked-meeting.ts';

/** The whole drill with ATTACK_MEETINGS=50 (`npm run drill:attack`). */
const MEETINGS = Number(process.env['ATTACK_MEETINGS'] ?? 2);
const PEOPLE = Number(process.env['ATTACK_PEOPLE'] ?? 24);
const OUT = process.env['ATTACK_OUT'];

let database: TestDatabase;
let booted: BootedApp;
let admin: pg.Client;
const played: Played[] = [];

beforeAll(async () => {
  database = await withDatabase();
  admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
  // PostgreSQL tells everything that our logins do not forbid
  await admin.query(`alter database ${new URL(database.adminUrl).pathname.slice(1)} set log_min_messages = debug2`);
  booted = await bootApp({ database });
  const listener = new Listener(booted);
  for (let seed = 1; seed <= MEETINGS; seed += 1) played.push(await playAttacked(booted, listener, admin, seed, PEOPLE));
}, 1_800_000);

afterAll(async () => {
  await booted.close();
  await admin.end();
  await database.drop();
});

const of = (found: readonly Finding[], attacker: string): Finding => found.find((one) => one.attacker.startsWith(attacker))!;

/** The same meeting with one part made carelessly. */
type Weak = { readonly attacker: string; readonly made: (one: Played) => Promise<Played> | Played };
const change = (one: Played, evidence: Partial<Evidence>): Played => ({ truth: one.truth, evidence: { ...one.evidence, ...evidence } });
const ballotOf = ({ truth }: Played, person: number): number => truth.indexOf(person);

const WEAK: Readonly<Record<string, Weak>> = {
  'a writer that does not shuffle': { attacker: 'scratch / order of voting', made: async (one) => change(one, { sealed: [await scratchOrder(one)] }) },
  'a flag "has voted" in the ballot’s transaction': { attacker: 'rows of one transaction', made: async (one) => change(one, { transactions: await flagged(one) }) },
  'the hash of the ticket as receipt': { attacker: 'a receipt shown to somebody', made: (one) => receipts(one, (hash) => spelled(createHash('sha256').update(hash).digest())) },
  'receipts made with a key that secret.key opens': { attacker: 'a receipt shown to somebody', made: (one) => {
    const key = randomBytes(32);
    return change(receipts(one, (hash) => spelled(createHmac('sha256', key).update(hash).digest())), { secrets: [...one.evidence.secrets, key] });
  } },
  'a key to the receipts without the share of a scrutineer': { attacker: 'a receipt shown to somebody', made: (one) => relocked(one) },
  'a key for every person': { attacker: 'keys that only one person was shown', made: (one) => ownKeys(one) },
  'one blinding factor for all': { attacker: 'blinded values and stamps', made: (one) => reblinded(one, () => FACTOR) },
  'a blinding factor made from the slip': { attacker: 'blinded values and stamps', made: (one) => reblinded(one, (slip) => createHash('sha512').update(slip).digest()) },
  'a ticket made from the slip': { attacker: 'tickets made from what is known', made: (one) => change(one, { ballots: one.evidence.ballots.map((ballot, at) => ({ ...ballot, ticket: createHash('sha512').update(one.evidence.people[one.truth[at]!]!.slip).digest('hex') })) }) },
  'a log of requests': { attacker: 'lines of the logs', made: (one) => change(one, { log: one.evidence.voted.map((person) => `POST /vote session=${one.evidence.people[person]!.slipHash}\nballot ${one.evidence.ballots[ballotOf(one, person)]!.ticketHash}\n`).join('') }) },
};

describe('SEC-B10 SEC-G1 everything stored, all logs and the private keys', () => {
  test(`link ballots to people no better than chance over ${MEETINGS} meetings of ${PEOPLE}`, async () => {
    const found = attack(played);
    if (OUT) await writeFile(OUT, JSON.stringify({ meetings: MEETINGS, people: PEOPLE, attackers: found }));
    expect(found.filter((one) => one.links)).toEqual([]);
    // every source was there to be read
    expect(found.length).toBeGreaterThanOrEqual(25);
    for (const source of ['WAL', 'data file of the intake', 'receipts of the public file', 'tickets of the recount package', 'table sealed by ctid', 'table intake by xmin']) expect(of(found, source)?.guesses).toBe(MEETINGS * PEOPLE);
    // the same key opens every receipt once a scrutineer's share is there: it is the share that is missing, nothing else
    expect(played.every(({ evidence }) => evidence.points.length > 0 && evidence.ballots.every((ballot) => ballot.receipt.length === 80))).toBe(true);
    for (const { evidence } of played) expect(evidence.log.length).toBeGreaterThan(1_000);
  }, 600_000);

  test.each(Object.keys(WEAK))('the same attackers break %s', async (name) => {
    const { attacker, made } = WEAK[name]!;
    const weak = await made(played[0]!);
    const found = of(attack([weak]), attacker);
    if (OUT) await writeFile(`${OUT}.${Object.keys(WEAK).indexOf(name)}`, JSON.stringify({ weak: name, attacker, right: found.right, of: PEOPLE }));
    expect(found).toMatchObject({ links: true });
    expect(found.right).toBeGreaterThanOrEqual(PEOPLE * 0.9);
  }, 60_000);

  test('the reader of the WAL does read: while it lasts it keeps the order of batches, which is why check-in closes first', () => {
    const orders = played.map(({ evidence, truth }) => rankCorrelation(evidence.during.find((one) => one.source === 'WAL')!.ballots.map((ballot) => evidence.voted.indexOf(truth[ballot]!))));
    expect(Math.min(...orders)).toBeGreaterThan(0.8);
  });

  test('every pair of person and ballot is possible: the numbers of the blinding rule none out', () => {
    for (const { evidence } of played.slice(0, 2)) expect(byBlinding(evidence).possible).toBe(PEOPLE * PEOPLE);
  }, 60_000);
});

const FACTOR = randomBytes(255);
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const spelled = (digest: Buffer): string => Array.from({ length: 12 }, (_, at) => ALPHABET[digest[at]! & 31]!).join('');

function receipts(one: Played, make: (ticketHash: Buffer) => string): Played {
  return change(one, { people: one.evidence.people.map((person, at) => ({ ...person, receipt: make(Buffer.from(one.evidence.ballots[ballotOf(one, at)]!.ticketHash, 'hex')) })) });
}

/** Receipts locked as they are, but the private half is opened by `secret.key` alone. */
function relocked(one: Played): Played {
  const [half, point] = [generateKeyPairSync('x25519'), generateKeyPairSync('x25519')];
  const key = Buffer.from(hkdfSync('sha256', diffieHellman({ privateKey: point.privateKey, publicKey: half.publicKey }), one.evidence.meeting, 'shuping-receipts@1', 32));
  const locked = (receipt: string, ticketHash: string): string => {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(ticketHash, 'hex'));
    return Buffer.concat([nonce, cipher.update(receipt), cipher.final(), cipher.getAuthTag()]).toString('hex');
  };
  return change(one, {
    ballots: one.evidence.ballots.map((ballot, at) => ({ ...ballot, receipt: locked(one.evidence.people[one.truth[at]!]!.receipt, ballot.ticketHash) })),
    points: [Buffer.from(point.publicKey.export({ format: 'jwk' }).x!, 'base64url')], secrets: [...one.evidence.secrets, half.privateKey.export({ format: 'der', type: 'pkcs8' })],
  });
}

/** A table into which ballots are written as they come. */
async function scratchOrder(one: Played): Promise<Order> {
  await admin.query('create temporary table scratch (ballot int)');
  for (const person of one.evidence.voted) await admin.query('insert into scratch values ($1)', [ballotOf(one, person)]);
  const { rows } = await admin.query<{ ballot: number }>('select ballot from scratch order by ctid');
  await admin.query('drop table scratch');
  return { source: 'scratch', ballots: rows.map((row) => row.ballot) };
}

/** Two tables written in one transaction a ballot, joined by what PostgreSQL keeps of it. */
async function flagged(one: Played): Promise<{ people: number[]; ballots: number[] }[]> {
  await admin.query('create temporary table flag (person int); create temporary table box (ballot int)');
  for (const person of one.evidence.voted) await admin.query(`begin; insert into flag values (${person}); insert into box values (${ballotOf(one, person)}); commit`);
  const { rows } = await admin.query<{ person: number; ballot: number }>('select person, ballot from flag join box on flag.xmin::text = box.xmin::text');
  await admin.query('drop table flag, box');
  return rows.map(({ person, ballot }) => ({ people: [person], ballots: [ballot] }));
}

const newKey = (): { n: string; privateKey: ReturnType<typeof generateKeyPairSync>['privateKey'] } => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 65_537 });
  return { n: Buffer.from(publicKey.export({ format: 'jwk' }).n!, 'base64url').toString('hex'), privateKey };
};

/** Everybody is shown a key of their own. */
function ownKeys(one: Played): Played {
  const keys = one.evidence.people.map(newKey);
  return change(one, {
    people: one.evidence.people.map((person, at) => ({ ...person, keys: [keys[at]!.n] })),
    ballots: one.evidence.ballots.map((ballot, at) => ({ ...ballot, signature: sign('sha384', Buffer.from(ballot.ticket, 'hex'), { key: keys[one.truth[at]!]!.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 }).toString('hex') })),
  });
}

/** Check-in once more with blinding factors that the page did not draw. */
function reblinded(one: Played, factorOf: (slip: string) => Buffer): Played {
  const { n, privateKey } = newKey();
  const modulus = BigInt(`0x${n}`);
  const made = one.evidence.people.map((person) => {
    const message = randomBytes(64);
    // the salt is drawn first, then the factor
    let calls = 0;
    const factor = Buffer.concat([Buffer.alloc(256), factorOf(person.slip)]).subarray(-256);
    const { blinded, inverse } = blind(modulus, new Uint8Array(message), (count) => new Uint8Array((calls += 1) === 1 ? randomBytes(count) : factor));
    const stamped = privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, Buffer.from(blinded, 'hex')).toString('hex');
    const ticket = openEnvelope({ n }, { message: message.toString('hex'), inverse }, stamped)!;
    return { blinded, stamped, ticket };
  });
  return change(one, {
    people: one.evidence.people.map((person, at) => ({ ...person, blinded: made[at]!.blinded, stamped: made[at]!.stamped, keys: [n] })),
    ballots: one.evidence.ballots.map((ballot, at) => ({ ...ballot, ticket: made[one.truth[at]!]!.ticket.message, signature: made[one.truth[at]!]!.ticket.signature })),
  });
}
