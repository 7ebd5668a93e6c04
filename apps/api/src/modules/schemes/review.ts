import type { SchemeIssue, SchemeReview } from '@shuping/contracts';
import { bottomOf, publishContext, type SectorPlugin } from '@shuping/plugin-sdk';
import { burdenOf, lintScheme, originAt, publishProblems, resolveScheme, schemeHash, type Layer, type Scheme, type Violation } from '@shuping/scheme';

export type ReviewInput = {
  readonly plugin: SectorPlugin;
  /** all layers, top first */
  readonly layers: readonly Layer[];
  /** the layers whose constraints are shown as locks; for the editor of a layer those above it */
  readonly locking: readonly Layer[];
  /** effective scheme of the year before, if that year had one of its own */
  readonly before: Scheme | null;
};

/** Everything the rules say about a line (R-B2, R-B8, R-J3): the same for preview, publishing and the resolved view. Pure. */
export function reviewOf({ plugin, layers, locking, before }: ReviewInput): SchemeReview {
  const base = bottomOf(plugin, layers);
  const { scheme, provenance, violations } = resolveScheme(base, layers);
  const layerAt = (path: string): string => originAt(provenance, path)?.layer ?? base.id;
  const problems = scheme ? publishProblems(scheme, publishContext(plugin, layerAt)) : [];
  const words = plugin.catalogues['zh-CN'];
  const failing = new Set(problems.filter((one) => one.code === 'scheme.example-differs').map((one) => one.path.split('/')[1]));
  const total = scheme?.examples.length ?? 0;
  const ran = scheme !== null && !problems.some((one) => one.code !== 'scheme.example-differs');
  return {
    scheme,
    hash: scheme && schemeHash(scheme),
    provenance: Object.fromEntries(Object.entries(provenance).map(([path, origin]) => [path, { layer: origin.layer, replaced: [...origin.replaced] }])),
    violations: violations.map(issueOf),
    problems: problems.map(issueOf),
    locks: [base, ...locking].flatMap(({ id, tag, constraints }) => constraints.map((constraint) => ({ constraint, owner: id, tag }))),
    lint: scheme ? lintScheme(scheme, (text) => ('text' in text ? text.text : (words[text.key] ?? ''))) : [],
    burden: scheme && burdenOf(scheme) as SchemeReview['burden'],
    burdenBefore: before && burdenOf(before) as SchemeReview['burden'],
    examples: { total, passed: ran || failing.size > 0 ? total - failing.size : 0 },
  };
}

function issueOf({ code, path, layer, params }: Violation): SchemeIssue {
  return { code, path, layer, ...(params ? { params: { ...params } } : {}) };
}
