import type { Scheme, ScoreInputs } from '@shuping/scheme';

/** What pools are made by; `orgKind` null where it is not known. */
export type Poolable = { readonly sector: string; readonly orgKind: string | null; readonly inputs: Pick<ScoreInputs, 'facts'> };
export type PoolPart = { readonly of: 'sector' | 'org_kind' | 'fact'; readonly fact?: string; readonly value: string };

/** Who is ranked together. `parts` say by what, empty for the whole cycle or for small pools put together (`merged`); `free` pools know no quotas; `unsorted` ones lack a fact that the pool is made by. */
export type PoolGroup<T> = { readonly key: string; readonly parts: readonly PoolPart[]; readonly items: readonly T[]; readonly free: boolean; readonly merged: boolean; readonly unsorted: boolean };

const JOIN = '|';
const MERGED = 'merged';
const UNSORTED = 'unsorted';

function partsOf(rule: Scheme['grading']['pool'], item: Poolable): PoolPart[] | null {
  if (rule === 'cycle') return [];
  if (rule === 'sector') return [{ of: 'sector', value: item.sector }];
  const parts = rule.by.map((by): PoolPart | null => {
    const value = by.of === 'sector' ? item.sector : by.of === 'org_kind' ? item.orgKind : item.inputs.facts[by.fact];
    if (value === undefined || value === null || value === '') return null;
    return { of: by.of, ...(by.of === 'fact' ? { fact: by.fact } : {}), value: String(value) };
  });
  return parts.includes(null) ? null : (parts as PoolPart[]);
}

/** Pools of a cycle by the scheme's rule (R06, R38), in the order in which their first members stand. Pools under the stated size are put together or go free of quotas, as the scheme says. */
export function poolGroups<T extends Poolable>(rule: Scheme['grading']['pool'], items: readonly T[]): PoolGroup<T>[] {
  const found = new Map<string, { parts: PoolPart[]; items: T[]; unsorted: boolean }>();
  for (const item of items) {
    const parts = partsOf(rule, item);
    const key = parts === null ? UNSORTED : parts.map((part) => part.value).join(JOIN);
    const known = found.get(key) ?? { parts: parts ?? [], items: [], unsorted: parts === null };
    known.items.push(item);
    found.set(key, known);
  }
  const small = typeof rule === 'object' ? rule.small : undefined;
  const groups = [...found].map(([key, group]): PoolGroup<T> => ({ key, ...group, merged: false, free: small?.rule === 'free' && group.items.length < small.under }));
  if (small?.rule !== 'merge') return groups;
  const under = groups.filter((group) => !group.unsorted && group.items.length < small.under);
  if (under.length < 2) return groups;
  const merged: PoolGroup<T> = { key: MERGED, parts: [], items: under.flatMap((group) => group.items), free: false, merged: true, unsorted: false };
  return [...groups.filter((group) => !under.includes(group)), merged];
}
