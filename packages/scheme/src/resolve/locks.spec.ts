import { describe, expect, test } from '@jest/globals';
import type { Constraint, Layer } from '../layer.ts';
import { sampleScheme } from '../testing/index.ts';
import { describePath, locksAt } from './locks.ts';
import { type BaseLayer, resolveScheme } from './resolve-scheme.ts';

const WEIGHT = 'score/nodes/composite/inputs/ballots/weight';
const base: BaseLayer = { id: 'plugin', scheme: sampleScheme(), constraints: [{ kind: 'sum', path: 'score/nodes/composite/inputs', field: 'weight', equals: 100 }], tag: { text: '插件' } };
const layer = (id: string, constraints: Constraint[]): Layer => ({ format: 'shuping-layer@1', id, owner: { text: id }, tag: { text: id }, edits: [], constraints });
const province = layer('省', [{ kind: 'range', path: WEIGHT, min: 15, max: 35 }, { kind: 'keep', path: 'questions', ids: ['theme'] }]);
const school = layer('校', [{ kind: 'range', path: WEIGHT, min: 20 }, { kind: 'fixed', path: 'questions/hard' }, { kind: 'one_of', path: 'publicity/days', values: [5, 7] }, { kind: 'one_of', path: 'publicity/days', values: [7, 10] }]);

describe('R-B2 locks shown in the editor', () => {
  test('R-B2 the constraints on a value with their owners, upper first', () => {
    expect(locksAt(WEIGHT, base, [province, school]).map((l) => [l.constraint.kind, l.owner, l.tag])).toEqual([['sum', 'plugin', { text: '插件' }], ['range', '省', { text: '省' }], ['range', '校', { text: '校' }]]);
    expect(locksAt('questions/hard/title', base, [province, school]).map((l) => l.owner)).toEqual(['校']);
    expect(locksAt('questions/theme', base, [province]).map((l) => l.constraint.kind)).toEqual(['keep']);
    expect(locksAt('questions/theme/title', base, [province])).toEqual([]);
  });

  test('R-B2 what is left of a value when all locks are taken together', () => {
    const layers = [province, school];
    const at = (path: string, upper = layers): ReturnType<typeof describePath> => describePath(path, resolveScheme(base, layers), base, upper);
    expect(at(WEIGHT)).toMatchObject({ value: 30, origin: null, min: 20, max: 35, forbidden: { set: null, remove: '省' } });
    expect(at(WEIGHT, [province])).toMatchObject({ min: 15, max: 35 });
    expect(at('publicity/days')).toMatchObject({ values: [7] });
    expect(at('questions/hard/title').forbidden).toEqual({ set: '校', remove: '校' });
    expect(at('questions/theme').forbidden).toEqual({ set: null, remove: '省' });
    expect(at('score/nodes/composite').forbidden.remove).toBe('plugin');
    expect(at('questions/award').forbidden).toEqual({ set: null, remove: null });
  });
});
