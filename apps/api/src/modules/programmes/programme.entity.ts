import { defineEntity, p } from '@mikro-orm/core';
import type { AskedQuestion, DaysChange, ProgrammeBounds, ProgrammeState } from '@shuping/domain';
import { day, orgPath, version } from '../../platform/persistence/columns.ts';
import { scoped, scopedOrMineOrPublished } from '../../platform/persistence/policies.ts';

const reach = scopedOrMineOrPublished({ anySector: true });

const ProgrammeSchema = defineEntity({
  name: 'Programme',
  tableName: 'programme',
  properties: {
    id: p.uuid().primary(),
    orgPath: orgPath(),
    /** circle that may read it: the owner's path once issued, '' while a draft */
    publishedTo: p.text().collation('C').default(''),
    orgId: p.uuid(),
    ownerName: p.string().length(120),
    year: p.integer(),
    title: p.string().length(120),
    number: p.string().length(60).default(''),
    tag: p.string().length(20),
    state: p.string().length(12).$type<ProgrammeState>(),
    /** sectors that it concerns; none: all */
    sectors: p.json<string[]>(),
    periodStart: day(),
    periodEnd: day(),
    note: p.text().default(''),
    questions: p.json<AskedQuestion[]>(),
    calendar: p.json<ProgrammeBounds>(),
    /** to whom a draft is to go; once issued the rows of `programme_host` say it */
    hostIds: p.json<string[]>(),
    /** changes of its days since it was issued, oldest first */
    changes: p.json<DaysChange[]>().defaultRaw(`'[]'`),
    issuedAt: p.datetime().nullable(),
    withdrawnAt: p.datetime().nullable(),
    withdrawReason: p.text().default(''),
    version: version(),
  },
  indexes: [{ name: 'programme_owner', properties: ['orgId', 'year'] }, { name: 'programme_path', properties: ['orgPath'] }],
  rowLevelSecurity: reach.rowLevelSecurity,
  // a host under a guiding body lies outside the owner's circle: whoever sees that it is addressed may read what was issued
  policies: [...reach.policies, { name: 'addressed', command: 'select', using: "published_to <> '' and exists (select 1 from programme_host h where h.programme_id = programme.id)" }],
});

/** 年度部署: a superior's yearly order for all cycles below (R-B3, R-C1). */
export class ProgrammeRecord extends ProgrammeSchema.class {}
ProgrammeSchema.setClass(ProgrammeRecord);

const ProgrammeHostSchema = defineEntity({
  name: 'ProgrammeHost',
  tableName: 'programme_host',
  properties: {
    hostId: p.uuid().primary(),
    id: p.uuid().primary(),
    /** the host's path: its office and everybody above it see the row */
    orgPath: orgPath(),
    programmeId: p.uuid(),
    hostName: p.string().length(120),
    /** when the host took note that the order was withdrawn */
    notedAt: p.datetime().nullable(),
    notedBy: p.string().length(60).default(''),
    /** how many changes of days the host has taken note of */
    seenChanges: p.integer().default(0),
    version: version(),
  },
  uniques: [{ name: 'programme_host_once', properties: ['programmeId', 'hostId'] }],
  indexes: [{ name: 'programme_host_path', properties: ['orgPath'] }],
  ...scoped({ sectorColumn: null, anySector: true }),
});

/** A host that an issued programme is addressed to (主送). */
export class ProgrammeHostRecord extends ProgrammeHostSchema.class {}
ProgrammeHostSchema.setClass(ProgrammeHostRecord);

const ProgrammeReminderSchema = defineEntity({
  name: 'ProgrammeReminder',
  tableName: 'programme_reminder',
  properties: {
    hostId: p.uuid().primary(),
    id: p.uuid().primary(),
    orgPath: orgPath(),
    programmeId: p.uuid(),
    /** stage of the host's cycle when it was reminded, `none` before it had one */
    stage: p.string().length(20),
    day: day(),
    at: p.datetime(),
    by: p.string().length(60),
    note: p.string().length(200).default(''),
    version: version(),
  },
  uniques: [{ name: 'programme_reminder_daily', properties: ['programmeId', 'hostId', 'day'] }],
  ...scoped({ sectorColumn: null, anySector: true }),
});

/** 催办 from above: that a host was reminded of what is late, once a day. */
export class ProgrammeReminderRecord extends ProgrammeReminderSchema.class {}
ProgrammeReminderSchema.setClass(ProgrammeReminderRecord);
