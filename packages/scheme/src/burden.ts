import { entriesOf } from './burden-nodes.ts';
import type { Scheme } from './model/scheme.ts';

/** Minutes that one act takes, as a plain estimate of ordinary office work; the measured burden of a running cycle replaces it. */
export const MINUTES = {
  /** writing one required section of a report of a few thousand characters in some seven sections */
  section: 45,
  /** marking one item of a ballot with one tap, the name read first */
  mark: 0.2,
  /** writing a remark on a ballot, averaged over the many who leave it empty */
  remark: 0.5,
  /** entering one figure from a list at hand */
  figure: 2,
  /** finding, naming and uploading one file */
  file: 5,
  /** reading a report once and deciding on it */
  vetting: 20,
  /** recording one comment with its problems */
  comment: 6,
} as const;

export const ASSESSEE = 'assessee';
export const EVALUATOR = 'evaluator';

/** What one assessee's year asks for (R-J3): `fields` to fill, `files` to bring, `minutes` of work. */
export type Load = { readonly fields: number; readonly files: number; readonly minutes: number };
export type Burden = { readonly total: Load; readonly roles: Readonly<Record<string, Load>> };

/** Estimate of what a scheme asks for per assessee, before it is published (R-J3). Roles are the scheme's, besides `assessee` and `evaluator`; the evaluators' load is one voter of each group. */
export function burdenOf(scheme: Scheme): Burden {
  const roles = new Map<string, Load>();
  const add = (role: string, fields: number, files: number, minutes: number): void => {
    const load = roles.get(role) ?? { fields: 0, files: 0, minutes: 0 };
    roles.set(role, { fields: load.fields + fields, files: load.files + files, minutes: load.minutes + minutes });
  };
  const sections = scheme.report.sections.filter((s) => s.required).length;
  add(ASSESSEE, sections, 0, sections * MINUTES.section);
  for (const step of scheme.vetting) add(step.role, 1, 0, MINUTES.vetting);
  if (scheme.meeting.comment.required) add(scheme.meeting.comment.role, 1, 0, MINUTES.comment);
  for (const group of scheme.groups) {
    const ballot = scheme.ballots.find((b) => b.id === group.ballot);
    if (ballot) add(EVALUATOR, ballot.items.length, 0, ballot.items.length * MINUTES.mark + (ballot.remarks ? MINUTES.remark : 0));
  }
  for (const node of scheme.score.nodes) for (const { role, figures, files } of entriesOf(node, scheme)) add(role, figures, files, figures * MINUTES.figure + files * MINUTES.file);
  const rounded = [...roles].map(([role, load]): [string, Load] => [role, tidy(load)]);
  const total = rounded.reduce((sum, [, load]) => ({ fields: sum.fields + load.fields, files: sum.files + load.files, minutes: sum.minutes + load.minutes }), { fields: 0, files: 0, minutes: 0 });
  return { total: tidy(total), roles: Object.fromEntries(rounded) };
}

/** One decimal is more than an estimate deserves. */
function tidy({ fields, files, minutes }: Load): Load {
  const round = (value: number): number => Math.round(value * 10) / 10;
  return { fields: round(fields), files: round(files), minutes: round(minutes) };
}
