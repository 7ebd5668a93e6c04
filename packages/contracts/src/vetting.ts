import { z } from 'zod';
import { DayText, Id, Instant, May } from './common.ts';

const Text = z.union([z.object({ key: z.string() }), z.object({ text: z.string() })]);
const SectionId = z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/);
const Role = z.string().min(1).max(80);
/** Longest passage and longest wording that is proposed for it, in UTF-16 units. */
export const PROPOSAL_LIMIT = 4000;

/** 修改建议: new words for a passage. `place` is where the passage stands in the text that the reader sees; null once it is answered, taken back, or outdated. */
export const ReportProposalOut = z.object({
  id: Id, sectionId: z.string(), place: z.object({ start: z.number().int(), end: z.number().int() }).nullable(), oldText: z.string(), newText: z.string(), reason: z.string(),
  state: z.enum(['open', 'outdated', 'accepted', 'refused', 'withdrawn']), step: Text, author: z.string(), at: Instant, answer: z.string(), answeredAt: Instant.nullable(), version: z.number().int(), may: May,
}).meta({ id: 'ReportProposal' });
export type ReportProposalOut = z.infer<typeof ReportProposalOut>;
export const ReportProposalsOut = z.object({ items: z.array(ReportProposalOut), /** why the asker may not answer now; true when they may */ may: May }).meta({ id: 'ReportProposals' });
export type ReportProposalsOut = z.infer<typeof ReportProposalsOut>;
/** `start`..`end` in the section's present text (UTF-16), within one paragraph. An empty `newText` proposes to strike the passage out. */
export const ReportProposalIn = z.strictObject({ sectionId: SectionId, start: z.number().int().min(0), end: z.number().int().min(1), newText: z.string().max(PROPOSAL_LIMIT), reason: z.string().trim().max(1000).default('') }).meta({ id: 'ReportProposalIn' });
export type ReportProposalIn = z.infer<typeof ReportProposalIn>;
/** Answers of the author, all taken or none. */
export const ReportProposalAnswersIn = z.strictObject({
  answers: z.array(z.discriminatedUnion('accept', [z.strictObject({ id: Id, accept: z.literal(true) }), z.strictObject({ id: Id, accept: z.literal(false), reason: z.string().trim().min(1).max(1000) })])).min(1).max(200),
}).meta({ id: 'ReportProposalAnswersIn' });
export type ReportProposalAnswersIn = z.infer<typeof ReportProposalAnswersIn>;

/** Figures of one draft or their change: characters, those of achievements, phrases that say nothing, figures, problems, problems with a measure. */
export const MeasuresOut = z.object({ words: z.number().int(), achievements: z.number().int(), phrases: z.number().int(), figures: z.number().int(), problems: z.number().int(), measured: z.number().int() });
export type MeasuresOut = z.infer<typeof MeasuresOut>;
/** 挤水分 of one report: its submitted drafts, and what each round changed; `step` sent the draft back, null when its author took it back. */
export const SqueezeOut = z.object({
  drafts: z.array(z.object({ number: z.number().int(), measures: MeasuresOut })),
  rounds: z.array(z.object({ from: z.number().int(), to: z.number().int(), step: z.object({ title: Text, by: z.string() }).nullable(), change: MeasuresOut })),
}).meta({ id: 'ReportSqueeze' });
export type SqueezeOut = z.infer<typeof SqueezeOut>;
/** The same over all reports of a cycle that the asker may read, by sector and step. */
export const CycleSqueezeOut = z.object({
  chains: z.array(z.object({
    sector: z.string(), reports: z.number().int(), first: MeasuresOut, last: MeasuresOut,
    steps: z.array(z.object({ id: z.string(), title: Text, read: z.number().int(), returned: z.number().int(), proposed: z.number().int(), change: MeasuresOut })),
  })),
}).meta({ id: 'CycleSqueeze' });
export type CycleSqueezeOut = z.infer<typeof CycleSqueezeOut>;

/** Who stands in for each step of a cycle's chains (R-E5), and who may be named. */
export const DeputiesOut = z.object({
  steps: z.array(z.object({ sector: z.string(), stepId: z.string(), title: Text, role: z.string(), days: z.number().int(), /** for `If-Match` when the deputy is named; 0 while there is none */ version: z.number().int(), deputy: z.object({ role: z.string().nullable(), personId: Id.nullable(), personName: z.string() }).nullable() })),
  roles: z.array(z.string()), people: z.array(z.object({ personId: Id, name: z.string() })), may: May,
}).meta({ id: 'VettingDeputies' });
export type DeputiesOut = z.infer<typeof DeputiesOut>;
/** A role or a person; neither takes the deputy away. */
export const DeputyIn = z.strictObject({ sector: z.string().regex(/^[a-z][a-z0-9_-]{0,31}$/), stepId: z.string().min(1).max(64), role: Role.nullable(), personId: Id.nullable() }).meta({ id: 'VettingDeputyIn' });
export type DeputyIn = z.infer<typeof DeputyIn>;
export const HandoverIn = z.strictObject({ note: z.string().trim().max(1000).default('') }).meta({ id: 'ReportHandoverIn' });

/** The deputy at the present step: named, and since when the step is with them. */
export const StepDeputy = z.object({ name: z.string(), role: z.string().nullable(), since: DayText.nullable() });
