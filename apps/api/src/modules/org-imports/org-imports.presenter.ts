import type { OrgImportCounts, OrgImportOut, OrgImportRow } from '@shuping/contracts';
import type { OrgImportRecord } from './org-import.entity.ts';
import { moved } from './org-import.machine.ts';
import type { PlannedOrg } from './org-import.rules.ts';

export function countsOf(rows: readonly { readonly status: OrgImportRow['status'] }[]): OrgImportCounts {
  const counts = { new: 0, changed: 0, same: 0, bad: 0 };
  for (const row of rows) counts[row.status] += 1;
  return counts;
}

/** The row as it is kept and shown, without what it would do. */
export function toRow({ act: _, ...row }: PlannedOrg): OrgImportRow {
  return row;
}

export function toOrgImport(record: OrgImportRecord, orgName: string, now: Date): OrgImportOut {
  const late = record.undoUntil !== null && record.undoUntil !== undefined && record.undoUntil < now;
  const may: OrgImportOut['may'] = moved(record.state, 'undo') === null ? {} : { undo: late ? { reason: 'org-import.too-late' } : true };
  return {
    id: record.id, orgId: record.orgId, orgName, fileName: record.fileName, sheet: record.sheet, headerRow: record.headerRow, columns: record.columns, extra: record.extra, skipped: record.skipped, counts: record.counts,
    state: record.state, jobId: record.jobId ?? null, createdAt: record.createdAt.toISOString(), importedAt: record.importedAt?.toISOString() ?? null, undoUntil: record.undoUntil?.toISOString() ?? null, version: record.version, may,
  };
}
