import { describe, expect, test } from '@jest/globals';
import { atMost, FILE_LIMITS, readJson } from './read-json.ts';

const limits = { chars: 60, depth: 3, list: 3, findings: 2 };
const codes = (text: string): unknown[] => {
  const read = readJson(text, limits);
  return read.ok ? [] : read.error.map(({ code, path }) => [code, path]);
};

describe('R-B7 bounded reading of JSON', () => {
  test('each limit holds to the last unit', () => {
    expect(codes(`"${'x'.repeat(58)}"`)).toEqual([]);
    expect(codes(`"${'x'.repeat(59)}"`)).toEqual([['file.too-large', '']]);
    expect(codes('[1,2,3]')).toEqual([]);
    expect(codes('{"a":[1,2,3,4]}')).toEqual([['file.list-too-long', 'a']]);
    expect(codes('{"a":{"b":{"c":{}}}}')).toEqual([]);
    expect(codes('{"a":{"b":{"c":{"d":{}}}}}')).toEqual([['file.too-deep', 'a/b/c/d']]);
    expect(codes('[1')).toEqual([['file.not-json', '']]);
    expect(readJson('\ufeff7')).toEqual({ ok: true, value: 7 });
  });

  test('a number that no decimal is is named by the member that holds it, in the order of the text, and what is too much is counted', () => {
    expect(codes('{"list":[{"id":"x","a":1e309}],"b":-1e309}')).toEqual([['file.number', 'list/x/a'], ['file.number', 'b']]);
    expect(codes('{"a":1e999,"b":1e999,"c":1e999}')).toEqual([['file.number', 'a'], ['file.number', 'b'], ['file.more', '']]);
    const one = { code: 'x', path: '', layer: '' } as never;
    expect(atMost([one, one], 2)).toHaveLength(2);
    expect(atMost([one, one, one], 2).at(-1)).toMatchObject({ code: 'file.more', params: { count: 1 } });
    expect(FILE_LIMITS.list).toBeLessThan(100_000);
  });
});
