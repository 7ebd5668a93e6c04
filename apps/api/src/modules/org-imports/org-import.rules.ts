import type { OrganisationOut, OrgImportRow, RosterNote } from '@shuping/contracts';
import type { Day } from '@shuping/kernel';
import { kindOfName } from './org-columns.ts';
import { bare, findParents, type Parent } from './parents.rules.ts';

export type Kind = OrganisationOut['kind'];
/** A row as it stands in the workbook; what a cell does not say is '' or null. */
export type RawOrg = {
  readonly row: number; readonly code: string; readonly name: string; readonly shortName: string; readonly parent: string; readonly parentCode: string;
  readonly kind: Kind | null; readonly sector: string | null; readonly opensOn: Day | null; readonly problems: readonly RosterNote[];
};
export type KnownOrg = {
  readonly id: string; readonly path: string; readonly parentId: string | null; readonly code: string; readonly name: string; readonly shortName: string;
  readonly kind: Kind; readonly sector: string; readonly opensOn: Day; readonly version: number;
};
/** The chosen unit with everything below it that is open, and what the asker may do there. */
export type OrgWorld = { readonly root: KnownOrg; readonly orgs: readonly KnownOrg[]; may(action: 'create' | 'update', path: string, sector: string): boolean };

export type OrgFields = { readonly name: string; readonly shortName: string; readonly kind: Kind; readonly code: string; readonly opensOn: Day };
/** What a good row does; a superior is known, or made by another row. */
export type OrgAct =
  | { readonly do: 'make'; readonly parent: { readonly known: KnownOrg } | { readonly row: number }; readonly sector: string; readonly fields: Omit<OrgFields, 'opensOn'> & { readonly opensOn: Day | null } }
  | { readonly do: 'change'; readonly known: KnownOrg; readonly fields: OrgFields };
export type PlannedOrg = OrgImportRow & { readonly act: OrgAct | null };
export type OrgPlan = {
  /** In the order of the workbook. */
  readonly rows: PlannedOrg[];
  /** What is to be done, superiors before those below them. */
  readonly acts: readonly { readonly row: number; readonly act: OrgAct }[];
};

/** What an organisation of the plan turned out to be. */
type Target = { readonly known: KnownOrg } | { readonly made: RawOrg; readonly sector: string; readonly path: string };

/**
 * What each row means today: `new`, `changed`, `same`, or `bad` with reasons. A unit is known by its code, else by its name below its superior; a move or another sector is not done by a table and is named.
 * What the table leaves empty is left alone; a new unit takes the sector of its superior (R-A1, R-A3).
 */
export function planOrgs(rows: readonly RawOrg[], world: OrgWorld): OrgPlan {
  const { parents, order } = findParents(rows, world);
  const index = indexOf(world);
  const planned: (PlannedOrg | undefined)[] = new Array<PlannedOrg | undefined>(rows.length);
  const targets = new Map<number, Target>();
  const seen = new Map<string, number>();
  const acts: { row: number; act: OrgAct }[] = [];
  for (const i of order) {
    const row = rows[i]!;
    const parent = parents[i]!;
    if (row.problems.length > 0 || 'problem' in parent) {
      planned[i] = shown(row, 'bad', [...row.problems, ...('problem' in parent ? [parent.problem] : [])]);
      continue;
    }
    const outcome = planRow(row, parent, { world, index, rows, targets, seen });
    if ('code' in outcome) {
      planned[i] = shown(row, 'bad', [outcome]);
      continue;
    }
    targets.set(i, outcome.target);
    planned[i] = shown(row, outcome.act === null ? 'same' : outcome.act.do === 'make' ? 'new' : 'changed', [], outcome.act);
    if (outcome.act) acts.push({ row: row.row, act: outcome.act });
  }
  return { rows: rows.map((row, i) => planned[i] ?? shown(row, 'bad', row.problems)), acts };
}

function shown({ problems: _, ...row }: RawOrg, status: OrgImportRow['status'], problems: readonly RosterNote[], act: OrgAct | null = null): PlannedOrg {
  return { ...row, status, problems: [...problems], act };
}

function indexOf({ orgs }: OrgWorld) {
  const codes = new Map<string, KnownOrg[]>();
  const children = new Map<string, KnownOrg[]>();
  const add = (map: Map<string, KnownOrg[]>, key: string, org: KnownOrg): void => void (map.get(key)?.push(org) ?? map.set(key, [org]));
  for (const org of orgs) {
    if (org.code !== '') add(codes, org.code, org);
    add(children, `${org.parentId ?? ''}|${bare(org.name)}`, org);
  }
  return { codes, children };
}

