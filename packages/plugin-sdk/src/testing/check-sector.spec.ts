import { describe, expect, test } from '@jest/globals';
import type { PluginCheck } from '@shuping/report-checks';
import type { SectorManifest } from '../manifest.schema.ts';
import { checkSector, type SectorEvidence } from './check-sector.ts';
import { sampleSector } from './sample-sector.ts';

type Draft = { -readonly [K in keyof SectorManifest]: SectorManifest[K] };

/** Findings in the sample after one planted fault. */
function faults(plant: (draft: Draft) => void, evidence: SectorEvidence = {}): string[] {
  const draft: Draft = sampleSector();
  plant(draft);
  return checkSector(draft, evidence).map((found) => `${found.code} ${found.at}`);
}

const check = (run: PluginCheck['run']) => (draft: Draft) => void (draft.checks = [{ id: 'sample.own@1', run }]);
const node = (draft: Draft, id: string): Record<string, unknown> => draft.scheme.score.nodes.find((candidate) => candidate.id === id) as unknown as Record<string, unknown>;

describe('R-B1 the conformance kit finds each planted fault', () => {
  test('nothing in the sample itself', () => expect(faults(() => undefined)).toEqual([]));

  test('a manifest that the schema refuses, with the exact place', () => {
    expect(faults((draft) => void (node(draft, 'base')['total'] = 'hundred'))).toEqual(['manifest.invalid scheme/score/nodes/base/total']);
  });

  test('weights that do not sum', () => {
    expect(faults((draft) => void (draft.constraints = draft.constraints.filter((c) => c.kind !== 'sum'), ((node(draft, 'base')['inputs'] as { weight: number }[])[0]!.weight = 31)))).toContain('scheme.weight-sum scheme/score/nodes/base/inputs');
  });

  test('no rule for an absent part', () => {
    expect(faults((draft) => void delete (node(draft, 'base')['inputs'] as { absence?: unknown }[])[1]!.absence)).toContain('scheme.absence-missing scheme/score/nodes/base/inputs/tally_second');
  });

  test.each(['zh-CN', 'en'] as const)('a text missing in %s', (locale) => {
    expect(faults((draft) => void delete (draft.catalogues[locale] as Record<string, string>)['sample.stop'])).toContain('text.missing scheme/questions/stop/title');
  });

  test('a place in one locale only, and a key outside the sector', () => {
    expect(faults((draft) => void (draft.catalogues.en['sample.cap'] = 'at most {{n}}'))).toEqual(['text.places catalogues/sample.cap']);
    expect(faults((draft) => { draft.catalogues.en['other.x'] = 'x'; draft.catalogues['zh-CN']['other.x'] = 'x'; })).toEqual(['text.prefix catalogues/other.x']);
  });

  test('roles that reach further than their sector', () => {
    const withCell = (cell: SectorManifest['roles'][number]['cells'][number]) => faults((draft) => void (draft.roles = [{ id: 'sample_reader', plugin: 'sample', cells: [cell] }]));
    expect(withCell({ action: 'manage', subject: 'all' })).toEqual(['permission.everything roles/sample_reader/cells/0']);
    expect(withCell({ action: ['read'], subject: ['Person'] })).toEqual(['permission.outside-sector roles/sample_reader/cells/0']);
    expect(withCell({ action: ['read'], subject: ['Audit'] })).toEqual(['permission.platform roles/sample_reader/cells/0']);
    expect(withCell({ action: ['decide'], subject: ['Grading'] })).toEqual(['permission.core-office roles/sample_reader/cells/0']);
    expect(faults((draft) => void (draft.roles = [{ id: 'sample_reader', plugin: 'other', cells: [] }]))).toEqual(['manifest.invalid roles/sample_reader/plugin']);
  });

  test('locks on nothing, broken by the default, or none at all', () => {
    expect(faults((draft) => void (draft.constraints = [...draft.constraints, { kind: 'fixed', path: 'grading/quotas/other/share' }]))).toEqual(['lock.unknown-path grading/quotas/other/share']);
    expect(faults((draft) => void (draft.scheme.grading.quotas[0]!.share = 0.4))).toEqual(['lock.broken grading/quotas/cap/share']);
    expect(faults((draft) => void (draft.constraints = []))).toEqual(['lock.none grading/quotas', 'lock.none grading/vetoes', 'lock.none score/nodes']);
  });

  test('a worked example that the engine does not confirm', () => {
    expect(faults((draft) => void (draft.scheme.examples[0]!.expect.score = '80.01'))).toEqual(['scheme.example-differs scheme/examples/middle/expect/score']);
  });

  test('too little content, a group that could open too small', () => {
    expect(faults((draft) => void draft.scheme.questions.shift())).toEqual(['content.questions scheme/questions']);
    expect(faults((draft) => void draft.scheme.examples.pop())).toEqual(['content.examples scheme/examples']);
    expect(faults((draft) => void (draft.scheme.groups[2]!.minHeads = 4))).toEqual(['content.small-group scheme/groups/third/minHeads']);
  });

  test('a figure without a source, and a source of nothing', () => {
    expect(faults((draft) => void delete draft.sources['minMonthsInPost'])).toEqual(['figure.no-source scheme/minMonthsInPost']);
    expect(faults((draft) => void (draft.sources['score/nodes/other'] = 'S05'))).toEqual(['source.unknown-path sources/score/nodes/other']);
  });

  test('ids without the sector\'s name, roles and checks that do not exist', () => {
    expect(faults((draft) => void (draft.scheme.id = 'scheme'))).toEqual(['id.prefix scheme/scheme']);
    expect(faults((draft) => void (draft.scheme.vetting[0]!.role = 'nobody'))).toEqual(['scheme.role-unknown scheme/vetting/step/role']);
    expect(faults((draft) => void (draft.scheme.report.checks[1]!.check = 'sample.other@1'))).toEqual(['scheme.check-unknown scheme/report/checks/own/check']);
  });

  test('an indicator that counts meetings', () => {
    expect(faults((draft) => void (draft.catalogues['zh-CN']['sample.plus'] = '召开专题会议次数'))).toContain('lint.formalism scheme/questions/plus/title');
  });
});

