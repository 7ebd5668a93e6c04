import { describe, expect, test } from '@jest/globals';
import type { Grading } from '@shuping/scheme';
import { sampleScheme } from '@shuping/scheme/testing';
import { computedOf, gradeTitle, poolsOf, type Entry } from './pools.ts';
import { useFactsOf } from './use-facts.ts';

const base = sampleScheme();
const score = { root: 'regular', digits: 2, nodes: base.score.nodes.filter((node) => node.id === 'regular') };
const graded = (parts: Partial<Grading>) => ({ ...base, score, grading: { ...base.grading, quotas: [], gates: [], vetoes: [], tieBreak: [], ...parts } });
const inputs = (regular: number, facts: Record<string, string | number>) => ({ facts, officer: { regular }, sheets: {}, events: [], external: {}, tallies: {}, merged: {}, pastGrades: [{ year: 2025, grade: 'poor' }], periodEnd: '2026-12-31' });
const entry = (scheme: ReturnType<typeof graded>, id: string, regular: number, facts: Record<string, string | number>, orgKind = 'branch'): Entry => ({
  orgKind, assessee: { id, personId: `p-${id}`, sector: 'school', post: '书记', facts: {} } as never, frozen: { hash: 'h', scheme, provenance: {}, layers: [] },
  result: { assesseeId: id, grade: null, inputs: inputs(regular, facts), quotaReasons: {} } as never,
});

describe('R06 R38 pools of a cycle', () => {
  test('by a declared fact; small ones are put together; each has an id of its own that its members do not change', () => {
    const scheme = graded({ pool: { by: [{ of: 'fact', fact: 'area' }], small: { under: 2, rule: 'merge' } } });
    const all = ['南', '南', '北', '东', '南'].map((area, at) => entry(scheme, `a${at}`, 90 - at, { area }));
    const pools = poolsOf([...all, entry(scheme, 'z', 70, {})]);
    expect(pools.map((pool) => [pool.entries.map(({ assessee }) => assessee.id).join(''), pool.making.merged, pool.making.unsorted, pool.making.parts.map((part) => part.value).join()])).toEqual([['a0a1a4', false, false, '南'], ['z', false, true, ''], ['a2a3', true, false, '']]);
    expect(new Set(pools.map((pool) => pool.id)).size).toBe(3);
    expect(poolsOf(all.slice(0, 2))[0]!.id).toBe(pools[0]!.id);
    expect(pools[0]!.id).toMatch(/^school~[0-9a-f]{8}$/);
  });

  test('R-C4 R-G3 a mixed cycle of four sectors: a pool each by default, one joint pool where all schemes say the same, quotas by the heads of each', () => {
    const SECTORS = ['township', 'village', 'community', 'agency'];
    const cap = { ...base.grading.quotas[0]!, id: 'cap', kind: 'cap' as const, grades: ['good'], share: 0.3, rounding: 'down' as const };
    const people = (scheme: ReturnType<typeof graded>, only?: string): Entry[] => SECTORS.flatMap((sector) => [0, 1, 2, 3, 4].map((n): Entry => {
      const one = entry(sector === only ? { ...scheme, grading: { ...scheme.grading, pool: 'sector' } } : scheme, `${sector}${n}`, 98 - n, {});
      return { ...one, assessee: { ...one.assessee, sector } };
    }));
    const shape = (entries: Entry[]) => poolsOf(entries).map((pool) => [pool.sectors.join('+'), pool.entries.length, pool.grading.quotas[0]?.limit]);
    expect(shape(people(graded({ pool: 'sector', quotas: [cap] })))).toEqual(SECTORS.map((sector) => [sector, 5, 1]));
    expect(shape(people(graded({ pool: 'cycle', quotas: [cap] })))).toEqual([['agency+community+township+village', 20, 6]]);
    // one that stays by itself leaves the others joined
    expect(shape(people(graded({ pool: 'cycle', quotas: [cap] }), 'agency'))).toEqual([['community+township+village', 15, 4], ['agency', 5, 1]]);
  });

  test('R39 an outcome outside the distribution stands where a grade would, with its words; result use sees it as an outcome', () => {
    const scheme = graded({ pool: 'sector', outcomes: [{ id: 'x', title: { text: '不参评' }, effect: 'exempt', when: { kind: 'compare', left: { of: 'fact', fact: 'members' }, op: 'lt', right: 3 } }] });
    const [pool] = poolsOf([entry(scheme, 'a', 95, { members: 2 }), entry(scheme, 'b', 95, { members: 9 })]);
    expect([computedOf(pool!, 'a'), computedOf(pool!, 'b'), gradeTitle(scheme, 'x'), gradeTitle(scheme, 'good'), gradeTitle(null, 'gone')]).toEqual(['x', 'good', { text: '不参评' }, { text: '好' }, { text: 'gone' }]);
    const facts = (id: string, grade: string) => useFactsOf(pool!, { ...pool!.entries.find(({ assessee }) => assessee.id === id)!.result!, grade } as never, 2026, [{ year: 2025, grade: 'poor', stars: null, marks: ['last'], figures: {}, around: null }], null);
    expect([facts('a', 'x'), facts('b', 'good')]).toMatchObject([{ grade: null, outcome: 'x', post: '书记' }, { grade: 'good', outcome: null, history: [{ year: 2025, grade: 'poor', marks: ['last'] }] }]);
  });
});
