import { describe, expect, jest, test } from '@jest/globals';
import { serve } from '../testing/render.tsx';
import { ANSWER_MS, api, apiUrl, newKey, SIGNED_OUT } from './api.ts';
import { ApiProblem, asProblem } from './problem.ts';

const problem = (status: number, body: unknown, headers: Record<string, string> = {}): Response => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers });
const caught = async (promise: Promise<unknown>): Promise<ApiProblem> => promise.then(() => { throw new Error('expected a problem'); }, (thrown: unknown) => asProblem(thrown));

describe('api client', () => {
  test('a write carries the CSRF header, the version as If-Match and the idempotency key', async () => {
    const seen = serve({ 'POST /api/reports/7/submit': { ok: true } });
    await api.post('/reports/7/submit', { body: { a: 1 }, version: 3, idempotencyKey: 'k' });
    const headers = seen[0]?.headers;
    expect([headers?.get('X-Shuping'), headers?.get('If-Match'), headers?.get('Idempotency-Key'), headers?.get('Content-Type')]).toEqual(['1', '"3"', 'k', 'application/json']);
  });

  test('a problem-details answer keeps code, params, issues, trace and the current state', async () => {
    serve({ 'PUT /api/x': problem(409, { code: 'request.version-stale', params: { by: 'A' }, issues: [{ code: 'i', at: '/a' }], traceId: 't1', current: { version: 9 } }) });
    const met = await caught(api.put('/x', { body: {} }));
    expect(met).toMatchObject({ status: 409, code: 'request.version-stale', params: { by: 'A' }, issues: [{ code: 'i', at: '/a' }], traceId: 't1', current: { version: 9 }, stale: true });
  });

  test('an answer that is no problem-details still has a code, and its trace from the header', async () => {
    serve({ 'GET /api/a': problem(502, '<html>bad gateway', { 'X-Trace-Id': 't2' }), 'GET /api/b': problem(500, ''), 'GET /api/c': problem(422, { code: '' }) });
    expect(await caught(api.get('/a'))).toMatchObject({ code: 'unavailable', traceId: 't2' });
    expect(await caught(api.get('/b'))).toMatchObject({ code: 'internal' });
    expect(await caught(api.get('/c'))).toMatchObject({ code: 'request.refused', status: 422 });
  });

  test('a lost network is status 0, never a raw error', async () => {
    globalThis.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await caught(api.get('/x'))).toMatchObject({ status: 0, code: 'network.away' });
  });

  test('a bug of the page is not told as a lost network', () => {
    expect(asProblem(new TypeError("Cannot read properties of undefined (reading 'loading')"))).toMatchObject({ status: -1, code: 'page.bug' });
    for (const lost of ['Failed to fetch dynamically imported module: /assets/page.js', 'NetworkError when attempting to fetch resource.', 'Load failed', 'Importing a module script failed.']) expect(asProblem(new TypeError(lost))).toMatchObject({ code: 'network.away' });
  });

  test('an answer that never comes, or stops in its midst, is a problem in time; a caller who gives up gets none', async () => {
    jest.useFakeTimers();
    try {
      const never = (init?: RequestInit): Promise<never> => new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))));
      globalThis.fetch = (_, init) => never(init);
      const waiting = caught(api.post('/cycles', { body: {} }));
      await jest.advanceTimersByTimeAsync(ANSWER_MS);
      expect(await waiting).toMatchObject({ status: 0, code: 'network.no-answer', params: { seconds: 90 } });
      const own = new AbortController();
      const left = api.get('/x', { signal: own.signal }).catch((thrown: unknown) => (thrown as Error).name);
      own.abort();
      expect(await left).toBe('AbortError');
      globalThis.fetch = (_, init) => Promise.resolve({ status: 200, ok: true, headers: new Headers(), text: () => never(init) } as unknown as Response);
      const torn = caught(api.get('/x'));
      await jest.advanceTimersByTimeAsync(ANSWER_MS);
      expect((await torn).code).toBe('network.no-answer');
      expect(jest.getTimerCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });

  test('401 signs out, except at the login itself', async () => {
    serve({ 'GET /api/x': problem(401, {}), 'POST /api/session': problem(401, { code: 'account.wrong-login' }) });
    let signals = 0;
    window.addEventListener(SIGNED_OUT, () => (signals += 1));
    expect((await caught(api.post('/session', { body: {} }))).code).toBe('account.wrong-login');
    expect(signals).toBe(0);
    await caught(api.get('/x'));
    expect(signals).toBe(1);
  });

  test('addresses drop empty filters and repeat lists', () => {
    expect(apiUrl('/a', { q: 'x y', none: null, empty: '', zero: 0, many: ['1', '2'] })).toBe('/api/a?q=x+y&zero=0&many=1&many=2');
  });

  test('keys are UUIDs and differ', () => {
    expect(newKey()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(newKey()).not.toBe(newKey());
  });
});
