import { describe, expect, test } from '@jest/globals';
import { momentOf } from './moment.ts';

const key = 'a'.repeat(64);
const instant = '2024-11-05T01:00:00.000Z';

describe('the moment at which a request of the making play acts', () => {
  test('it is the one that the key is given with', () => {
    expect(momentOf(`${key} ${instant}`, key)?.toISOString()).toBe(instant);
  });

  test('without the key, with another one or with no instant a request acts now', () => {
    for (const header of [undefined, '', instant, key, `${key} soon`, `${'b'.repeat(64)} ${instant}`, [`${key} ${instant}`]]) expect(momentOf(header, key)).toBeUndefined();
    expect(momentOf(`${key} ${instant}`, undefined)).toBeUndefined();
    expect(momentOf(` ${instant}`, '')).toBeUndefined();
  });
});
