import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { base32, newRecoveryCodes, newSecret, otpauthUri, recoveryHash, stepAt, stepOfCode, totpCode } from './totp.rules.ts';

const RFC = Buffer.from('12345678901234567890');

describe('R-K2 codes of RFC 6238', () => {
  // RFC 6238, appendix B, SHA-1
  test.each([[59, '94287082'], [1111111109, '07081804'], [1111111111, '14050471'], [1234567890, '89005924'], [2000000000, '69279037'], [20000000000, '65353130']])('at %i seconds the code is %s', (seconds, code) => {
    expect(totpCode(RFC, stepAt(new Date(seconds * 1000)), 8)).toBe(code);
  });

  // RFC 4226, appendix D
  test('the first ten codes of RFC 4226', () => {
    expect(Array.from({ length: 10 }, (_, count) => totpCode(RFC, count))).toEqual(['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489']);
  });

  // RFC 4648, part 10
  test('base 32 as authenticators read it', () => {
    expect(['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((text) => base32(Buffer.from(text)))).toEqual(['', 'MY', 'MZXQ', 'MZXW6', 'MZXW6YQ', 'MZXW6YTB', 'MZXW6YTBOI']);
    expect(base32(newSecret())).toMatch(/^[A-Z2-7]{32}$/);
    expect(otpauthUri(RFC, '述评考', 'zhang.min')).toBe('otpauth://totp/%E8%BF%B0%E8%AF%84%E8%80%83:zhang.min?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E8%BF%B0%E8%AF%84%E8%80%83&algorithm=SHA1&digits=6&period=30');
  });

  test('SEC-S5 a code of the step before, of now and of the step after is taken, each once and never an older one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 2_000_000_000 }), fc.integer({ min: -4, max: 4 }), fc.integer({ min: -4, max: 4 }), (seconds, away, taken) => {
        const now = new Date(seconds * 1000);
        const step = stepAt(now) + away;
        const found = stepOfCode(RFC, totpCode(RFC, step), now, stepAt(now) + taken);
        // two steps may share a code by chance: what counts is that the step found is allowed
        if (found !== null) {
          expect(Math.abs(found - stepAt(now))).toBeLessThanOrEqual(1);
          expect(found).toBeGreaterThan(stepAt(now) + taken);
          expect(totpCode(RFC, found)).toBe(totpCode(RFC, step));
        } else expect(Math.abs(away) > 1 || away <= taken).toBe(true);
      }),
    );
    expect(stepOfCode(RFC, '12345', new Date(), 0)).toBeNull();
    expect(stepOfCode(RFC, 'abcdef', new Date(), 0)).toBeNull();
  });

  test('recovery codes differ, are long, and are read however they are typed', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$/);
    expect(recoveryHash('a', codes[0]!)).toBe(recoveryHash('a', ` ${codes[0]!.toLowerCase().replaceAll('-', ' ')}`));
    expect(recoveryHash('a', codes[0]!)).not.toBe(recoveryHash('b', codes[0]!));
  });
});
