import type { Action, Subject } from './catalogue.ts';
import type { RoleCell, RoleDefinition, When } from './roles.ts';

const cell = (action: readonly Action[], subject: readonly Subject[], when?: When): RoleCell => ({ action, subject, ...(when ? { when } : {}) });

/** What a reader of the host's year sees. */
const YEAR: readonly Subject[] = [
  'Organisation', 'Person', 'Appointment', 'SectorEnablement', 'Scheme', 'SchemeLayer', 'Programme', 'Cycle', 'Assessee', 'RoutineScore', 'EventRecord',
  'Report', 'ReportComment', 'VettingStep', 'Meeting', 'Attendance', 'LeaderComment', 'Tally', 'Score', 'Grading', 'Result', 'Opinion',
  'Objection', 'Tolerance', 'Letter', 'Circular', 'ActionItem', 'Problem', 'Commitment',
];

/** Held by every account without a grant: own things, and what is published to a circle the person is in (R-E4). */
export const MEMBER: RoleDefinition = {
  id: 'member',
  cells: [
    cell(['read'], ['Person', 'Account', 'RoleGrant', 'Appointment', 'Job', 'File'], 'mine'),
    cell(['delete'], ['Job'], 'mine'),
    cell(['read'], ['Organisation', 'SectorEnablement', 'SchemeLayer', 'Programme', 'Cycle', 'Assessee', 'Meeting', 'Report', 'Result', 'Circular'], 'published'),
    // whoever sees the published grades may object to them (R-H1)
    cell(['read', 'create'], ['Objection'], 'mine'),
    cell(['read'], ['Plugin']),
  ],
};

const SECRETARY: RoleDefinition = {
  id: 'secretary',
  cells: [
    cell(['read', 'create', 'update', 'submit', 'import', 'export'], ['Report'], 'mine'),
    cell(['read'], ['Assessee', 'RoutineScore', 'EventRecord', 'ReportComment', 'VettingStep', 'LeaderComment', 'Score', 'Grading', 'Result', 'Opinion', 'Letter', 'ActionItem'], 'mine'),
    cell(['read', 'create', 'submit'], ['Objection', 'Tolerance'], 'mine'),
    cell(['read', 'update', 'submit'], ['Problem'], 'mine'),
    cell(['read', 'create', 'update', 'submit'], ['Commitment'], 'mine'),
    // answers a comment on the own report
    cell(['update'], ['ReportComment'], 'mine'),
    cell(['create'], ['File'], 'mine'),
    cell(['read'], ['Organisation', 'Scheme', 'Cycle', 'Meeting']),
  ],
};

const HOST_OFFICER: RoleDefinition = {
  id: 'host_officer',
  cells: [
    cell(['read', 'export'], YEAR),
    // the yearly order to those below: written, issued, withdrawn (R-B3)
    cell(['create', 'update', 'delete', 'publish', 'close'], ['Programme']),
    cell(['create', 'update', 'open', 'close', 'reopen'], ['Cycle']),
    cell(['create', 'update', 'delete', 'import'], ['Assessee']),
    cell(['create', 'update', 'delete', 'submit', 'import'], ['RoutineScore', 'EventRecord']),
    cell(['return', 'publish'], ['Report']),
    cell(['create', 'update', 'delete'], ['ReportComment']),
    // only steps that the scheme gives to this role; so too below (stepRoles)
    cell(['sign', 'return'], ['VettingStep']),
    cell(['create', 'update', 'delete', 'open', 'close'], ['Meeting']),
    cell(['create', 'update', 'import'], ['Attendance']),
    cell(['read', 'create', 'print'], ['Slip']),
    cell(['read', 'create', 'print', 'sign'], ['PaperBatch']),
    cell(['create', 'update'], ['LeaderComment']),
    cell(['create', 'update', 'submit'], ['Grading']),
    cell(['create', 'update', 'submit'], ['Opinion']),
    cell(['create', 'update'], ['Objection']),
    // files for whom it concerns and gives its opinion; the committee decides (R-H3)
    cell(['create', 'update', 'submit'], ['Tolerance']),
    cell(['create', 'update', 'publish', 'print'], ['Result', 'Letter', 'Circular']),
    cell(['create', 'update', 'close'], ['ActionItem']),
    cell(['create', 'update', 'return', 'verify', 'close', 'reopen', 'import'], ['Problem', 'Commitment']),
    // measures of the host itself that one has raised are handed in by oneself and verified by another (R-I3)
    cell(['submit'], ['Problem'], 'mine'),
    cell(['read', 'create', 'delete'], ['Job', 'File']),
  ],
};

