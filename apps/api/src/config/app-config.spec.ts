import { describe, expect, test } from '@jest/globals';
import { readConfig } from './app-config.ts';

describe('configuration', () => {
  test('an empty environment is a complete one', () => {
    expect(readConfig({ DATABASE_URL: '' })).toMatchObject({ ok: true, value: { host: '127.0.0.1', port: 8080, clock: 'system', databaseUrl: undefined } });
  });

  test('every wrong variable is named', () => {
    const read = readConfig({ PORT: '70000', SHUPING_CLOCK: 'sundial', DATABASE_URL: 'http://somewhere' });
    expect(read).toMatchObject({ ok: false, error: { code: 'config.invalid', params: { variables: 'PORT DATABASE_URL SHUPING_CLOCK' } } });
  });
});
