import type { RosterNote } from '@shuping/contracts';
import type { KnownOrg, OrgWorld, RawOrg } from './org-import.rules.ts';

/** Where a row belongs: below a known unit, below the unit of another row (its place in the list), the chosen unit itself, or nowhere. */
export type Parent = { readonly known: KnownOrg } | { readonly row: number } | { readonly itself: true } | { readonly problem: RosterNote };

/** Closed paths hold no more levels than this. */
const MOST_LEVELS = 60;
/** Common Chinese characters, ASCII letters and digits: there is nothing to take away. */
const PLAIN = /^[\u4e00-\u9fff\w]*$/;
const BETWEEN_NAMES = /[/＞>→\\|｜]/u;

type Tables = {
  readonly rows: readonly RawOrg[]; readonly world: OrgWorld; readonly ids: ReadonlyMap<string, KnownOrg>;
  readonly codes: ReadonlyMap<string, number>; readonly names: ReadonlyMap<string, number[]>; readonly knownCodes: ReadonlyMap<string, KnownOrg>; readonly knownNames: ReadonlyMap<string, KnownOrg[]>;
};

/**
 * Superior of every row, by code, by name or by a path of names (`甲县/乙镇`), written in any order; and the order in which rows can be worked through, superiors first. Rows that name one unit twice,
 * unknown or ambiguous superiors, and circles are problems; every row of a circle names it.
 */
export function findParents(rows: readonly RawOrg[], world: OrgWorld): { readonly parents: readonly Parent[]; readonly order: readonly number[] } {
  const repeated = repetitions(rows);
  const tables = tablesOf(rows, repeated, world);
  const parents: Parent[] = rows.map((row, i) => {
    const again = repeated.get(i);
    return again ? { problem: again } : parentOf(row, i, tables);
  });
  return { parents, order: ordered(rows, parents) };
}

/** How names are compared: width and spaces make no difference. */
export function bare(name: string): string {
  if (PLAIN.test(name)) return name;
  return name.normalize('NFKC').replace(/\s/g, '');
}

/** Rows that say again what an earlier row said, or give its code to another unit. */
function repetitions(rows: readonly RawOrg[]): Map<number, RosterNote> {
  const firsts = new Map<string, number>();
  const notes = new Map<number, RosterNote>();
  for (const [i, row] of rows.entries()) {
    const key = row.code === '' ? `${bare(row.parentCode)}|${bare(row.parent)}|${bare(row.name)}` : row.code;
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, i);
    else if (bare(rows[first]!.name) === bare(row.name)) notes.set(i, { code: 'org-import.row-twice', params: { row: row.row, first: rows[first]!.row } });
    else notes.set(i, { code: 'org-import.code-twice', params: { row: row.row, first: rows[first]!.row, value: row.code } });
  }
  return notes;
}

function tablesOf(rows: readonly RawOrg[], repeated: ReadonlyMap<number, RosterNote>, world: OrgWorld): Tables {
  const names = new Map<string, number[]>();
  const codes = new Map<string, number>();
  const knownNames = new Map<string, KnownOrg[]>();
  const add = <T>(map: Map<string, T[]>, key: string, value: T): void => void (map.get(key)?.push(value) ?? map.set(key, [value]));
  for (const [i, row] of rows.entries()) {
    if (repeated.has(i)) continue;
    if (row.code !== '') codes.set(row.code, i);
    for (const name of new Set([bare(row.name), bare(row.shortName)])) if (name !== '') add(names, name, i);
  }
  for (const org of world.orgs) for (const name of new Set([bare(org.name), bare(org.shortName)])) add(knownNames, name, org);
  return { rows, world, names, codes, knownNames, knownCodes: new Map(world.orgs.filter((org) => org.code !== '').map((org) => [org.code, org])), ids: new Map(world.orgs.map((org) => [org.id, org])) };
}

function parentOf(row: RawOrg, i: number, tables: Tables): Parent {
  const { root } = tables.world;
  const isRoot = row.code !== '' && root.code !== '' ? row.code === root.code : bare(row.name) === bare(root.name);
  if (row.parent === '' && row.parentCode === '') return isRoot ? { itself: true } : { known: root };
  const found = row.parentCode === '' ? named(row, i, tables) : coded(row, row.parentCode, i, tables) ?? unknown(row, row.parentCode);
  // the first row of a table often is the unit itself, with its own superior beside it
  return isRoot && 'problem' in found ? { itself: true } : found;
}

function coded(row: RawOrg, code: string, i: number, { codes, knownCodes }: Tables): Parent | null {
  const at = codes.get(code);
  if (at === i) return { problem: { code: 'org-import.parent-self', params: { row: row.row } } };
  if (at !== undefined) return { row: at };
  const known = knownCodes.get(code);
  return known ? { known } : null;
}

