import { z } from 'zod';
import { Id, May, pageOf, PageQuery } from './common.ts';

const GroupId = z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/);
const Words = z.union([z.object({ key: z.string() }), z.object({ text: z.string() })]);
const Issue = z.object({ code: z.string(), at: z.string().optional(), params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional() });

/** Somebody entitled to vote. `subject`: who they are on the agenda, found by person or by name and unit when left out; `related`: those on the agenda whom they supervise or work with. */
export const ElectorIn = z.strictObject({
  name: z.string().trim().min(1).max(60), unit: z.string().trim().max(120).default(''), personId: Id.nullable().default(null),
  groups: z.array(GroupId).min(1).max(10), subject: Id.nullable().optional(), related: z.array(Id).max(500).default([]),
}).meta({ id: 'ElectorIn' });
/** Who is on the roll already, by person or by name and unit, is brought up to date. */
export const RollIn = z.strictObject({ electors: z.array(ElectorIn).min(1).max(2_000) }).meta({ id: 'RollIn' });
export const RollRemoveIn = z.strictObject({ electors: z.array(Id).min(1).max(2_000) }).meta({ id: 'RollRemoveIn' });
export const RollLoginIn = z.strictObject({ login: z.boolean() }).meta({ id: 'RollLoginIn' });
export const RollDone = z.object({ added: z.int(), changed: z.int() }).meta({ id: 'RollDone' });

/** 应到名单 at a glance. `problems`: what keeps the meeting from being held as the roll stands; `frozen`: slips are printed, the roll stands as it is. */
export const RollOut = z.object({
  total: z.int(), taken: z.int(), login: z.boolean(), frozen: z.boolean(), version: z.int(),
  groups: z.array(z.object({ id: z.string(), title: Words, rates: z.enum(['all', 'not_self', 'related', 'only']), relation: Words.nullable(), byName: z.boolean(), electors: z.int(), printed: z.int(), due: z.int() })),
  /** rounds as ballots see them: who is asked about whom together */
  sheets: z.int(), problems: z.array(Issue), may: May,
}).meta({ id: 'Roll' });

const Named = z.object({ id: Id, name: z.string() });
export const ElectorOut = z.object({ id: Id, name: z.string(), unit: z.string(), personId: Id.nullable(), groups: z.array(z.string()), subject: Named.nullable(), related: z.array(Named), entry: z.enum(['none', 'printed', 'taken']) }).meta({ id: 'Elector' });
export type ElectorOut = z.infer<typeof ElectorOut>;
export const ElectorsQuery = z.strictObject({ ...PageQuery.shape, q: z.string().max(60).optional(), group: GroupId.optional() });
export const ElectorsPage = pageOf(ElectorOut).meta({ id: 'ElectorsPage' });

/** People with posts in units below, and those who debrief. */
export const CandidatesQuery = z.strictObject({ q: z.string().max(60).optional(), from: z.enum(['posts', 'agenda']).default('posts') });
export const CandidatesOut = z.object({ items: z.array(z.object({ personId: Id, name: z.string(), unit: z.string(), post: z.string(), subject: Id.nullable(), /** those on the agenda whose unit this one is or lies below */ related: z.array(Id), listed: z.boolean() })), more: z.boolean() }).meta({ id: 'RollCandidates' });

/** Rows of an office's workbook, not kept yet. Problems name the cell. */
export const RollReadOut = z.object({ rows: z.array(z.object({ row: z.int(), name: z.string(), unit: z.string(), groups: z.array(z.string()), related: z.array(Id), problems: z.array(Issue) })), bad: z.int() }).meta({ id: 'RollRead' });

/** Prints the slips of those who have none; `replace`, while nothing is handed out, voids the printed ones first. */
export const RollSlipsIn = z.strictObject({ group: GroupId.optional(), replace: z.boolean().default(false) }).meta({ id: 'RollSlipsIn' });
/** Secrets by name; shown this once and kept nowhere. */
export const RollSlipsOut = z.object({ fingerprint: z.string(), slips: z.array(z.object({ elector: Id, name: z.string(), unit: z.string(), title: Words, secret: z.string() })) }).meta({ id: 'RollSlips' });


/** 「我的测评」: meetings on whose roll I stand. `state`: what I can do there now. */
export const MyEvaluationsOut = z.object({ items: z.array(z.object({ meetingId: Id, title: z.string(), place: z.string(), startsAt: z.string(), state: z.enum(['early', 'open', 'taken', 'printed', 'closed', 'hall', 'nobody']) })) }).meta({ id: 'MyEvaluations' });
/** Address of the check-in page; the secret stands behind the # and is shown this once. */
export const MyEntryOut = z.object({ address: z.string() }).meta({ id: 'MyEntry' });
