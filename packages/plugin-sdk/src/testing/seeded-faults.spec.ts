import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { sentences, type PluginCheck } from '@shuping/report-checks';
import type { SectorManifest } from '../manifest.schema.ts';
import { checkSector, type SectorEvidence } from './check-sector.ts';
import { sampleSector } from './sample-sector.ts';
import { reachesOf } from './watch.ts';

type Draft = { -readonly [K in keyof SectorManifest]: SectorManifest[K] };
type Run = PluginCheck['run'];

/** What the kit says of the sample after one planted fault. */
function named(plant: (draft: Draft) => void, evidence: SectorEvidence = {}): string[] {
  const draft: Draft = sampleSector();
  plant(draft);
  return checkSector(draft, evidence).map((found) => [found.code, found.at, ...(found.params?.['token'] === undefined ? [] : [found.params['token']])].join(' '));
}

const CHECK = 'checks/sample.own@1';
const runs = (run: Run) => (draft: Draft) => void (draft.checks = [{ id: 'sample.own@1', run }]);
const own = (params: Record<string, number> = {}) => ({ check: 'sample.own@1', level: 'advise' as const, code: 'own', params });
const role = (...cells: SectorManifest['roles'][number]['cells']) => (draft: Draft) => void (draft.roles = [{ id: 'sample_reader', plugin: 'sample', cells }]);
/** A reach that swallows the refusal, as a sly plugin would. */
const sly = (reach: () => unknown): Run => () => {
  try {
    void reach();
  } catch {
    return [];
  }
  return [];
};

const answersOnce = (): Run => {
  let calls = 0;
  return () => [own({ calls: (calls += 1) })];
};

/** Answers by what the report before it was: the same twice in a row, another in another order. */
const remembers = (): Run => {
  let before = '';
  let last = '';
  return (report) => {
    const now = JSON.stringify(report.sections.length);
    if (now !== last) [before, last] = [last, now];
    return before === '' ? [] : [own({ before: Number(before) })];
  };
};

/** Compares every pair of characters. */
const everyPair: Run = (report) => {
  const text = report.sections.map((section) => section.text).join('');
  let same = 0;
  for (const a of text) for (const b of text) if (a === b) same += 1;
  return same < 0 ? [own()] : [];
};

