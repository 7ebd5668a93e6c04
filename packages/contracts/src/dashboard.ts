import { z } from 'zod';
import { DayText, Id, PageQuery, pageOf } from './common.ts';
import { StageName } from './cycles.ts';

/** Everything that the dashboard counts; each is also a list (R-J1: each figure leads to its list). */
export const MEASURES = [
  'cycles', 'units', 'covered', 'uncovered', 'assessees', 'left_out', 'handed_in', 'accepted', 'first_time', 'filled', 'heard', 'written', 'voted', 'graded',
  'problems', 'problems_open', 'problems_closed', 'problems_overdue', 'problems_repeated', 'surveyed', 'talks', 'talks_done', 'talks_late', 'awards', 'commitments', 'commitments_judged', 'commitments_kept', 'projects', 'projects_done',
] as const;
export const Measure = z.enum(MEASURES);
export type Measure = z.infer<typeof Measure>;

/**
 * What is added up beside the counts: minutes of work on those `filled` in, estimated from what was done by hand; heads that took part of those due in the meetings `voted`; those content of those asked about the
 * problems `surveyed` (R-J1, R-J3, R-I4).
 */
export const AMOUNTS = ['minutes', 'took_part', 'entitled', 'satisfied', 'asked'] as const;
export const Amount = z.enum(AMOUNTS);
export type Amount = z.infer<typeof Amount>;

const Year = z.coerce.number().int().min(2000).max(2100);
/** `orgId`: the place in the tree, else the outermost of the asker's scope; `guide`: only units that this body guides (指导). */
const Place = { orgId: Id.optional(), year: Year.optional(), sector: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/).optional(), guide: Id.optional() };
export const DashboardQuery = z.strictObject(Place);
export type DashboardQuery = z.infer<typeof DashboardQuery>;
/** `own`: only cycles that the place itself runs; `grade` narrows `graded`, `stage` what has a cycle at that stage, `title` problems of just this wording. */
export const CountedQuery = z.strictObject({
  ...Place, ...PageQuery.shape, measure: Measure, own: z.enum(['1', '0']).optional(), grade: z.string().max(64).optional(), stage: StageName.optional(), title: z.string().max(200).optional(),
});
export type CountedQuery = z.infer<typeof CountedQuery>;
/** The same list as a workbook. */
export const CountedExportQuery = CountedQuery.omit({ after: true, limit: true }).extend({ lang: z.enum(['zh-CN', 'en']).default('zh-CN') });
export type CountedExportQuery = z.infer<typeof CountedExportQuery>;

const Counted = z.object({ n: z.record(Measure, z.int()), amounts: z.record(Amount, z.int()), grades: z.record(z.string(), z.int()), stages: z.record(z.string(), z.int()) });
export type Counted = z.infer<typeof Counted>;
const Named = z.object({ id: Id, name: z.string() });
const Text = z.union([z.object({ key: z.string() }), z.object({ text: z.string() })]);

/** `rows`: places below, one under the other; `level` 0 adds up to `total`. `own` is what the place above runs itself. `grades` are counted only where published to the asker. */
export const DashboardOut = z.object({
  unit: Named, roots: z.array(Named), crumbs: z.array(Named), year: z.int(), years: z.array(z.int()), today: DayText,
  sectors: z.array(z.string()), guides: z.array(Named), grades: z.array(z.object({ id: z.string(), title: Text })),
  total: Counted, before: Counted.nullable(),
  rows: z.array(Named.extend({ level: z.int(), own: z.boolean(), opens: z.boolean(), hosts: z.int(), ...Counted.shape })),
  bySector: z.array(Counted.extend({ sector: z.string() })), byYear: z.array(Counted.extend({ year: z.int() })),
  common: z.array(z.object({ title: z.string(), units: z.int(), count: z.int() })),
}).meta({ id: 'Dashboard' });
export type DashboardOut = z.infer<typeof DashboardOut>;

/** One counted thing: what it is, whose, where it stands; `part` and `whole` are what it adds to the amounts of its measure. */
export const CountedItem = z.object({
  id: Id, cycleId: Id, year: z.int(), cycleTitle: z.string(), hostName: z.string(), orgId: Id.nullable(), orgName: z.string(), personName: z.string(), sector: z.string(), text: z.string(), state: z.string(), day: DayText.nullable(), part: z.int().nullable(), whole: z.int().nullable(),
}).meta({ id: 'CountedItem' });
export type CountedItem = z.infer<typeof CountedItem>;
export const CountedPage = pageOf(CountedItem).extend({ kind: z.enum(['cycle', 'unit', 'assessee', 'problem', 'action', 'commitment', 'meeting']), total: z.int() }).meta({ id: 'CountedPage' });
export type CountedPage = z.infer<typeof CountedPage>;
