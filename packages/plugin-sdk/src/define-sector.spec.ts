import { describe, expect, test } from '@jest/globals';
import { resolveScheme } from '@shuping/scheme';
import { defineSector, parseSector, PluginError } from './define-sector.ts';
import { loadPlugins } from './load-plugins.ts';
import { baseLayer } from './publishing.ts';
import type { SectorManifest } from './manifest.schema.ts';
import { sampleSector } from './testing/sample-sector.ts';

const edited = (change: Partial<SectorManifest>): SectorManifest => ({ ...sampleSector(), ...change });

describe('R-B1 defineSector', () => {
  test('gives a deep-frozen plugin and leaves the manifest alone', () => {
    const manifest = sampleSector();
    const plugin = defineSector(manifest);
    expect(Object.isFrozen(plugin.scheme.score.nodes[0])).toBe(true);
    expect(Object.isFrozen(manifest.scheme.score.nodes[0])).toBe(false);
    expect(() => { (plugin.scheme.grading.quotas[0] as { share: number }).share = 1; }).toThrow(TypeError);
  });

  test('the hash is that of the content: equal for equal data, another for one changed figure or check version', () => {
    const hash = defineSector(sampleSector()).hash;
    expect(defineSector(sampleSector()).hash).toBe(hash);
    const other = sampleSector();
    other.scheme.grading.quotas[0]!.share = 0.29;
    expect(defineSector(other).hash).not.toBe(hash);
    expect(defineSector(edited({ checks: [{ ...sampleSector().checks[0]!, id: 'sample.own@2' }] })).hash).not.toBe(hash);
  });

  test.each([
    ['scheme/score/nodes/base/inputs/tally_first/weight', (m: SectorManifest) => void ((m.scheme.score.nodes[1] as unknown as { inputs: { weight: unknown }[] }).inputs[0]!.weight = '30')],
    ['scheme/grading/quotas/cap/kind', (m: SectorManifest) => void ((m.scheme.grading.quotas[0] as { kind: unknown }).kind = 'share')],
    ['roles/sample_reader/cells/0/action', (m: SectorManifest) => void ((m.roles[0]!.cells[0] as { action: unknown }).action = 'fly')],
    ['checks/sample.own@1/run', (m: SectorManifest) => void ((m.checks[0] as { run: unknown }).run = 'code')],
    ['scheme/sector', (m: SectorManifest) => void (m.scheme.sector = 'other')],
  ])('names the exact place: %s', (at, plant) => {
    const manifest = sampleSector();
    plant(manifest);
    expect(parseSector(manifest)).toMatchObject({ ok: false, error: { code: 'plugin.invalid', at, params: { plugin: 'sample' } } });
    expect(() => defineSector(manifest)).toThrow(PluginError);
  });

  test('refuses an id given twice', () => {
    const twice = sampleSector().duties[0]!;
    expect(parseSector(edited({ duties: [twice, twice] }))).toMatchObject({ ok: false, error: { at: 'duties/office', issues: [{ code: 'plugin.id-twice' }] } });
  });
});

describe('R-B1 loadPlugins', () => {
  const sample = defineSector(sampleSector());

  test('gives roles clipped to their plugin, checks and words of all', () => {
    const loaded = loadPlugins([sample]);
    if (!loaded.ok) throw new Error(loaded.error.code);
    expect(loaded.value.roles.map((role) => [role.id, role.plugin])).toEqual([['sample_reader', 'sample']]);
    expect(loaded.value.get('sample')?.hash).toBe(sample.hash);
    expect(loaded.value.catalogue('en')['sample.cap']).toBe('cap');
  });

  test('refuses the same plugin twice, another API version and content that is not what its hash says', () => {
    expect(loadPlugins([sample, sample])).toMatchObject({ ok: false, error: { code: 'plugin.duplicate', at: 'plugins/1', params: { plugin: 'sample' } } });
    expect(loadPlugins([{ ...sample, apiVersion: 2 }])).toMatchObject({ ok: false, error: { code: 'plugin.api-version', params: { plugin: 'sample', given: '2', supported: 1 } } });
    expect(loadPlugins([{ ...sample, version: '1.0.1' }])).toMatchObject({ ok: false, error: { code: 'plugin.changed' } });
    expect(loadPlugins([null])).toMatchObject({ ok: false, error: { code: 'plugin.api-version', params: { plugin: '0' } } });
  });

  test('the base of a line resolves without violations', () => {
    expect(resolveScheme(baseLayer(sample), []).violations).toEqual([]);
  });
});
