import { z } from 'zod';
import { DayText, Id, Instant, pageOf, PageQuery } from './common.ts';

export const ROSTER_STATUSES = ['new', 'changed', 'same', 'bad'] as const;
export type RosterStatus = (typeof ROSTER_STATUSES)[number];

/** Why a row is bad, or what was noticed in it: a code with the cell (`C5`) where there is one. */
export const RosterNote = z.object({ code: z.string(), at: z.string().optional(), params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional() });
export type RosterNote = z.infer<typeof RosterNote>;

export const RosterRow = z.object({
  /** row of the workbook, from 1 */
  row: z.number().int(), unit: z.string(), name: z.string(), post: z.string(), from: DayText.nullable(), staffNumber: z.string(),
  status: z.enum(ROSTER_STATUSES), problems: z.array(RosterNote), notices: z.array(RosterNote),
}).meta({ id: 'RosterRow' });
export type RosterRow = z.infer<typeof RosterRow>;
export const RosterRowsPage = pageOf(RosterRow).meta({ id: 'RosterRowsPage' });
export const RosterRowsQuery = z.strictObject({ ...PageQuery.shape, status: z.enum(ROSTER_STATUSES).optional() });

const Column = z.object({ letters: z.string(), header: z.string() });
export const RosterOut = z.object({
  id: Id, orgId: Id, orgName: z.string(), fileName: z.string(), sheet: z.string(), headerRow: z.number().int(),
  columns: z.array(Column.extend({ key: z.string() })),
  /** columns that nobody asked for; left out */
  extra: z.array(Column),
  /** columns that are known and not stored (identity numbers) */
  notStored: z.array(Column),
  skipped: z.array(z.object({ row: z.number().int(), text: z.string() })),
  counts: z.object({ new: z.number().int(), changed: z.number().int(), same: z.number().int(), bad: z.number().int() }),
  state: z.enum(['checked', 'importing', 'imported']),
  jobId: Id.nullable(), createdAt: Instant, importedAt: Instant.nullable(), version: z.number().int(),
}).meta({ id: 'Roster' });
export type RosterOut = z.infer<typeof RosterOut>;

export const RosterQuery = z.strictObject({ orgId: Id });
export const RosterCommitOut = z.object({ jobId: Id }).meta({ id: 'RosterCommit' });
export const RosterErrorsQuery = z.strictObject({ lang: z.enum(['zh-CN', 'en']).default('zh-CN') });
