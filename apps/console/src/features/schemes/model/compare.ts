import type { CompareOut } from '@shuping/contracts';
import { valueAt, type Scheme } from '@shuping/scheme';
import type { TextRef } from '@shuping/kernel';
import { placeOf, tabOf, TABS, type Tab, type Words } from './rows.ts';
import { shown } from './shown.ts';

type Change = CompareOut['changes'][number];

/** One difference of two versions on one line: what stands before and after; null where it is not there. */
export type Difference = { readonly key: string; readonly kind: Change['kind']; readonly place: string; readonly before: string | null; readonly after: string | null };
export type DifferenceGroup = { readonly tab: Tab; readonly rows: readonly Difference[] };

/** Differences side by side, by the parts of a scheme and in words (R-B4). `scheme` is the later version; what was taken out of it brings its own name. */
export function differences(given: readonly Change[], scheme: Scheme, words: Words): DifferenceGroup[] {
  const changes = wholeDays(given, scheme);
  return TABS.map((tab) => ({ tab, rows: changes.filter((one) => tabOf(one.path) === tab).map((one) => difference(one, scheme, words)) })).filter((group) => group.rows.length > 0);
}

/** A date that moved is one difference, not one for month and one for day. */
function wholeDays(changes: readonly Change[], scheme: Scheme): Change[] {
  const days = new Map<string, Change>();
  return changes.flatMap((change) => {
    const at = /^(.+)\/(month|day|yearOffset)$/.exec(change.path);
    const after = at ? (valueAt(scheme, at[1]!) as Record<string, unknown> | undefined) : undefined;
    if (!at || change.kind !== 'changed' || after === undefined || !('month' in after)) return [change];
    const known = days.get(at[1]!);
    if (known) {
      (known.before as Record<string, unknown>)[at[2]!] = change.before;
      return [];
    }
    const day: Change = { kind: 'changed', path: at[1]!, before: { ...after, [at[2]!]: change.before }, after };
    days.set(at[1]!, day);
    return [day];
  });
}

function difference(change: Change, scheme: Scheme, words: Words): Difference {
  const { kind, path } = change;
  const here = { key: `${kind} ${path}`, kind, place: placeIn(change, scheme, words) };
  if (kind === 'reordered') return { ...here, before: order(change.before, path, scheme, words), after: order(change.after, path, scheme, words) };
  return { ...here, before: change.before === undefined || change.before === null ? null : shown(change.before, words), after: change.after === undefined || change.after === null ? null : shown(change.after, words) };
}

function placeIn({ kind, path, before }: Change, scheme: Scheme, words: Words): string {
  const cut = path.lastIndexOf('/');
  if (kind !== 'removed' || cut < 0) return placeOf(scheme, path, words);
  const title = (before as { title?: TextRef } | null | undefined)?.title;
  return [placeOf(scheme, path.slice(0, cut), words), title ? words.text(title) : placeOf(scheme, path, words)].filter((part, n, all) => part !== '' && part !== all[n - 1]).join(' / ');
}

/** Members by their names in their order. */
function order(value: unknown, path: string, scheme: Scheme, words: Words): string {
  return Array.isArray(value) ? value.map((id) => placeOf(scheme, `${path}/${String(id)}`, words).split(' / ').pop() ?? String(id)).join(' → ') : shown(value, words);
}
