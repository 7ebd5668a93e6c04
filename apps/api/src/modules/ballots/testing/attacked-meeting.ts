import { castBody, makeEnvelopes, makeRecountKey, openEnvelopes, readRecount, type BallotFormSheet, type EntryView, type SealFile, type Ticket } from '@shuping/ballot-box';
import { canonicalJson, seededRandom, shuffled } from '@shuping/kernel';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pg from 'pg';
import type { Ballot, Evidence, Order, Person, Transaction } from '../../../../../../tools/attack/src/evidence.ts';
import type { Played } from '../../../../../../tools/attack/src/report.ts';
import { AppConfig } from '../../../config/index.ts';
import { SecretBox } from '../../../platform/secrets/index.ts';
import { testCluster, type BootedApp } from '../../../testing/index.ts';
import { BallotBoxStore } from '../ballot-box.store.ts';
import { unlockRecount } from '../recount-package.ts';
import { SealStore } from '../seal.store.ts';
import { SlipsStore } from '../slips.store.ts';

const ROUND = 'r1';
const CLASS = 'members';
const OPTIONS = ['hao', 'jiao', 'yiban', 'cha'];
const ITEMS = ['i0', 'i1', 'i2'];
/** Ballots that are under way at once. */
const TOGETHER = 6;

const sha256 = (data: Buffer | string): string => createHash('sha256').update(data).digest('hex');
const random = (count: number): Uint8Array => new Uint8Array(randomBytes(count));

/** Lines that the server, at its most talkative, and PostgreSQL wrote. */
export class Listener {
  private readonly lines: string[] = [];
  private readonly note = (...parts: unknown[]): void => void this.lines.push(parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part) ?? '')).join(' '));

  constructor(booted: BootedApp) {
    const { note } = this;
    booted.app.useLogger({ log: note, error: note, warn: note, debug: note, verbose: note, fatal: note });
  }

  /** Everything since the last call, with what PostgreSQL added to its file. */
  async text(): Promise<string> {
    const { pgData } = await testCluster();
    const file = await readFile(join(dirname(pgData), 'postgresql.log'), 'utf8').catch(() => '');
    return `${this.lines.splice(0).join('\n')}\n${file}`;
  }
}

type Voter = { readonly person: Person; readonly ticket: Ticket; receipt: string };

