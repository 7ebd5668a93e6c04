import { defineEntity, p } from '@mikro-orm/core';
import type { OrgImportRow, OrgImportState, OrgImportCounts } from '@shuping/contracts';
import type { Day } from '@shuping/kernel';
import { orgPath, version } from '../../platform/persistence/columns.ts';
import { scoped } from '../../platform/persistence/policies.ts';

type Column = { readonly letters: string; readonly header: string };

const OrgImportSchema = defineEntity({
  name: 'OrgImport',
  tableName: 'org_import',
  properties: {
    id: p.uuid().primary(),
    orgPath: orgPath(),
    orgId: p.uuid(),
    accountId: p.uuid().nullable(),
    fileName: p.string().length(200),
    sheet: p.string().length(100),
    headerRow: p.integer(),
    columns: p.json<(Column & { readonly key: string })[]>(),
    extra: p.json<Column[]>(),
    skipped: p.json<{ readonly row: number; readonly text: string }[]>(),
    counts: p.json<OrgImportCounts>(),
    state: p.string().length(10).$type<OrgImportState>(),
    jobId: p.uuid().nullable(),
    createdAt: p.datetime(),
    importedAt: p.datetime().nullable(),
    undoUntil: p.datetime().nullable(),
    version: version(),
  },
  indexes: [{ name: 'org_import_path', properties: ['orgPath', 'createdAt'] }],
  ...scoped({ anySector: true }),
});

/** An uploaded workbook of organisations as it was read; the file itself is not stored (R-A3). */
export class OrgImportRecord extends OrgImportSchema.class {}
OrgImportSchema.setClass(OrgImportRecord);

/** What the import did to one organisation, as far as undoing needs it. */
export type OrgImportAct =
  | { readonly made: string }
  | { readonly changed: string; readonly version: number; readonly before: { readonly name: string; readonly shortName: string; readonly kind: string; readonly code: string; readonly opensOn: Day } };

const OrgImportPartSchema = defineEntity({
  name: 'OrgImportPart',
  tableName: 'org_import_part',
  properties: {
    id: p.uuid().primary(),
    orgPath: orgPath(),
    importId: p.uuid(),
    /** rows: of the workbook, in its order; acts: what the import did, in its order */
    kind: p.string().length(10).$type<'rows' | 'acts'>(),
    position: p.integer(),
    /** of the rows in this part */
    counts: p.json<OrgImportCounts>(),
    lastRow: p.integer(),
    // read and written whole: kept as the text that it is
    rows: p.json<OrgImportRow[]>().columnType('json'),
    acts: p.json<OrgImportAct[]>().columnType('json'),
  },
  uniques: [{ name: 'org_import_part_key', properties: ['importId', 'kind', 'position'] }],
  ...scoped({ anySector: true }),
});

/** Some hundred rows or acts of an import: a page of a hundred thousand rows reads one or two of these. */
export class OrgImportPartRecord extends OrgImportPartSchema.class {}
OrgImportPartSchema.setClass(OrgImportPartRecord);

const SheetColumnsSchema = defineEntity({
  name: 'SheetColumns',
  tableName: 'sheet_columns',
  properties: {
    id: p.uuid().primary(),
    orgPath: orgPath(),
    orgId: p.uuid(),
    /** which kind of table */
    sheet: p.string().length(40),
    /** header as the unit writes it → column */
    headers: p.json<Record<string, string>>(),
    version: version(),
  },
  uniques: [{ name: 'sheet_columns_key', properties: ['orgId', 'sheet'] }],
  ...scoped({ anySector: true }),
});

/** Headers that a unit's own tables use, as its people assigned them once (R-A3). */
export class SheetColumnsRecord extends SheetColumnsSchema.class {}
SheetColumnsSchema.setClass(SheetColumnsRecord);