const HOST_LEADER: RoleDefinition = {
  id: 'host_leader',
  cells: [
    cell(['read', 'export'], YEAR),
    cell(['publish', 'close'], ['Programme']),
    cell(['open', 'close', 'reopen'], ['Cycle', 'Meeting']),
    cell(['return', 'publish'], ['Report']),
    cell(['sign', 'return'], ['VettingStep']),
    cell(['create', 'update'], ['ReportComment']),
    cell(['create'], ['File']),
    cell(['create', 'update', 'sign'], ['LeaderComment']),
    cell(['sign', 'return'], ['Opinion', 'Letter', 'Circular']),
    cell(['decide'], ['Objection', 'Tolerance']),
    cell(['publish'], ['Result']),
    cell(['verify', 'return', 'reopen'], ['Problem', 'Commitment', 'ActionItem']),
    // who talked records it (R-H2)
    cell(['close'], ['ActionItem']),
    cell(['read'], ['Job', 'File']),
  ],
};

const COMMITTEE: RoleDefinition = {
  id: 'committee',
  cells: [
    cell(['read'], YEAR),
    cell(['decide'], ['Grading', 'Objection', 'Tolerance']),
    cell(['decide', 'publish'], ['Result']),
    cell(['sign'], ['Opinion']),
    cell(['sign', 'return'], ['VettingStep']),
    cell(['create', 'update'], ['ReportComment']),
    cell(['read'], ['File']),
  ],
};

/** Granted as `vetter:<role of the step in the scheme>`; signs only steps of that role (R-E3). */
const VETTER: RoleDefinition = {
  id: 'vetter',
  qualifier: { VettingStep: 'stepRole' },
  cells: [
    cell(['read'], ['Organisation', 'Scheme', 'Cycle', 'Assessee', 'Report', 'ReportComment', 'Commitment', 'Problem']),
    cell(['read', 'sign', 'return'], ['VettingStep']),
    cell(['create', 'update'], ['ReportComment']),
    cell(['read'], ['File']),
  ],
};

/** Granted as `scorer:<owner named by the scheme>`; enters the figures of that owner (R-D2). */
const SCORER: RoleDefinition = {
  id: 'scorer',
  qualifier: { RoutineScore: 'ownerRole', EventRecord: 'ownerRole' },
  cells: [
    cell(['read'], ['Organisation', 'Scheme', 'Cycle', 'Assessee']),
    cell(['read', 'create', 'update', 'submit', 'import', 'export'], ['RoutineScore', 'EventRecord']),
    cell(['read', 'create'], ['File']),
  ],
};

const CLERK: RoleDefinition = {
  id: 'clerk',
  cells: [
    cell(['read'], ['Organisation', 'Scheme', 'Cycle', 'Assessee']),
    cell(['read', 'update', 'open', 'close', 'print'], ['Meeting']),
    cell(['read', 'create', 'update', 'import'], ['Attendance']),
    cell(['read', 'create', 'print'], ['Slip']),
    cell(['read', 'create', 'print', 'sign'], ['PaperBatch']),
    cell(['read', 'create', 'update'], ['LeaderComment']),
  ],
};

const SCRUTINEER: RoleDefinition = {
  id: 'scrutineer',
  cells: [
    cell(['read'], ['Organisation', 'Scheme', 'Cycle', 'Assessee', 'Attendance', 'Slip', 'Tally']),
    cell(['read', 'open', 'close', 'sign', 'seal', 'verify'], ['Meeting']),
    cell(['read', 'sign'], ['PaperBatch']),
  ],
};

const ORG_ADMIN: RoleDefinition = {
  id: 'org_admin',
  cells: [
    cell(['read', 'create', 'update', 'delete', 'import', 'export'], ['Organisation', 'Person', 'Appointment']),
    cell(['read', 'create', 'update'], ['Account']),
    cell(['read', 'create', 'delete'], ['RoleGrant']),
    cell(['read', 'enable'], ['SectorEnablement']),
    cell(['read', 'create', 'delete'], ['Job', 'File']),
  ],
};

