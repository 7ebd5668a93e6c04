import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, hashOf } from './canonical.ts';

describe('canonical JSON', () => {
  test('keys are sorted, undefined members are left out, numbers and words stand as JSON writes them', () => {
    expect(canonicalJson({ b: 1, a: [undefined, null, 'x"\n', -0, 1e21, 0.1], c: undefined, ä: true, '10': 2, '9': 3 })).toBe('{"10":2,"9":3,"a":[null,null,"x\\"\\n",0,1e+21,0.1],"b":1,"ä":true}');
    expect(canonicalJson({ a: -0, z: 9007199254740991 })).toBe('{"a":0,"z":9007199254740991}');
    for (const none of [NaN, Infinity, -Infinity]) {
      expect(() => canonicalJson(none)).toThrow(TypeError);
      expect(() => canonicalJson({ at: [none] })).toThrow(TypeError);
      expect(() => canonicalJson({ at: none })).toThrow(TypeError);
    }
    expect(() => canonicalJson({ at: 1n })).toThrow('no JSON form for bigint');
  });

  test('reading it back gives the value, and the order of keys never shows', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) expect(hashOf(Object.fromEntries(Object.entries(value).reverse()))).toBe(hashOf(value));
    }), { numRuns: 500 });
  });
});
