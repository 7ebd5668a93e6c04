import { isPathUnder, K_ANONYMITY, lintScheme, publishProblems, resolveScheme, valueAt, type BaseLayer, type Scheme, type Violation } from '@shuping/scheme';
import { resolveText } from '@shuping/kernel';
import { leanBase } from '../lean-base.ts';
import { leaves } from '../leaves.ts';
import type { SectorManifest } from '../manifest.schema.ts';
import { baseLayer, publishContext } from '../publishing.ts';
import { finding, type Finding } from './findings.ts';

/** Limits of the product that a sector's constraints must keep for the layers below. */
const MUST_LOCK = ['grading/quotas', 'grading/vetoes', 'score/nodes'] as const;

/** Missing words belong to the texts; words still to be written are no fault of the code, and the gate keeps them from being published (`unwritten` lists them). */
const ELSEWHERE: ReadonlySet<string> = new Set(['scheme.text-missing', 'scheme.to-fill']);

/** The scheme by itself: everything that would stop publishing (scheme.*: weights, absence, examples, references …), and formal indicators (lint.formalism). */
export function publishFindings(plugin: SectorManifest): Finding[] {
  const problems = publishProblems(plugin.scheme, publishContext(plugin));
  const warnings = (['zh-CN', 'en'] as const).flatMap((locale) => lintScheme(plugin.scheme, (text) => resolveText(text, plugin.catalogues[locale])));
  return [
    ...problems.filter((problem) => !ELSEWHERE.has(problem.code)).map((problem) => finding(problem.code, `scheme/${problem.path}`, problem.params)),
    ...warnings.map((warning) => finding(warning.code, `scheme/${warning.path}`, { kind: warning.kind, words: warning.words })),
  ];
}

/** Locks: lock.unknown-path, lock.broken (the default breaks the plugin's own lock), lock.none (nothing locked where the product must be able to rely on it). */
export function lockFindings(plugin: SectorManifest): Finding[] {
  const unknown = plugin.constraints.filter((constraint) => valueAt(plugin.scheme, constraint.path) === undefined);
  const base = { id: plugin.id, scheme: plugin.scheme, constraints: plugin.constraints.filter((constraint) => !unknown.includes(constraint)), tag: plugin.title };
  const broken = resolveScheme(base, []).violations;
  const open = MUST_LOCK.filter((path) => !plugin.constraints.some((constraint) => isPathUnder(constraint.path, path)));
  return [
    ...unknown.map((constraint) => finding('lock.unknown-path', constraint.path, { kind: constraint.kind })),
    ...broken.map((violation) => finding('lock.broken', violation.path, { code: violation.code })),
    ...open.map((path) => finding('lock.none', path)),
  ];
}

/** The lean base, on which an owner writes a scheme of its own: everything but worked examples that would stop publishing there, and locks that it breaks (lean.*); what is wrong with the default already is said there. */
export function leanFindings(plugin: SectorManifest): Finding[] {
  const found = (base: BaseLayer): Violation[] => [...publishProblems(base.scheme, publishContext(plugin)), ...resolveScheme(base, []).violations];
  const known = new Set(found(baseLayer(plugin)).map(({ code, path }) => `${code} ${path}`));
  return found(leanBase(plugin))
    .filter(({ code, path }) => code !== 'scheme.example-missing' && !ELSEWHERE.has(code) && !known.has(`${code} ${path}`))
    .map(({ code, path, params }) => finding(`lean.${code}`, path, params));
}

/** Content that a sector must bring (R-B1): content.questions (12), content.groups (3), content.bonus, content.deduction, content.veto, content.examples (3), content.small-group (a group that may open with fewer than 5 heads). */
export function contentFindings(plugin: SectorManifest): Finding[] {
  const { questions, groups, examples, grading, score } = plugin.scheme;
  const least = (code: string, at: string, count: number, wanted: number): Finding[] => (count >= wanted ? [] : [finding(code, at, { count, wanted })]);
  const voting = new Set(score.nodes.flatMap((node) => (node.kind === 'tally' ? [node.group] : [])));
  return [
    ...least('content.questions', 'scheme/questions', questions.length, 12),
    ...least('content.groups', 'scheme/groups', groups.filter((group) => voting.has(group.id)).length, 3),
    ...least('content.bonus', 'scheme/score/nodes', score.nodes.filter((node) => node.kind === 'events' && node.sign === 'plus' && node.cap !== undefined).length, 1),
    ...least('content.deduction', 'scheme/score/nodes', score.nodes.filter((node) => node.kind === 'events' && node.sign === 'minus').length, 1),
    ...least('content.veto', 'scheme/grading/vetoes', grading.vetoes.length, 1),
    ...groups.filter((group) => group.minHeads < K_ANONYMITY).map((group) => finding('content.small-group', `scheme/groups/${group.id}/minHeads`, { minHeads: group.minHeads })),
    ...least('content.examples', 'scheme/examples', examples.length, 3),
  ];
}

const NOT_FIGURES = ['examples', 'notes'];

/** Every figure has a source note: figure.no-source, and source.unknown-path for a note about nothing. */
export function figureFindings(plugin: SectorManifest): Finding[] {
  const scheme: Scheme = plugin.scheme;
  const paths = Object.keys(plugin.sources);
  const figures = leaves(scheme).filter((leaf) => typeof leaf.value === 'number' && !NOT_FIGURES.some((root) => isPathUnder(leaf.path, root)));
  return [
    ...paths.filter((path) => valueAt(scheme, path) === undefined).map((path) => finding('source.unknown-path', `sources/${path}`)),
    ...figures.filter((figure) => !paths.some((path) => isPathUnder(figure.path, path))).map((figure) => finding('figure.no-source', `scheme/${figure.path}`)),
  ];
}

/** Ids carry the sector's name where they meet others': id.prefix. */
export function idFindings(plugin: SectorManifest): Finding[] {
  const wrong = (ids: readonly string[], prefix: string, at: string): Finding[] => ids.filter((id) => !id.startsWith(prefix)).map((id) => finding('id.prefix', `${at}/${id}`, { prefix }));
  return [
    ...wrong(plugin.checks.map((check) => check.id), `${plugin.id}.`, 'checks'),
    ...wrong(plugin.roles.map((role) => role.id), `${plugin.id}_`, 'roles'),
    ...wrong([plugin.scheme.id], `${plugin.id}-`, 'scheme'),
  ];
}
