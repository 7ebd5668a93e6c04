import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bootApp, type BootedApp } from '../../testing/index.ts';

describe('health', () => {
  let booted: BootedApp;
  beforeAll(async () => {
    booted = await bootApp();
  });
  afterAll(() => booted.close());

  test('answers ok while the database is reachable', async () => {
    const answer = await booted.inject({ method: 'GET', url: '/api/health' });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({ status: 'ok' });
  });
});
