import { defineEntity, p } from '@mikro-orm/core';
import { day, orgPath, sector, version } from '../../platform/persistence/columns.ts';
import { scopedOrMine } from '../../platform/persistence/policies.ts';

const OfficerScoreSchema = defineEntity({
  name: 'OfficerScore',
  tableName: 'officer_score',
  properties: {
    hostId: p.uuid().primary(),
    id: p.uuid().primary(),
    orgPath: orgPath(),
    sector: sector(),
    cycleId: p.uuid(),
    assesseeId: p.uuid(),
    personId: p.uuid(),
    /** score node of the scheme; `item` is an indicator of a sheet, '' otherwise */
    node: p.string().length(64),
    /** who enters the node by the scheme; permissions read it */
    ownerRole: p.string().length(64),
    item: p.string().length(64).default(''),
    /** decimal text, exact */
    value: p.string().length(64),
    note: p.text().default(''),
    files: p.json<string[]>(),
    /** cycle of a part of the period whose final score this is; nobody edits it */
    takenFrom: p.uuid().nullable(),
    enteredBy: p.uuid().nullable(),
    enteredName: p.string().length(60).default(''),
    version: version(),
  },
  uniques: [{ name: 'officer_score_once', properties: ['hostId', 'assesseeId', 'node', 'item'] }],
  indexes: [{ name: 'officer_score_cycle', properties: ['cycleId', 'node'] }, { name: 'officer_score_assessee', properties: ['assesseeId'] }],
  ...scopedOrMine({ personColumn: 'person_id' }),
});

/** Figure of regular checks, research or another owner, for one assessee and node (R-D2, R-D4). */
export class OfficerScoreRecord extends OfficerScoreSchema.class {}
OfficerScoreSchema.setClass(OfficerScoreRecord);

const EventRecordSchema = defineEntity({
  name: 'EventRecord',
  tableName: 'event_record',
  properties: {
    hostId: p.uuid().primary(),
    id: p.uuid().primary(),
    orgPath: orgPath(),
    sector: sector(),
    cycleId: p.uuid(),
    assesseeId: p.uuid(),
    personId: p.uuid(),
    question: p.string().length(64),
    /** who records the question by the scheme; permissions read it */
    ownerRole: p.string().length(64),
    matter: p.string().length(200),
    day: day(),
    points: p.string().length(40),
    /** level of the award, as the ladder of a ledger names it (R28) */
    level: p.string().length(64).nullable(),
    /** whose act it was where not the assessee's own (R41) */
    actor: p.string().length(64).nullable(),
    note: p.text().default(''),
    files: p.json<string[]>(),
    enteredName: p.string().length(60).default(''),
    withdrawn: p.boolean().default(false),
    withdrawnReason: p.text().default(''),
    version: version(),
  },
  indexes: [{ name: 'event_record_assessee', properties: ['assesseeId'] }, { name: 'event_record_cycle', properties: ['cycleId'] }, { name: 'event_record_id', properties: ['id'] }],
  ...scopedOrMine({ personColumn: 'person_id' }),
});

/** A bonus, deduction or veto event with its proof (R27, R41). */
export class EventRecordRecord extends EventRecordSchema.class {}
EventRecordSchema.setClass(EventRecordRecord);
