import { deepEqual } from './deep-equal.ts';
import type { Scheme } from './model/scheme.ts';
import { isMemberList, isRecord, joinPath, memberId } from './path.ts';

/** One difference between two schemes. Members that came or went are shown whole; `reordered` gives the ids that both have, in both orders. */
export type SchemeChange = { readonly kind: 'added' | 'removed' | 'changed' | 'reordered'; readonly path: string; readonly before?: unknown; readonly after?: unknown };

/** Differences by path, in the order of `a` with additions after (R-B4). Wording counts as one value. */
export function diffSchemes(a: Scheme, b: Scheme): SchemeChange[] {
  const out: SchemeChange[] = [];
  compare(a, b, '', out);
  return out;
}

function compare(a: unknown, b: unknown, path: string, out: SchemeChange[]): void {
  if (deepEqual(a, b)) return;
  if (a === undefined) out.push({ kind: 'added', path, after: b });
  else if (b === undefined) out.push({ kind: 'removed', path, before: a });
  else if (isMemberList(a) && isMemberList(b)) compareLists(a, b, path, out);
  else if (isRecord(a) && isRecord(b) && !isText(a) && !isText(b)) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) compare(a[key], b[key], joinPath(path, key), out);
  } else out.push({ kind: 'changed', path, before: a, after: b });
}

function compareLists(a: readonly unknown[], b: readonly unknown[], path: string, out: SchemeChange[]): void {
  const left = new Map(a.map((member) => [memberId(member)!, member]));
  const right = new Map(b.map((member) => [memberId(member)!, member]));
  for (const id of new Set([...left.keys(), ...right.keys()])) compare(left.get(id), right.get(id), joinPath(path, id), out);
  const before = [...left.keys()].filter((id) => right.has(id));
  const after = [...right.keys()].filter((id) => left.has(id));
  if (!deepEqual(before, after)) out.push({ kind: 'reordered', path, before, after });
}

function isText(value: Readonly<Record<string, unknown>>): boolean {
  const [only, ...more] = Object.keys(value);
  return more.length === 0 && (only === 'text' || only === 'key') && typeof value[only] === 'string';
}
