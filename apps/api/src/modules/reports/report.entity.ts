import { defineEntity, p } from '@mikro-orm/core';
import type { ReportState } from '@shuping/domain';
import type { TextRef } from '@shuping/kernel';
import type { Anchor, ReportMeasures } from '@shuping/report-checks';
import { orgPath, sector, version } from '../../platform/persistence/columns.ts';
import type { AskedAgainOf } from './asked-again.ts';
import { scopedOrMine, scopedOrMineOrPublished, systemOnly } from '../../platform/persistence/policies.ts';

const ReportSchema = defineEntity({
  name: 'Report',
  tableName: 'report',
  properties: {
    hostId: p.uuid().primary(),
    id: p.uuid().primary(),
    orgPath: orgPath(),
    sector: sector(),
    publishedTo: p.text().collation('C').default(''),
    cycleId: p.uuid(),
    assesseeId: p.uuid(),
    personId: p.uuid(),
    /** names and place in the list as they were when the report was begun (R-A5) */
    personName: p.string().length(60),
    orgName: p.string().length(120),
    position: p.integer().default(0),
    state: p.string().length(12).$type<ReportState>(),
    stepIndex: p.integer().default(0),
    round: p.integer().default(0),
    /** a section with a title is one that a newer scheme has taken away */
    sections: p.json<{ id: string; text: string; title?: TextRef }[]>(),
    /** questions put to this report alone: last year's repeats, as they were when it was begun (R-I6) */
    asked: p.json<AskedAgainOf[]>(),
    words: p.integer().default(0),
    /** number of the version last submitted or accepted; 0 before */
    currentVersion: p.integer().default(0),
    submittedAt: p.datetime().nullable(),
    /** since when the present vetting step has it */
    stepSince: p.datetime().nullable(),
    /** since when the present step is with its deputy */
    handedAt: p.datetime().nullable(),
    publishedUntil: p.string().length(10).nullable(),
    /** findings of the last check run, for lists */
    blocking: p.integer().default(0),
    advising: p.integer().default(0),
    version: version(),
  },
  uniques: [{ name: 'report_once', properties: ['hostId', 'assesseeId'] }],
  indexes: [{ name: 'report_cycle', properties: ['cycleId', 'state'] }, { name: 'report_path', properties: ['orgPath'] }],
  ...scopedOrMineOrPublished({ personColumn: 'person_id', mineWritable: true }),
});

/** 述职报告: the text being written and where it stands. */
export class ReportRecord extends ReportSchema.class {}
ReportSchema.setClass(ReportRecord);

const ReportVersionSchema = defineEntity({
  name: 'ReportVersion',
  tableName: 'report_version',
  properties: {
    hostId: p.uuid().primary(),
    id: p.uuid().primary(),
    orgPath: orgPath(),
    sector: sector(),
    reportId: p.uuid(),
    personId: p.uuid(),
    number: p.integer(),
    /** 稿: saved by hand, imported from Word, submitted, with accepted proposals written in */
    kind: p.string().length(12).$type<'saved' | 'imported' | 'submitted' | 'revised'>(),
    sections: p.json<{ id: string; text: string }[]>(),
    /** parts of an imported file that no section took */
    unmatched: p.json<{ title: string; text: string }[]>(),
    words: p.integer(),
    /** 挤水分: figures of a submitted draft */
    measures: p.json<ReportMeasures>().nullable(),
    hash: p.string().length(64),
    madeAt: p.datetime(),
    madeBy: p.string().length(60),
  },
  uniques: [{ name: 'report_version_number', properties: ['hostId', 'reportId', 'number'] }],
  ...scopedOrMine({ personColumn: 'person_id', mineWritable: true }),
});

/** One frozen draft (稿次). */
export class ReportVersionRecord extends ReportVersionSchema.class {}
ReportVersionSchema.setClass(ReportVersionRecord);

const VettingActSchema = defineEntity({
  name: 'VettingAct',
  tableName: 'vetting_act',
  properties: {
    hostId: p.uuid().primary(),
    id: p.uuid().primary(),
    orgPath: orgPath(),
    sector: sector(),
    reportId: p.uuid(),
    personId: p.uuid(),
    round: p.integer(),
    stepIndex: p.integer(),
    act: p.string().length(10).$type<'sign' | 'return' | 'accept' | 'pass' | 'handover'>(),
    versionNumber: p.integer(),
    actorId: p.uuid().nullable(),
    actorName: p.string().length(60),
    note: p.text().default(''),
    at: p.datetime(),
  },
  indexes: [{ name: 'vetting_act_report', properties: ['reportId', 'round'] }],
  // the author's submission writes the unchanged passes
  ...scopedOrMine({ personColumn: 'person_id', mineWritable: true }),
});

/** 把关: a signature, return or unchanged pass of one step. */
export class VettingActRecord extends VettingActSchema.class {}
VettingActSchema.setClass(VettingActRecord);

const ReportCommentSchema = defineEntity({
  name: 'ReportComment',
  tableName: 'report_comment',
  properties: {
    hostId: p.uuid().primary(),
    id: p.uuid().primary(),
    orgPath: orgPath(),
    sector: sector(),
    reportId: p.uuid(),
    personId: p.uuid(),
    sectionId: p.string().length(64),
    anchor: p.json<Anchor>(),
    text: p.text(),
    authorId: p.uuid().nullable(),
    authorName: p.string().length(60),
    at: p.datetime(),
    resolved: p.boolean().default(false),
    reply: p.text().default(''),
    version: version(),
  },
  indexes: [{ name: 'report_comment_report', properties: ['reportId'] }],
  ...scopedOrMine({ personColumn: 'person_id', mineWritable: true }),
});

/** Comment bound to a passage; it follows the passage through edits. */
export class ReportCommentRecord extends ReportCommentSchema.class {}
ReportCommentSchema.setClass(ReportCommentRecord);

const ReportPrintSchema = defineEntity({
  name: 'ReportPrint',
  tableName: 'report_print',
  properties: {
    hostId: p.uuid().primary(),
    reportId: p.uuid().primary(),
    /** keys of sentences and of the whole wording (`reportPrints`) */
    prints: p.array((value) => Number(value)).columnType('int[]'),
  },
  indexes: [{ name: 'report_print_keys', expression: 'create index "report_print_keys" on "report_print" using gin ("prints")' }],
  ...systemOnly(),
});

/** Index of submitted wording over all hosts; only the server looks, and says no more than the reader may know (R-E2). */
export class ReportPrintRecord extends ReportPrintSchema.class {}
ReportPrintSchema.setClass(ReportPrintRecord);
