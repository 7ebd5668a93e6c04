import { z } from 'zod';
import { DayText, Id, May, PeriodText } from './common.ts';
import { CycleItem } from './cycles.ts';
import { AgainOf } from './reports.ts';

const Words = z.union([z.strictObject({ key: z.string() }), z.strictObject({ text: z.string() })]);
const NodeId = z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/);
const FileIds = z.array(Id).max(20);

const Choice = z.object({ value: z.string(), title: Words });
/** One place of a sheet, an office's part, a period or a fact: what is entered, its bounds (`step`: multiples of it, `ends`: only the least or the most) and who enters it. */
export const ScoreItemOut = z.object({
  id: z.string(), title: Words, owner: z.string(), as: z.enum(['points', 'deduction', 'share', 'measured', 'count', 'level', 'place', 'mark', 'text', 'yes_no']), min: z.number(), max: z.number(), step: z.number().nullable(), ends: z.boolean(), choices: z.array(Choice), may: May,
}).meta({ id: 'ScoreItem' });

/** A column of the score grid: a figure that somebody enters, or several of them by item; `tasks` are the marks of an open list of tasks. Bounds are those of the scheme. */
export const ScoreNodeOut = z.object({
  id: z.string(), sector: z.string(), kind: z.enum(['officer_input', 'external', 'corrected', 'indicator_sheet', 'indicator_table', 'split_input', 'periods', 'equal_share', 'facts']), title: Words, owner: z.string(), min: z.number(), max: z.number(), evidence: z.enum(['none', 'optional', 'required']),
  items: z.array(ScoreItemOut), tasks: z.array(Choice).nullable(), may: May,
}).meta({ id: 'ScoreNode' });
export const EventQuestionOut = z.object({ id: z.string(), sector: z.string(), kind: z.enum(['bonus', 'deduction', 'veto']), title: Words, guidance: Words.nullable(), owner: z.string(), min: z.number(), max: z.number(), levels: z.array(z.object({ id: z.string(), title: Words, points: z.number() })), levelRequired: z.boolean(), actors: z.array(z.string()) }).meta({ id: 'EventQuestion' });

/** `source`: the cycle of a half-year, quarter or month whose final score was taken over; it is not edited by hand. */
export const ScoreCell = z.object({ value: z.string(), note: z.string(), files: z.array(Id), by: z.string(), source: Id.nullable(), version: z.int() }).meta({ id: 'ScoreCell' });
export type ScoreCell = z.infer<typeof ScoreCell>;
export const EventOut = z.object({ id: Id, question: z.string(), matter: z.string(), day: DayText, points: z.string(), level: z.string().nullable(), actor: z.string().nullable(), note: z.string(), files: z.array(Id), by: z.string(), withdrawn: z.boolean(), withdrawnReason: z.string(), version: z.int(), may: May }).meta({ id: 'EventRecord' });
export type EventOut = z.infer<typeof EventOut>;

/** Scores of a cycle: `cells` by node, or node/item of a sheet. `may.edit` of a row is shut with a reason for one's own matters. */
export const ScoresOut = z.object({
  cycle: CycleItem, nodes: z.array(ScoreNodeOut), questions: z.array(EventQuestionOut),
  rows: z.array(z.object({ assesseeId: Id, orgName: z.string(), orgPath: z.string(), personName: z.string(), sector: z.string(), cells: z.record(z.string(), ScoreCell), events: z.array(EventOut), may: May })),
}).meta({ id: 'Scores' });
export type ScoresOut = z.infer<typeof ScoresOut>;

/** A figure as decimal text, or in `word` the mark of a task or a fact in text; neither takes the entry back. Tasks are the items t1 to t200 with their titles in `note`, `0` while unmarked; item `none` says that there are none. Facts are items of the node `@facts`. `version` is that of the cell as seen, 0 for an empty one. */
export const ScoreIn = z.strictObject({
  node: NodeId.or(z.literal('@facts')), item: NodeId.or(z.literal('')).default(''), value: z.string().regex(/^-?\d{1,9}(\.\d{1,6})?$/).nullable().default(null), word: z.string().trim().min(1).max(60).optional(), note: z.string().trim().max(2000).default(''), files: FileIds.default([]), version: z.int().min(0).default(0),
}).meta({ id: 'ScoreIn' });
export type ScoreIn = z.infer<typeof ScoreIn>;
export const ScorePut = z.object({ cell: ScoreCell.nullable() }).meta({ id: 'ScorePut' });

export const EventIn = z.strictObject({
  question: NodeId, matter: z.string().trim().min(1).max(200), day: DayText, points: z.string().regex(/^\d{1,9}(\.\d{1,6})?$/).default('0'), level: NodeId.optional(), by: NodeId.optional(), note: z.string().trim().max(2000).default(''), files: FileIds.default([]),
}).meta({ id: 'EventIn' });
export type EventIn = z.infer<typeof EventIn>;
export const WithdrawIn = z.strictObject({ reason: z.string().max(1000) }).meta({ id: 'EventWithdrawIn' });

/** What the year already holds about an assessee before writing (R-D6). */
export const InputPack = z.object({
  assesseeId: Id, cycleId: Id, orgName: z.string(), personName: z.string(), year: z.int(), period: PeriodText,
  /** the cycle before, of the same kind of period */
  lastYear: z.object({ cycleId: Id, year: z.int(), period: PeriodText, grade: Words.nullable(), opinion: z.object({ achievements: z.string(), problems: z.string() }).nullable() }).nullable(),
  commitments: z.array(z.object({ id: Id, number: z.int(), text: z.string(), state: z.enum(['made', 'kept', 'partly', 'broken']), note: z.string() })),
  /** open ones of this cycle, of the one before, and of the cycles within this one's period */
  problems: z.array(z.object({ id: Id, number: z.int(), title: z.string(), state: z.string(), source: z.string(), measure: z.string(), deadline: DayText.nullable(), carried: z.boolean(), year: z.int(), period: PeriodText })),
  /** repeats that the report has to answer for (R-I6) */
  again: z.array(AgainOf),
  scores: z.array(z.object({ node: z.string(), item: z.string(), title: Words, itemTitle: Words.nullable(), value: z.string(), max: z.number(), note: z.string() })),
  events: z.array(z.object({ question: z.string(), title: Words, kind: z.enum(['bonus', 'deduction', 'veto']), matter: z.string(), day: DayText, points: z.string() })),
}).meta({ id: 'InputPack' });
export type InputPack = z.infer<typeof InputPack>;
