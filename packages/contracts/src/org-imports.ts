import { z } from 'zod';
import { DayText, Id, Instant, May, pageOf, PageQuery } from './common.ts';
import { OrganisationKind, OrganisationsQuery } from './organisations.ts';
import { ROSTER_STATUSES, RosterNote } from './rosters.ts';

/** Columns of a table of organisations. */
export const ORG_COLUMN_KEYS = ['code', 'name', 'shortName', 'parent', 'parentCode', 'kind', 'sector', 'opensOn'] as const;
export type OrgColumnKey = (typeof ORG_COLUMN_KEYS)[number];

export const OrgImportRow = z.object({
  /** row of the workbook, from 1 */
  row: z.number().int(), code: z.string(), name: z.string(), shortName: z.string(),
  /** name, path of names or code of the superior as the workbook says it; '' for the chosen unit itself */
  parent: z.string(), parentCode: z.string(), kind: OrganisationKind.nullable(), sector: z.string().nullable(), opensOn: DayText.nullable(),
  status: z.enum(ROSTER_STATUSES), problems: z.array(RosterNote),
}).meta({ id: 'OrgImportRow' });
export type OrgImportRow = z.infer<typeof OrgImportRow>;
export const OrgImportRowsPage = pageOf(OrgImportRow).meta({ id: 'OrgImportRowsPage' });
export const OrgImportRowsQuery = z.strictObject({ ...PageQuery.shape, status: z.enum(ROSTER_STATUSES).optional() });

export const OrgImportCounts = z.object({ new: z.number().int(), changed: z.number().int(), same: z.number().int(), bad: z.number().int() });
export type OrgImportCounts = z.infer<typeof OrgImportCounts>;
/** `undoing` while an undo runs; `undone` when everything stands as before the import. */
export const ORG_IMPORT_STATES = ['checked', 'importing', 'imported', 'undoing', 'undone'] as const;
export type OrgImportState = (typeof ORG_IMPORT_STATES)[number];

const Column = z.object({ letters: z.string(), header: z.string() });
export const OrgImportOut = z.object({
  id: Id, orgId: Id, orgName: z.string(), fileName: z.string(), sheet: z.string(), headerRow: z.number().int(),
  columns: z.array(Column.extend({ key: z.string() })),
  /** columns that nobody asked for; left out */
  extra: z.array(Column),
  skipped: z.array(z.object({ row: z.number().int(), text: z.string() })),
  counts: OrgImportCounts, state: z.enum(ORG_IMPORT_STATES), jobId: Id.nullable(), createdAt: Instant, importedAt: Instant.nullable(),
  /** until when the import can be undone */
  undoUntil: Instant.nullable(), version: z.number().int(),
  /** `undo`: within its day */
  may: May,
}).meta({ id: 'OrgImport' });
export type OrgImportOut = z.infer<typeof OrgImportOut>;

/** `columns` assigns columns by hand (`name:C,parent:D`); it is remembered for the unit. */
export const OrgImportQuery = z.strictObject({ orgId: Id, columns: z.string().regex(/^(\w+:[A-Z]{1,3})(,\w+:[A-Z]{1,3})*$/).optional() });
export const OrgImportTemplateQuery = z.strictObject({ orgId: Id, lang: z.enum(['zh-CN', 'en']).default('zh-CN') });
/** `goodOnly`: leave the faulty rows out; without it a workbook with faulty rows is refused. */
export const OrgImportCommitIn = z.strictObject({ goodOnly: z.boolean().default(false) }).meta({ id: 'OrgImportCommitIn' });
export const OrgImportNotesQuery = z.strictObject({ lang: z.enum(['zh-CN', 'en']).default('zh-CN'), only: z.literal('bad').optional() });
const { limit: _limit, after: _after, ...filters } = OrganisationsQuery.shape;
export const OrganisationsExportQuery = z.strictObject({ ...filters, lang: z.enum(['zh-CN', 'en']).default('zh-CN') });
