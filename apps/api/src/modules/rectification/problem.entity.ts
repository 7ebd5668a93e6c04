import { defineEntity, p } from '@mikro-orm/core';
import type { ProblemLevel, ProblemSource, ProblemState } from '@shuping/domain';
import { day, orgPath, sector, version } from '../../platform/persistence/columns.ts';
import { addOnly, undeletable } from '../../platform/append-only.ts';
import { scoped, scopedOrMine } from '../../platform/persistence/policies.ts';

const ProblemSchema = defineEntity({
  name: 'Problem',
  tableName: 'problem',
  properties: {
    hostId: p.uuid().primary(),
    id: p.uuid().primary(),
    orgPath: orgPath(),
    sector: sector(),
    cycleId: p.uuid(),
    assesseeId: p.uuid(),
    personId: p.uuid(),
    /** unit and names as they were when the item was found */
    orgId: p.uuid(),
    orgName: p.string().length(120),
    personName: p.string().length(60),
    number: p.integer(),
    source: p.string().length(12).$type<ProblemSource>(),
    /** makes taking over from a comment, report or last year idempotent; random when entered by hand */
    sourceKey: p.string().length(120),
    title: p.string().length(200),
    detail: p.text().default(''),
    state: p.string().length(12).$type<ProblemState>(),
    cause: p.text().default(''),
    measure: p.text().default(''),
    owner: p.string().length(60).default(''),
    answerable: p.string().length(60).default(''),
    level: p.string().length(10).$type<ProblemLevel>().nullable(),
    deadline: day().nullable(),
    foundOn: day(),
    closedOn: day().nullable(),
    closedBy: p.string().length(60).default(''),
    /** item of last year that this one continues */
    carriedFrom: p.uuid().nullable(),
    /** like item of last year (屡改屡犯) */
    repeatOf: p.uuid().nullable(),
    reopened: p.integer().default(0),
    /** measure of the host under which it stands with like items of other units (R-I3) */
    commonId: p.uuid().nullable(),
    /** the last draw by lot that picked it, and what came of it */
    spotDraw: p.uuid().nullable(),
    spot: p.string().length(6).$type<'drawn' | 'held' | 'failed'>().nullable(),
    /** members asked before closing, and how many were content */
    asked: p.integer().nullable(),
    satisfied: p.integer().nullable(),
    /** files of proof since the item was last sent back or reopened */
    proofs: p.integer().default(0),
    /** entries of the history */
    entries: p.integer().default(0),
    /** sort key with lateness first, by `placeOf` */
    place: p.string().length(11).collation('C'),
    version: version(),
  },
  uniques: [{ name: 'problem_source', properties: ['hostId', 'cycleId', 'sourceKey'] }],
  indexes: [{ name: 'problem_cycle', properties: ['cycleId', 'place', 'id'] }, { name: 'problem_org', properties: ['orgId', 'cycleId'] }, { name: 'problem_carried', properties: ['carriedFrom'] }, { name: 'problem_common', properties: ['commonId'] }, { name: 'problem_assessee', properties: ['assesseeId'] }, { name: 'problem_path', properties: ['orgPath'] }],
  ...undeletable(scopedOrMine({ personColumn: 'person_id', mineWritable: true })),
});

/** 整改台账: one problem with its measure and life (R-I1, R-I2). */
export class ProblemRecord extends ProblemSchema.class {}
ProblemSchema.setClass(ProblemRecord);

const ProblemEntrySchema = defineEntity({
  name: 'ProblemEntry',
  tableName: 'problem_entry',
  properties: {
    hostId: p.uuid().primary(),
    id: p.uuid().primary(),
    orgPath: orgPath(),
    sector: sector(),
    problemId: p.uuid(),
    personId: p.uuid(),
    number: p.integer(),
    kind: p.string().length(12).$type<'found' | 'plan' | 'progress' | 'proof' | 'submit' | 'verify' | 'send_back' | 'reopen' | 'carry' | 'received' | 'drawn' | 'held' | 'failed' | 'joined' | 'asked' | 'unlinked'>(),
    text: p.text().default(''),
    files: p.json<string[]>(),
    byName: p.string().length(60),
    /** none for what the server wrote by itself */
    byAccount: p.uuid().nullable(),
    at: p.datetime(),
  },
  uniques: [{ name: 'problem_entry_number', properties: ['hostId', 'problemId', 'number'] }],
  ...addOnly(scopedOrMine({ personColumn: 'person_id', mineWritable: true })),
});

/** History of a ledger item; append only. */
export class ProblemEntryRecord extends ProblemEntrySchema.class {}
ProblemEntrySchema.setClass(ProblemEntryRecord);

const SpotDrawSchema = defineEntity({
  name: 'SpotDraw',
  tableName: 'spot_draw',
  properties: {
    hostId: p.uuid().primary(),
    id: p.uuid().primary(),
    orgPath: orgPath(),
    sector: sector(),
    cycleId: p.uuid(),
    number: p.integer(),
    seed: p.string().length(10),
    share: p.double().$type<number>(),
    pool: p.json<string[]>(),
    drawn: p.json<string[]>(),
    held: p.integer().default(0),
    failed: p.integer().default(0),
    byName: p.string().length(60),
    at: p.datetime(),
    version: version(),
  },
  uniques: [{ name: 'spot_draw_number', properties: ['hostId', 'cycleId', 'sector', 'number'] }],
  indexes: [{ name: 'spot_draw_cycle', properties: ['cycleId'] }],
  ...undeletable(scoped()),
});

/** 抽查: one draw by lot from the closed items of a sector, with what repeats it; never deleted (R-I6). */
export class SpotDrawRecord extends SpotDrawSchema.class {}
SpotDrawSchema.setClass(SpotDrawRecord);

const CommitmentSchema = defineEntity({
  name: 'Commitment',
  tableName: 'commitment',
  properties: {
    hostId: p.uuid().primary(),
    id: p.uuid().primary(),
    orgPath: orgPath(),
    sector: sector(),
    cycleId: p.uuid(),
    assesseeId: p.uuid(),
    personId: p.uuid(),
    orgId: p.uuid(),
    orgName: p.string().length(120),
    personName: p.string().length(60),
    number: p.integer(),
    kind: p.string().length(14).$type<'promise' | 'project' | 'contact_point'>().default('promise'),
    text: p.text(),
    state: p.string().length(12).$type<'made' | 'kept' | 'partly' | 'broken'>(),
    note: p.text().default(''),
    version: version(),
  },
  uniques: [{ name: 'commitment_number', properties: ['hostId', 'assesseeId', 'number'] }],
  indexes: [{ name: 'commitment_cycle', properties: ['cycleId'] }],
  ...undeletable(scopedOrMine({ personColumn: 'person_id', mineWritable: true })),
});

/** 承诺: what the secretary promises for next year, leads in person (领办项目) or keeps in touch with (联系点) (R-D3). */
export class CommitmentRecord extends CommitmentSchema.class {}
CommitmentSchema.setClass(CommitmentRecord);
