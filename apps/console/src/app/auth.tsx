import type { Day } from '@shuping/kernel';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, useMemo, type ReactNode } from 'react';
import { dayOf } from '@shuping/kernel';
import { api, SIGNED_OUT, useApiQuery } from '../client/index.ts';
import { loadWordsOfPlugins } from '../i18n/index.ts';
import { TodayContext, useGo } from '../ui/index.ts';
import { LoadingPanel, ProblemPanel } from '../ui/state-panel.tsx';

export type Rule = { readonly action: string | readonly string[]; readonly subject?: string | readonly string[]; readonly inverted?: boolean; readonly conditions?: unknown; readonly fields?: readonly string[] };
export type OrgRef = { readonly id: string; readonly name: string };
export type Me = {
  readonly account: { readonly id: string; readonly login: string; readonly name: string; readonly mustChangePassword: boolean };
  readonly person: { readonly id: string; readonly name: string } | null;
  readonly orgs: readonly OrgRef[];
  readonly permissions: readonly Rule[];
  readonly homeOrg: OrgRef | null;
  readonly demo: boolean;
  /** The server's clock, ISO instant. */
  readonly now: string;
};

const MeContext = createContext<Me | null>(null);

/** The signed-in account. Only below a `shell` or `bare` route. */
export function useMe(): Me {
  const me = use(MeContext);
  if (!me) throw new Error('useMe outside a signed-in route');
  return me;
}

const has = (value: string | readonly string[] | undefined, wanted: string, any: string): boolean => value === undefined || (typeof value === 'string' ? [value] : value).some((v) => v === wanted || v === any);

/** True when some rule may ever allow the act; rows decide for themselves by their `may`. */
export function mayEver(rules: readonly Rule[], action: string, subject: string): boolean {
  return rules.some((rule) => !rule.inverted && has(rule.action, action, 'manage') && has(rule.subject, subject, 'all'));
}

/** For pages: may the reader ever do this anywhere? */
export function useMayEver(): (action: string, subject: string) => boolean {
  const { permissions } = useMe();
  return (action, subject) => mayEver(permissions, action, subject);
}

/** Holds pages back until `GET /api/me` has answered; sends to the login or the first password change. */
export function SignedIn({ path, children }: { readonly path: string; readonly children: ReactNode }) {
  const me = useApiQuery<Me>('/me');
  const go = useGo();
  const client = useQueryClient();
  const signedOut = me.error?.status === 401;
  const mustChange = me.data?.account.mustChangePassword === true && path !== '/password';
  useEffect(() => {
    if (signedOut) go(`/login?to=${encodeURIComponent(window.location.pathname + window.location.search)}`, { replace: true });
    else if (mustChange) go('/password', { replace: true });
  }, [signedOut, mustChange]);
  useEffect(() => {
    const leave = (): void => void client.resetQueries({ queryKey: ['/me'] });
    window.addEventListener(SIGNED_OUT, leave);
    return () => window.removeEventListener(SIGNED_OUT, leave);
  }, [client]);
  const id = me.data?.account.id;
  useEffect(() => {
    if (id) void loadWordsOfPlugins();
  }, [id]);
  const today = useMemo<Day | null>(() => (me.data ? dayOf(new Date(me.data.now)) : null), [me.data]);
  if (!me.data && me.error && !signedOut) return <div className="body"><ProblemPanel problem={me.error} retry={() => void me.refetch()} /></div>;
  if (!me.data || signedOut || mustChange) return <div className="body"><LoadingPanel /></div>;
  return (
    <MeContext value={me.data}>
      <TodayContext value={today}>{children}</TodayContext>
    </MeContext>
  );
}

/** Ends the session and forgets everything read in it. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  const go = useGo();
  return async () => {
    await api.delete('/session').catch(() => undefined);
    client.clear();
    go('/login', { replace: true });
  };
}
