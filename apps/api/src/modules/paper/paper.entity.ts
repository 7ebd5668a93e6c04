import { defineEntity, p } from '@mikro-orm/core';
import type { PaperBatchState, PaperHand } from '@shuping/domain';
import { orgPath, version } from '../../platform/persistence/columns.ts';
import { scoped } from '../../platform/persistence/policies.ts';

const PaperBatchSchema = defineEntity({
  name: 'PaperBatch',
  tableName: 'paper_batch',
  properties: {
    hostId: p.uuid().primary(),
    id: p.uuid().primary(),
    orgPath: orgPath(),
    meetingId: p.uuid(),
    round: p.string().length(64),
    voterClass: p.string().length(64),
    /** written on the clip that holds the sheets together */
    number: p.integer(),
    size: p.integer(),
    first: p.json<PaperHand>().nullable(),
    second: p.json<PaperHand>().nullable(),
    /** the third look at what differs, until another person has looked too */
    look: p.json<PaperHand>().nullable(),
    settledBy: p.json<string[]>(),
    /** the machine's reading on the ballot side, when the batch was scanned */
    scan: p.uuid().nullable(),
    counted: p.boolean().default(false),
    version: version(),
  },
  uniques: [{ name: 'paper_batch_number', properties: ['hostId', 'meetingId', 'round', 'voterClass', 'number'] }],
  indexes: [{ name: 'paper_batch_path', properties: ['orgPath'] }],
  ...scoped({ anySector: true }),
});

/** 一批纸质票: who typed it and who settled it. The marks stand on the ballot side, which knows no names. */
export class PaperBatchRecord extends PaperBatchSchema.class {}
PaperBatchSchema.setClass(PaperBatchRecord);

/** What the rules of double entry look at. */
export function stateOf(row: PaperBatchRecord): PaperBatchState & { readonly scan: string | null } {
  return { first: row.first ?? null, second: row.second ?? null, look: row.look ?? null, settledBy: row.settledBy, counted: row.counted, scan: row.scan ?? null };
}
