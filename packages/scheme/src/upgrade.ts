import { deepEqual } from './deep-equal.ts';
import { diffSchemes, type SchemeChange } from './diff-schemes.ts';
import type { Scheme } from './model/scheme.ts';
import { isPathUnder, valueAt } from './path.ts';

/** One difference that an upgrade meets. `who`: changed above, changed by the own layer, by both alike, or by both differently, so that somebody has to choose. */
export type UpgradeChange = { readonly path: string; readonly who: 'upstream' | 'own' | 'both' | 'conflict'; readonly base: unknown; readonly own: unknown; readonly upstream: unknown };

/** Three-way difference (R-B4): `base` is what both began from, `own` what the lower layer made of it, `upstream` the newer version above. In the order of the own differences, then the others. */
export function threeWay(base: Scheme, own: Scheme, upstream: Scheme): UpgradeChange[] {
  const [mine, theirs] = [diffSchemes(base, own), diffSchemes(base, upstream)];
  const paths = new Set([...mine, ...theirs].map(placeOf));
  const outermost = [...paths].filter((path) => ![...paths].some((other) => other !== path && isPathUnder(path, other)));
  return outermost.map((path): UpgradeChange => {
    const [was, here, there] = [valueOf(base, path), valueOf(own, path), valueOf(upstream, path)];
    const touched = { own: mine.some((one) => isPathUnder(placeOf(one), path)), upstream: theirs.some((one) => isPathUnder(placeOf(one), path)) };
    const who = touched.own && touched.upstream ? (deepEqual(here, there) ? 'both' : 'conflict') : touched.own ? 'own' : 'upstream';
    return { path, who, base: was, own: here, upstream: there };
  });
}

const ORDER = '/_order';

function placeOf(change: SchemeChange): string {
  return change.kind === 'reordered' ? `${change.path}${ORDER}` : change.path;
}

function valueOf(scheme: Scheme, path: string): unknown {
  if (!path.endsWith(ORDER)) return valueAt(scheme, path);
  const list = valueAt(scheme, path.slice(0, -ORDER.length));
  return Array.isArray(list) ? list.map((member: unknown) => (typeof member === 'string' ? member : (member as { id?: string }).id)) : undefined;
}

/** What one report has written: sections with an answer in them. */
export type WrittenReport = { readonly id: string; readonly sections: readonly { readonly id: string; readonly text: string }[] };

/** What a newer version does to a cycle, in heads. `kept` are answers whose section is gone: they stay with the report, shown as what was written before. */
export type UpgradeEffect = {
  readonly reports: number;
  /** reports that gain a section, and sections gained */
  readonly gain: number; readonly gained: readonly string[];
  /** reports that lose a section with words in it, and sections taken away */
  readonly lose: number; readonly lost: readonly string[];
  /** reports in which a section with no words becomes required */
  readonly mustAnswer: number;
  readonly kept: readonly { readonly report: string; readonly section: string }[];
  /** parts of the score that come, go or weigh differently: scores have to be computed anew */
  readonly rescore: boolean;
};

/** Effect of moving a cycle's reports from one version of its scheme to another (R-B4): nothing that was written is ever dropped. */
export function upgradeEffect(before: Scheme, after: Scheme, reports: readonly WrittenReport[]): UpgradeEffect {
  const [old, now] = [before.report.sections, after.report.sections];
  const gained = now.filter((section) => !old.some((one) => one.id === section.id)).map((section) => section.id);
  const lost = old.filter((section) => !now.some((one) => one.id === section.id)).map((section) => section.id);
  const required = now.filter((section) => section.required && !old.some((one) => one.id === section.id && one.required)).map((section) => section.id);
  const written = (report: WrittenReport, id: string): boolean => report.sections.some((section) => section.id === id && section.text.trim() !== '');
  const kept = reports.flatMap((report) => lost.filter((id) => written(report, id)).map((section) => ({ report: report.id, section })));
  return {
    reports: reports.length, gained, lost, kept,
    gain: gained.length > 0 ? reports.length : 0,
    lose: new Set(kept.map((one) => one.report)).size,
    mustAnswer: reports.filter((report) => required.some((id) => !written(report, id))).length,
    rescore: !(['score', 'grading', 'scales', 'ballots', 'groups'] as const).every((part) => deepEqual(before[part], after[part])),
  };
}