describe('R-B1 faults planted in a plugin are found and named', () => {
  test.each<[string, Run, string]>([
    ['another answer when asked again', answersOnce(), `check.nondeterministic ${CHECK}`],
    ['an answer that depends on the report before', remembers(), `check.nondeterministic ${CHECK}`],
    ['dice', () => [own({ n: Math.random() })], `check.chance ${CHECK} Math.random`],
    ['the clock', () => [own({ n: Date.now() })], `check.chance ${CHECK} Date`],
    ['today', () => [own({ n: new Date().getTime() })], `check.chance ${CHECK} Date`],
    ['a stopwatch', () => [own({ n: performance.now() })], `check.chance ${CHECK} performance`],
  ])('non-determinism: %s', (_name, run, expected) => expect(named(runs(run))).toEqual([expected]));

  test('non-determinism: a manifest that reads differently each time', () => {
    let turn = 0;
    expect(named((draft) => Object.defineProperty(draft, 'version', { get: () => `1.0.${(turn += 1)}`, enumerable: true, configurable: true }))).toEqual(['manifest.nondeterministic scheme']);
  });

  test('the time budget is exceeded, by a real clock', () => {
    expect(named(runs(everyPair), { now: () => performance.now() })).toEqual([`check.slow ${CHECK}`]);
    expect(named(runs((report) => report.sections.flatMap((section) => sentences(section.text)).length < 0 ? [own()] : []), { now: () => performance.now() })).toEqual([]);
  });

  test('weights do not sum, in a sum and in a ballot', () => {
    const loosened = (draft: Draft) => void (draft.constraints = draft.constraints.filter((constraint) => constraint.kind !== 'sum').concat({ kind: 'fixed', path: 'score/nodes/total/max' }));
    expect(named((draft) => {
      loosened(draft);
      const base = draft.scheme.score.nodes.find((node) => node.id === 'base');
      if (base?.kind === 'weighted_sum') base.inputs[0]!.weight = 29;
    })).toEqual(['scheme.weight-sum scheme/score/nodes/base/inputs']);
    expect(named((draft) => {
      const tally = draft.scheme.score.nodes.find((node) => node.id === 'tally_first');
      if (tally?.kind === 'tally') tally.items[0]!.weight = 99;
    })).toEqual(['scheme.weight-sum scheme/score/nodes/tally_first/items']);
  });

  test.each(['zh-CN', 'en'] as const)('a text is missing in %s, or blank', (locale) => {
    const words = (draft: Draft): Record<string, string> => draft.catalogues[locale];
    expect(named((draft) => void delete words(draft)['sample.role.office'])).toEqual(['text.missing duties/office/title']);
    expect(named((draft) => void (words(draft)['sample.finding.own'] = ' '))).toEqual(['text.missing catalogues/sample.finding.own']);
  });

  test.each<[string, SectorManifest['roles'][number]['cells'][number], string]>([
    ['everything', { action: 'manage', subject: 'all' }, 'permission.everything'],
    ['persons of all sectors', { action: ['read'], subject: ['Report', 'Person'] }, 'permission.outside-sector'],
    ['the audit log', { action: ['read'], subject: ['Audit'] }, 'permission.platform'],
    ['sealing a grade', { action: ['decide'], subject: ['Grading'] }, 'permission.core-office'],
  ])('a permission outside its sector: %s', (_name, cell, code) => expect(named(role(cell))).toEqual([`${code} roles/sample_reader/cells/0`]));

  test('a role of another sector is no manifest at all', () => {
    expect(named((draft) => void (draft.roles = [{ id: 'sample_reader', plugin: 'school', cells: [{ action: ['read'], subject: ['Report'] }] }]))).toEqual(['manifest.invalid roles/sample_reader/plugin']);
  });

  test('a lock broken by the plugin\'s own default layer', () => {
    expect(named((draft) => void (draft.scheme.grading.quotas[0]!.share = 0.31))).toEqual(['lock.broken grading/quotas/cap/share']);
    expect(named((draft) => void (draft.constraints = [...draft.constraints, { kind: 'keep', path: 'groups', ids: ['fourth'] }]))).toEqual(['lock.broken groups']);
  });

  test.each<[string, () => unknown, string]>([
    ['files', () => process.getBuiltinModule('node:fs').readFileSync('/etc/hostname', 'utf8'), 'process'],
    ['the environment', () => process.env['HOME'], 'process'],
    ['the network', () => fetch('http://127.0.0.1:9/'), 'fetch'],
    ['a socket', () => new WebSocket('ws://127.0.0.1:9/'), 'WebSocket'],
    ['a timer', () => setTimeout(() => undefined, 1), 'setTimeout'],
    ['work for later', () => queueMicrotask(() => undefined), 'queueMicrotask'],
    ['the terminal', () => Reflect.get(globalThis, 'console'), 'console'],
    ['by another name', () => (globalThis as unknown as Record<string, unknown>)['set' + 'Interval'], 'setInterval'],
  ])('I/O while a check runs: %s', (_name, reach, token) => expect(named(runs(sly(reach)))).toEqual([`check.io ${CHECK} ${token}`]));

  test.each([
    ["import fs from 'fs';", ['source.import a.ts:1']],
    ["export { readFileSync } from 'node:fs';", ['source.io a.ts:1 node:', 'source.import a.ts:1']],
    ['const later = setTimeout;', ['source.io a.ts:1 timer']],
    ['const net = fetch;', ['source.io a.ts:1 fetch']],
    ['const os = process.platform;', ['source.io a.ts:1 process']],
    ["const fs = await import('./' + name);", ['source.io a.ts:1 import()']],
    ["// fetch by hand\nconst words = 'a process, fetched in a window'; /* setTimeout */", []],
  ])('I/O in the sources: %j', (text, expected) => expect(named(() => undefined, { files: { 'a.ts': text } })).toEqual(expected));

  test.each<[string, Run]>([
    ['the report', (report) => { (report.sections as unknown[]).push({}); return []; }],
    ['a section, swallowing the refusal', (report) => { for (const section of report.sections) { try { (section as { text: string }).text = ''; } catch { return []; } } return []; }],
    ['the parameters', (_report, params) => { (params as Record<string, unknown>)['seen'] = true; return []; }],
    ['the context', (_report, _params, ctx) => { (ctx.mustAnswer as unknown[]).splice(0, 1, {}); return []; }],
  ])('mutation of frozen input: %s', (_name, run) => expect(named(runs(run))).toEqual([`check.writes ${CHECK}`]));

  test('the world is whole again after a check has reached for it', () => {
    expect(reachesOf(() => void fetch).map((reach) => reach.token)).toEqual(['fetch']);
    expect([typeof fetch, typeof setTimeout, typeof process.version, Number.isFinite(Date.now()), Math.random() < 1, performance.now() > 0]).toEqual(['function', 'function', 'string', true, true, true]);
    expect(reachesOf(() => { if (new Date('2026-01-01').getTime() !== Date.UTC(2026, 0, 1)) throw new Error('given days are read'); })).toEqual([]);
    expect(readFileSync(new URL('./watch.ts', import.meta.url), 'utf8')).toContain('reachesOf');
  });
});
