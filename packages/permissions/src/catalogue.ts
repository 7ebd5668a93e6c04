/** Everything that can be done; a route and a role cell name one of these. */
export const ACTIONS = [
  'read', 'create', 'update', 'delete', 'submit', 'return', 'sign', 'open', 'close', 'reopen', 'seal', 'decide', 'publish',
  'verify', 'import', 'export', 'print', 'enable', 'administer',
] as const;
export type Action = (typeof ACTIONS)[number];

/** Everything that can be asked about. There is no subject for a single ballot, so no rule can grant one (SEC-P12). */
export const SUBJECTS = [
  'Organisation', 'Person', 'Appointment', 'Account', 'RoleGrant', 'SectorEnablement', 'SchemeLayer', 'Scheme', 'Programme', 'Cycle', 'Assessee',
  'RoutineScore', 'EventRecord', 'Report', 'ReportComment', 'VettingStep', 'Meeting', 'Attendance', 'Slip', 'PaperBatch', 'LeaderComment', 'Tally',
  'Score', 'Grading', 'Result', 'Opinion', 'Objection', 'Tolerance', 'Letter', 'Circular', 'ActionItem', 'Problem', 'Commitment', 'Job', 'File',
  'Audit', 'Plugin', 'Demo', 'Installation',
] as const;
export type Subject = (typeof SUBJECTS)[number];

/** Own columns of a subject's rows that conditions may read, as property names; row policies read the same. */
export type SubjectColumns = {
  /** carries `orgPath`; false only for subjects that belong to the installation as a whole */
  readonly path: boolean;
  /** carries `sector`; without it every plugin role gives nothing, and a core grant reaches by path alone */
  readonly sector: boolean;
  /** person whom the row is about; NOT NULL where `OWN_MATTERS` names the subject */
  readonly mine: 'personId' | 'id' | null;
  /** closed path of the organisation whose people may read the row ('' while unpublished) */
  readonly published: 'publishedTo' | 'listedTo' | null;
};

const of = (letters: string, more: Partial<SubjectColumns> = {}): SubjectColumns => ({
  path: letters.includes('p'),
  sector: letters.includes('s'),
  mine: letters.includes('m') ? 'personId' : null,
  published: letters.includes('c') ? 'publishedTo' : null,
  ...more,
});

export const SUBJECT_COLUMNS: Readonly<Record<Subject, SubjectColumns>> = {
  Organisation: of('psc'), Person: of('p', { mine: 'id' }), Appointment: of('psm'), Account: of('pm'), RoleGrant: of('pm'), SectorEnablement: of('psc'),
  SchemeLayer: of('psc'), Scheme: of('ps'), Programme: of('pc'), Cycle: of('pc'), Assessee: of('psm', { published: 'listedTo' }), RoutineScore: of('psm'), EventRecord: of('psm'),
  Report: of('psmc'), ReportComment: of('psm'), VettingStep: of('psm'), Meeting: of('pc'), Attendance: of('p'), Slip: of('p'), PaperBatch: of('p'),
  LeaderComment: of('psm'), Tally: of('ps'), Score: of('psm'), Grading: of('psm'), Result: of('psmc'), Opinion: of('psm'),
  Objection: of('psm'), Tolerance: of('psm'), Letter: of('psm'), Circular: of('pc'), ActionItem: of('psm'), Problem: of('psm'), Commitment: of('psm'),
  Job: of('pm'), File: of('pm'), Audit: of('p'), Plugin: of(''), Demo: of(''), Installation: of(''),
};