type Desk = { readonly world: OrgWorld; readonly index: ReturnType<typeof indexOf>; readonly rows: readonly RawOrg[]; readonly targets: ReadonlyMap<number, Target>; readonly seen: Map<string, number> };
type Place = Exclude<Parent, { problem: RosterNote }>;
type Outcome = { readonly target: Target; readonly act: OrgAct | null };

function planRow(row: RawOrg, parent: Place, desk: Desk): Outcome | RosterNote {
  if ('itself' in parent) return changed(row, desk.world.root, desk);
  const above: Target | undefined = 'known' in parent ? parent : desk.targets.get(parent.row);
  if (!above) return { code: 'org-import.parent-faulty', params: { row: row.row, first: desk.rows['row' in parent ? parent.row : 0]!.row } };
  const aboveId = 'known' in above ? above.known.id : `row ${above.made.row}`;
  const key = `${aboveId}|${bare(row.name)}`;
  const first = desk.seen.get(key);
  if (first !== undefined) return { code: 'org-import.row-twice', params: { row: row.row, first } };
  desk.seen.set(key, row.row);
  const known = identify(row, above, key, desk);
  if (known === null) return made(row, above, desk);
  return 'id' in known ? changed(row, known, desk) : known;
}

/** The unit that the row is about; null when it is new; a note when two readings are possible or it stands elsewhere. */
function identify(row: RawOrg, above: Target, key: string, { index, world }: Desk): KnownOrg | RosterNote | null {
  const coded = row.code === '' ? [] : (index.codes.get(row.code) ?? []);
  if (coded.length > 1) return { code: 'org-import.code-ambiguous', params: { row: row.row, value: row.code } };
  const [holder] = coded;
  if (holder) {
    const inPlace = 'known' in above && holder.parentId === above.known.id;
    return inPlace ? holder : { code: 'org-import.parent-differs', params: { row: row.row, value: world.orgs.find((one) => one.id === holder.parentId)?.name ?? '' } };
  }
  const named = 'known' in above ? (index.children.get(key) ?? []) : [];
  if (named.length > 1) return { code: 'org-import.name-ambiguous', params: { row: row.row, value: row.name } };
  const [same] = named;
  if (same && row.code !== '' && same.code !== '') return { code: 'org-import.code-differs', params: { row: row.row, value: same.code } };
  return same ?? null;
}

function changed(row: RawOrg, known: KnownOrg, { world }: Desk): Outcome | RosterNote {
  if (row.sector !== null && row.sector !== known.sector) return { code: 'org-import.sector-differs', params: { row: row.row, value: known.sector } };
  const fields: OrgFields = {
    name: row.name, shortName: row.shortName === '' ? known.shortName : row.shortName, kind: row.kind ?? known.kind, code: row.code === '' ? known.code : row.code, opensOn: row.opensOn ?? known.opensOn,
  };
  const target = { known };
  if (fields.name === known.name && fields.shortName === known.shortName && fields.kind === known.kind && fields.code === known.code && fields.opensOn === known.opensOn) return { target, act: null };
  if (!world.may('update', known.path, known.sector)) return { code: 'org-import.not-permitted', params: { row: row.row } };
  return { target, act: { do: 'change', known, fields } };
}

function made(row: RawOrg, above: Target, { world }: Desk): Outcome | RosterNote {
  const aboveName = 'known' in above ? above.known.name : above.made.name;
  const sector = row.sector ?? ('known' in above ? above.known.sector : above.sector);
  const path = 'known' in above ? above.known.path : above.path;
  if (!world.may('create', path, sector)) return { code: 'org-import.not-permitted', params: { row: row.row } };
  const fields = { name: row.name, shortName: row.shortName === '' ? shortened(row.name, aboveName) : row.shortName, kind: row.kind ?? kindOfName(row.name), code: row.code, opensOn: row.opensOn };
  return { target: { made: row, sector, path }, act: { do: 'make', parent: 'known' in above ? above : { row: above.made.row }, sector, fields } };
}

/** The name without the superior's name before it. */
function shortened(name: string, above: string): string {
  const own = name.startsWith(above) && name.length > above.length ? name.slice(above.length) : name;
  return [...own].slice(0, 40).join('');
}
