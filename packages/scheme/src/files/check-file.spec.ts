import { describe, expect, test } from '@jest/globals';
import { sampleScheme } from '../testing/index.ts';
import { checkScheme, freeContext, resolveFiles } from './check-file.ts';
import { readSchemeFile } from './read-file.ts';

const scheme = JSON.stringify(sampleScheme());
const layer = (id: string, months: number): string => JSON.stringify({ format: 'shuping-layer@1', id, owner: { text: id }, tag: { text: id }, edits: [{ op: 'set', path: 'minMonthsInPost', value: months }], constraints: [] });
const named = (...texts: string[]) => texts.map((text, at) => ({ name: `f${at}`, text }));
const codes = (files: readonly string[]): unknown[] => {
  const read = resolveFiles(named(...files), null);
  return read.ok ? [] : read.error.map(({ code, file }) => [code, file]);
};

describe('R-B7 folding files', () => {
  test('layers stand on the scheme file that comes first, upper first', () => {
    const read = resolveFiles(named(scheme, layer('county', 3), layer('town', 4)), null);
    expect(read.ok && [read.value.base.id, read.value.layers.map((one) => one.id), read.value.resolution.scheme?.minMonthsInPost]).toEqual(['sample', ['county', 'town'], 4]);
    const over = resolveFiles(named(layer('county', 3)), { id: 'plugin', scheme: sampleScheme(), constraints: [], tag: { text: 'p' } });
    expect(over.ok && [over.value.base.id, over.value.resolution.violations]).toEqual(['plugin', []]);
  });

  test('a layer twice, a scheme twice or not first, and no scheme at all are named with their file', () => {
    expect(codes([scheme, layer('county', 3), layer('town', 3), layer('county', 4)])).toEqual([['file.layer-twice', 'f3']]);
    expect(codes([scheme, scheme])).toEqual([['file.base-twice', 'f1']]);
    expect(codes([layer('county', 3), scheme])).toEqual([['file.base-twice', 'f1']]);
    expect(codes([layer('county', 3)])).toEqual([['file.base-missing', undefined]]);
    expect(codes([])).toEqual([['file.base-missing', undefined]]);
    expect(resolveFiles(named(scheme), { id: 'plugin', scheme: sampleScheme(), constraints: [], tag: { text: 'p' } }).ok).toBe(false);
  });

  test('a file that is none keeps its name in every finding; newer formats are told from unknown ones', () => {
    expect(codes([scheme, '{', '{"format":"shuping-layer@2"}', '{"format":"other@1"}', '[]'])).toEqual([['file.not-json', 'f1'], ['file.format-newer', 'f2'], ['file.format-unknown', 'f3'], ['file.format-unknown', 'f4']]);
    expect(readSchemeFile('{"format":"shuping-scheme@0"}')).toMatchObject({ ok: false, error: [{ code: 'file.format-unknown' }] });
  });

  test('R-B8 the check says what the gate, the linter and the burden estimate say; roles and checks that a scheme names are known without a plugin', () => {
    const whole = sampleScheme();
    const context = freeContext(whole, () => ({ score: '90.07', grade: 'good', nodes: {} }));
    expect([...new Set(context.roles)].sort()).toEqual(['leader', 'office']);
    expect(context.checks).toEqual(['length@1']);
    const clean = checkScheme(whole, context);
    expect(clean.findings).toEqual([]);
    const weights = checkScheme({ ...whole, score: { ...whole.score, nodes: whole.score.nodes.map((node) => (node.id === 'composite' && node.kind === 'weighted_sum' ? { ...node, total: 99 } : node)) } }, context);
    expect(weights.findings.length).toBeGreaterThan(0);
    expect(weights.hash).not.toBe(clean.hash);
  });
});
