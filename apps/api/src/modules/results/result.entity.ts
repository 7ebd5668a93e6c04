import { defineEntity, p } from '@mikro-orm/core';
import type { ResultState } from '@shuping/domain';
import type { ScoreInputs } from '@shuping/scheme';
import type { TalkRecord } from '@shuping/contracts';
import type { ChainEntry } from '@shuping/scoring';
import { day, orgPath, sector, version } from '../../platform/persistence/columns.ts';
import { scopedOrMine, scopedOrMineOrPublished } from '../../platform/persistence/policies.ts';

const ResultSchema = defineEntity({
  name: 'Result',
  tableName: 'result',
  properties: {
    hostId: p.uuid().primary(),
    id: p.uuid().primary(),
    orgPath: orgPath(),
    sector: sector(),
    publishedTo: p.text().collation('C').default(''),
    cycleId: p.uuid(),
    assesseeId: p.uuid(),
    personId: p.uuid(),
    /** organisation, year and period as they were, for how past years weigh in (R-H4) */
    orgId: p.uuid(),
    year: p.integer(),
    period: p.string().length(16),
    /** versions of one assessee's result; the highest number counts, older ones stay */
    number: p.integer(),
    current: p.boolean(),
    state: p.string().length(12).$type<ResultState>(),
    schemeHash: p.string().length(64),
    engine: p.string().length(40),
    computedAt: p.datetime(),
    inputsHash: p.string().length(64),
    inputs: p.json<ScoreInputs>(),
    /** node → exact figure, null where absent */
    figures: p.json<Record<string, string | null>>(),
    /** exact composite, null where held */
    score: p.string().length(400).nullable(),
    computedGrade: p.string().length(64).nullable(),
    grade: p.string().length(64).nullable(),
    reason: p.text().default(''),
    decidedBy: p.string().length(60).default(''),
    /** grades given one after another, newest last */
    moves: p.json<GradeMoveEntry[]>(),
    /** quota → why a limit meant in principle was left */
    quotaReasons: p.json<Record<string, string>>(),
    versionReason: p.text().default(''),
    /** what each step of the chain said (R46), in order; null where the scheme has no steps */
    chain: p.json<ChainEntry[]>().nullable(),
    /** stars and marks as they became final, for the years after (R43, R54) */
    stars: p.integer().nullable(),
    marks: p.json<string[]>().nullable(),
    finalOn: day().nullable(),
    version: version(),
  },
  uniques: [{ name: 'result_number', properties: ['hostId', 'assesseeId', 'number'] }],
  indexes: [{ name: 'result_cycle', properties: ['cycleId', 'current'] }, { name: 'result_person', properties: ['personId'] }],
  // the person reads the own result only when it is published: the query filters by state, the policy by person
  ...scopedOrMineOrPublished({ personColumn: 'person_id' }),
});

export type GradeMoveEntry = { at: string; by: string; from: string; to: string; reason: string };

/** Score and grade of one assessee, versioned. */
export class ResultRecord extends ResultSchema.class {}
ResultSchema.setClass(ResultRecord);

const OpinionSchema = defineEntity({
  name: 'Opinion',
  tableName: 'opinion',
  properties: {
    hostId: p.uuid().primary(),
    id: p.uuid().primary(),
    orgPath: orgPath(),
    sector: sector(),
    cycleId: p.uuid(),
    assesseeId: p.uuid(),
    personId: p.uuid(),
    achievements: p.text(),
    problems: p.text(),
    /** measures wanted, for the feedback letter */
    demands: p.text().default(''),
    state: p.string().length(12).$type<'draft' | 'approved'>(),
    approvedBy: p.string().length(60).default(''),
    version: version(),
  },
  uniques: [{ name: 'opinion_once', properties: ['hostId', 'assesseeId'] }],
  indexes: [{ name: 'opinion_cycle', properties: ['cycleId'] }],
  ...scopedOrMine({ personColumn: 'person_id' }),
});

