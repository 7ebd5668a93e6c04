import { z } from 'zod';
import { Id, May } from './common.ts';

const Name = z.string().min(1).max(64);
const Sheets = z.number().int().min(0).max(20_000);
const Words = z.union([z.object({ key: z.string() }), z.object({ text: z.string() })]);
/** An option's id or a number as it is written, `!` for two marks or one that cannot be read, null for a blank; of the remark in words, under `~`, its text. */
const Mark = z.string().min(1).max(120).nullable();
const Sheet = z.record(z.string().max(64), z.record(Name, Mark));
const Place = { sheet: z.number().int().min(1).max(20), subject: Id, item: Name };

export const PaperBatchParam = z.strictObject({ id: Id, batch: Id });
export const PaperFormsQuery = z.strictObject({
  round: Name, class: Name,
  pads: z.coerce.number().int().min(1).max(40).default(1),
  sheets: z.coerce.number().int().min(1).max(50).default(25),
});

/** Figures of one class's ledger in one round, counted by hand; what is left out stays. */
export const PaperLedgerIn = z.strictObject({ round: Name, class: Name, printed: Sheets.optional(), spoiled: Sheets.optional(), unused: Sheets.optional(), returned: Sheets.optional(), kept: Sheets.optional() }).meta({ id: 'PaperLedgerIn' });
export const PaperBatchIn = z.strictObject({ round: Name, class: Name, size: z.number().int().min(1).max(20) }).meta({ id: 'PaperBatchIn' });
/** Marks of every sheet of the batch in the order in which it lies on the table; of a scanned batch only the marks that the machine did not dare to read. */
export const PaperEntryIn = z.union([
  z.strictObject({ sheets: z.array(Sheet).min(1).max(20) }),
  z.strictObject({ marks: z.array(z.strictObject({ ...Place, mark: Mark })).max(20_000) }),
]).meta({ id: 'PaperEntryIn' });
/** What the sheets say where the two entries differ. */
export const PaperLookIn = z.strictObject({ decisions: z.array(z.strictObject({ ...Place, mark: Mark })).max(20_000) }).meta({ id: 'PaperLookIn' });

const IssueOut = z.object({ code: z.string(), at: z.string().optional(), params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional() });

export const PaperBatchOut = z.object({
  id: Id, round: z.string(), class: z.string(), number: z.number().int(), size: z.number().int(), version: z.number().int(),
  step: z.enum(['first', 'second', 'look', 'counted']),
  first: z.string().nullable(), second: z.string().nullable(), look: z.string().nullable(), settledBy: z.array(z.string()),
  scanned: z.boolean(),
  /** questions on which the entries differ; null before there are two */
  differences: z.array(z.object({ ...Place, first: Mark, second: Mark })).nullable(),
  /** questions that the machine left to people; null when the batch was not scanned */
  doubts: z.array(z.object({ ...Place, why: z.enum(['faint', 'several', 'written']) })).nullable(),
  may: May,
}).meta({ id: 'PaperBatch' });
export type PaperBatchOut = z.infer<typeof PaperBatchOut>;

const ClassOut = z.object({
  id: z.string(), title: Words,
  /** heads present, and of these who got a slip and who a sheet */
  present: z.number().int(), slips: z.number().int(), handedOut: z.number().int(),
  /** whether sheets of this kind are counted by themselves, since people of the class have different ballots; and how many people are entitled to it */
  typed: z.boolean(), entitled: z.number().int().nullable(),
  ledger: z.object({ printed: z.number().int(), spoiled: z.number().int(), unused: z.number().int(), returned: z.number().int(), kept: z.number().int() }),
  /** what keeps the ledger from balancing, with class and difference */
  problems: z.array(IssueOut),
  /** a remark in words may stand on each subject */
  remarks: z.boolean(),
  batched: z.number().int(), counted: z.number().int(),
  items: z.array(z.object({ id: z.string(), title: z.string(), required: z.boolean(), options: z.array(z.object({ id: z.string(), title: z.string() })), /** a number is asked for (R21) */ range: z.object({ min: z.number(), max: z.number(), step: z.number() }).nullable() })),
});

export const PaperOut = z.object({
  meeting: z.object({ id: Id, cycleId: Id, title: z.string(), phase: z.string() }),
  version: z.number().int(),
  rounds: z.array(z.object({
    id: z.string(), shut: z.boolean(), subjects: z.array(z.object({ id: Id, name: z.string(), unit: z.string() })), classes: z.array(ClassOut),
    batches: z.array(PaperBatchOut.omit({ differences: true, doubts: true })),
  })),
  /** ballots follow from the roll, which is fixed with the first slip: until then there is nothing to print and no round */
  waiting: z.boolean(),
  /** not everybody has the same ballots: each round here is one set of people on a sheet */
  byKind: z.boolean(),
  may: May,
}).meta({ id: 'Paper' });
export type PaperOut = z.infer<typeof PaperOut>;
