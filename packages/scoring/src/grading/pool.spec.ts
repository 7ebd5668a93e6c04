import { describe, expect, test } from '@jest/globals';
import { seededRandom, shuffled } from '@shuping/kernel';
import type { Quota } from '@shuping/scheme';
import fc from 'fast-check';
import { gradingScheme, inputsOf, memberOf, officer, poolOf } from '../testing/builders.ts';
import { gradePool } from './pool.ts';
import { infeasibleQuotas, quotaLimit } from './quota.ts';

const cap = (share: number, parts: Partial<Quota> = {}): Quota => ({ id: 'cap', title: { text: '好' }, grades: ['good'], kind: 'cap', share, rounding: 'down', strictness: 'must', ...parts });
const floor = (share: number, parts: Partial<Quota> = {}): Quota => ({ id: 'floor', title: { text: '较好及以下' }, grades: ['fair', 'plain', 'poor'], kind: 'floor', share, rounding: 'up', strictness: 'must', ...parts });
const grades = (scheme: ReturnType<typeof gradingScheme>, scores: (number | null)[]) => gradePool(scheme, poolOf(scheme, scores)).members.map((member) => member.grade);

describe('R-G3 grades of a pool', () => {
  test('bands with stated ends', () => {
    expect(grades(gradingScheme(), [90, 89.99, 80, 60, 59.9, null])).toEqual(['good', 'fair', 'fair', 'plain', 'poor', null]);
    const open = gradingScheme({ bands: [{ id: 'good', from: 90, inclusive: false }, { id: 'fair', from: 80, inclusive: true }, { id: 'plain', from: 60, inclusive: true }, { id: 'poor', from: null, inclusive: false }] });
    expect(grades(open, [90, 90.01])).toEqual(['fair', 'good']);
  });

  test('a cap keeps the best and pushes the others one grade down, held results count for nothing', () => {
    const scheme = gradingScheme({ quotas: [cap(0.3)] });
    const grading = gradePool(scheme, poolOf(scheme, [91, 95, null, 93, 94, 70, 92, 85, 61, 50, 90.5]));
    expect(grading).toMatchObject({ size: 11, graded: 10, held: ['m003'], counts: { good: 3, fair: 4, plain: 2, poor: 1 }, warnings: [] });
    expect(grading.quotas[0]).toMatchObject({ limit: 3, used: 3, over: false, line: { id: 'm004', score: { shown: '93.00' } }, pushed: ['m007', 'm001', 'm011'], ties: [] });
    expect(grading.members[0]).toMatchObject({ bandGrade: 'good', grade: 'fair', rank: 5, moves: [{ by: 'quota', id: 'cap', from: 'good', to: 'fair' }] });
    expect(grading.members[2]).toMatchObject({ grade: null, rank: null, held: ['absent.no_figure'] });
  });

  test('a tie at the line: broken by the tie-break node, else all go below and the committee is told', () => {
    const nodes = [officer('score'), officer('regular')];
    const scheme = gradingScheme({ quotas: [cap(0.5)], tieBreak: ['regular'] }, nodes);
    const pool = (regular: (number | null)[]) => regular.map((value, at) => memberOf(scheme, `m${at}`, inputsOf({ officer: { score: 95, ...(value === null ? {} : { regular: value }) } })));
    const broken = gradePool(scheme, pool([80, 90, 85, 70]));
    expect(broken.members.map((member) => [member.grade, member.rank])).toEqual([['fair', 3], ['good', 1], ['good', 2], ['fair', 4]]);
    const tied = gradePool(scheme, pool([80, 90, 80, 80]));
    expect(tied.members.map((member) => [member.grade, member.rank, member.tie?.places ?? null])).toEqual([['fair', 2, 1], ['good', 1, null], ['fair', 2, 1], ['fair', 2, 1]]);
    expect(tied.quotas[0]).toMatchObject({ limit: 2, used: 1, over: false, ties: [{ quota: 'cap', ids: ['m0', 'm2', 'm3'], places: 1, from: 'good' }] });
    expect(tied.sharedRanks).toEqual([{ rank: 2, ids: ['m0', 'm2', 'm3'] }]);
    const unknown = gradePool(scheme, pool([80, null, 70, 60]));
    expect(unknown.quotas[0]?.ties[0]).toMatchObject({ places: 2, ids: ['m0', 'm1', 'm2', 'm3'] });
  });

  test('gates lower, unknown facts do not pass, vetoes cap, and both give their reason', () => {
    const scheme = gradingScheme({
      gates: [{ id: 'posts', title: { text: '班子配齐' }, grade: 'good', requires: { kind: 'compare', left: { of: 'fact', fact: 'posts' }, op: 'ge', right: 1 }, otherwise: 'fair' }],
      vetoes: [{ id: 'breach', title: { text: '违纪' }, question: 'breach', when: { kind: 'event', question: 'breach', withinMonths: 24 }, grade: 'plain' }],
    });
    const member = (id: string, facts: Record<string, number>, day?: string) => memberOf(scheme, id, inputsOf({ officer: { score: 95 }, facts, events: day ? [{ question: 'breach', matter: '', day, points: 0 }] : [] }));
    const grading = gradePool(scheme, [member('a', { posts: 1 }), member('b', { posts: 0 }), member('c', {}), member('d', { posts: 1 }, '2025-01-01'), member('e', { posts: 1 }, '2024-12-31')]);
    expect(grading.members.map((each) => each.grade)).toEqual(['good', 'fair', 'fair', 'plain', 'good']);
    expect(grading.members[1]!.gates).toEqual([{ gate: 'posts', grade: 'good', otherwise: 'fair', state: 'fails' }]);
    expect(grading.members[2]!.gates[0]!.state).toBe('unknown');
    expect(grading.members[3]).toMatchObject({ vetoCap: 'plain', vetoes: [{ veto: 'breach', question: 'breach', grade: 'plain' }], moves: [{ by: 'veto', id: 'breach', from: 'good', to: 'plain' }] });
  });

  test('a veto beats the score, and leaves its place in the cap to the next', () => {
    const scheme = gradingScheme({ quotas: [cap(0.5)], vetoes: [{ id: 'breach', title: { text: '违纪' }, question: 'breach', when: { kind: 'event', question: 'breach' }, grade: 'poor' }] });
    const pool = [97, 96, 95, 94].map((score, at) => memberOf(scheme, `m${at}`, inputsOf({ officer: { score }, events: at === 0 ? [{ question: 'breach', matter: '', day: '2026-06-01', points: 0 }] : [] })));
    expect(gradePool(scheme, pool).members.map((each) => each.grade)).toEqual(['poor', 'good', 'good', 'fair']);
  });

  test('limits that cannot all hold are named; a limit that lowering cannot meet is said', () => {
    const clash = gradingScheme({ quotas: [floor(0.9), floor(0.2, { id: 'top', grades: ['good'] })] });
    expect(infeasibleQuotas(clash, 10)).toEqual([{ code: 'quota.infeasible', at: 'grading/quotas/floor', params: { quotas: 'floor top', poolSize: 10 } }]);
    expect(infeasibleQuotas(gradingScheme({ quotas: [cap(0.3), floor(0.15)] }), 10)).toEqual([]);
    const capped = gradingScheme({ quotas: [cap(0.4, { id: 'upper', grades: ['good', 'fair'] }), cap(0.3, { id: 'lower', grades: ['plain', 'poor'] })] });
    expect(infeasibleQuotas(capped, 10)[0]?.params).toEqual({ quotas: 'lower upper', poolSize: 10 });
    const few = gradingScheme({ quotas: [cap(0.1, { id: 'poor-cap', grades: ['poor'] })] });
    const grading = gradePool(few, poolOf(few, [50, 50.5, 51, 70, 80, 90, 91, 92, 93, 94]));
    expect(grading.counts['poor']).toBe(3);
    expect(grading.warnings).toEqual([{ code: 'quota.unmet', at: 'grading/quotas/poor-cap', params: { quota: 'poor-cap', limit: 1, used: 3 } }]);
  });

  test('for every pool size 1–200: all are graded once, caps and floors hold, no better score sits below a worse one', () => {
    const scheme = gradingScheme({ quotas: [cap(0.3), floor(0.15), cap(0.7, { id: 'upper', grades: ['good', 'fair'], rounding: 'half_up' }), floor(0.05, { id: 'last', grades: ['plain', 'poor'] })] });
    const random = seededRandom(7);
    for (let size = 1; size <= 200; size += 1) {
      const scores = Array.from({ length: size }, () => 50 + Math.floor(random() * 200) / 4);
      const grading = gradePool(scheme, poolOf(scheme, scores));
      expect(Object.values(grading.counts).reduce((a, b) => a + b, 0)).toBe(size);
      for (const line of grading.quotas) expect([line.quota, line.over]).toEqual([line.quota, false]);
      expect(grading.warnings).toEqual([]);
      const order = ['good', 'fair', 'plain', 'poor'];
      const sorted = grading.members.map((member, at) => ({ score: scores[at]!, grade: order.indexOf(member.grade!) })).sort((a, b) => b.score - a.score);
      for (let i = 1; i < sorted.length; i += 1) expect(sorted[i]!.grade >= sorted[i - 1]!.grade).toBe(true);
    }
  });

  test('full use: without ties a cap is used up as far as scores allow', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 0, max: 100 }), (size, percent) => {
      const scheme = gradingScheme({ quotas: [cap(percent / 100)] });
      const scores = Array.from({ length: size }, (_, at) => 100 - at * 0.25);
      const able = scores.filter((score) => score >= 90).length;
      expect(gradePool(scheme, poolOf(scheme, scores)).counts['good']).toBe(Math.min(able, quotaLimit({ share: percent / 100, rounding: 'down' }, size)));
    }), { numRuns: 60 });
  });

  test('the order in which assessees are given changes nothing', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 55, max: 100 }), { minLength: 1, maxLength: 40 }), fc.integer(), (scores, seed) => {
      const scheme = gradingScheme({ quotas: [cap(0.3), floor(0.15), cap(0.5, { id: 'upper', grades: ['good', 'fair'] })] });
      const pool = poolOf(scheme, scores);
      const byId = (list: typeof pool) => new Map(gradePool(scheme, list).members.map((member) => [member.id, [member.grade, member.rank]]));
      expect(byId(shuffled(pool, seededRandom(seed)))).toEqual(new Map([...byId(pool)]));
    }), { numRuns: 60 });
  });
});
