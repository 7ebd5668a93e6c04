import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { areKeysGenuine, makeEnvelopes, makeRecountKey, openEnvelopes, receiptShare, verifySealFile, type BallotFormSheet, type Choices, type SealFile, type Ticket } from '@shuping/ballot-box';
import { seededRandom, shuffled } from '@shuping/kernel';
import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import type { AppConfig } from '../../config/index.ts';
import { BallotDb, SealDb } from '../../platform/persistence/pools.ts';
import { withDatabase, type TestDatabase } from '../../testing/index.ts';
import { SecretBox } from '../../platform/secrets/index.ts';
import { BallotBoxStore } from './ballot-box.store.ts';
import { BallotIntake } from './ballot-intake.ts';
import { ReceiptKeys } from './receipt-keys.ts';
import { SealStore } from './seal.store.ts';
import { SlipsStore, type IssuedSlip } from './slips.store.ts';
import { TicketKeys } from './ticket-keys.ts';
import { TicketOffice } from './ticket-office.ts';
import { TicketVerifier } from './ticket-verifier.ts';
import { VoteRounds } from './vote-rounds.ts';

const OPTIONS = ['hao', 'jiao', 'yiban', 'cha'];
const ROUND = 'r1';

let database: TestDatabase;
let ballotDb: BallotDb;
let sealDb: SealDb;
let store: BallotBoxStore;
let slipBox: SlipsStore;
let office: TicketOffice;
let seals: SealStore;
let intake: BallotIntake;
let verifier: TicketVerifier;
let secrets: SecretBox;
let admin: pg.Client;

beforeAll(async () => {
  database = await withDatabase();
  ballotDb = new BallotDb(database.urls.ballot, 4);
  sealDb = new SealDb(database.urls.seal, 4);
  secrets = new SecretBox({ secretKey: randomBytes(32).toString('hex') } as AppConfig);
  const [keys, receipts] = [new TicketKeys(sealDb, secrets), new ReceiptKeys(secrets)];
  const rounds = new VoteRounds(ballotDb);
  store = new BallotBoxStore(sealDb, keys, rounds, receipts);
  slipBox = new SlipsStore(sealDb);
  office = new TicketOffice(sealDb, keys);
  verifier = new TicketVerifier();
  seals = new SealStore(sealDb, keys, verifier, receipts);
  intake = new BallotIntake(ballotDb, rounds, verifier, receipts);
  admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
});

afterAll(async () => {
  await verifier.onApplicationShutdown();
  await admin.end();
  await ballotDb.close();
  await sealDb.close();
  await database.drop();
});

function formOf(meeting: string, subjects: number, items = ['overall']): BallotFormSheet {
  const sheet = { title: '测评票', items: items.map((id) => ({ id, title: id, required: id === 'overall', options: OPTIONS.map((o) => ({ id: o, title: o, anchor: '' })) })) };
  return { meeting, round: ROUND, title: '', named: false, subjects: Array.from({ length: subjects }, (_, i) => ({ id: randomUUID(), name: `p${i}`, unit: 'u' })), classes: { leaders: sheet, members: sheet } };
}

const same = (form: BallotFormSheet, option: string | null): Choices => Object.fromEntries(form.subjects.map((s) => [s.id, Object.fromEntries(form.classes['leaders']!.items.map((i) => [i.id, option]))]));

type Voter = { readonly class: string; readonly ticket: Ticket };

const random = (count: number): Uint8Array => new Uint8Array(randomBytes(count));

/** What a phone does at the door. */
async function checkIn(meeting: string, slip: IssuedSlip): Promise<Voter> {
  const entry = await office.entry(meeting, slip.secret);
  if (!entry.ok || !areKeysGenuine(meeting, entry.value, null)) throw new Error('no genuine keys');
  const envelopes = makeEnvelopes(entry.value, random);
  const stamped = await office.issue(meeting, slip.secret, Object.fromEntries(Object.entries(envelopes).map(([round, one]) => [round, one.blinded])));
  if (!stamped.ok) throw new Error(stamped.error.code);
  return { class: entry.value.class, ticket: openEnvelopes(entry.value.keys, envelopes, stamped.value)![ROUND]! };
}

