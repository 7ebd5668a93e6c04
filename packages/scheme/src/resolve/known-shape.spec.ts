import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Scheme } from '../model/scheme.ts';
import { sampleScheme } from '../testing/index.ts';
import { surelyShaped } from './known-shape.ts';

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}
const base = freeze(structuredClone(sampleScheme()));

/** Every place of the scheme, as keys and indexes. */
function places(value: unknown, at: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, child]) => places(child, [...at, Array.isArray(value) ? Number(key) : key]))];
}
const withAt = (value: unknown, [key, ...rest]: readonly (string | number)[], put: unknown): unknown => {
  if (key === undefined) return put;
  if (Array.isArray(value)) return value.with(Number(key), withAt(value[Number(key)], rest, put));
  return { ...(value as object), [key]: withAt((value as Record<string, unknown>)[key], rest, put) };
};

describe('R-B2 what was judged once is not judged again', () => {
  test('says yes to nothing that the schema refuses, whatever is put anywhere', () => {
    const put = fc.oneof(fc.constantFrom<unknown>(null, undefined, '', 'x', 0, -1, 1e21, Infinity, true, [], {}, { text: '改' }, { text: '' }, { id: 'x' }, { kind: 'magic' }, Array(300).fill('x')), fc.constantFrom(...places(base)).map((at) => at.reduce<unknown>((v, key) => (v as Record<string | number, unknown>)[key], base)));
    fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom(...places(base).slice(1)), put), { minLength: 1, maxLength: 2 }), (changes) => {
      let draft: unknown = base;
      for (const [at, value] of changes) {
        try { draft = withAt(draft, at, value); } catch { return; }
      }
      if (surelyShaped(draft, base)) expect(Scheme.safeParse(draft).success).toBe(true);
    }), { numRuns: 1500 });
  });

  test('knows the frozen scheme itself and a lawful change; asks for one that may still change', () => {
    expect(surelyShaped(base, base)).toBe(true);
    expect(surelyShaped({ ...base, minMonthsInPost: 3 }, base)).toBe(true);
    expect(surelyShaped({ ...base, minMonthsInPost: 3, colour: 'red' }, base)).toBe(false);
    expect(surelyShaped({ ...base, questions: [] }, base)).toBe(false);
    const open = sampleScheme();
    expect(surelyShaped({ ...open }, open)).toBe(false);
  });
});