/** 综合评价意见 (R-G8). */
export class OpinionRecord extends OpinionSchema.class {}
OpinionSchema.setClass(OpinionRecord);

const ObjectionSchema = defineEntity({
  name: 'Objection',
  tableName: 'objection',
  properties: {
    hostId: p.uuid().primary(),
    id: p.uuid().primary(),
    orgPath: orgPath(),
    sector: sector(),
    cycleId: p.uuid(),
    assesseeId: p.uuid(),
    /** who raised it */
    personId: p.uuid(),
    raisedName: p.string().length(60),
    text: p.text(),
    raisedAt: p.datetime(),
    state: p.string().length(12).$type<'open' | 'upheld' | 'rejected'>(),
    decision: p.text().default(''),
    decidedBy: p.string().length(60).default(''),
    version: version(),
  },
  indexes: [{ name: 'objection_cycle', properties: ['cycleId', 'state'] }],
  ...scopedOrMine({ personColumn: 'person_id', mineWritable: true }),
});

/** Objection raised during publicity (R-H1). */
export class ObjectionRecord extends ObjectionSchema.class {}
ObjectionSchema.setClass(ObjectionRecord);

const LetterSchema = defineEntity({
  name: 'Letter',
  tableName: 'letter',
  properties: {
    hostId: p.uuid().primary(),
    id: p.uuid().primary(),
    orgPath: orgPath(),
    sector: sector(),
    cycleId: p.uuid(),
    assesseeId: p.uuid().nullable(),
    personId: p.uuid().nullable(),
    kind: p.string().length(12).$type<'feedback' | 'circular'>(),
    number: p.string().length(60),
    fileId: p.uuid(),
    /** the same document as PDF */
    pdfId: p.uuid().nullable(),
    issuedOn: day(),
    receivedOn: day().nullable(),
    version: version(),
  },
  indexes: [{ name: 'letter_cycle', properties: ['cycleId', 'kind'] }],
  ...scopedOrMine({ personColumn: 'person_id', mineWritable: true }),
});

/** 反馈意见书 or 通报 as issued. */
export class LetterRecord extends LetterSchema.class {}
LetterSchema.setClass(LetterRecord);

const ActionItemSchema = defineEntity({
  name: 'ActionItem',
  tableName: 'action_item',
  properties: {
    hostId: p.uuid().primary(),
    id: p.uuid().primary(),
    orgPath: orgPath(),
    sector: sector(),
    cycleId: p.uuid(),
    assesseeId: p.uuid(),
    personId: p.uuid(),
    grade: p.string().length(64),
    rule: p.string().length(64),
    action: p.string().length(20),
    role: p.string().length(64).nullable(),
    due: day().nullable(),
    state: p.string().length(8).$type<'open' | 'done' | 'void'>(),
    doneOn: day().nullable(),
    record: p.text().default(''),
    /** what it comes to: a share of the full pay, yuan, points; exact */
    amount: p.string().length(400).nullable(),
    /** assessees that a pairing joins with this one (R60) */
    partners: p.json<string[]>().nullable(),
    /** the rule asks for a figure or fact that is missing: somebody has to look */
    undecided: p.boolean().default(false),
    /** record of a talk (R-H2) */
    talk: p.json<TalkRecord>().nullable(),
    /** item of the ledger that came of it */
    problemId: p.uuid().nullable(),
    version: version(),
  },
  uniques: [{ name: 'action_item_once', properties: ['hostId', 'assesseeId', 'rule'] }],
  indexes: [{ name: 'action_item_cycle', properties: ['cycleId', 'state'] }],
  ...scopedOrMine({ personColumn: 'person_id' }),
});

/** An act that a grade leads to, tracked until done (R-H2). */
export class ActionItemRecord extends ActionItemSchema.class {}
ActionItemSchema.setClass(ActionItemRecord);
