/**
 * HTTP status of every expected failure, by code; a module adds its codes to its own group. A code that is missing here is a bug
 * and answers 500. 400 malformed, 401 not signed in, 403 not permitted, 404 not there or not visible, 409 conflicts with the current
 * state, 410 gone, 413 too big, 422 understood but against a rule, 428 precondition missing, 429 too often.
 */
const REQUEST = {
  'request.invalid': 400,
  'request.malformed-json': 400,
  'request.bad-cursor': 400,
  'request.unsupported-media-type': 415,
  'request.body-too-large': 413,
  'request.unknown-route': 404,
  'request.method-not-allowed': 405,
  'request.not-found': 404,
  'request.version-required': 428,
  'request.version-stale': 409,
  'request.cross-site': 403,
  'request.idempotency-key-required': 400,
  'request.idempotency-key-reused': 409,
  'request.idempotency-in-progress': 409,
  'request.refused': 400,
  'internal': 500,
  'unavailable': 503,
} as const;

const ACCOUNT = {
  'account.not-signed-in': 401,
  'account.wrong-login': 401,
  'account.locked': 429,
  'account.disabled': 403,
  'account.must-change-password': 403,
  'account.wrong-password': 422,
  'account.password-too-short': 422,
  'account.password-too-long': 422,
  'account.password-too-common': 422,
  'account.password-unchanged': 422,
  'account.login-taken': 409,
  'account.not-found': 404,
  'account.person-taken': 409,
  'account.own': 422,
  'account.beyond-own-scope': 403,
} as const;

const PERMISSION = {
  'permission.denied': 403,
  'permission.own-report': 403,
  'permission.own-score': 403,
  'permission.own-comment': 403,
  'permission.own-grade': 403,
  'permission.own-opinion': 403,
  'permission.own-objection': 403,
  'permission.own-problem': 403,
  'grant.unknown-role': 422,
  'grant.beyond-own-scope': 403,
  'grant.roles-separated': 422,
  'grant.not-found': 404,
  'grant.own': 403,
} as const;

const PLATFORM = {
  'audit.not-found': 404,
  'job.not-found': 404,
  'job.unknown-kind': 422,
  'job.already-ended': 409,
  'job.no-result': 404,
  'job.failed': 422,
  'job.cancelled': 409,
  'file.not-found': 404,
  'file.missing': 400,
  'file.empty': 422,
  'file.too-large': 413,
  'file.type-refused': 415,
  'file.bad-name': 422,
  'file.not-zip': 422,
  'file.old-format': 422,
  'file.encrypted': 422,
  'file.wrong-kind': 422,
  'file.zip-bomb': 422,
  'file.macros': 422,
  'file.embedded-object': 422,
  'file.external-link': 422,
  'file.forbidden-xml': 422,
  'file.broken': 422,
  'file.timeout': 422,
  'file.memory': 422,
  'clock.not-manual': 409,
  'clock.backwards': 409,
  'demo.not-a-demo': 404,
} as const;

const ORGANISATION = {
  'organisation.not-found': 404,
  'organisation.closed': 422,
  'organisation.has-open-units': 409,
  'organisation.own-line': 422,
  'organisation.edge-exists': 409,
  'organisation.edge-ended': 409,
  'organisation.leading-line': 422,
  'day.invalid': 422,
  'day.order': 422,
  'sector.unknown': 404,
  'sector.already-enabled': 409,
  'sector.not-enabled': 404,
  'person.not-found': 404,
  'person.staff-number-taken': 409,
  'appointment.not-found': 404,
  'appointment.overlaps': 409,
} as const;

const ROSTER = {
  'roster.not-found': 404,
  'roster.importing': 409,
  'roster.imported': 409,
  'roster.nothing-to-import': 422,
  'roster.too-many-rows': 422,
  'table.no-header': 422,
  'table.column-missing': 422,
  'table.column-twice': 422,
} as const;

const CYCLE = {
  'cycle.not-found': 404,
  'cycle.too-early': 409,
  'cycle.too-late': 409,
  'cycle.guard': 409,
  'cycle.finished': 409,
  'cycle.exists': 409,
  'cycle.reopen-forward': 422,
  'cycle.results-final': 409,
  'cycle.no-scheme': 422,
  'cycle.no-sector': 422,
  'assessee.not-found': 404,
  'assessee.not-a-unit': 422,
  'assessee.not-in-post': 422,
  'assessee.twice': 422,
  'assessee.needs-reason': 422,
  'score.unknown-node': 422,
  'score.out-of-bounds': 422,
  'score.evidence-required': 422,
  'event.unknown-question': 422,
  'event.day-future': 422,
  'event.withdrawn': 409,
  'event.not-found': 404,
  'reason.required': 422,
  'field.required': 422,
} as const;

