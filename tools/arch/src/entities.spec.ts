import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { SUBJECT_COLUMNS, SUBJECTS, type Subject } from '@shuping/permissions';
import { ROOT } from './repo.ts';

// Abilities and row policies compare columns of the row itself: a column that may be null drops rows from lists without a word, and one
// without an index reads the whole table (both were measured). Every record that people edit carries `version`, or the last writer wins.
type Property = { readonly nullable?: boolean; readonly version?: boolean; readonly primary?: boolean };
type Index = { readonly properties?: string | readonly string[] };
type Table = { readonly className: string; readonly properties: Readonly<Record<string, Property>>; readonly indexes: readonly Index[]; readonly uniques: readonly Index[]; readonly primaryKeys: readonly string[] };

/** Subjects whose table has another name, or which live in no table of their own. */
const NAMES: Partial<Record<Subject, string>> = { RoutineScore: 'OfficerScore', File: 'StoredFile', Audit: 'AuditEntry' };
/** Tables that are only written once, by name, and the one row of the installation; their rows have no version to send. */
const WRITTEN_ONCE = new Set(['Tally', 'AuditEntry', 'StoredFile', 'Job', 'Installation']);

async function tables(): Promise<Table[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [`${ROOT}tools/arch/src/tables.ts`], { env: { ...process.env, NODE_OPTIONS: '' }, maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(stdout) as Table[];
}

const nameOf = (table: Table): string => table.className.replace(/(?<!Event)Record$/, '').replace(/^EventRecordRecord$/, 'EventRecord');
const leads = (index: Index): string | undefined => (typeof index.properties === 'string' ? index.properties : index.properties?.[0]);

function faults(subject: Subject, table: Table): string[] {
  const columns = SUBJECT_COLUMNS[subject];
  const read = [columns.path ? 'orgPath' : null, columns.sector ? 'sector' : null, columns.published].filter((one) => one !== null);
  const loose = read.filter((one) => table.properties[one] === undefined || table.properties[one]?.nullable === true).map((one) => `${subject}.${one} is missing or may be null`);
  const keys = [...table.indexes, ...table.uniques].map(leads);
  // rows of a cycle are read within their host and by what they belong to; all others by subtree
  const found = keys.includes('orgPath') || (table.primaryKeys[0] === 'hostId' && keys.some((key) => key === 'hostId' || /Id$/.test(key ?? '')));
  const version = WRITTEN_ONCE.has(nameOf(table)) || Object.values(table.properties).some((one) => one.version === true);
  return [...loose, ...(columns.path && !found ? [`${subject}: no index on orgPath`] : []), ...(version ? [] : [`${subject}: no version`])];
}

describe('tables that abilities read', () => {
  test('own NOT NULL columns, an index to find them by, a version to lock by', async () => {
    const all = new Map((await tables()).map((table) => [nameOf(table), table]));
    const checked = SUBJECTS.filter((subject) => all.has(NAMES[subject] ?? subject));
    expect(checked.length).toBeGreaterThan(20);
    expect(checked.flatMap((subject) => faults(subject, all.get(NAMES[subject] ?? subject)!))).toEqual([]);
  }, 30_000);

  test('a planted table is seen', () => {
    const planted: Table = { className: 'ReportRecord', properties: { orgPath: { nullable: true }, sector: {}, publishedTo: {} }, indexes: [{ properties: ['state'] }], uniques: [], primaryKeys: ['id'] };
    expect(faults('Report', planted)).toEqual(['Report.orgPath is missing or may be null', 'Report: no index on orgPath', 'Report: no version']);
  });
});
