import type { TextRef } from '@shuping/kernel';
import { deepEqual, originAt, type PathDescription } from '@shuping/scheme';
import type { LayerKind } from '../../../ui/index.ts';
import { sumOf } from '../model/fit.ts';
import { lockOf, type Draft, type LockChoice } from '../model/draft.ts';
import type { Group, Row } from '../model/rows.ts';
import { describe, tagOf, toneOf, type Lens } from './lens.ts';

export type LayerMark = { readonly tone: LayerKind; readonly tag: TextRef };

/** Everything that one line shows, apart from what is open and chosen. */
export type LineView = {
  readonly row: Row;
  readonly lockPath: string;
  readonly at: PathDescription;
  /** layer that wants the row's member kept */
  readonly kept: string | null;
  readonly owners: readonly TextRef[];
  /** the layer at hand; null where the whole line is shown */
  readonly own: LayerMark | null;
  readonly lock: LockChoice;
  readonly percent: boolean;
  readonly nameable: boolean;
  /** something is wrong here */
  readonly bad: boolean;
  readonly from: LayerMark;
  readonly was: (LayerMark & { readonly value: string }) | null;
  readonly mine: boolean;
};
export type GroupView = { readonly group: Group; readonly lines: readonly LineView[] };

/** Lines of a tab with their locks and origins; a line that shows the same as before is the same object, so that it is not drawn again. */
export function lineViews(groups: readonly Group[], lens: Lens, draft: Draft | null, wrong: readonly string[], before: ReadonlyMap<string, LineView>): readonly GroupView[] {
  const bad = wrongPaths(wrong);
  return groups.map((group) => ({
    group,
    lines: group.rows.map((row) => {
      const next = viewOf(row, lens, draft, bad);
      const former = before.get(row.key);
      return former && deepEqual(former, next) ? former : next;
    }),
  }));
}

/** Lines by their keys, to be compared with the next ones. */
export function viewsByKey(views: readonly GroupView[]): ReadonlyMap<string, LineView> {
  return new Map(views.flatMap(({ lines }) => lines.map((line) => [line.row.key, line] as const)));
}

type Wrong = { readonly at: ReadonlySet<string>; readonly above: ReadonlySet<string> };

function wrongPaths(paths: readonly string[]): Wrong {
  const above = new Set<string>();
  for (const path of paths) for (let cut = path.lastIndexOf('/'); cut > 0; cut = path.lastIndexOf('/', cut - 1)) above.add(path.slice(0, cut));
  return { at: new Set(paths), above };
}

function viewOf(row: Row, lens: Lens, draft: Draft | null, wrong: Wrong): LineView {
  const lockPath = row.field && row.field.kind !== 'words' ? row.field.path : row.path;
  const at = describe(lens, lockPath);
  const kept = row.member === null ? null : describe(lens, row.member).forbidden.remove;
  const keeper = at.forbidden.remove ?? kept;
  const mark = (layer: string): LayerMark => ({ tone: toneOf(lens, layer), tag: tagOf(lens, layer) });
  const percent = row.field?.kind === 'number' && (row.field.percent ?? false);
  return {
    row, lockPath, at, kept, percent,
    owners: [...new Set([...at.locks.map((lock) => lock.owner), ...(keeper ? [keeper] : [])])].map((owner) => tagOf(lens, owner)),
    own: lens.own && mark(lens.own.id),
    lock: lockOf(draft?.locks ?? [], lockPath),
    nameable: row.titlePath !== null && describe(lens, row.titlePath).forbidden.set === null,
    bad: wrong.at.has(row.path) || (row.field !== null && row.field.kind !== 'words' && wrong.above.has(row.field.path)),
    ...originOf(row, lens, percent, mark),
  };
}

function originOf(row: Row, lens: Lens, percent: boolean, mark: (layer: string) => LayerMark): Pick<LineView, 'from' | 'was' | 'mine'> {
  const { provenance } = lens.resolution;
  const origin = originAt(provenance, row.path) ?? originAt(provenance, row.titlePath ?? '');
  const layer = origin?.layer ?? lens.base.id;
  const before = origin?.replaced[origin.replaced.length - 1];
  const value = typeof before?.value === 'number' ? String(percent ? sumOf([before.value * 100]) : before.value) : null;
  return { from: mark(layer), was: before && value !== null ? { ...mark(before.layer), value } : null, mine: lens.own?.id === layer };
}
