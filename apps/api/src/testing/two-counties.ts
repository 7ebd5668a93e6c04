import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { ScoreInputs } from '@shuping/scheme';
import { school } from '@shuping/plugin-school';
import { ask, StandingClock } from '../modules/cycles/testing/cycle-world.ts';
import { resultsWorld, type ResultsWorld } from '../modules/results/testing/results-world.ts';
import { withClient } from '../platform/persistence/connections.ts';
import { systemActor } from '../platform/persistence/index.ts';
import type { BootedApp } from './boot-app.ts';
import { signedIn, type TestPerson } from './people.ts';

/** A county under its city, with one row or more in every table that a route reads, and who is signed in there. */
export type County = ResultsWorld & {
  readonly city: string;
  /** everybody who reads there, by what they are */
  readonly readers: Readonly<Record<string, TestPerson>>;
};

const INPUTS = (school.scheme.examples as readonly { inputs: ScoreInputs }[])[0]!.inputs;
const WORDS = '文字';
const COLUMNS = JSON.stringify([{ key: 'name', letters: 'A', header: WORDS }]);
const SKIPPED = JSON.stringify([{ row: 1, text: WORDS }]);

/** Two counties in two cities of one province, filled alike, with a programme of the province that goes to both; and the province's office. */
export async function twoCounties(booted: BootedApp, clock: StandingClock): Promise<{ readonly counties: readonly [County, County]; readonly province: TestPerson }> {
  const sql = (query: string, params: readonly unknown[]) => booted.uow.run(systemActor('spec'), (tx) => tx.sql(query, params));
  const province = randomUUID();
  await sql("insert into organisation (id, org_path, sector, published_to, name, short_name, kind, opens_on) values (?, '/p/', '', '/p/', '中共临江省委员会', '临江省委', 'committee', '2020-01-01')", [province]);
  const made: County[] = [];
  for (const at of [1, 2]) made.push(await county(booted, clock, `/p/c${at}/`, province));
  await withClient(booted.database.adminUrl, async (admin) => {
    await admin.query("set session_replication_role = 'replica'");
    const programme = await plant(admin, 'programme', { org_path: '/p/', published_to: '/p/', org_id: province, year: 2026, state: 'issued', sectors: '[]', host_ids: '[]', calendar: '{}', questions: '[]', issued_at: '2026-01-10T00:00:00Z', period_start: '2026-01-01', period_end: '2026-12-31' });
    for (const { host, cycleId } of made) {
      await plant(admin, 'programme_host', { host_id: host.id, org_path: host.path, programme_id: programme, noted_by: WORDS });
      await plant(admin, 'programme_reminder', { host_id: host.id, org_path: host.path, programme_id: programme, stage: 'reporting', day: '2026-11-01', note: WORDS });
      await admin.query('update cycle set programme_id = $1 where id = $2', [programme, cycleId]);
    }
  });
  return { counties: [made[0]!, made[1]!], province: await signedIn(booted, { path: '/p/', grants: [{ role: 'host_officer', path: '/p/' }] }) };
}

async function county(booted: BootedApp, clock: StandingClock, city: string, province: string): Promise<County> {
  const world = await resultsWorld(booted, clock, `${city.slice(1)}x`, [INPUTS, INPUTS]);
  await ask(booted, world.officer, 'POST', `/cycles/${world.cycleId}/compute`);
  await ask(booted, world.committee, 'POST', `/cycles/${world.cycleId}/decisions`, { pool: 'school', decisions: [] });
  await ask(booted, world.officer, 'POST', `/cycles/${world.cycleId}/opinions/draft`);
  const cityId = randomUUID();
  const { path } = world.host;
  const at = (where: string, ...roles: string[]): Promise<TestPerson> => signedIn(booted, { path: where, grants: roles.map((role) => ({ role, path: where })) });
  const readers = {
    'office of the city': await at(city, 'host_officer', 'observer'),
    'administrator of the county': await at(`${city}x/`, 'org_admin'),
    'office of the host': world.officer,
    'vetter': await at(path, 'vetter:organiser', 'scorer:organiser'),
    'secretary': world.secretaries[0]!,
    'evaluator': await at(path),
    'clerk and scrutineer': await at(path, 'clerk', 'scrutineer'),
    'auditor': await at(city, 'audit_admin'),
  };
  await withClient(booted.database.adminUrl, async (admin) => {
    await admin.query("set session_replication_role = 'replica'");
    await admin.query("insert into organisation (id, org_path, sector, published_to, parent_id, name, short_name, kind, opens_on) values ($1, $2, '', $2, $3, '中共清河市委员会', '清河市委', 'committee', '2020-01-01')", [cityId, city, province]);
    await admin.query('update organisation set parent_id = $1 where org_path = $2', [cityId, `${city}x/`]);
    await admin.query('update account set name = $1 where org_path ^@ $2', ['某某', city]);
    await fill(admin, world, readers);
  });
  return { ...world, city, readers };
}

