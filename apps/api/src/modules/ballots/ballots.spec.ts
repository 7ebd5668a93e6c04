import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { deriveToken, verifySealFile, type BallotFormSheet, type Choices } from '@shuping/ballot-box';
import { seededRandom, shuffled } from '@shuping/kernel';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { BallotDb, SealDb } from '../../platform/persistence/pools.ts';
import { withDatabase, type TestDatabase } from '../../testing/index.ts';
import { BallotBoxStore, type IssuedSlip } from './ballot-box.store.ts';
import { BallotIntake } from './ballot-intake.ts';

const OPTIONS = ['hao', 'jiao', 'yiban', 'cha'];
const ROUND = 'r1';

let database: TestDatabase;
let ballotDb: BallotDb;
let sealDb: SealDb;
let store: BallotBoxStore;
let intake: BallotIntake;
let admin: pg.Client;

beforeAll(async () => {
  database = await withDatabase();
  ballotDb = new BallotDb(database.urls.ballot, 4);
  sealDb = new SealDb(database.urls.seal, 4);
  store = new BallotBoxStore(sealDb);
  intake = new BallotIntake(ballotDb);
  admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
});

afterAll(async () => {
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

async function meetingOf(numbers: Record<string, number>, subjects = 3): Promise<{ form: BallotFormSheet; slips: IssuedSlip[] }> {
  const form = formOf(randomUUID(), subjects);
  await store.prepareRound(form);
  return { form, slips: await store.issueSlips(form.meeting, ROUND, numbers) };
}

const cast = (form: BallotFormSheet, slip: IssuedSlip, choices: unknown) => intake.cast({ meeting: form.meeting, round: ROUND, token: deriveToken(slip.secret, form.meeting, ROUND), choices });

describe('R-F4 anonymous and exactly once', () => {
  test('phases: nothing before opening, nothing after closing, the seal counts what was acknowledged', async () => {
    const { form, slips } = await meetingOf({ leaders: 5, members: 7 });
    expect(await cast(form, slips[0]!, same(form, 'hao'))).toEqual({ ok: false, error: { code: 'ballot.not-open' } });
    expect(await store.setPhase(form.meeting, ROUND, 'closed')).toBe(false);
    expect(await store.setPhase(form.meeting, ROUND, 'voting')).toBe(true);
    const outcomes = await Promise.all(slips.slice(0, 10).map((slip) => cast(form, slip, same(form, 'jiao'))));
    expect(outcomes.every((o) => o.ok)).toBe(true);
    await expect(store.seal(form.meeting, ROUND, {})).rejects.toThrow('not closed');
    expect(await store.setPhase(form.meeting, ROUND, 'closed')).toBe(true);
    expect(await cast(form, slips[11]!, same(form, 'hao'))).toEqual({ ok: false, error: { code: 'ballot.closed' } });
    const file = await store.seal(form.meeting, ROUND, { leaders: 0, members: 2 });
    expect(verifySealFile(file)).toEqual({ ok: true });
    expect(Object.values(file.counts).reduce((sum, c) => sum + c.returned, 0)).toBe(10);
    expect(file.receipts).toHaveLength(10);
    const receipts = outcomes.map((o) => (o.ok ? o.value.receipt : ''));
    expect([...receipts].sort()).toEqual(file.receipts);
    expect(await store.seal(form.meeting, ROUND, {})).toEqual(file);
    expect(await store.setPhase(form.meeting, ROUND, 'voting')).toBe(false);
    const left = await admin.query('select (select count(*) from ballot.intake where meeting = $1)::int as intake, (select count(*) from ballot.issued where meeting = $1)::int as issued, (select receipt_key from ballot.round where meeting = $1) as key', [form.meeting]);
    expect(left.rows[0]).toEqual({ intake: 0, issued: 0, key: '' });
  });

  test('the same slip twice at once: one ballot stands, the same body is acknowledged again, another is refused', async () => {
    const { form, slips } = await meetingOf({ leaders: 6 });
    await store.setPhase(form.meeting, ROUND, 'voting');
    const storm = await Promise.all(Array.from({ length: 20 }, (_, i) => cast(form, slips[0]!, same(form, i % 2 ? 'hao' : 'cha'))));
    const won = storm.filter((o) => o.ok);
    expect(won).toHaveLength(10);
    expect(storm.filter((o) => !o.ok && o.error.code === 'ballot.already-cast')).toHaveLength(10);
    expect(new Set(won.map((o) => (o.ok ? o.value.receipt : ''))).size).toBe(1);
    expect(await cast(form, slips[0]!, same(form, storm[0]!.ok ? 'cha' : 'hao'))).toEqual(storm[0]);
    expect(await store.returnedCounts(form.meeting, ROUND)).toEqual({ leaders: 1 });
  });

  test('malformed, forged and voided tokens', async () => {
    const { form, slips } = await meetingOf({ leaders: 5 });
    await store.setPhase(form.meeting, ROUND, 'voting');
    expect(await store.voidSlips(form.meeting, ROUND, [slips[4]!.secret])).toBe(1);
    expect(await cast(form, slips[4]!, same(form, 'hao'))).toEqual({ ok: false, error: { code: 'ballot.unknown-slip' } });
    expect(await intake.cast({ meeting: form.meeting, round: ROUND, token: 'x', choices: {} })).toMatchObject({ error: { code: 'ballot.unknown-slip' } });
    expect(await intake.cast({ meeting: randomUUID(), round: ROUND, token: '0'.repeat(64), choices: {} })).toMatchObject({ error: { code: 'ballot.unknown-slip' } });
    expect(await cast(form, slips[0]!, { ...same(form, 'hao'), [randomUUID()]: {} })).toMatchObject({ error: { code: 'ballot.unknown-field' } });
    expect(await cast(form, slips[0]!, same(form, null))).toMatchObject({ error: { code: 'ballot.incomplete' } });
    await cast(form, slips[1]!, same(form, 'hao'));
    expect(await store.voidSlips(form.meeting, ROUND, [slips[1]!.secret])).toBe(0);
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
    expect(await tryQuery(database.urls.ballot, 'select token_hash, body_hash from ballot.intake')).toBe('allowed');
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
  const tables = await admin.query<{ name: string }>("select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'ballot' and relkind = 'r'");
  for (const { name } of tables.rows) {
    const keys = await admin.query<{ def: string; key: string }>('select indexname as def, (regexp_match(indexdef, \'\\((.*)\\)\'))[1] as key from pg_indexes where schemaname = \'ballot\' and tablename = $1', [name]);
    for (const order of ['ctid', ...keys.rows.map((row) => row.key)]) {
      // an index is read as the server would walk it: by key, then by place in the heap
      const { rows } = await admin.query<{ row: string }>(`select t::text as row from ballot.${name} t where meeting = $1 order by ${order}${order === 'ctid' ? '' : ', ctid'}`, [meeting]);
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
  await store.prepareRound(plain);
  const slips = shuffled(await store.issueSlips(form.meeting, ROUND, { leaders: 60 }), seededRandom(seed));
  await store.setPhase(form.meeting, ROUND, 'voting');
  const pattern = (voter: number): Record<string, string> => Object.fromEntries(items.map((id, i) => [id, OPTIONS[Math.floor(voter / 4 ** i) % 4]!]));
  const hashes = new Map<string, number>();
  for (let voter = 0; voter < 60; voter += 6) {
    const group = [0, 1, 2, 3, 4, 5].map((k) => voter + k);
    const done = await Promise.all(group.map((v) => cast(plain, slips[v]!, Object.fromEntries(plain.subjects.map((s) => [s.id, pattern(v)])))));
    expect(done.every((o) => o.ok)).toBe(true);
    done.forEach((o, k) => o.ok && hashes.set(o.value.receipt, group[k]!));
  }
  await store.setPhase(form.meeting, ROUND, 'closed');
  if (unshuffled) {
    for (const subject of plain.subjects) for (let v = 0; v < 60; v += 1) await admin.query('insert into ballot.sealed (meeting, class, subject, marks) values ($1, $2, $3, $4)', [form.meeting, 'leaders', subject.id, JSON.stringify(pattern(v))]);
  } else {
    await store.seal(form.meeting, ROUND, {});
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
