import { z } from 'zod';
import { DayText, Id } from './common.ts';
import { RailItem, StageName } from './cycles.ts';

const Words = z.union([z.object({ key: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }), z.object({ text: z.string() }), z.object({ key: z.string() })]);

/** Kinds of acts that wait for somebody; each is derived from the state of the records and stored nowhere. */
export const TODO_KINDS = [
  'write', 'mend', 'vet', 'score', 'confirm', 'advance', 'meeting', 'comment', 'compute', 'grade', 'opinion', 'approve_opinion', 'objection', 'issue', 'receive', 'plan', 'prove', 'verify', 'overdue', 'talk', 'acts_late', 'unanswered', 'unlisted', 'tolerance_review', 'tolerance_decide', 'rebase', 'programme', 'urged', 'hosts_late', 'programme_moved', 'programme_withdrawn',
] as const;
export type TodoKind = (typeof TODO_KINDS)[number];

export const TodoOut = z.object({
  id: z.string(), kind: z.enum(TODO_KINDS), due: DayText.nullable(), lateDays: z.int(),
  /** worded by the console: `todo.<kind>` with params */
  title: Words, waiting: z.object({ name: z.string(), org: z.string().nullable() }).nullable(), what: Words.nullable(), stage: StageName, href: z.string(), count: z.int(),
  /** the office reminded of it: when, who and in what words */
  reminded: z.object({ on: DayText, by: z.string(), note: z.string() }).nullable(),
}).meta({ id: 'Todo' });
export type TodoOut = z.infer<typeof TodoOut>;

export const WaitingOut = z.object({ id: z.string(), who: z.string(), org: z.string().nullable(), what: Words, due: DayText.nullable(), lateDays: z.int(), href: z.string() }).meta({ id: 'WaitingForOther' });
export type WaitingOut = z.infer<typeof WaitingOut>;

export const TodosOut = z.object({
  items: z.array(TodoOut),
  /** the running year: of the asker's own cycle, else of the order that the asker's office gave, whose stages count its `hosts` */
  progress: z.object({ cycleId: Id.nullable(), programmeId: Id.nullable(), title: z.string(), assessees: z.int(), hosts: z.int(), stages: z.array(RailItem) }).nullable(),
  waitingForOthers: z.array(WaitingOut),
  burden: z.null(),
}).meta({ id: 'Todos' });
export type TodosOut = z.infer<typeof TodosOut>;

/** Open matters per entry of the rail. */
export const TodoCounts = z.record(z.string(), z.int()).meta({ id: 'TodoCounts' });
