import { describe, expect, test } from '@jest/globals';
import { publishProblems, resolveScheme, Scheme, type Layer } from '@shuping/scheme';
import { bottomOf, leanBase } from './lean-base.ts';
import { baseLayer, publishContext } from './publishing.ts';
import { sampleSector } from './testing/sample-sector.ts';
import { defineSector } from './define-sector.ts';

const sample = sampleSector();
const plugin = defineSector({ ...sample, constraints: [...sample.constraints, { kind: 'fixed', path: 'score/root' }] });
const layer = (id: string, more: Partial<Layer> = {}): Layer => ({ format: 'shuping-layer@1', id, owner: { text: id }, tag: { text: id }, edits: [], constraints: [], ...more });

describe('R-B5 a line whose first owner writes a scheme of its own', () => {
  test('the lean base is a scheme that lacks nothing but worked examples', () => {
    const { scheme, constraints } = leanBase(plugin);
    expect(Scheme.safeParse(scheme).success).toBe(true);
    expect(publishProblems(scheme, publishContext(plugin)).map((one) => one.code)).toEqual(['scheme.example-missing']);
    expect(resolveScheme({ ...leanBase(plugin) }, []).violations).toEqual([]);
    expect(constraints.some((one) => one.path.startsWith('score'))).toBe(false);
    expect(constraints).toEqual(expect.arrayContaining(plugin.constraints.filter((one) => one.path.startsWith('grading/quotas'))));
  });

  test('the score may be built anew there, and nowhere else', () => {
    const own = layer('county', { edits: [{ op: 'set', path: 'score/root', value: plugin.scheme.score.nodes.find((node) => node.kind === 'tally')!.id }] });
    expect(resolveScheme(leanBase(plugin), [own]).violations).toEqual([]);
    expect(resolveScheme(baseLayer(plugin), [own]).violations.map((one) => one.code)).toContain('layer.fixed-broken');
  });

  test('the first layer says which base its line stands on, those below cannot', () => {
    expect(bottomOf(plugin, [])).toEqual(baseLayer(plugin));
    expect(bottomOf(plugin, [layer('province'), layer('county', { base: 'lean' })])).toEqual(baseLayer(plugin));
    expect(bottomOf(plugin, [layer('province', { base: 'lean' }), layer('county')])).toEqual(leanBase(plugin));
  });

  test('locks of the first owner bind those below on the lean base too', () => {
    const province = layer('province', { base: 'lean', constraints: [{ kind: 'range', path: 'publicity/days', min: 7 }, { kind: 'fixed', path: 'score/root' }], edits: [{ op: 'set', path: 'publicity/days', value: 7 }] });
    const county = layer('county', { edits: [{ op: 'set', path: 'publicity/days', value: 5 }, { op: 'set', path: 'score/root', value: plugin.scheme.score.nodes.find((node) => node.kind === 'tally')!.id }] });
    expect(resolveScheme(leanBase(plugin), [province, county]).violations.map((one) => [one.code, one.layer])).toEqual(expect.arrayContaining([['layer.range-broken', 'county'], ['layer.fixed-broken', 'county']]));
  });
});