/** A meeting after check-in: everybody has a ticket, nobody can vote yet. */
async function meetingOf(numbers: Record<string, number>, subjects = 3): Promise<{ form: BallotFormSheet; slips: IssuedSlip[]; voters: Voter[] }> {
  const form = formOf(randomUUID(), subjects);
  await store.prepare(form);
  const slips = await slipBox.print(form.meeting, numbers);
  await store.setCheckIn(form.meeting, 'open');
  const voters = await Promise.all(slips.map((slip) => checkIn(form.meeting, slip)));
  await store.setCheckIn(form.meeting, 'closed');
  return { form, slips, voters };
}

async function sealed(meeting: string): Promise<SealFile> {
  const file = await seals.seal(meeting);
  if (!file.ok) throw new Error(file.error.code);
  return file.value;
}

const cast = (form: BallotFormSheet, voter: Voter, choices: unknown) => intake.cast({ meeting: form.meeting, round: ROUND, class: voter.class, ticket: voter.ticket.message, signature: voter.ticket.signature, secret: voter.ticket.secret, choices });

describe('R-F4 anonymous and exactly once', () => {
  test('phases: nothing before opening, nothing after closing, the seal counts what was acknowledged', async () => {
    const { form, voters } = await meetingOf({ leaders: 5, members: 7 });
    expect(await cast(form, voters[0]!, same(form, 'hao'))).toEqual({ ok: false, error: { code: 'ballot.not-open' } });
    expect(await store.setPhase(form.meeting, ROUND, 'closed')).toBe(false);
    expect(await store.setPhase(form.meeting, ROUND, 'voting')).toBe(true);
    const outcomes = await Promise.all(voters.slice(0, 10).map((voter) => cast(form, voter, same(form, 'jiao'))));
    expect(outcomes.every((o) => o.ok)).toBe(true);
    await expect(seals.seal(form.meeting)).rejects.toThrow('not closed');
    expect(await store.setPhase(form.meeting, ROUND, 'closed')).toBe(true);
    expect(await cast(form, voters[11]!, same(form, 'hao'))).toEqual({ ok: false, error: { code: 'ballot.closed' } });
    const file = await sealed(form.meeting);
    expect(verifySealFile(file)).toEqual({ ok: true });
    expect(file.fingerprint).toBe(await store.fingerprint(form.meeting));
    const sum = (key: 'issued' | 'returned' | 'uncast'): number => Object.values(file.counts).reduce((total, c) => total + c[key], 0);
    expect([sum('issued'), sum('returned'), sum('uncast')]).toEqual([12, 10, 2]);
    const receipts = outcomes.map((o) => (o.ok ? o.value.receipt : ''));
    expect([...receipts].sort()).toEqual(file.receipts);
    expect(await sealed(form.meeting)).toEqual(file);
    expect(await store.setPhase(form.meeting, ROUND, 'voting')).toBe(false);
    const left = await admin.query(
      `select (select count(*) from ballot.intake where meeting = $1)::int as intake, (select count(*) from ballot.slip where meeting = $1)::int as slips,
       (select count(locked) from ballot.key where meeting = $1)::int as private_keys, (select receipt_key || receipt_lock from ballot.box where meeting = $1) as key, (select count(*) from ballot.receipt_point where meeting = $1)::int as points`, [form.meeting]);
    expect(left.rows[0]).toEqual({ intake: 0, slips: 0, private_keys: 0, key: '', points: 0 });
  });

  test('SEC-D7 the same ticket twice at once: one ballot stands, the same body is acknowledged again, another is refused', async () => {
    const { form, voters } = await meetingOf({ leaders: 6 });
    await store.setPhase(form.meeting, ROUND, 'voting');
    const storm = await Promise.all(Array.from({ length: 20 }, (_, i) => cast(form, voters[0]!, same(form, i % 2 ? 'hao' : 'cha'))));
    const won = storm.filter((o) => o.ok);
    expect(won).toHaveLength(10);
    expect(storm.filter((o) => !o.ok && o.error.code === 'ballot.already-cast')).toHaveLength(10);
    expect(new Set(won.map((o) => (o.ok ? o.value.receipt : ''))).size).toBe(1);
    const standing = storm[0]!.ok ? 'cha' : 'hao';
    expect(await cast(form, voters[0]!, same(form, standing))).toEqual(won[0]);
    expect(await cast(form, voters[0]!, same(form, 'jiao'))).toEqual({ ok: false, error: { code: 'ballot.already-cast' } });
    expect(await store.returnedCounts(form.meeting, ROUND)).toEqual({ leaders: 1 });
  });

  test('SEC-D17 forged, changed and cross-used tickets are refused alike and consume nothing; a bad ballot names its place', async () => {
    const { form, voters } = await meetingOf({ leaders: 5, members: 1 });
    const elsewhere = await meetingOf({ leaders: 1 });
    for (const one of [form, elsewhere.form]) await store.setPhase(one.meeting, ROUND, 'voting');
    const unknown = { ok: false, error: { code: 'ballot.unknown-ticket' } };
    const voter = voters.find((v) => v.class === 'leaders')!;
    const flip = (text: string): string => (text.startsWith('0') ? '1' : '0') + text.slice(1);
    const odd: Voter[] = [
      { ...voter, class: 'members' }, { ...voter, class: 'nobody' }, elsewhere.voters[0]!,
      { ...voter, ticket: { ...voter.ticket, message: flip(voter.ticket.message) } }, { ...voter, ticket: { ...voter.ticket, signature: flip(voter.ticket.signature) } },
      { ...voter, ticket: { ...voter.ticket, message: voter.ticket.message.slice(2) } }, { ...voter, ticket: { ...voter.ticket, signature: voter.ticket.signature.toUpperCase() } },
      { ...voter, ticket: { message: '0'.repeat(128), signature: '0'.repeat(512), secret: '0'.repeat(64) } }, { ...voter, ticket: { ...voter.ticket, secret: '' } },
    ];
    for (const one of odd) expect(await cast(form, one, same(form, 'hao'))).toEqual(unknown);
    for (const [meeting, round] of [[randomUUID(), ROUND], ['x', ROUND], [form.meeting, 'r9']] as const) {
      expect(await intake.cast({ meeting, round, class: 'leaders', ticket: voter.ticket.message, signature: voter.ticket.signature, secret: voter.ticket.secret, choices: {} })).toEqual(unknown);
    }
    expect(await cast(form, voter, { ...same(form, 'hao'), [randomUUID()]: {} })).toMatchObject({ error: { code: 'ballot.unknown-field' } });
    expect(await cast(form, voter, same(form, null))).toMatchObject({ error: { code: 'ballot.incomplete' } });
    expect(await store.returnedCounts(form.meeting, ROUND)).toEqual({});
    expect((await cast(form, voter, same(form, 'hao'))).ok).toBe(true);
  });

  test('a planted ballot without a good stamp stops the seal, and nothing is sealed or destroyed', async () => {
    const { form, voters } = await meetingOf({ leaders: 5 });
    await store.setPhase(form.meeting, ROUND, 'voting');
    await cast(form, voters[0]!, same(form, 'hao'));
    await store.setPhase(form.meeting, ROUND, 'closed');
    await admin.query("insert into ballot.intake (meeting, round, class, ticket_hash, body_hash, ticket, signature, receipt, choices) select meeting, round, class, '\\x01', body_hash, '\\x01', signature, receipt, choices from ballot.intake where meeting = $1", [form.meeting]);
    expect(await seals.seal(form.meeting)).toEqual({ ok: false, error: { code: 'meeting.seal-broken', params: { bad: 1, ballots: 2 }, issues: [{ code: 'meeting.badly-stamped', at: 'leaders', params: { count: 1 } }] } });
    expect(await store.returnedCounts(form.meeting, ROUND)).toEqual({ leaders: 2 });
    await admin.query("delete from ballot.intake where ticket_hash = '\\x01'");
    expect((await sealed(form.meeting)).counts['leaders']).toEqual({ issued: 5, returned: 1, uncast: 4 });
  });

  test('SEC-B10 after a restart votes go on and give receipts at once; the seal needs what one scrutineer hands in, or says that it lists none', async () => {
    const [own, other, stranger] = [0, 1, 2].map(() => makeRecountKey((n) => new Uint8Array(randomBytes(n))));
    const { form, voters } = await meetingOf({ leaders: 6 });
    await store.setPhase(form.meeting, ROUND, 'voting', [own!.publicKey, other!.publicKey]);
    const before = await Promise.all(voters.slice(0, 3).map((voter) => cast(form, voter, same(form, 'hao'))));
    // everything that this process remembered is gone
    const after = new ReceiptKeys(secrets);
    const again = new BallotIntake(ballotDb, new VoteRounds(ballotDb), verifier, after);
    const later = await Promise.all(voters.slice(2).map(({ class: voterClass, ticket: { message, ...rest } }) => again.cast({ meeting: form.meeting, round: ROUND, class: voterClass, ticket: message, ...rest, choices: same(form, 'hao') })));
    expect(later[0]).toEqual(before[2]);
    await store.setPhase(form.meeting, ROUND, 'closed');
    const restarted = new SealStore(sealDb, new TicketKeys(sealDb, secrets), verifier, after);
    const refused = await restarted.seal(form.meeting);
    const copies = refused.ok ? [] : refused.error.issues!.map((issue) => ({ publicKey: issue.at!, ephemeral: String(issue.params!['ephemeral']) }));
    expect(refused).toMatchObject({ ok: false, error: { code: 'meeting.receipt-key-needed' } });
    expect(copies.map((copy) => copy.publicKey)).toEqual([own!.publicKey, other!.publicKey]);
    expect(receiptShare(stranger!.pem, copies)).toBeNull();
    for (const share of ['00'.repeat(32), receiptShare(own!.pem, [{ ...copies[1]!, publicKey: own!.publicKey }])!]) expect(await restarted.seal(form.meeting, { receiptShare: share })).toEqual(refused);
    expect(await store.returnedCounts(form.meeting, ROUND)).toEqual({ leaders: 6 });
    const file = await restarted.seal(form.meeting, { receiptShare: receiptShare(`card\n${other!.pem}`, copies)! });
    const told = [...before, ...later.slice(1)].map((one) => (one.ok ? one.value.receipt : ''));
    expect(file.ok && file.value.receipts).toEqual(told.sort());
    expect(file.ok && file.value.unlisted).toBeUndefined();
  });

  test('SEC-B10 with both keys to the receipts lost the votes count all the same, and the file says that it lists none', async () => {
    const { form, voters } = await meetingOf({ leaders: 5 });
    await store.setPhase(form.meeting, ROUND, 'voting');
    await Promise.all(voters.map((voter) => cast(form, voter, same(form, 'hao'))));
    await store.setPhase(form.meeting, ROUND, 'closed');
    const restarted = new SealStore(sealDb, new TicketKeys(sealDb, secrets), verifier, new ReceiptKeys(secrets));
    expect(await restarted.seal(form.meeting)).toEqual({ ok: false, error: { code: 'meeting.receipt-key-needed', issues: [] } });
    const file = await restarted.seal(form.meeting, { withoutReceipts: true });
    expect(file.ok && [file.value.receipts, file.value.unlisted, file.value.counts['leaders']!.returned, verifySealFile(file.value)]).toEqual([[], 5, 5, { ok: true }]);
  });
});

