import { z } from 'zod';
import { ScoreNode } from '../nodes/index.ts';
import { Id, Note, Text } from './common.ts';
import { BallotForm, CalendarEntry, EvaluatorGroup, Fact, MeetingRules, Question, Rectification, ReportRules, ResultRule, Scale, VettingStep } from './content.ts';
import { Grading } from './grading.ts';
import { WorkedExample } from './inputs.ts';
import { ToleranceRules } from './tolerance.ts';

export const SCHEME_FORMAT = 'shuping-scheme@1';

/** 考核方案: everything that a scheme document says, as data (R-B1, R-B5). Lists hold things with ids; edits address them by id (see layer.ts). */
export const Scheme = z.strictObject({
  format: z.literal(SCHEME_FORMAT),
  id: Id,
  sector: Id,
  title: Text,
  /** posts whose holders are assessed, as kept in appointments */
  posts: z.array(z.string().min(1).max(40)).min(1),
  /** fewer completed months in post at the period's end than this are not graded (R-A2) */
  minMonthsInPost: z.int().min(0).max(36),
  questions: z.array(Question).min(1).max(200),
  report: ReportRules,
  vetting: z.array(VettingStep).min(1).max(8),
  meeting: MeetingRules,
  groups: z.array(EvaluatorGroup).min(1).max(20),
  scales: z.array(Scale).min(1).max(10),
  ballots: z.array(BallotForm).min(1).max(10),
  score: z.strictObject({ root: Id, digits: z.int().min(0).max(4), nodes: z.array(ScoreNode).min(1).max(200) }),
  grading: Grading,
  publicity: z.strictObject({ days: z.int().min(0).max(60), workingDays: z.boolean() }),
  appeal: z.strictObject({ days: z.int().min(0).max(60) }),
  tolerance: ToleranceRules.optional(),
  results: z.array(ResultRule).max(40),
  rectification: Rectification,
  calendar: z.array(CalendarEntry).max(10),
  facts: z.array(Fact).max(60),
  examples: z.array(WorkedExample).max(20),
  notes: z.array(Note).max(200),
});
export type Scheme = z.infer<typeof Scheme>;

