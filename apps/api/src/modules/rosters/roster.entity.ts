import { defineEntity, p } from '@mikro-orm/core';
import type { RosterRow, RosterStatus } from '@shuping/contracts';
import { orgPath, version } from '../../platform/persistence/columns.ts';
import { scoped } from '../../platform/persistence/policies.ts';

type Column = { readonly letters: string; readonly header: string };

const RosterSchema = defineEntity({
  name: 'Roster',
  tableName: 'roster',
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
    notStored: p.json<Column[]>(),
    skipped: p.json<{ readonly row: number; readonly text: string }[]>(),
    rows: p.json<RosterRow[]>(),
    counts: p.json<Record<RosterStatus, number>>(),
    state: p.string().length(10).$type<'checked' | 'importing' | 'imported'>(),
    jobId: p.uuid().nullable(),
    createdAt: p.datetime(),
    importedAt: p.datetime().nullable(),
    version: version(),
  },
  indexes: [{ name: 'roster_path', properties: ['orgPath', 'createdAt'] }],
  ...scoped({ anySector: true }),
});

/** 花名册: an uploaded workbook as it was read, without what is not to be kept; the file itself is not stored (R-A3). */
export class RosterRecord extends RosterSchema.class {}
RosterSchema.setClass(RosterRecord);
