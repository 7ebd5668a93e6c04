import { K_ANONYMITY } from '@shuping/scheme';
import type { Folding } from './fold.rules.ts';

declare const PUBLISHED: unique symbol;
/** Counts that may leave the server. Only `publish` makes them: what is typed so has been through the rule of five (R-F3, security G5). */
export type Published<T> = T & { readonly [PUBLISHED]: true };

/** Counts over the ballots of some classes together. */
export type View = { readonly id: string; readonly of: readonly string[] };

/**
 * Which of the views may be shown beside those shown before. Everything that views tell together is told by their pieces: classes that lie in the same views. So a view is shown only while every piece with a
 * ballot in it has five or more; then no difference (total less groups, before less after, parent less children) comes down to fewer, and inside a piece nothing is told but what its own count gives away.
 * `sizes`: class → ballots; a class that grew later is a class and its growth, by names of their own.
 */
export function showable(sizes: Readonly<Record<string, number>>, views: readonly View[], before: readonly View[] = []): { readonly shown: readonly string[]; readonly held: readonly string[] } {
  const standing = [...before];
  const shown: string[] = [];
  const held: string[] = [];
  for (const view of views) {
    if (hasSmallPiece(sizes, [...standing, view])) held.push(view.id);
    else {
      standing.push(view);
      shown.push(view.id);
    }
  }
  return { shown, held };
}

function hasSmallPiece(sizes: Readonly<Record<string, number>>, views: readonly View[]): boolean {
  const pieces = new Map<string, number>();
  for (const [id, size] of Object.entries(sizes)) {
    const within = views.map((view) => (view.of.includes(id) ? '1' : '0')).join('');
    if (within.includes('1')) pieces.set(within, (pieces.get(within) ?? 0) + size);
  }
  return [...pieces.values()].some((size) => size > 0 && size < K_ANONYMITY);
}

export type PublishPlan = {
  /** class → ballots that came from it, before any was counted with another; without it every class is its own and as large as its valid ballots */
  readonly sizes?: Readonly<Record<string, number>>;
  readonly folding?: Folding;
  /** classes declared as named before the vote: their marks are signed and hide nobody */
  readonly named?: readonly string[];
};

/**
 * The only door through which counts of classes leave the server, for a screen, a file, a score, an explanation or a message: gives the counts that may be shown, of classes as they are counted. What a class
 * may not show is left out. A unanimous class of five or more is shown as it is, since the score would tell it anyway (R-F3).
 */
export function publish<T extends { readonly valid: number }>(counted: Readonly<Record<string, T>>, { sizes = validOf(counted), folding = { merged: {}, withheld: [] }, named = [] }: PublishPlan = {}): Record<string, Published<T>> {
  const home = (id: string): string => folding.merged[id] ?? id;
  const hidden = Object.keys(counted).filter((id) => !named.includes(id) && folding.merged[id] === undefined && !folding.withheld.includes(id));
  const views = hidden.map((id): View => ({ id, of: Object.keys(sizes).filter((one) => home(one) === id && !named.includes(one) && !folding.withheld.includes(one)) }));
  const { shown } = showable(sizes, views);
  // the count itself is asked as well: ballots may be void
  const may = (id: string, { valid }: T): boolean => named.includes(id) || (shown.includes(id) && (valid === 0 || valid >= K_ANONYMITY));
  return Object.fromEntries(Object.entries(counted).filter(([id, counts]) => may(id, counts))) as Record<string, Published<T>>;
}

const validOf = (counted: Readonly<Record<string, { readonly valid: number }>>): Record<string, number> => Object.fromEntries(Object.entries(counted).map(([id, { valid }]) => [id, valid]));
