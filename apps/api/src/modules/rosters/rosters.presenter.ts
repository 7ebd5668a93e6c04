import type { RosterOut, RosterRow, RosterStatus } from '@shuping/contracts';
import type { RosterRecord } from './roster.entity.ts';
import type { PlannedRow } from './roster.rules.ts';

export function countsOf(rows: readonly { readonly status: RosterStatus }[]): Record<RosterStatus, number> {
  const counts = { new: 0, changed: 0, same: 0, bad: 0 };
  for (const row of rows) counts[row.status] += 1;
  return counts;
}

/** The row as it is kept and shown, without what it would do. */
export function toRow({ act: _, ...row }: PlannedRow): RosterRow {
  return row;
}

export function toRoster(record: RosterRecord, orgName: string): RosterOut {
  return {
    id: record.id, orgId: record.orgId, orgName, fileName: record.fileName, sheet: record.sheet, headerRow: record.headerRow, columns: record.columns, extra: record.extra, notStored: record.notStored,
    skipped: record.skipped, counts: record.counts, state: record.state, jobId: record.jobId ?? null, createdAt: record.createdAt.toISOString(), importedAt: record.importedAt?.toISOString() ?? null, version: record.version,
  };
}