describe('R-F4 tickets at the door', () => {
  test('SEC-D18 one slip, one set of tickets: the same request again gives the same stamps, after closing too, another phone is refused', async () => {
    const form = formOf(randomUUID(), 1);
    await store.prepare(form);
    const [slip, late] = await slipBox.print(form.meeting, { leaders: 2 }) as [IssuedSlip, IssuedSlip];
    const entry = await office.entry(form.meeting, slip.secret);
    if (!entry.ok) throw new Error(entry.error.code);
    const ask = (who: IssuedSlip, blinded = makeEnvelopes(entry.value, random)[ROUND]!.blinded) => office.issue(form.meeting, who.secret, { [ROUND]: blinded });
    expect(await ask(slip)).toMatchObject({ error: { code: 'ticket.not-open' } });
    await store.setCheckIn(form.meeting, 'open');
    expect(await office.issue(form.meeting, slip.secret, {})).toMatchObject({ error: { code: 'ticket.rounds-differ' } });
    expect(await ask(slip, 'f'.repeat(512))).toMatchObject({ error: { code: 'ticket.bad-envelope', at: `/blinded/${ROUND}` } });
    expect(await slipBox.counts(form.meeting)).toEqual({ leaders: { slips: 2, stamped: 0 } });
    const { blinded } = makeEnvelopes(entry.value, random)[ROUND]!;
    const storm = await Promise.all(Array.from({ length: 10 }, () => ask(slip, blinded)));
    expect(storm.every((one) => one.ok)).toBe(true);
    expect(new Set(storm.map((one) => (one.ok ? one.value[ROUND] : ''))).size).toBe(1);
    expect(await ask(slip)).toMatchObject({ error: { code: 'ticket.slip-used' } });
    expect((await office.entry(form.meeting, slip.secret))).toMatchObject({ ok: true, value: { used: true, checkIn: 'open' } });
    await store.setCheckIn(form.meeting, 'closed');
    expect(await ask(slip, blinded)).toEqual(storm[0]);
    expect(await ask(late)).toMatchObject({ error: { code: 'ticket.closed' } });
    expect(await slipBox.void(form.meeting, [slip.secret, late.secret])).toBe(1);
    expect(await ask(late)).toMatchObject({ error: { code: 'ticket.unknown-slip' } });
    for (const [meeting, secret] of [[form.meeting, 'x'], ['x', slip.secret], [randomUUID(), slip.secret]] as const) {
      expect(await office.entry(meeting, secret)).toEqual({ ok: false, error: { code: 'ticket.unknown-slip' } });
      expect(await office.issue(meeting, secret, {})).toEqual({ ok: false, error: { code: 'ticket.unknown-slip' } });
    }
  });

  test('keys are locked in the database, and the fingerprint changes with the classes only', async () => {
    const form = formOf(randomUUID(), 1);
    const print = await store.prepare(form);
    expect(await store.prepare({ ...form, title: 'another' })).toBe(print);
    const { rows } = await admin.query<{ locked: Buffer }>('select locked from ballot.key where meeting = $1', [form.meeting]);
    expect(rows).toHaveLength(2);
    // a PKCS#8 RSA key names its algorithm
    for (const { locked } of rows) expect(locked.includes(Buffer.from('2a864886f70d010101', 'hex'))).toBe(false);
    expect(await store.prepare({ ...form, classes: { leaders: form.classes['leaders']! } })).not.toBe(print);
  });
});