const BALLOT = {
  'ballot.malformed': 400,
  'ballot.incomplete': 422,
  'ballot.unknown-option': 422,
  'ballot.unknown-field': 422,
  'ballot.unknown-ticket': 404,
  'ballot.unknown-meeting': 404,
  'ticket.unknown-slip': 404,
  'ticket.not-open': 409,
  'ticket.closed': 409,
  'ticket.slip-used': 409,
  'ticket.rounds-differ': 422,
  'ticket.bad-envelope': 422,
  'ballot.not-open': 409,
  'ballot.closed': 409,
  'ballot.already-cast': 409,
  'ballot.busy': 503,
} as const;

const MEETING = {
  'meeting.not-found': 404,
  'meeting.sector-needed': 422,
  'meeting.no-debriefs': 422,
  'meeting.named-unsupported': 422,
  'meeting.groups-differ': 422,
  'meeting.agenda-differs': 422,
  'meeting.order-drawn': 409,
  'meeting.listed-order': 409,
  'meeting.too-late': 409,
  'meeting.too-early': 409,
  'meeting.illegal-phase': 409,
  'meeting.guard': 409,
  'meeting.already-confirmed': 409,
  'meeting.slips-unknown-class': 422,
  'meeting.slips-none': 422,
  'meeting.slips-handed-out': 409,
  'meeting.not-sealed': 409,
  'electorate.unsettled': 422,
} as const;

const SCHEME = {
  'layer.not-found': 404,
  'layer.frozen': 409,
  'layer.draft-exists': 409,
  'layer.nothing-to-copy': 422,
  'layer.unpublishable': 422,
  'layer.other-scheme': 422,
  'layer.file-broken': 422,
  'layer.file-newer': 422,
  'layer.not-a-layer': 422,
  'scheme.not-found': 404,
  'scheme.unresolvable': 422,
} as const;

const REPORT = {
  'report.not-found': 404,
  'report.blocked': 422,
  'report.illegal-transition': 409,
  'report.no-step': 409,
  'report.own-report': 403,
  'report.not-your-step': 403,
  'report.section-unknown': 422,
  'report.version-not-found': 404,
  'report.not-for-publication': 422,
  'comment.not-found': 404,
  'comment.place': 422,
} as const;

const RESULT = {
  'result.not-found': 404,
  'result.not-computed': 409,
  'result.bad-inputs': 422,
  'result.pool-unknown': 404,
  'decision.refused': 422,
  'what_if.unknown': 422,
  'what_if.weights': 422,
  'what_if.value': 422,
  'opinion.not-found': 404,
  'opinion.approved': 409,
  'objection.not-found': 404,
  'objection.not-running': 409,
  'objection.decided': 409,
  'objection.no-person': 422,
  'letter.not-found': 404,
  'letter.acknowledged': 409,
  'letter.not-yours': 403,
  'letter.opinion-missing': 409,
  'action.not-found': 404,
  'action.done': 409,
} as const;

const RECTIFICATION = {
  'problem.not-found': 404,
  'problem.illegal-transition': 409,
  'problem.plan-required': 422,
  'problem.deadline-past': 422,
  'problem.proof-required': 422,
  'problem.own-item': 403,
  'problem.carry-other-host': 422,
  'problem.carry-backwards': 422,
  'commitment.not-found': 404,
  'commitment.exists': 409,
} as const;

export const HTTP_STATUS = { ...REQUEST, ...ACCOUNT, ...PERMISSION, ...PLATFORM, ...ORGANISATION, ...ROSTER, ...CYCLE, ...BALLOT, ...MEETING, ...SCHEME, ...REPORT, ...RESULT, ...RECTIFICATION } as const satisfies Record<string, number>;

/** Code of an expected failure. */
export type ErrorCode = keyof typeof HTTP_STATUS;

/** Status of a code; undefined for a code that nobody registered. */
export function statusOf(code: string): number | undefined {
  return Object.hasOwn(HTTP_STATUS, code) ? HTTP_STATUS[code as ErrorCode] : undefined;
}
