import { AsyncLocalStorage } from 'node:async_hooks';

/** What platform parts may know of the request at hand; business code gets its facts as arguments. */
export type RequestContext = {
  readonly traceId: string;
  readonly ip: string;
  /** Hash of account and idempotency key while an idempotent act runs. */
  actKey?: string;
};

const storage = new AsyncLocalStorage<RequestContext>();

export function runInRequest<T>(context: RequestContext, work: () => T): T {
  return storage.run(context, work);
}

/** Context of the request at hand; undefined in jobs and commands. */
export function currentRequest(): RequestContext | undefined {
  return storage.getStore();
}
