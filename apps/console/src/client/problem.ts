export type ProblemIssue = { readonly code: string; readonly at?: string; readonly params?: Readonly<Record<string, string | number | boolean | null>> };

/** Expected failure as the API reports it (`application/problem+json`). Codes are worded by the locale key `errors.<code>`. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number | boolean | null>>;
  readonly at: string | undefined;
  readonly issues: readonly ProblemIssue[];
  readonly traceId: string | undefined;
  /** Current state of the record, sent with 409 when a write was stale. */
  readonly current: unknown;

  constructor(status: number, body: ProblemBody) {
    super(`${status} ${body.code}`);
    this.status = status;
    this.code = body.code;
    this.params = body.params ?? {};
    this.at = body.at;
    this.issues = body.issues ?? [];
    this.traceId = body.traceId;
    this.current = body.current;
  }

  /** True when somebody else wrote the record first. */
  get stale(): boolean {
    return this.status === 412 || this.code === 'request.version-stale';
  }
}

export type ProblemBody = {
  readonly code: string;
  readonly params?: ApiProblem['params'];
  readonly at?: string;
  readonly issues?: readonly ProblemIssue[];
  readonly traceId?: string;
  readonly current?: unknown;
};

const BY_STATUS: Readonly<Record<number, string>> = {
  401: 'account.not-signed-in', 403: 'permission.denied', 404: 'request.not-found', 412: 'request.version-stale', 413: 'request.body-too-large', 429: 'request.too-many', 502: 'unavailable', 503: 'unavailable', 504: 'unavailable',
};

/** Turns any answer that is not 2xx into a problem; answers without a body get a code by status. */
export function problemFrom(status: number, body: unknown, traceId?: string): ApiProblem {
  const record = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const code = typeof record['code'] === 'string' && record['code'] !== '' ? record['code'] : (BY_STATUS[status] ?? (status >= 500 ? 'internal' : 'request.refused'));
  const trace = typeof record['traceId'] === 'string' ? record['traceId'] : traceId;
  return new ApiProblem(status, {
    code,
    params: (record['params'] as ProblemBody['params']) ?? {},
    issues: Array.isArray(record['issues']) ? (record['issues'] as ProblemIssue[]) : [],
    current: record['current'],
    ...(typeof record['at'] === 'string' ? { at: record['at'] } : {}),
    ...(trace ? { traceId: trace } : {}),
  });
}

/** How browsers say that a request, or a page's own file, did not come; every other TypeError is a bug. */
const LOST = /^(network$|failed to fetch|fetch failed|networkerror|load failed|error loading dynamically|importing a module)/i;

/** Any thrown value as a problem: no network is status 0, anything else is a bug of the page. */
export function asProblem(thrown: unknown): ApiProblem {
  if (thrown instanceof ApiProblem) return thrown;
  if (thrown instanceof TypeError && LOST.test(thrown.message)) return new ApiProblem(0, { code: 'network.away' });
  return new ApiProblem(-1, { code: 'page.bug', params: { detail: thrown instanceof Error ? thrown.message : String(thrown) } });
}