/** A meeting of one class, played over the ballot host's routes: check-in one after another, then voting in another order, then the seal; with all that an attacker may find of it. */
export async function playAttacked(booted: BootedApp, listener: Listener, admin: pg.Client, seed: number, people: number): Promise<Played> {
  const dice = seededRandom(seed);
  const get = <T>(type: new (...args: never[]) => T): T => booted.app.get(type as never, { strict: false });
  const [box, slips, seals] = [get(BallotBoxStore), get(SlipsStore), get(SealStore)];
  const form: BallotFormSheet = { meeting: randomUUID(), round: ROUND, title: '', named: false, subjects: [randomUUID(), randomUUID()].map((id) => ({ id, name: id, unit: '' })), classes: { [CLASS]: { title: '', items: ITEMS.map((id) => ({ id, title: id, required: true, options: OPTIONS.map((o) => ({ id: o, title: o, anchor: '' })) })) } } };
  const { meeting } = form;
  const post = async <T>(path: string, payload: object): Promise<T> => {
    const answer = await booted.inject({ method: 'POST', url: `/vote/${meeting}/${path}`, payload });
    if (answer.statusCode !== 200) throw new Error(`${path} ${answer.statusCode} ${answer.body}`);
    return answer.json() as T;
  };
  await box.prepare(form);
  const printed = shuffled(await slips.print(meeting, { [CLASS]: people }), dice);
  await box.setCheckIn(meeting, 'open');
  const voters: Voter[] = [];
  for (const slip of printed) voters.push(await checkIn(post, slip.secret));
  await box.setCheckIn(meeting, 'closed');
  const privateKeys = await keysOf(admin, get(SecretBox), meeting);
  const scrutineers = [makeRecountKey(random), makeRecountKey(random)];
  await box.setPhase(meeting, ROUND, 'voting', scrutineers.map((key) => key.publicKey));
  const voted = shuffled(voters.map((_, at) => at), dice);
  const patterns = shuffled(Array.from({ length: 64 }, (_, at) => at), dice);
  const marksOf = (person: number): Record<string, string> => Object.fromEntries(ITEMS.map((id, i) => [id, OPTIONS[Math.floor(patterns[person]! / 4 ** i) % 4]!]));
  const choicesOf = (person: number): object => Object.fromEntries(form.subjects.map((s) => [s.id, marksOf(person)]));
  const from = await lsn(admin);
  for (let at = 0; at < people; at += TOGETHER) {
    await Promise.all(voted.slice(at, at + TOGETHER).map(async (person) => {
      const voter = voters[person]!;
      voter.receipt = (await post<{ receipt: string }>('ballots', castBody({ class: CLASS, tickets: { [ROUND]: voter.ticket } }, ROUND, choicesOf(person)))).receipt;
    }));
  }
  const wal = await walSince(admin, from);
  // the attacker's ballots stand in an order of their own
  const truth = shuffled(voters.map((_, at) => at), dice);
  const rows = (await admin.query<{ at: string; body: string; receipt: string }>("select encode(ticket_hash, 'hex') as at, encode(body_hash, 'hex') as body, encode(receipt, 'hex') as receipt from ballot.intake where meeting = $1", [meeting])).rows;
  const rowOf = (person: number): (typeof rows)[number] => rows.find((row) => row.at === sha256(Buffer.from(voters[person]!.ticket.message, 'hex')))!;
  const ballots = truth.map((person): Ballot => ({ ticket: voters[person]!.ticket.message, ticketHash: rowOf(person).at, bodyHash: rowOf(person).body, receipt: rowOf(person).receipt, signature: voters[person]!.ticket.signature, marks: ITEMS.map((id) => marksOf(person)[id]).join(' ') }));
  const during = [...await tableOrders(admin, 'intake', meeting, ballots), bytesOrder('WAL', wal, ballots), bytesOrder('data file of the intake', await dataFile(admin, 'ballot.intake'), ballots)].flatMap((one) => one ?? []);
  const transactions = await transactionsOf(admin, meeting, voters.map((voter) => voter.person), ballots);
  const dumped = (await admin.query<{ row: Record<string, unknown> }>('select to_jsonb(b) as row from ballot.box b where meeting = $1', [meeting])).rows[0]!.row;
  const points = (await admin.query<{ point: Buffer }>('select point from ballot.receipt_point where meeting = $1', [meeting])).rows.map((row) => row.point);
  const opened = get(SecretBox).unlock(Buffer.from(String(dumped['receipt_lock']), 'base64'), `${meeting}/receipts`);
  const copies = (JSON.parse(opened.toString()) as Record<string, string>[]).flatMap((copy) => Object.values(copy)).flatMap((text) => [Buffer.from(text, 'hex'), Buffer.from(text, 'base64')]);
  const installation = Buffer.from((await readFile(join(booted.app.get(AppConfig).dataDir, 'secret.key'), 'utf8')).trim(), 'hex');
  await box.setPhase(meeting, ROUND, 'closed');
  const file = await seals.seal(meeting, { recountKeys: scrutineers.map((key) => key.publicKey) });
  if (!file.ok) throw new Error(file.error.code);
  const recounted = readRecount(unwrap(unlockRecount((await seals.recountPackage(meeting))!, scrutineers.map((key) => key.pem))))!;
  const sealed = [
    ...await tableOrders(admin, 'sealed', meeting, ballots),
    listOrder('receipts of the public file', (file.value as SealFile).receipts, (one) => truth.findIndex((person) => voters[person]!.receipt === one), people),
    listOrder('tickets of the recount package', recounted.tickets, (one) => ballots.findIndex((b) => b.ticket === one.message), people),
    ...form.subjects.map((subject, at) => listOrder(`marks of the recount package, subject ${at + 1}`, recounted.marks.filter((mark) => mark.subject === subject.id), (one) => ballots.findIndex((b) => b.marks === ITEMS.map((id) => one.marks[id]).join(' ')), people)),
  ].flatMap((one) => one ?? []);
  const evidence: Evidence = { people: voters.map(({ person, receipt }) => ({ ...person, receipt })), ballots, during, sealed, transactions, meeting, points, secrets: [...secretsOf(dumped, privateKeys, meeting), installation, ...copies.filter((one) => one.length > 0)], log: await listener.text(), voted };
  return { evidence, truth };
}

/** What a phone does at the door, with all that went over the wire. */
async function checkIn(post: <T>(path: string, payload: object) => Promise<T>, slip: string): Promise<Voter> {
  const entry = await post<EntryView>('entry', { slip, pad: '' });
  const envelopes = makeEnvelopes(entry, random);
  const blinded = Object.fromEntries(Object.entries(envelopes).map(([round, one]) => [round, one.blinded]));
  const { stamped } = await post<{ stamped: Record<string, string> }>('tickets', { slip, blinded, pad: '' });
  const ticket = openEnvelopes(entry.keys, envelopes, stamped)![ROUND]!;
  const person: Person = { slip, slipHash: sha256(`shuping-slip:${slip}`), requestHash: sha256(canonicalJson(blinded)), blinded: blinded[ROUND]!, stamped: stamped[ROUND]!, keys: entry.keys.map((key) => key.n), receipt: '' };
  return { person, ticket, receipt: '' };
}

async function keysOf(admin: pg.Client, box: SecretBox, meeting: string): Promise<Buffer[]> {
  const { rows } = await admin.query<{ round: string; class: string; locked: Buffer }>('select round, class, locked from ballot.key where meeting = $1', [meeting]);
  return rows.map((row) => box.unlock(row.locked, `${meeting}/${row.round}/${row.class}`));
}

/** Whatever might be a key of something: the columns of the box as text and as bytes, private keys, the meeting's id. */
function secretsOf(box: Record<string, unknown>, privateKeys: readonly Buffer[], meeting: string): Buffer[] {
  const texts = Object.values(box).filter((value): value is string => typeof value === 'string' && value !== '');
  return [...texts.flatMap((text) => [Buffer.from(text), Buffer.from(text, 'hex'), Buffer.from(text, 'base64')]), ...privateKeys, Buffer.from(meeting), Buffer.from(meeting.replaceAll('-', ''), 'hex')].filter((one) => one.length > 0);
}

