import { useRouter, useRouterState } from '@tanstack/react-router';

export type Search = Readonly<Record<string, string>>;

/** Search parameters of the address, always text. */
export function useUrlState(): readonly [Search, (patch: Readonly<Record<string, string | null | undefined>>, options?: { readonly push?: boolean }) => void] {
  const router = useRouter();
  const search = useRouterState({ select: (state) => state.location.search as Search });
  const set = (patch: Readonly<Record<string, string | null | undefined>>, options?: { readonly push?: boolean }): void => {
    const next = new URLSearchParams(router.state.location.searchStr);
    for (const [name, value] of Object.entries(patch)) {
      if (value === null || value === undefined || value === '') next.delete(name);
      else next.set(name, value);
    }
    const tail = next.toString();
    const href = `${router.state.location.pathname}${tail ? `?${tail}` : ''}`;
    if (options?.push) router.history.push(href);
    else router.history.replace(href);
  };
  return [search, set];
}

/** Params of the path (`/reports/$id` → `{ id }`), as text. */
export function usePathParams(): Search {
  return useRouterState({ select: (state) => (state.matches[state.matches.length - 1]?.params ?? {}) as Search });
}
