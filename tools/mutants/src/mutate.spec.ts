import { describe, expect, test } from '@jest/globals';
import { mutantsOf } from './mutate.ts';

const of = (text: string): string[] => mutantsOf('x.ts', text).map(({ operator, was, put }) => `${operator} ${was} > ${put}`);

describe('mutants of a source text', () => {
  test('comparisons, boundaries, arithmetic, logic, constants, branches and statements', () => {
    expect(of('const a = b <= 1;')).toEqual(['boundary <= > <', 'comparison <= > >', 'constant 1 > 2']);
    expect(of('const a = b.add(c) === d;')).toEqual(['arithmetic add > sub', 'comparison === > !==']);
    expect(of('const a = b && !c;')).toEqual(['boolean && > ||', 'boolean !c > c']);
    expect(of('const a = b ? c : 2n;')).toEqual(['branch b ? c : 2n > (2n)', 'branch b ? c : 2n > (c)', 'constant 2n > 3n']);
    expect(of('if (a) go(); seen.add(b);')).toEqual(['branch a > false as boolean', 'statement go(); > ;', 'statement seen.add(b); > ;']);
    expect(of('const a = `x` + b + c;')).toEqual(['arithmetic + > -']);
  });

  test('types and imports have none', () => {
    expect(of("import { a } from './a.ts'; type T = { n: 1 } & { ok: true }; const b: 1 | 2 = c as 2;")).toEqual([]);
  });
});