describe('R-F4 logins', () => {
  test('app sees nothing of the ballot side, ballot reads no marks and no roster, seal no roster', async () => {
    const tryQuery = async (url: string, text: string): Promise<string> => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      try {
        await client.query(text);
        return 'allowed';
      } catch (error) {
        return (error as { code: string }).code;
      } finally {
        await client.end();
      }
    };
    expect(await tryQuery(database.urls.app, 'select * from ballot.intake')).toBe('42501');
    expect(await tryQuery(database.urls.app, 'select * from ballot.sealed')).toBe('42501');
    expect(await tryQuery(database.urls.ballot, 'select choices from ballot.intake')).toBe('42501');
    expect(await tryQuery(database.urls.ballot, 'delete from ballot.intake')).toBe('42501');
    expect(await tryQuery(database.urls.ballot, 'select * from public.person')).toBe('42501');
    expect(await tryQuery(database.urls.seal, 'select * from public.person')).toBe('42501');
    expect(await tryQuery(database.urls.ballot, 'select * from ballot.slip')).toBe('42501');
    expect(await tryQuery(database.urls.ballot, 'select locked from ballot.key')).toBe('42501');
    expect(await tryQuery(database.urls.ballot, 'select ticket_hash, body_hash from ballot.intake')).toBe('allowed');
  });

  test('B2 no ballot-side column can hold a time, sequence, address or person', async () => {
    const forbidden = `
      select table_name || '.' || column_name as place from information_schema.columns where table_schema = 'ballot' and (
        data_type ~ '(timestamp|date|time|inet|cidr|macaddr|serial|interval)' or is_identity = 'YES' or column_default like 'nextval%'
        or column_name ~ '(user|person|account|(^|_)ip(_|$)|addr|agent|session|trace|created|time|seq|_at$)')
      union all select conname from pg_constraint c join pg_namespace n on n.oid = c.connamespace where n.nspname = 'ballot' and contype = 'f'
      union all select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'ballot' and relkind = 'S'`;
    expect((await admin.query(forbidden)).rows).toEqual([]);
    await admin.query('begin');
    await admin.query('alter table ballot.intake add column cast_at timestamptz, add column voter_session text');
    expect((await admin.query(forbidden)).rowCount).toBe(2);
    await admin.query('rollback');
  });
});

