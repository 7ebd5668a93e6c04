import { describe, expect, test } from '@jest/globals';
import { OwnDay } from './days.ts';

const key = 'a'.repeat(64);
const momentOf = (own: OwnDay): string => own.headers()['x-shuping-moment']!;

describe('the days of one play', () => {
  test('every request says on which day it acts; days go on and never back', () => {
    const own = new OwnDay('2024-10-31', key);
    expect(momentOf(own)).toMatch(new RegExp(`^${key} 2024-10-31T01:00:0`));
    own.reach('2024-11-20');
    own.reach('2024-11-01');
    expect(momentOf(own)).toContain(' 2024-11-20T01:00:0');
  });

  test('on one day later requests come later, and two plays stand on days of their own', async () => {
    const [one, other] = [new OwnDay('2024-11-01', key), new OwnDay('2026-12-10', key)];
    const first = momentOf(one);
    await new Promise((done) => setImmediate(done));
    expect(momentOf(one) >= first).toBe(true);
    expect(momentOf(other)).toContain(' 2026-12-10T01:00:0');
  });
});