const lsn = async (admin: pg.Client): Promise<string> => (await admin.query<{ at: string }>('select pg_current_wal_insert_lsn()::text as at')).rows[0]!.at;

/** Bytes of the write-ahead log since then, as they lie on the disk. */
async function walSince(admin: pg.Client, from: string): Promise<Buffer> {
  await admin.query('checkpoint');
  const { rows: [place] } = await admin.query<{ file: string; at: number; last: string }>('select (pg_walfile_name_offset($1)).file_name as file, (pg_walfile_name_offset($1)).file_offset as at, pg_walfile_name(pg_current_wal_insert_lsn()) as last', [from]);
  const folder = join((await testCluster()).pgData, 'pg_wal');
  const parts: Buffer[] = [];
  for (let segment = BigInt(`0x${place!.file}`); segment <= BigInt(`0x${place!.last}`); segment += 1n) {
    const name = segment.toString(16).toUpperCase().padStart(24, '0');
    // recycled segments have other names; numbers of a segment stop at FF
    const bytes = await readFile(join(folder, name)).catch(() => null);
    if (bytes) parts.push(name === place!.file ? bytes.subarray(place!.at) : bytes);
  }
  return Buffer.concat(parts);
}

async function dataFile(admin: pg.Client, table: string): Promise<Buffer> {
  await admin.query('checkpoint');
  const { rows: [row] } = await admin.query<{ path: string }>('select pg_relation_filepath($1) as path', [table]);
  const handle = await open(join((await testCluster()).pgData, row!.path));
  try {
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

/** Ballots in the order in which their hashes lie in the bytes; null when one is missing. */
function bytesOrder(source: string, bytes: Buffer, ballots: readonly Ballot[]): Order | null {
  const places = ballots.map((ballot, at) => ({ at, place: bytes.indexOf(Buffer.from(ballot.ticketHash, 'hex')) }));
  return places.some(({ place }) => place < 0) ? null : { source, ballots: places.sort((a, b) => a.place - b.place).map(({ at }) => at) };
}

function listOrder<T>(source: string, list: readonly T[], ballotOf: (one: T) => number, size: number): Order | null {
  const ballots = list.map(ballotOf);
  return ballots.length === size && !ballots.includes(-1) ? { source, ballots } : null;
}

/** A table by place on disk, by transaction and by every index; marks of several subjects follow each other, each subject is a reading. */
async function tableOrders(admin: pg.Client, table: 'intake' | 'sealed', meeting: string, ballots: readonly Ballot[]): Promise<Order[]> {
  const keys = await admin.query<{ key: string }>("select (regexp_match(indexdef, '\\((.*)\\)'))[1] as key from pg_indexes where schemaname = 'ballot' and tablename = $1", [table]);
  const out: Order[] = [];
  for (const order of ['ctid', 'xmin::text::bigint, ctid', ...keys.rows.map((row) => `${row.key}, ctid`)]) {
    const { rows } = await admin.query<{ row: string }>(`select t::text as row from ballot.${table} t where meeting = $1 order by ${order}`, [meeting]);
    const found = rows.map(({ row }) => ballots.findIndex((b) => row.includes(b.ticketHash) || ITEMS.map((id) => new RegExp(`${id}[\\\\" ]*:[\\\\" ]*([a-z]+)`).exec(row)?.[1]).join(' ') === b.marks));
    for (let at = 0; at + ballots.length <= found.length; at += ballots.length) {
      const part = found.slice(at, at + ballots.length);
      if (new Set(part).size === ballots.length && !part.includes(-1)) out.push({ source: `table ${table} by ${order}, part ${at / ballots.length + 1}`, ballots: part });
    }
  }
  return out;
}

/** Transactions that left rows of a person and of a ballot. */
async function transactionsOf(admin: pg.Client, meeting: string, people: readonly Person[], ballots: readonly Ballot[]): Promise<Transaction[]> {
  const { rows } = await admin.query<{ xid: string; slip: string | null; ticket: string | null }>(
    `select xmin::text as xid, encode(slip_hash, 'hex') as slip, null as ticket from ballot.slip where meeting = $1 union all select xmin::text, null, encode(ticket_hash, 'hex') from ballot.intake where meeting = $1`, [meeting]);
  const all = new Map<string, { people: number[]; ballots: number[] }>();
  for (const row of rows) {
    const one = all.get(row.xid) ?? { people: [], ballots: [] };
    all.set(row.xid, one);
    if (row.slip !== null) one.people.push(people.findIndex((person) => person.slipHash === row.slip));
    else one.ballots.push(ballots.findIndex((ballot) => ballot.ticketHash === row.ticket));
  }
  return [...all.values()].filter((one) => one.people.length > 0 && one.ballots.length > 0);
}

function unwrap(text: ReturnType<typeof unlockRecount>): string {
  if (!text.ok) throw new Error(text.error.code);
  return text.value;
}
