import { defineEntity, p } from '@mikro-orm/core';
import type { ToleranceState } from '@shuping/domain';
import { undeletable } from '../../../platform/append-only.ts';
import { day, orgPath, sector, version } from '../../../platform/persistence/columns.ts';
import { scopedOrMine } from '../../../platform/persistence/policies.ts';

const ToleranceSchema = defineEntity({
  name: 'Tolerance',
  tableName: 'tolerance',
  properties: {
    hostId: p.uuid().primary(),
    id: p.uuid().primary(),
    orgPath: orgPath(),
    sector: sector(),
    cycleId: p.uuid(),
    assesseeId: p.uuid(),
    personId: p.uuid(),
    kind: p.string().length(8).$type<'event' | 'item'>(),
    eventId: p.uuid().nullable(),
    /** question of the event, or node of the sheet; `item` of the sheet, '' for events */
    place: p.string().length(64),
    item: p.string().length(64).default(''),
    /** the deduction as it stood when the application was filed */
    matter: p.string().length(200).default(''),
    day: day().nullable(),
    points: p.string().length(64),
    /** id of the scheme's ground */
    ground: p.string().length(64),
    reason: p.text(),
    files: p.json<string[]>(),
    state: p.string().length(12).$type<ToleranceState>(),
    filedBy: p.string().length(60),
    filedOn: day(),
    supports: p.boolean().nullable(),
    opinion: p.text().default(''),
    opinionBy: p.string().length(60).default(''),
    opinionOn: day().nullable(),
    opinionDue: day().nullable(),
    decisionDue: day().nullable(),
    decision: p.text().default(''),
    decidedBy: p.string().length(60).default(''),
    decidedOn: day().nullable(),
    /** version of the result that the approval made */
    result: p.integer().nullable(),
    version: version(),
  },
  indexes: [{ name: 'tolerance_cycle', properties: ['cycleId', 'state'] }, { name: 'tolerance_assessee', properties: ['assesseeId'] }],
  ...undeletable(scopedOrMine({ personColumn: 'person_id', mineWritable: true })),
});

/** Application of fault tolerance (容错纠错, R-H3); never deleted. */
export class ToleranceRecord extends ToleranceSchema.class {}
ToleranceSchema.setClass(ToleranceRecord);
