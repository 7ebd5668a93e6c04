import type { PageOf } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';

/** Value of a sort column in a cursor. */
export type SortKey = string | number | null;
export type SortColumn = { readonly field: string; readonly direction: 'asc' | 'desc' };

/** Opaque text of the sort keys of a page's last row. */
export function encodeCursor(keys: readonly SortKey[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url');
}

/** Sort keys of a cursor; `request.bad-cursor` when it was not made for these columns. */
export function decodeCursor(text: string, columns: readonly SortColumn[]): Result<SortKey[], Problem> {
  try {
    const keys: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (Array.isArray(keys) && keys.length === columns.length && keys.every((key) => typeof key === 'string' || typeof key === 'number')) return ok(keys as SortKey[]);
  } catch {
    // falls through: any damage gives the same answer
  }
  return err({ code: 'request.bad-cursor', at: '/after' });
}

/** Condition for the rows behind a cursor; the columns are NOT NULL and the last one is unique. */
export function afterCursor(columns: readonly SortColumn[], keys: readonly SortKey[]): Record<string, unknown> {
  return {
    $or: columns.map((column, index) => ({
      ...Object.fromEntries(columns.slice(0, index).map((earlier, at) => [earlier.field, keys[at]])),
      [column.field]: { [column.direction === 'asc' ? '$gt' : '$lt']: keys[index] },
    })),
  };
}

/** What a paged query needs: `where` joined to the reach of the asker, `orderBy`, and one row more than asked. */
export type PagePlan = { readonly where: Record<string, unknown>; readonly orderBy: Record<string, 'asc' | 'desc'>[]; readonly limit: number };

/** Plan of a page of `limit` rows behind `after`. */
export function page(limit: number, after: string | undefined, columns: readonly SortColumn[]): Result<PagePlan, Problem> {
  const orderBy = columns.map(({ field, direction }) => ({ [field]: direction }));
  if (after === undefined) return ok({ where: {}, orderBy, limit: limit + 1 });
  const keys = decodeCursor(after, columns);
  return keys.ok ? ok({ where: afterCursor(columns, keys.value), orderBy, limit: limit + 1 }) : keys;
}

/** Page from the rows of a plan (one more than asked). */
export function toPage<R, T>(rows: readonly R[], limit: number, keysOf: (row: R) => readonly SortKey[], toItem: (row: R) => T): PageOf<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last !== undefined ? { next: encodeCursor(keysOf(last)) } : {};
  return { items: shown.map(toItem), ...next };
}