/** A row in each table that the year above has left empty. */
async function fill(admin: pg.Client, world: ResultsWorld, readers: County['readers']): Promise<void> {
  const { host, cycleId, meetingId } = world;
  const secretary = world.secretaries[0]!;
  const own = { host_id: host.id, sector: 'school', org_id: host.id, cycle_id: cycleId, meeting_id: meetingId, org_path: host.path, published_to: '' };
  const about = { ...own, org_path: secretary.unit.path, org_id: secretary.unit.id, assessee_id: world.assessees[0]!, person_id: secretary.personId };
  const officer = readers['office of the host']!.accountId;
  const fileId = await plant(admin, 'file', { org_path: host.path, size: 3, sha256: '0'.repeat(64), content_type: 'application/pdf', purpose: 'proof', name: `${WORDS}.pdf` });
  const files = JSON.stringify([fileId]);

  const report = await plant(admin, 'report', { ...about, published_to: host.path, state: 'vetting', sections: sections(), round: 1, current_version: 1, words: 10 });
  const ofReport = { ...about, report_id: report, section_id: 'achievements', number: 1, version_number: 1 };
  await plant(admin, 'report_version', { ...ofReport, kind: 'submitted', sections: sections(), unmatched: '[]' });
  await plant(admin, 'report_comment', { ...ofReport, anchor: JSON.stringify({ quote: WORDS, prefix: '', suffix: '', offset: 0 }), reply: WORDS });
  await plant(admin, 'report_proposal', { ...ofReport, start: 0, end: 2, reason: WORDS, state: 'open', answer: WORDS });
  await plant(admin, 'vetting_act', { ...ofReport, round: 1, step_index: 0, act: 'return', note: WORDS });
  await plant(admin, 'vetting_deputy', { ...own, step_id: school.scheme.vetting[0]!.id, person_id: secretary.personId, person_name: WORDS });
  await plant(admin, 'reminder', { ...about, state: 'draft', day: '2026-11-01', due: '2026-11-05', note: WORDS });

  const problem = await plant(admin, 'problem', { ...about, number: 1, source: 'self', state: 'planned', found_on: '2026-02-01', deadline: '2026-10-01', detail: WORDS, cause: WORDS, measure: WORDS, owner: WORDS, answerable: WORDS, closed_by: WORDS, level: 'now', place: '1', proofs: 1, entries: 1 });
  await plant(admin, 'problem_entry', { ...about, problem_id: problem, number: 1, kind: 'progress', text: WORDS, files });
  await plant(admin, 'commitment', { ...about, number: 1, state: 'made', note: WORDS });
  await plant(admin, 'spot_draw', { ...own, number: 1, share: 0.1, pool: '[]', drawn: JSON.stringify([problem]), seed: 'seed' });
  await plant(admin, 'action_item', { ...about, action: 'talk', rule: 'talk', grade: 'cha', state: 'done', due: '2026-12-01', done_on: '2026-12-01', record: WORDS, talk: JSON.stringify({ talker: WORDS, place: WORDS, points: WORDS, statement: WORDS, agreed: WORDS }) });
  await plant(admin, 'objection', { ...about, state: 'rejected', decision: WORDS, decided_by: WORDS });
  await plant(admin, 'tolerance', { ...about, kind: 'event', place: 'd_notice', points: '4', ground: 'pioneering', state: 'approved', files, filed_on: '2026-12-01', matter: WORDS, opinion: WORDS, opinion_by: WORDS, decision: WORDS, decided_by: WORDS });
  await plant(admin, 'letter', { ...about, kind: 'feedback', file_id: fileId, issued_on: '2026-12-28' });

  await admin.query('update leader_comment set problems = $2 where meeting_id = $1', [meetingId, JSON.stringify([{ id: randomUUID(), title: WORDS }])]);
  await admin.query('update meeting set groups = $2, place = $3, observers = $4 where id = $1', [meetingId, JSON.stringify(school.scheme.groups.map(({ id }) => ({ id, sectors: ['school'], due: 9, present: 9, printed: 9, voided: 0, handedOut: 9, stamped: 9, replaced: 0, settled: null }))), WORDS, JSON.stringify([{ unit: WORDS, name: WORDS }])]);
  await plant(admin, 'agenda_item', { ...about, position: 0, mode: 'stage', questions: JSON.stringify([{ group: '', question: WORDS, answer: WORDS, drawn: false }]) });
  await plant(admin, 'elector', { ...own, unit: WORDS, groups: JSON.stringify([school.scheme.groups[0]!.id]), related: '[]', tickets: '{}' });
  await plant(admin, 'rehearsal', { ...own, phase: 'wiped', certificate: JSON.stringify({ at: '2026-11-02T00:00:00.000Z', by: WORDS, root: '', fingerprint: '', keys: 1, left: 0, classes: [] }) });
  await plant(admin, 'paper_batch', { ...own, round: 'r1', voter_class: 'leaders', number: 1, size: 1, settled_by: '[]' });

  await plant(admin, 'organisation_edge', { ...about, superior_id: host.id, line: 'leading', from_day: '2020-01-01' });
  await plant(admin, 'organisation_change', { ...about, published_to: host.path, kind: 'renamed', on_day: '2026-03-01', reason: WORDS, other_name: WORDS, before_name: WORDS, path_then: about.org_path });
  await plant(admin, 'reorganisation', { ...about, act: '{"kind":"rename"}' });
  await plant(admin, 'org_import', { ...own, account_id: officer, header_row: 1, columns: COLUMNS, extra: COLUMNS, skipped: SKIPPED, counts: JSON.stringify({ new: 0, changed: 0, same: 0, bad: 0 }), state: 'checked' });
  await plant(admin, 'roster', { ...own, account_id: officer, header_row: 1, columns: COLUMNS, extra: COLUMNS, not_stored: COLUMNS, skipped: SKIPPED, counts: JSON.stringify({ new: 0, changed: 0, same: 0, bad: 0 }), state: 'checked', rows: '[]' });
  await plant(admin, 'scheme_layer', { ...own, year: 2026, number: 1, state: 'published', published_to: host.path, tag: WORDS, edits: '[]', constraints: '[]', upstream: '[]', note: WORDS });
  await plant(admin, 'programme', { ...own, published_to: host.path, year: 2026, state: 'withdrawn', sectors: '[]', host_ids: '[]', calendar: '{}', number: WORDS, note: WORDS, withdraw_reason: WORDS, period_start: '2026-01-01', period_end: '2026-12-31', questions: JSON.stringify([{ id: 'must1', title: WORDS, guidance: WORDS }]) });
  await plant(admin, 'job', { org_path: host.path, kind: 'letters', payload: '{}', account_id: officer, state: 'failed', code: 'job.failed', params: JSON.stringify({ what: WORDS }), result_file_id: fileId });
}