/** Absolute rank correlation (Spearman) of two orders. */
function rankCorrelation(order: readonly number[]): number {
  const n = order.length;
  const sum = order.reduce((total, value, index) => total + (value - index) ** 2, 0);
  return Math.abs(1 - (6 * sum) / (n * (n * n - 1)));
}

/** Reads every table of the ballot schema by ctid and every index by its key; gives per reading the order of casting of the voters found. */
async function readings(meeting: string, voterOf: (row: string) => number | null): Promise<Map<string, number[]>> {
  const out = new Map<string, number[]>();
  const tables = await admin.query<{ name: string; own: boolean }>("select relname as name, exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'meeting') as own from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'ballot' and relkind = 'r'");
  for (const { name, own } of tables.rows) {
    const keys = await admin.query<{ def: string; key: string }>('select indexname as def, (regexp_match(indexdef, \'\\((.*)\\)\'))[1] as key from pg_indexes where schemaname = \'ballot\' and tablename = $1', [name]);
    for (const order of ['ctid', ...keys.rows.map((row) => row.key)]) {
      // an index is read as the server would walk it: by key, then by place in the heap
      const { rows } = await admin.query<{ row: string }>(`select t::text as row from ballot.${name} t where ${own ? 'meeting = $1' : '$1::text is not null'} order by ${order}${order === 'ctid' ? '' : ', ctid'}`, [meeting]);
      const voters = rows.map((r) => voterOf(r.row)).filter((v): v is number => v !== null);
      // marks of several subjects follow each other: each subject is one reading
      for (let at = 0; voters.length >= 60 && at + 60 <= voters.length; at += 60) out.set(`${name}/${order}/${at}`, voters.slice(at, at + 60));
    }
  }
  return out;
}