describe('R-B1 R-E2 the conformance kit runs the checks', () => {
  test('chance, state and time in a check', () => {
    let calls = 0;
    expect(faults(check(() => [{ check: 'sample.own@1', level: 'advise', code: 'own', params: { n: calls++ } }]))).toEqual(['check.nondeterministic checks/sample.own@1']);
    let time = 0;
    const slow = check((report) => { time += report.sections.length === 0 ? 0 : 1000; return []; });
    expect(faults(slow, { now: () => (time += 1) })).toEqual(['check.slow checks/sample.own@1']);
  });

  test('a check that throws, points outside it or says what has no words', () => {
    expect(faults(check((report) => [report.sections[0]!.id].map(() => ({ check: 'sample.own@1', level: 'advise', code: 'own', params: {} }))))).toEqual(['check.throws checks/sample.own@1']);
    expect(faults(check((report) => report.sections.slice(0, 1).map((s) => ({ check: 'sample.own@1', level: 'advise', code: 'own', params: {}, sectionId: s.id, start: 0, end: s.text.length + 1 }))))).toContain('check.place checks/sample.own@1');
    expect(faults(check((report) => report.sections.slice(0, 1).map((s) => ({ check: 'sample.own@1', level: 'advise', code: 'mute', params: {}, sectionId: s.id }))))).toContain('check.code checks/sample.own@1');
  });

  test.each([
    ["import { readFileSync } from 'node:fs';", ['source.io a.ts:1', 'source.import a.ts:1']],
    ["const answer = await fetch('x');", ['source.io a.ts:1']],
    ['const home = process.env;', ['source.io a.ts:1']],
    ['\nconst now = Date.now();', ['source.io a.ts:2']],
    ['const chance = Math.random();', ['source.io a.ts:1']],
    ["import { z } from 'zod';", ['source.import a.ts:1']],
    ["import { defineSector } from '@shuping/plugin-sdk';\nimport { t } from './text.ts';", []],
  ])('sources: %j', (text, expected) => {
    expect(faults(() => undefined, { files: { 'a.ts': text } })).toEqual(expected);
  });
});