function named(row: RawOrg, i: number, tables: Tables): Parent {
  const whole = tables.names.has(bare(row.parent)) || tables.knownNames.has(bare(row.parent)) ? [bare(row.parent)] : row.parent.split(BETWEEN_NAMES).map(bare).filter((name) => name !== '');
  const last = whole.at(-1) ?? '';
  const above = whole.slice(0, -1).reverse();
  const inFile = (tables.names.get(last) ?? []).filter((at) => at !== i && fits(chainOfRow(at, tables), above));
  if (inFile.length === 1) return { row: inFile[0]! };
  if (inFile.length > 1) return ambiguous(row);
  const known = (tables.knownNames.get(last) ?? []).filter((org) => fits(chainOfKnown(org, tables), above));
  if (known.length === 1) return { known: known[0]! };
  if (known.length > 1) return ambiguous(row);
  const byCode = coded(row, bare(row.parent), i, tables);
  if (byCode) return byCode;
  return (tables.names.get(last) ?? []).length === 1 && above.length === 0 ? { problem: { code: 'org-import.parent-self', params: { row: row.row } } } : unknown(row, row.parent);
}

const unknown = (row: RawOrg, value: string): Parent => ({ problem: { code: 'org-import.parent-unknown', params: { row: row.row, value: value.slice(0, 120) } } });
const ambiguous = (row: RawOrg): Parent => ({ problem: { code: 'org-import.parent-ambiguous', params: { row: row.row, value: row.parent.slice(0, 120) } } });

/** Names above, nearest first; what lies above the chosen unit is not known and fits anything. */
function fits(chain: Iterable<readonly string[]>, wanted: readonly string[]): boolean {
  let at = 0;
  if (wanted.length === 0) return true;
  for (const names of chain) {
    if (!names.includes(wanted[at]!)) return false;
    at += 1;
    if (at === wanted.length) return true;
  }
  return true;
}

function* chainOfKnown(org: KnownOrg, { ids }: Tables): Generator<readonly string[]> {
  for (let above = ids.get(org.parentId ?? ''); above; above = ids.get(above.parentId ?? '')) yield [bare(above.name), bare(above.shortName)];
}

function* chainOfRow(start: number, tables: Tables): Generator<readonly string[]> {
  const { rows, names, codes, knownNames, knownCodes, world } = tables;
  let at: number | undefined = start;
  for (let level = 0; at !== undefined && level < MOST_LEVELS; level += 1) {
    const row: RawOrg = rows[at]!;
    if (row.parent === '' && row.parentCode === '') return yield [bare(world.root.name), bare(world.root.shortName)];
    const written: string[] = row.parent.split(BETWEEN_NAMES).map(bare).filter((name) => name !== '').reverse();
    const code = row.parentCode === '' ? bare(row.parent) : row.parentCode;
    const [only, ...more]: number[] = codes.has(code) ? [codes.get(code)!] : written.length === 1 ? (names.get(written[0]!) ?? []) : [];
    if (only !== undefined && more.length === 0) {
      yield [bare(rows[only]!.name), bare(rows[only]!.shortName)];
      at = only;
      continue;
    }
    const known: KnownOrg | undefined = knownCodes.get(code) ?? (written.length === 1 && knownNames.get(written[0]!)?.length === 1 ? knownNames.get(written[0]!)![0] : undefined);
    if (!known) return yield* written.map((name) => [name]);
    yield [bare(known.name), bare(known.shortName)];
    return yield* chainOfKnown(known, tables);
  }
}

/** Rows with superiors before those below them. Rows of a circle get their problem here; those below them follow as rows with a faulty superior. */
function ordered(rows: readonly RawOrg[], parents: Parent[]): number[] {
  const below = new Map<number, number[]>();
  const order: number[] = [];
  for (const [i, parent] of parents.entries()) {
    if ('row' in parent) below.get(parent.row)?.push(i) ?? below.set(parent.row, [i]);
    else order.push(i);
  }
  const levels = new Map<number, number>();
  for (let at = 0; at < order.length; at += 1) {
    const i = order[at]!;
    const parent = parents[i]!;
    const level = 'known' in parent ? parent.known.path.split('/').length - 1 : 'row' in parent ? levels.get(parent.row)! + 1 : 1;
    levels.set(i, level);
    if (level > MOST_LEVELS) parents[i] = { problem: { code: 'org-import.too-deep', params: { row: rows[i]!.row, most: MOST_LEVELS } } };
    for (const one of below.get(i) ?? []) order.push(one);
  }
  return [...order, ...circles(rows, parents, new Set(order))];
}

const MOST_NAMED = 10;

function circles(rows: readonly RawOrg[], parents: Parent[], placed: ReadonlySet<number>): number[] {
  const next = (i: number): number => (parents[i] as { row: number }).row;
  const left = rows.flatMap((_, i) => (placed.has(i) ? [] : [i]));
  const done = new Set<number>();
  const inCircle: number[][] = [];
  for (const start of left) {
    const walk = new Map<number, number>();
    let at = start;
    while (!done.has(at) && !walk.has(at)) {
      walk.set(at, walk.size);
      at = next(at);
    }
    if (!done.has(at)) inCircle.push([...walk.keys()].slice(walk.get(at)));
    for (const one of walk.keys()) done.add(one);
  }
  const members = new Set(inCircle.flat());
  const tail = left.filter((i) => !members.has(i));
  for (const circle of inCircle) {
    const named = circle.slice(0, MOST_NAMED).map((i) => rows[i]!.row).join(' → ');
    for (const i of circle) parents[i] = { problem: { code: 'org-import.parent-cycle', params: { row: rows[i]!.row, rows: named } } };
  }
  return [...members, ...tail];
}