/** One meeting of 60 voters with distinguishable ballots, cast one after another in a known order. */
async function playMeeting(seed: number, unshuffled: boolean): Promise<number[]> {
  const items = Array.from({ length: 3 }, (_, i) => `i${i}`);
  const form = formOf(randomUUID(), 2, items);
  const sheet = { title: '', items: items.map((id) => ({ id, title: id, required: true, options: OPTIONS.map((o) => ({ id: o, title: o, anchor: '' })) })) };
  const plain = { ...form, classes: { leaders: sheet } };
  await store.prepare(plain);
  const slips = shuffled(await slipBox.print(form.meeting, { leaders: 60 }), seededRandom(seed));
  await store.setCheckIn(form.meeting, 'open');
  const voters: Voter[] = [];
  for (const slip of slips) voters.push(await checkIn(form.meeting, slip));
  await store.setCheckIn(form.meeting, 'closed');
  await store.setPhase(form.meeting, ROUND, 'voting');
  const pattern = (voter: number): Record<string, string> => Object.fromEntries(items.map((id, i) => [id, OPTIONS[Math.floor(voter / 4 ** i) % 4]!]));
  for (let voter = 0; voter < 60; voter += 6) {
    const group = [0, 1, 2, 3, 4, 5].map((k) => voter + k);
    const done = await Promise.all(group.map((v) => cast(plain, voters[v]!, Object.fromEntries(plain.subjects.map((s) => [s.id, pattern(v)])))));
    expect(done.every((o) => o.ok)).toBe(true);
  }
  await store.setPhase(form.meeting, ROUND, 'closed');
  if (unshuffled) {
    for (const subject of plain.subjects) for (let v = 0; v < 60; v += 1) await admin.query('insert into ballot.sealed (meeting, class, subject, marks) values ($1, $2, $3, $4)', [form.meeting, 'leaders', subject.id, JSON.stringify(pattern(v))]);
  } else {
    await seals.seal(form.meeting);
  }
  const voterOf = (row: string): number | null => {
    const marks = items.map((id) => new RegExp(`${id}[\\\\" ]*:[\\\\" ]*([a-z]+)`).exec(row)?.[1]);
    return marks.some((m) => m === undefined) ? null : marks.reduce((sum, m, i) => sum + OPTIONS.indexOf(m!) * 4 ** i, 0);
  };
  const found = await readings(form.meeting, voterOf);
  const sealed = [...found].filter(([name]) => name.startsWith('sealed/'));
  expect(sealed.length).toBeGreaterThanOrEqual(4);
  return (unshuffled ? sealed : [...found]).map(([, order]) => rankCorrelation(order));
}

describe('R-F4 after the seal no order of casting is left', () => {
  test('absolute rank correlation over 30 meetings is at most 0.2 in every reading, and an unshuffled variant is seen', async () => {
    const means: number[] = [];
    for (let seed = 1; seed <= 30; seed += 1) means.push(...(await playMeeting(seed, false)));
    const average = means.reduce((a, b) => a + b, 0) / means.length;
    const planted = await playMeeting(99, true);
    process.stdout.write(`rank correlation with the order of casting: ${average.toFixed(3)} over ${means.length} readings; planted ${Math.min(...planted.slice(0, 2)).toFixed(3)}\n`);
    expect(average).toBeLessThanOrEqual(0.2);
    expect(planted[0]!).toBeGreaterThanOrEqual(0.9);
  }, 120_000);
});
