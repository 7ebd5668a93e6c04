/** Everything that can be done; a route and a role cell name one of these. */
export const ACTIONS = [
  'read', 'create', 'update', 'delete', 'submit', 'return', 'sign', 'open', 'close', 'reopen', 'seal', 'decide', 'publish',
  'verify', 'import', 'export', 'print', 'enable', 'administer',
] as const;
export type Action = (typeof ACTIONS)[number];

/** Everything that can be asked about. There is no subject for a single ballot, so no rule can grant one (SEC-P12). */
export const SUBJECTS = [
  'Organisation', 'Person', 'Appointment', 'Account', 'RoleGrant', 'SectorEnablement', 'SchemeLayer', 'Scheme', 'Cycle', 'Assessee',
  'RoutineScore', 'EventRecord', 'Report', 'ReportComment', 'VettingStep', 'Meeting', 'Attendance', 'Slip', 'LeaderComment', 'Tally',
  'Score', 'Grading', 'Result', 'Opinion', 'Objection', 'Letter', 'Circular', 'ActionItem', 'Problem', 'Commitment', 'Job', 'File',
  'Audit', 'Plugin', 'Demo',
] as const;
export type Subject = (typeof SUBJECTS)[number];

/** Own NOT NULL columns of a subject's rows that conditions may read (`orgPath`, `sector`, `personId`, `publishedTo`). */
export type SubjectColumns = {
  /** carries `orgPath`; false only for subjects that belong to the installation as a whole */
  readonly path: boolean;
  /** carries `sector`; without it a grant limited to sectors, and every plugin role, gives nothing */
  readonly sector: boolean;
  /** carries `personId`: the person whom the row is about; NOT NULL where `OWN_MATTERS` names the subject */
  readonly mine: boolean;
  /** carries `publishedTo`: closed path of the organisation whose people may read it ('' while unpublished) */
  readonly published: boolean;
};

const of = (letters: string): SubjectColumns => ({
  path: letters.includes('p'),
  sector: letters.includes('s'),
  mine: letters.includes('m'),
  published: letters.includes('c'),
});

export const SUBJECT_COLUMNS: Readonly<Record<Subject, SubjectColumns>> = {
  Organisation: of('ps'), Person: of('pm'), Appointment: of('psm'), Account: of('pm'), RoleGrant: of('pm'), SectorEnablement: of('ps'),
  SchemeLayer: of('ps'), Scheme: of('ps'), Cycle: of('ps'), Assessee: of('psm'), RoutineScore: of('psm'), EventRecord: of('psm'),
  Report: of('psmc'), ReportComment: of('psm'), VettingStep: of('psm'), Meeting: of('ps'), Attendance: of('ps'), Slip: of('ps'),
  LeaderComment: of('psm'), Tally: of('psm'), Score: of('psm'), Grading: of('psm'), Result: of('psmc'), Opinion: of('psm'),
  Objection: of('psm'), Letter: of('psm'), Circular: of('psc'), ActionItem: of('psm'), Problem: of('psm'), Commitment: of('psm'),
  Job: of('pm'), File: of('pm'), Audit: of('p'), Plugin: of(''), Demo: of(''),
};

export function isAction(text: string): text is Action {
  return (ACTIONS as readonly string[]).includes(text);
}

export function isSubject(text: string): text is Subject {
  return (SUBJECTS as readonly string[]).includes(text);
}
