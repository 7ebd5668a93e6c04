import { Injectable } from '@nestjs/common';
import type { OrganisationOut } from '@shuping/contracts';
import type { Day, OrgPath } from '@shuping/kernel';
import { randomBytes, randomUUID } from 'node:crypto';
import { JobQueue } from '../../platform/jobs/index.ts';
import type { Tx } from '../../platform/persistence/index.ts';
import { searchText } from './search-text.ts';

type Kind = OrganisationOut['kind'];
export type OrgRow = {
  readonly id: string; readonly path: string; readonly parentId: string | null; readonly code: string; readonly name: string; readonly shortName: string;
  readonly kind: Kind; readonly sector: string; readonly opensOn: Day; readonly closedOn: Day | null; readonly version: number;
};
export type OrgValues = { readonly code: string; readonly name: string; readonly shortName: string; readonly kind: Kind; readonly opensOn: Day };
export type NewOrg = OrgValues & { readonly id: string; readonly path: string; readonly parentId: string; readonly sector: string; readonly position: number };

/** Columns of an insert with their types: each goes to the database as one text, every value with a mark behind it; what stands behind the last mark is no row. */
const NEW_COLUMNS = [
  ['id', 'uuid'], ['path', 'text'], ['parentId', 'uuid'], ['code', 'text'], ['name', 'text'], ['shortName', 'text'], ['kind', 'text'], ['sector', 'text'], ['opensOn', 'text'], ['position', 'int'],
  ['pinyin', 'text'], ['shortPinyin', 'text'], ['shortInitials', 'text'], ['edgeId', 'uuid'],
] as const;
const BETWEEN = '\u001e';
export const INDEX_NAMES_JOB = 'organisations.index-names';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const LABEL = 5;

/** Many organisations at once, for imports; everything under the row policies of the acting transaction. Callers decide and record. */
@Injectable()
export class OrganisationsBulk {
  private random: Uint8Array = new Uint8Array(0);
  private at = 0;

  constructor(private readonly queue: JobQueue) {}

  /** All of a subtree, closed ones too, superiors before those below them. */
  tree(tx: Tx, rootPath: string): Promise<OrgRow[]> {
    return tx.sql<OrgRow>(
      `select id, org_path as path, parent_id as "parentId", code, name, short_name as "shortName", kind, sector, opens_on as "opensOn", closed_on as "closedOn", version
       from organisation where org_path >= ? and org_path < ? order by org_path`, [rootPath, `${rootPath}~`],
    );
  }

  /** Five random letters or digits. */
  private label(): string {
    if (this.at + LABEL > this.random.length) [this.random, this.at] = [randomBytes(LABEL * 1_000), 0];
    let label = '';
    for (const end = this.at + LABEL; this.at < end; this.at += 1) label += ALPHABET[this.random[this.at]! & 31]!;
    return label;
  }

  /** A path below `parent` that is not among `taken`, and now is. */
  freePath(parent: string, taken: Set<string>): string {
    for (;;) {
      const path = `${parent}${this.label()}/`;
      if (taken.has(path)) continue;
      taken.add(path);
      return path;
    }
  }

  /** Adds units, superiors first, each with its leading line. Names hold no record separator (U+001E); tables of organisations are read without it. */
  async insert(tx: Tx, orgs: readonly NewOrg[]): Promise<void> {
    const rows = orgs.map((org) => ({ ...org, ...searchText(org.name, org.shortName), edgeId: randomUUID() }));
    const lists = NEW_COLUMNS.map(([key]) => listOf(rows.map((row) => String(row[key]))));
    await tx.bulk(
      `with given as materialized (select ${NEW_COLUMNS.map(([key, type]) => `"${key}"::${type}`).join(', ')} from rows from (${NEW_COLUMNS.map((_, at) => `unnest(string_to_array($${at + 1}, E'\\x1e'))`).join(', ')}) as r(${NEW_COLUMNS.map(([key]) => `"${key}"`).join(', ')}) where "id" <> ''),
       line as (insert into organisation_edge (id, org_path, sector, org_id, superior_id, line, from_day, to_day) select "edgeId", path, sector, id, "parentId", 'leading', "opensOn", null from given)
       insert into organisation (id, org_path, sector, published_to, parent_id, code, name, short_name, pinyin, short_pinyin, short_initials, kind, position, opens_on, closed_on, version)
       select id, path, sector, path, "parentId", code, name, "shortName", pinyin, "shortPinyin", "shortInitials", kind, position, "opensOn", null, 1 from given`,
      lists,
    );
  }

  /** Names written from here to the end of the transaction get their places in the search's index by a job of its own; they are found at once, only slower. */
  async indexNamesLater(tx: Tx, orgPath: OrgPath): Promise<void> {
    await tx.sql("select set_config('app.index_later', 'on', true)");
    this.queue.enqueue(tx, { kind: INDEX_NAMES_JOB, payload: {}, orgPath });
  }

  /** Gives units other names, kinds, codes or first days where they stand as `version` says; gives how many did. */
  async change(tx: Tx, changes: readonly (OrgValues & { readonly id: string; readonly version: number })[]): Promise<number> {
    const rows = changes.map((one) => ({ ...one, ...searchText(one.name, one.shortName) }));
    const changed = await tx.sql(
      `with given as (select * from jsonb_to_recordset(?::jsonb) as r(id uuid, version int, code text, name text, "shortName" text, kind text, "opensOn" text, pinyin text, "shortPinyin" text, "shortInitials" text)),
       line as (update organisation_edge e set from_day = g."opensOn" from given g join organisation o on o.id = g.id and o.version = g.version where e.org_id = g.id and e.line = 'leading' and e.from_day = o.opens_on and o.opens_on <> g."opensOn")
       update organisation o set code = g.code, name = g.name, short_name = g."shortName", kind = g.kind, opens_on = g."opensOn", pinyin = g.pinyin, short_pinyin = g."shortPinyin", short_initials = g."shortInitials", version = o.version + 1
       from given g where o.id = g.id and o.version = g.version returning o.id`,
      [JSON.stringify(rows)],
    );
    return changed.length;
  }

  /** Takes units that nothing refers to out of the tree, with their leading lines; gives how many. */
  async remove(tx: Tx, ids: readonly string[]): Promise<number> {
    const given = JSON.stringify(ids);
    await tx.sql('delete from organisation_edge where org_id in (select jsonb_array_elements_text(?::jsonb)::uuid)', [given]);
    return (await tx.sql('delete from organisation where id in (select jsonb_array_elements_text(?::jsonb)::uuid) returning id', [given])).length;
  }
}

/** Texts one behind the other, each with the mark behind it; a mark inside of a text becomes a blank. */
function listOf(texts: readonly string[]): string {
  const list = `${texts.join(BETWEEN)}${BETWEEN}`;
  return list.split(BETWEEN).length === texts.length + 1 ? list : `${texts.map((text) => text.replaceAll(BETWEEN, ' ')).join(BETWEEN)}${BETWEEN}`;
}
