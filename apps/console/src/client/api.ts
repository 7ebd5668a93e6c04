import { ApiProblem, asProblem, problemFrom } from './problem.ts';
import type { Page } from './shapes.ts';

export type Query = Readonly<Record<string, string | number | boolean | null | undefined | readonly string[]>>;

export type RequestOptions = {
  readonly query?: Query;
  readonly body?: unknown;
  /** Version of the record this write is based on; sent as `If-Match`. */
  readonly version?: number;
  /** For acts that must not happen twice; `newKey()` makes one per intent, not per attempt. */
  readonly idempotencyKey?: string;
  /** ETag of the answer we hold; a 304 then keeps it. */
  readonly etag?: string;
  readonly signal?: AbortSignal;
};

export type Answer<T> = { readonly status: number; readonly data: T; readonly etag: string | undefined };

/** Fired when the API answers 401 outside the login itself. */
export const SIGNED_OUT = 'shuping:signed-out';

/** Address of an API resource, e.g. for download links. */
export function apiUrl(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue;
    for (const one of Array.isArray(value) ? (value as readonly string[]) : [String(value)]) search.append(name, one);
  }
  const tail = search.toString();
  return `/api${path}${tail ? `?${tail}` : ''}`;
}

/** Random key (UUID form), also where `crypto.randomUUID` is missing. */
export function newKey(): string {
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = ((b[6] ?? 0) & 0x0f) | 0x40;
  b[8] = ((b[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...b].map((x) => x.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function headersOf(options: RequestOptions): Headers {
  const headers = new Headers({ Accept: 'application/json', 'X-Shuping': '1' });
  if (options.body !== undefined && !(options.body instanceof FormData) && !(options.body instanceof Blob)) headers.set('Content-Type', 'application/json');
  if (options.version !== undefined) headers.set('If-Match', `"${options.version}"`);
  if (options.idempotencyKey !== undefined) headers.set('Idempotency-Key', options.idempotencyKey);
  if (options.etag !== undefined) headers.set('If-None-Match', options.etag);
  return headers;
}

function bodyOf(body: unknown): BodyInit | null {
  if (body === undefined) return null;
  return body instanceof FormData || body instanceof Blob ? body : JSON.stringify(body);
}

async function parsed(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Longest wait for an answer: what takes longer runs as a job of the server, so that a button never turns for ever. */
export const ANSWER_MS = 90_000;

/** What `ask` gives; a lost network and an answer that does not come in time are problems, an abort of the caller's own is not. */
async function inTime<T>(own: AbortSignal | undefined, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const ending = new AbortController();
  const end = (): void => ending.abort();
  const timer = setTimeout(end, ANSWER_MS);
  if (own?.aborted) end();
  own?.addEventListener('abort', end);
  try {
    return await ask(ending.signal);
  } catch (thrown) {
    if (own?.aborted) throw thrown;
    throw ending.signal.aborted ? new ApiProblem(0, { code: 'network.no-answer', params: { seconds: ANSWER_MS / 1_000 } }) : asProblem(new TypeError('network'));
  } finally {
    clearTimeout(timer);
    own?.removeEventListener('abort', end);
  }
}

/** One call of the API. Throws `ApiProblem` for every answer that is not 2xx (304 excepted), for a lost network and for an answer that does not come. */
export async function request<T>(method: string, path: string, options: RequestOptions = {}): Promise<Answer<T>> {
  const { response, body } = await inTime(options.signal, async (signal) => {
    const response = await fetch(apiUrl(path, options.query), { method, credentials: 'same-origin', headers: headersOf(options), body: bodyOf(options.body), signal });
    return { response, body: response.status === 304 ? undefined : await parsed(response) };
  });
  const etag = response.headers.get('ETag') ?? undefined;
  if (response.status === 304) return { status: 304, data: undefined as T, etag };
  if (response.ok) return { status: response.status, data: body as T, etag };
  if (response.status === 401 && path !== '/session') window.dispatchEvent(new Event(SIGNED_OUT));
  throw problemFrom(response.status, body, response.headers.get('X-Trace-Id') ?? undefined);
}

const call = (method: string) => async <T>(path: string, options: RequestOptions = {}): Promise<T> => (await request<T>(method, path, options)).data;

/** Every row of a list, page by page; for what is edited as a whole, never for lists that are only looked at. */
async function all<T>(path: string, options: RequestOptions = {}): Promise<T[]> {
  const rows: T[] = [];
  for (let after: string | null | undefined = ''; after !== undefined && after !== null;) {
    const page: Page<T> = await call('GET')<Page<T>>(path, { ...options, query: { ...options.query, limit: 200, after } });
    rows.push(...page.items);
    after = page.next;
  }
  return rows;
}

/** The only way to the server. Paths are relative to `/api`: `api.get('/todos')`. */
export const api = { get: call('GET'), post: call('POST'), put: call('PUT'), patch: call('PATCH'), delete: call('DELETE'), all } as const;
