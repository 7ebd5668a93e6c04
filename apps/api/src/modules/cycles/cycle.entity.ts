import { defineEntity, p } from '@mikro-orm/core';
import type { OwnDays } from '@shuping/domain';
import type { Stage } from '@shuping/scheme';
import { day, orgPath, sector, version } from '../../platform/persistence/columns.ts';
import { scoped, scopedOrMine, scopedOrMineOrPublished } from '../../platform/persistence/policies.ts';

/** Person id of a row that explains a vacant unit. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';

const CycleSchema = defineEntity({
  name: 'Cycle',
  tableName: 'cycle',
  properties: {
    hostId: p.uuid().primary(),
    id: p.uuid().primary(),
    orgPath: orgPath(),
    publishedTo: p.text().collation('C').default(''),
    /** key of the period (R-C1): a year, a part of one, or a term of office */
    period: p.string().length(16),
    /** year in which the period ends */
    year: p.integer(),
    title: p.string().length(120),
    hostName: p.string().length(120),
    periodStart: day(),
    periodEnd: day(),
    stage: p.string().length(20).$type<Stage>(),
    /** stage → { opens, due } as days, resolved from the schemes' calendars when the cycle was opened */
    calendar: p.json<Partial<Record<Stage, { opens: string; due: string }>>>(),
    /** sector → hash of the frozen effective scheme */
    schemes: p.json<Record<string, string>>(),
    /** the host's cycle before, of the same kind of period */
    previousCycleId: p.uuid().nullable(),
    /** programme above that it answers to: the nearest of its line; null where none was in force */
    programmeId: p.uuid().nullable(),
    /** stage → days that the host set itself, within the bounds of the programmes */
    ownDays: p.json<OwnDays>().nullable(),
    publicityFrom: day().nullable(),
    publicityEnds: day().nullable(),
    /** last time the office confirmed who is assessed */
    confirmedAt: p.datetime().nullable(),
    version: version(),
  },
  uniques: [{ name: 'cycle_once', properties: ['hostId', 'period'] }],
  indexes: [{ name: 'cycle_path', properties: ['orgPath', 'year'] }, { name: 'cycle_id', properties: ['id'] }, { name: 'cycle_programme', properties: ['programmeId'] }],
  ...scopedOrMineOrPublished({ anySector: true }),
});

/** 考核周期: one host's run of schemes for a period (R-C1). `publishedTo` is the host's path once opened. */
export class CycleRecord extends CycleSchema.class {}
CycleSchema.setClass(CycleRecord);

const AssesseeSchema = defineEntity({
  name: 'Assessee',
  tableName: 'assessee',
  properties: {
    hostId: p.uuid().primary(),
    id: p.uuid().primary(),
    orgPath: orgPath(),
    sector: sector(),
    cycleId: p.uuid(),
    orgId: p.uuid(),
    /** `NOBODY` for a vacant unit that is left out */
    personId: p.uuid(),
    appointmentId: p.uuid().nullable(),
    /** names and path as they were when the assessee was confirmed (R-A5) */
    orgName: p.string().length(120),
    orgKind: p.string().length(40).default(''),
    personName: p.string().length(60),
    post: p.string().length(40),
    pathThen: p.text(),
    /** included, or left out with a code and words */
    included: p.boolean(),
    reasonCode: p.string().length(60).default(''),
    reason: p.text().default(''),
    position: p.integer().default(0),
    facts: p.json<Record<string, number | boolean | string>>(),
    listedTo: p.text().collation('C').default(''),
    version: version(),
  },
  indexes: [
    { name: 'assessee_cycle', properties: ['cycleId', 'position'] },
    { name: 'assessee_person', properties: ['personId'] },
    { name: 'assessee_path', properties: ['orgPath'] },
    { name: 'assessee_id', properties: ['id'] },
  ],
  uniques: [{ name: 'assessee_once', properties: ['hostId', 'cycleId', 'orgId', 'personId'] }],
  ...scopedOrMineOrPublished({ personColumn: 'person_id', publishedColumn: 'listed_to' }),
});

/** 述职对象. */
export class AssesseeRecord extends AssesseeSchema.class {}
AssesseeSchema.setClass(AssesseeRecord);

const StageEntrySchema = defineEntity({
  name: 'StageEntry',
  tableName: 'stage_entry',
  properties: {
    hostId: p.uuid().primary(),
    id: p.uuid().primary(),
    orgPath: orgPath(),
    cycleId: p.uuid(),
    stage: p.string().length(20).$type<Stage>(),
    number: p.integer(),
    openedAt: p.datetime(),
    openedBy: p.string().length(60),
    reason: p.text().default(''),
  },
  indexes: [{ name: 'stage_entry_cycle', properties: ['cycleId', 'number'] }],
  ...scoped({ sectorColumn: null, anySector: true }),
});

/** When a stage was opened or reopened, by whom and why. */
export class StageEntryRecord extends StageEntrySchema.class {}
StageEntrySchema.setClass(StageEntryRecord);

const ReminderSchema = defineEntity({
  name: 'Reminder',
  tableName: 'reminder',
  properties: {
    hostId: p.uuid().primary(),
    id: p.uuid().primary(),
    orgPath: orgPath(),
    sector: sector(),
    cycleId: p.uuid(),
    assesseeId: p.uuid(),
    /** the author; `NOBODY` where it waits for a step of vetting */
    personId: p.uuid(),
    /** the late act that it is about, `NOBODY` where it is about the report */
    subjectId: p.uuid().default(NOBODY),
    /** where the report (the act) stood and which step it waited for */
    state: p.string().length(20),
    stepIndex: p.integer(),
    /** role of the step, '' where it waits for the author */
    role: p.string().length(60).default(''),
    due: day(),
    day: day(),
    at: p.datetime(),
    by: p.string().length(60),
    note: p.string().length(200).default(''),
  },
  uniques: [{ name: 'reminder_daily', properties: ['hostId', 'assesseeId', 'subjectId', 'day'] }],
  indexes: [{ name: 'reminder_cycle', properties: ['cycleId', 'day'] }, { name: 'reminder_assessee', properties: ['assesseeId', 'at'] }, { name: 'reminder_subject', properties: ['subjectId', 'at'] }],
  ...scopedOrMine({ personColumn: 'person_id' }),
});

/** 催办: that somebody late was reminded, of what, when and by whom; one a day and matter. */
export class ReminderRecord extends ReminderSchema.class {}
ReminderSchema.setClass(ReminderRecord);
