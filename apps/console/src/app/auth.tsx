import type { Me as SignedInMe } from '@shuping/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, type ReactNode } from 'react';
import { api, apiUrl, listen, SIGNED_OUT, useApiQuery } from '../client/index.ts';
import { loadWordsOfPlugins } from '../i18n/index.ts';
import { TodayContext, useGo } from '../ui/index.ts';
import { LoadingPanel, ProblemPanel } from '../ui/state-panel.tsx';

export type OrgRef = { readonly id: string; readonly name: string };
/** Answer of `GET /api/me`; `homeOrg` names the unit shown beside the reader's name. */
export type Me = SignedInMe & { readonly homeOrg?: OrgRef | null };

const LOGIN = '/login';

/** Where a login leads that was asked for at `to`: an address of this console other than the login, else the home page. */
export function afterLogin(to: string | undefined): string {
  const home = '/home';
  const { origin } = window.location;
  const asked = URL.canParse(to ?? home, origin) ? new URL(to ?? home, origin) : null;
  return asked?.origin === origin && asked.pathname !== LOGIN ? `${asked.pathname}${asked.search}${asked.hash}` : home;
}

const MeContext = createContext<Me | null>(null);

/** The signed-in account. Only below a `shell` or `bare` route. */
export function useMe(): Me {
  const me = use(MeContext);
  if (!me) throw new Error('useMe outside a signed-in route');
  return me;
}

/** True when some row may ever allow the act; rows decide for themselves by their `may`. */
export function mayEver(can: Me['can'], action: string, subject: string): boolean {
  return can.some((one) => one.subject === subject && one.actions.includes(action));
}

/** For pages: may the reader ever do this anywhere? */
export function useMayEver(): (action: string, subject: string) => boolean {
  const { can } = useMe();
  return (action, subject) => mayEver(can, action, subject);
}

/** Holds pages back until `GET /api/me` has answered; sends to the login or the first password change. */
export function SignedIn({ path, children }: { readonly path: string; readonly children: ReactNode }) {
  const me = useApiQuery<Me>('/me');
  const go = useGo();
  const client = useQueryClient();
  const signedOut = me.error?.status === 401;
  const mustChange = me.data?.account.mustChangePassword === true && path !== '/password';
  const mustEnrol = !mustChange && me.data?.account.secondFactor === 'required' && path !== '/security' && path !== '/password';
  useEffect(() => {
    if (signedOut) {
      const { pathname, search } = window.location;
      // who signs out is on the way there already, while the page that is left still asks
      if (pathname !== LOGIN) go(`${LOGIN}?to=${encodeURIComponent(pathname + search)}`, { replace: true });
    }
    else if (mustChange) go('/password', { replace: true });
    else if (mustEnrol) go('/security', { replace: true });
  }, [signedOut, mustChange, mustEnrol]);
  useEffect(() => {
    // an answer of the question itself is no reason to ask it again
    const leave = (): void => {
      if (client.getQueriesData({ queryKey: ['/me'] }).some(([, known]) => known !== undefined)) void client.resetQueries({ queryKey: ['/me'] });
    };
    window.addEventListener(SIGNED_OUT, leave);
    return () => window.removeEventListener(SIGNED_OUT, leave);
  }, [client]);
  const id = me.data?.account.id;
  useEffect(() => {
    if (id) void loadWordsOfPlugins();
  }, [id]);
  useEffect(() => (id && typeof EventSource !== 'undefined' ? listen(client, apiUrl('/live', {})) : undefined), [client, id]);
  if (!me.data && me.error && !signedOut) return <div className="body"><ProblemPanel problem={me.error} retry={() => void me.refetch()} /></div>;
  if (!me.data || signedOut || mustChange || mustEnrol) return <div className="body"><LoadingPanel /></div>;
  return (
    <MeContext value={me.data}>
      <TodayContext value={me.data.today}>{children}</TodayContext>
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
    go(LOGIN, { replace: true });
  };
}
