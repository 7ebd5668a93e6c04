import type { RosterNote, RosterRow } from '@shuping/contracts';
import type { Day } from '@shuping/kernel';
import type { RawRow } from './read-roster.ts';

export type KnownUnit = { readonly id: string; readonly name: string; readonly shortName: string; readonly path: string; readonly sector: string };
export type KnownPerson = { readonly id: string; readonly name: string; readonly staffNumber: string };
/** A post that is held today or later. */
export type KnownPost = { readonly id: string; readonly orgId: string; readonly personId: string; readonly post: string; readonly from: Day };
export type KnownWorld = { readonly units: readonly KnownUnit[]; readonly people: readonly KnownPerson[]; readonly posts: readonly KnownPost[] };

/** What a good row does. `person` names a person by id, or by the row of the file that makes the person. */
export type RosterAct = {
  readonly unit: KnownUnit;
  readonly person: { readonly id: string } | { readonly newAs: string; readonly name: string; readonly staffNumber: string };
  readonly setNumber?: string;
  readonly post: { readonly id: string; readonly from: Day } | { readonly id: null; readonly post: string; readonly from: Day } | null;
};
export type PlannedRow = RosterRow & { readonly act: RosterAct | null };

/**
 * What each row of a roster means today: `new` person, `changed` post, day or number, `same`, or `bad` with reasons. A person is known by staff number,
 * else by name within the unit; what two readings could explain is bad, never guessed. Posts that the file does not name are left alone (R-A3).
 */
export function planRoster(rows: readonly RawRow[], world: KnownWorld): PlannedRow[] {
  const index = indexOf(world);
  const seen: Seen = { rows: new Map(), numbers: new Map() };
  return rows.map((row) => planRow(row, index, seen));
}

type Index = ReturnType<typeof indexOf>;
type Seen = { readonly rows: Map<string, number>; readonly numbers: Map<string, { name: string; row: number }> };

function indexOf({ units, people, posts }: KnownWorld) {
  const byId = new Map(people.map((person) => [person.id, person]));
  return {
    units: grouped(units.flatMap((unit) => [...new Set([unit.name, unit.shortName])].map((name): [string, KnownUnit] => [bare(name), unit]))),
    numbers: grouped(people.filter((person) => person.staffNumber !== '').map((person): [string, KnownPerson] => [person.staffNumber, person])),
    inUnit: grouped(posts.flatMap((post): [string, KnownPerson][] => {
      const person = byId.get(post.personId);
      return person ? [[`${post.orgId}|${person.name}`, person]] : [];
    })),
    posts: grouped(posts.map((post): [string, KnownPost] => [`${post.orgId}|${post.personId}|${post.post}`, post])),
  };
}

function grouped<T extends { readonly id: string }>(pairs: readonly (readonly [string, T])[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const [key, value] of pairs) {
    const group = groups.get(key) ?? [];
    if (!group.some((one) => one.id === value.id)) group.push(value);
    groups.set(key, group);
  }
  return groups;
}

function planRow(row: RawRow, index: Index, seen: Seen): PlannedRow {
  const shown = { row: row.row, unit: row.unit, name: row.name, post: row.post, from: row.from, staffNumber: row.staffNumber, notices: [...row.notices] };
  const bad = (...problems: RosterNote[]): PlannedRow => ({ ...shown, status: 'bad', problems: [...row.problems, ...problems], act: null });
  if (row.problems.length > 0) return bad();
  const units = index.units.get(bare(row.unit)) ?? [];
  if (units.length !== 1) return bad({ code: units.length === 0 ? 'roster.unit-unknown' : 'roster.unit-ambiguous', params: { row: row.row, value: row.unit } });
  const unit = units[0]!;
  const twice = repeated(row, unit, seen);
  if (twice) return bad(twice);
  const person = personOf(row, unit, index);
  if ('code' in person) return bad(person);
  const post = postOf(row, unit, person.known, index);
  if (post !== null && 'code' in post) return bad(post);
  const act: RosterAct = {
    unit, post,
    person: person.known ? { id: person.known.id } : { newAs: row.staffNumber === '' ? `${unit.id}|${row.name}` : row.staffNumber, name: row.name, staffNumber: row.staffNumber },
    ...(person.setNumber === undefined ? {} : { setNumber: person.setNumber }),
  };
  const status = !person.known ? 'new' : post !== null || person.setNumber !== undefined ? 'changed' : 'same';
  return { ...shown, status, problems: [], act };
}

function repeated(row: RawRow, unit: KnownUnit, seen: Seen): RosterNote | null {
  const key = [unit.id, row.name, row.post, row.staffNumber].join('|');
  const first = seen.rows.get(key);
  if (first !== undefined) return { code: 'roster.row-twice', params: { row: row.row, first } };
  const holder = row.staffNumber === '' ? undefined : seen.numbers.get(row.staffNumber);
  if (holder && holder.name !== row.name) return { code: 'roster.number-twice', params: { row: row.row, first: holder.row, value: row.staffNumber } };
  seen.rows.set(key, row.row);
  if (row.staffNumber !== '' && !holder) seen.numbers.set(row.staffNumber, { name: row.name, row: row.row });
  return null;
}

type Found = { readonly known: KnownPerson | null; readonly setNumber?: string };

function personOf(row: RawRow, unit: KnownUnit, index: Index): Found | RosterNote {
  const params = { row: row.row, value: row.staffNumber };
  const namesakes = index.inUnit.get(`${unit.id}|${row.name}`) ?? [];
  if (row.staffNumber === '') {
    if (namesakes.length > 1) return { code: 'roster.name-ambiguous', params: { row: row.row, value: row.name } };
    return { known: namesakes[0] ?? null };
  }
  const holders = index.numbers.get(row.staffNumber) ?? [];
  if (holders.length > 1) return { code: 'roster.number-ambiguous', params };
  if (holders[0]) return holders[0].name === row.name ? { known: holders[0] } : { code: 'roster.number-of-another', params };
  const unnumbered = namesakes.filter((person) => person.staffNumber === '');
  if (namesakes.length > unnumbered.length) return { code: 'roster.number-differs', params };
  if (unnumbered.length > 1) return { code: 'roster.name-ambiguous', params: { row: row.row, value: row.name } };
  return unnumbered[0] ? { known: unnumbered[0], setNumber: row.staffNumber } : { known: null };
}

function postOf(row: RawRow, unit: KnownUnit, person: KnownPerson | null, index: Index): RosterAct['post'] | RosterNote {
  const [held] = person ? (index.posts.get(`${unit.id}|${person.id}|${row.post}`) ?? []) : [];
  if (held) return row.from === null || row.from === held.from ? null : { id: held.id, from: row.from };
  return row.from === null ? { code: 'roster.day-needed', params: { row: row.row } } : { id: null, post: row.post, from: row.from };
}

function bare(name: string): string {
  return name.normalize('NFKC').replace(/\s/g, '');
}