const SCHEME_EDITOR: RoleDefinition = {
  id: 'scheme_editor',
  cells: [
    cell(['read'], ['Organisation', 'SectorEnablement']),
    cell(['read', 'create', 'update', 'delete', 'publish', 'import', 'export'], ['SchemeLayer']),
    cell(['read', 'export'], ['Scheme']),
  ],
};

/** Accounts and the installation, never content (R-K2, SEC-P12). */
const SYSTEM_ADMIN: RoleDefinition = {
  id: 'system_admin',
  cells: [
    cell(['read'], ['Organisation', 'Person', 'RoleGrant']),
    cell(['read', 'create', 'update', 'administer'], ['Account']),
    cell(['read', 'delete'], ['Job']),
    cell(['read', 'administer'], ['Plugin', 'Demo', 'Installation']),
  ],
};

const AUDIT_ADMIN: RoleDefinition = {
  id: 'audit_admin',
  cells: [cell(['read', 'verify', 'export'], ['Audit']), cell(['read'], ['Organisation'])],
};

/** What somebody sees who has no part in the host's work. */
const FROM_ABOVE = YEAR.filter((s) => s !== 'Person' && s !== 'ReportComment' && s !== 'Tally');

const OBSERVER: RoleDefinition = { id: 'observer', cells: [cell(['read'], FROM_ABOVE)] };

/** Orders the year of those below and follows it; in their cycles it does and confirms nothing (R-B3, R-J1). */
const PROGRAMME_OFFICER: RoleDefinition = {
  id: 'programme_officer',
  cells: [
    cell(['read', 'export'], FROM_ABOVE),
    cell(['create', 'update', 'delete', 'publish', 'close'], ['Programme']),
  ],
};

export const CORE_ROLES: readonly RoleDefinition[] = [
  HOST_OFFICER, HOST_LEADER, COMMITTEE, SECRETARY, VETTER, SCORER, CLERK, SCRUTINEER, ORG_ADMIN, SCHEME_EDITOR, SYSTEM_ADMIN, AUDIT_ADMIN, OBSERVER, PROGRAMME_OFFICER,
];

/** Acts that nobody does in a matter about themselves; put behind every grant, so that no role gives them back (SEC-P8). */
export const OWN_MATTERS: readonly { readonly action: readonly Action[]; readonly subject: Subject; readonly reason: string }[] = [
  { action: ['sign', 'return'], subject: 'VettingStep', reason: 'permission.own-report' },
  { action: ['create', 'update', 'submit', 'import'], subject: 'RoutineScore', reason: 'permission.own-score' },
  { action: ['create', 'update', 'submit', 'import'], subject: 'EventRecord', reason: 'permission.own-score' },
  { action: ['create', 'update', 'sign'], subject: 'LeaderComment', reason: 'permission.own-comment' },
  { action: ['update', 'decide'], subject: 'Grading', reason: 'permission.own-grade' },
  { action: ['decide', 'publish'], subject: 'Result', reason: 'permission.own-grade' },
  { action: ['update', 'sign'], subject: 'Opinion', reason: 'permission.own-opinion' },
  { action: ['decide'], subject: 'Objection', reason: 'permission.own-objection' },
  { action: ['update', 'decide'], subject: 'Tolerance', reason: 'tolerance.own' },
  { action: ['update', 'return', 'verify', 'close', 'reopen'], subject: 'ActionItem', reason: 'permission.own-action' },
  { action: ['verify', 'close', 'reopen'], subject: 'Problem', reason: 'permission.own-problem' },
  { action: ['verify', 'close', 'reopen'], subject: 'Commitment', reason: 'permission.own-problem' },
];

/** Roles of which one account holds at most one (三员分立). */
export const SEPARATED_ROLES: readonly string[] = ['system_admin', 'org_admin', 'audit_admin'];

/** True when adding `role` to the roles held would put two separated duties on one account. */
export function breaksSeparation(held: readonly string[], role: string): boolean {
  return SEPARATED_ROLES.includes(role) && held.some((other) => other !== role && SEPARATED_ROLES.includes(other));
}
