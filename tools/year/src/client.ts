import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

/** An answer that was not expected; carries what the server said. */
export class HttpFailure extends Error {
  readonly status: number;
  readonly problem: { code?: string; issues?: unknown; params?: unknown; at?: string };
  constructor(method: string, path: string, status: number, problem: HttpFailure['problem']) {
    super(`${method} ${path} → ${status} ${problem.code ?? ''} ${problem.at ?? ''} ${JSON.stringify(problem.issues ?? problem.params ?? '')}`);
    this.status = status;
    this.problem = problem;
  }
}

type Options = { readonly body?: unknown; readonly version?: number; readonly form?: FormData; readonly key?: boolean };

/** A server that is busy for the moment is asked again so often, each time after as long as it says. */
const MOST_AGAIN = 15;

/** One signed-in actor talking to the server as a browser would. */
export class Actor {
  readonly base: string;
  readonly login: string;
  private readonly more: () => Readonly<Record<string, string>>;
  private cookie = '';

  private constructor(base: string, login: string, more: () => Readonly<Record<string, string>>) {
    this.base = base;
    this.login = login;
    this.more = more;
  }

  /** `more`: headers that every request of this actor has. */
  static async signIn(base: string, login: string, password: string, more: () => Readonly<Record<string, string>> = () => ({})): Promise<Actor> {
    const actor = new Actor(base, login, more);
    await actor.post('/api/session', { login, password }, { key: false });
    return actor;
  }

  get<T = unknown>(path: string): Promise<T> {
    return this.call<T>('GET', path);
  }
  post<T = unknown>(path: string, body: unknown = {}, options: Omit<Options, 'body'> = {}): Promise<T> {
    return this.call<T>('POST', path, { key: true, ...options, body });
  }
  put<T = unknown>(path: string, body: unknown, version?: number): Promise<T> {
    return this.call<T>('PUT', path, { body, ...(version === undefined ? {} : { version }) });
  }
  patch<T = unknown>(path: string, body: unknown, version?: number): Promise<T> {
    return this.call<T>('PATCH', path, { body, ...(version === undefined ? {} : { version }) });
  }
  upload<T = unknown>(path: string, bytes: Uint8Array, name: string, type: string, options: Omit<Options, 'form'> = {}): Promise<T> {
    const form = new FormData();
    form.append('file', new Blob([bytes as unknown as ArrayBuffer], { type }), name);
    return this.call<T>('POST', path, { key: true, ...options, form });
  }

  /** Status of a call that may fail; for probing. */
  async status(method: string, path: string, body?: unknown): Promise<number> {
    return this.call(method, path, { body, key: true }).then(() => 200, (error: unknown) => (error instanceof HttpFailure ? error.status : 0));
  }

  async bytes(path: string): Promise<Uint8Array> {
    const response = await fetch(this.base + path, { headers: this.headers({}) });
    if (!response.ok) throw new HttpFailure('GET', path, response.status, {});
    return new Uint8Array(await response.arrayBuffer());
  }

  private headers(options: Options): Record<string, string> {
    return {
      ...this.more(),
      'x-shuping': '1',
      accept: 'application/json',
      // on one machine packing costs more than it saves
      'accept-encoding': 'identity',
      ...(this.cookie ? { cookie: this.cookie } : {}),
      ...(options.body !== undefined && !options.form ? { 'content-type': 'application/json' } : {}),
      ...(options.version === undefined ? {} : { 'if-match': `"${options.version}"` }),
      ...(options.key ? { 'idempotency-key': randomUUID() } : {}),
    };
  }

  async call<T>(method: string, path: string, options: Options = {}): Promise<T> {
    const body = options.form ?? (options.body === undefined || method === 'GET' ? undefined : JSON.stringify(options.body));
    // one set of headers: by its key what is sent again is done once
    const headers = this.headers(options);
    const ask = (): Promise<Response> => fetch(this.base + path, { method, headers, ...(body === undefined ? {} : { body }) });
    let response = await ask();
    for (let again = 0; response.status === 503 && again < MOST_AGAIN && (method === 'GET' || options.key === true); again += 1) {
      await pause(1_000 * Number(response.headers.get('retry-after') ?? 1));
      response = await ask();
    }
    const set = response.headers.getSetCookie().map((line) => line.split(';')[0]!).join('; ');
    if (set) this.cookie = set;
    const text = await response.text();
    const json = (text === '' ? {} : text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : { text }) as T;
    if (!response.ok) throw new HttpFailure(method, path, response.status, json as HttpFailure['problem']);
    return json;
  }
}
