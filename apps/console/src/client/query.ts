import { keepPreviousData, QueryClient, useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import { api, type Query } from './api.ts';
import { asProblem, type ApiProblem } from './problem.ts';
import { showProblem } from './toasts.ts';

/** Client of the server's state: a failed read is retried once unless the server refused it. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 15_000, gcTime: 600_000, refetchOnWindowFocus: true, retry: (count, thrown) => count < 1 && ![400, 401, 403, 404, 409, 422].includes(asProblem(thrown).status) },
    },
  });
}

export type ApiQueryOptions = { readonly query?: Query; readonly enabled?: boolean; readonly refetchMs?: number; readonly keepPrevious?: boolean };

/** Reads `GET /api<path>`; the key is `[path, query]`, so that writes invalidate by path prefix. */
export function useApiQuery<T>(path: string, options: ApiQueryOptions = {}): UseQueryResult<T, ApiProblem> {
  return useQuery<T, ApiProblem>({
    queryKey: [path, options.query ?? {}],
    queryFn: async ({ signal }) => (await api.get<T>(path, { query: options.query ?? {}, signal })) ?? (null as T),
    enabled: options.enabled ?? true,
    ...(options.refetchMs ? { refetchInterval: options.refetchMs } : {}),
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
}

export type ApiMutationOptions<V, R> = {
  readonly run: (input: V) => Promise<R>;
  /** Path prefixes whose queries are read again afterwards. */
  readonly invalidates?: readonly string[];
  readonly onDone?: (result: R, input: V) => void;
  /** Return true when the page shows the problem itself; otherwise a toast does. */
  readonly onProblem?: (problem: ApiProblem, input: V) => boolean | void;
};

/** Reads again every query whose path starts with one of the prefixes. */
export function useInvalidate(): (prefixes: readonly string[]) => Promise<void> {
  const client = useQueryClient();
  return (prefixes) => client.invalidateQueries({ predicate: (q) => prefixes.some((p) => String(q.queryKey[0]).startsWith(p)) });
}

/** A write: reads again what it changed, shows a toast with code and trace when it fails. */
export function useApiMutation<V, R = unknown>(options: ApiMutationOptions<V, R>): UseMutationResult<R, ApiProblem, V> {
  const invalidate = useInvalidate();
  return useMutation<R, ApiProblem, V>({
    mutationFn: options.run,
    onSuccess: async (result, input) => {
      options.onDone?.(result, input);
      if (options.invalidates) await invalidate(options.invalidates);
    },
    onError: (thrown, input) => {
      const problem = asProblem(thrown);
      if (options.onProblem?.(problem, input) !== true && problem.status !== 401) showProblem(problem);
    },
  });
}