const sections = (): string => JSON.stringify([{ id: 'achievements', text: WORDS, title: { text: WORDS } }, { id: 'problems', text: WORDS }]);

/** One row: what is given, and a filler of its type in every other column that may not be null. Gives the row's id. */
async function plant(admin: pg.Client, table: string, given: Readonly<Record<string, unknown>>): Promise<string> {
  const { rows } = await admin.query<{ name: string; type: string; needed: boolean }>("select column_name as name, udt_name as type, is_nullable = 'NO' and column_default is null as needed from information_schema.columns where table_schema = 'public' and table_name = $1", [table]);
  const id = randomUUID();
  const columns = rows.filter((one) => one.needed || one.name in given);
  const values = columns.map(({ name, type }) => (name === 'id' ? id : name in given ? given[name] : filler(type)));
  await admin.query(`insert into ${table} (${columns.map(({ name }) => `"${name}"`).join()}) values (${columns.map((_, at) => `$${at + 1}`).join()})`, values);
  return id;
}

function filler(type: string): unknown {
  const values: Readonly<Record<string, unknown>> = { uuid: randomUUID(), jsonb: '[]', bool: false, timestamptz: '2026-11-01T00:00:00Z', int4: 1, int8: 1, float8: 1 };
  return type in values ? values[type] : WORDS;
}

/** A canary: a word that nothing else holds. */
export const CANARY = /Zq(\d+)qZ/g;

/** Puts a canary of its own behind every text with a Chinese character, at any depth, in every row below a path. Gives what each number stands for: `table.column`. */
export async function sowCanaries(booted: BootedApp, path: string): Promise<ReadonlyMap<number, string>> {
  const sown = new Map<number, string>();
  await withClient(booted.database.adminUrl, async (admin) => {
    await admin.query("set session_replication_role = 'replica'");
    const { rows } = await admin.query<{ table: string; column: string; type: string }>("select c.table_name as table, c.column_name as column, c.udt_name as type from information_schema.columns c join information_schema.tables t using (table_schema, table_name) where table_schema = 'public' and table_type = 'BASE TABLE' and udt_name in ('text', 'varchar', 'jsonb', 'json') and c.table_name <> 'audit_entry' and exists (select 1 from information_schema.columns o where o.table_schema = 'public' and o.table_name = c.table_name and o.column_name = 'org_path') order by 1, 2");
    for (const [at, { table, column, type }] of rows.entries()) {
      const word = `Zq${at}qZ`;
      const set = type.startsWith('json')
        ? `"${column}" = regexp_replace("${column}"::text, '("[^"]*[一-龥][^"]*)"(?!\\s*:)', '\\1${word}"', 'g')::${type} where "${column}"::text`
        : `"${column}" = "${column}" || '${word}' where "${column}"`;
      const { rowCount } = await admin.query(`update ${table} set ${set} ~ '[一-龥]' and org_path ^@ $1`, [path]);
      if (rowCount) sown.set(at, `${table}.${column}`);
    }
  });
  return sown;
}
