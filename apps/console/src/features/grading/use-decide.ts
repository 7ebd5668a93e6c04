import { useTranslation } from 'react-i18next';
import { api, showDone, useApiMutation } from '../../client/index.ts';

export type Decision = { readonly assesseeId: string; readonly grade: string; readonly reason: string };
export type Decisions = { readonly pool: string; readonly decisions: readonly Decision[]; readonly quotaReasons: Readonly<Record<string, string>> };

/** The committee's decisions about a pool; `onIssues` gets what stands against them. */
export function useDecide(cycleId: string, onDone: () => void, onIssues: (issues: readonly { readonly code: string; readonly at?: string; readonly params?: Readonly<Record<string, unknown>> }[]) => void) {
  const { t } = useTranslation();
  return useApiMutation<Decisions, { decided: number }>({
    run: (body) => api.post<{ decided: number }>(`/cycles/${cycleId}/decisions`, { body }),
    invalidates: ['/cycles', '/assessees', '/todos'],
    onDone: ({ decided }) => {
      showDone(t('grading.done', { count: decided }));
      onDone();
    },
    onProblem: (problem) => {
      if (problem.code !== 'decision.refused') return false;
      onIssues(problem.issues as never);
      return true;
    },
  });
}
