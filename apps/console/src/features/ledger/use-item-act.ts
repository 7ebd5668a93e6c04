import type { ProblemOut } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import { api, showDone, useApiMutation, useInvalidate, type ApiProblem } from '../../client/index.ts';

const CHANGES = ['/problems', '/cycles', '/todos'];
export type ItemAct = { readonly path: 'plan' | 'progress' | 'submit' | 'verify' | 'send-back' | 'reopen' | 'spot-check' | 'unlink-repeat'; readonly body: Readonly<Record<string, unknown>> };

/** An act on an item, based on the version shown; a stale one reads the item again. */
export function useItemAct(item: ProblemOut, options: { readonly onDone?: () => void; readonly onProblem?: (problem: ApiProblem) => void } = {}) {
  const { t } = useTranslation();
  const invalidate = useInvalidate();
  return useApiMutation<ItemAct, ProblemOut>({
    run: async ({ path, body }) => (await api.post<ProblemOut>(`/problems/${item.id}/${path}`, { body, version: item.version })) as ProblemOut,
    invalidates: CHANGES,
    onDone: (_, { path }) => {
      showDone(t(`ledger.done.${path}`));
      options.onDone?.();
    },
    onProblem: (problem) => {
      if (problem.stale) void invalidate(CHANGES);
      options.onProblem?.(problem);
      return options.onProblem !== undefined && !problem.stale;
    },
  });
}
