import { describe, expect, test } from '@jest/globals';
import { firstPassword } from './first-password.ts';

describe('R-K2 first password', () => {
  test('four groups of four, never twice the same', () => {
    const made = Array.from({ length: 200 }, firstPassword);
    for (const password of made) expect(password).toMatch(/^([a-hjkm-np-z2-9]{4}-){3}[a-hjkm-np-z2-9]{4}$/);
    expect(new Set(made).size).toBe(made.length);
  });
});
