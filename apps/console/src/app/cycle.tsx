import { useRouterState } from '@tanstack/react-router';
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useApiQuery, type Page } from '../client/index.ts';
import { A, EmptyPanel, Icon, LoadingPanel, periodKind, ProblemPanel, useGo, usePathParams, usePeriodName, useUrlState } from '../ui/index.ts';
import { useMayEver } from './auth.tsx';
import { listOf } from './nav.ts';

export type CycleRef = { readonly id: string; readonly title: string; readonly year: number; readonly period: string; readonly periodEnd: string };
type Cycles = { readonly cycle: CycleRef | null; readonly cycles: readonly CycleRef[]; readonly choose: (id: string) => void; /** Cycle of the thing whose page is open. */ readonly shown: string | null; readonly show: (id: string | null) => void; /** Why there is no cycle yet: still asked for, or refused. */ readonly asked: { readonly pending: boolean; readonly problem: unknown; readonly again: () => void } };

const Context = createContext<Cycles>({ cycle: null, cycles: [], choose: () => undefined, shown: null, show: () => undefined, asked: { pending: false, problem: null, again: () => undefined } });
const KEY = 'shuping.cycle';

/** The cycle chosen in the top bar: the one whose page, or a page of whose thing, is open, else `?cycle=` of the address, else this device's last choice, else that of the newest year. */
export function CycleProvider({ children }: { readonly children: ReactNode }) {
  const list = useApiQuery<Page<CycleRef>>('/cycles', { query: { limit: 50 } });
  const [search] = useUrlState();
  const params = usePathParams();
  const [chosen, setChosen] = useState(() => localStorage.getItem(KEY));
  const [shown, show] = useState<string | null>(null);
  const value = useMemo<Cycles>(() => {
    const cycles = list.data?.items ?? [];
    const find = (id: string | null | undefined): CycleRef | undefined => cycles.find((c) => c.id === id);
    return {
      cycles,
      asked: { pending: list.isPending, problem: list.data ? null : list.error, again: () => void list.refetch() },
      shown,
      show,
      cycle: find(params['id']) ?? find(shown) ?? find(search['cycle']) ?? find(chosen) ?? cycles.find((one) => periodKind(one.period) === 'year') ?? cycles[0] ?? null,
      choose: (id) => {
        localStorage.setItem(KEY, id);
        setChosen(id);
      },
    };
  }, [list.data, list.isPending, list.error, search, params, chosen, shown]);
  return <Context value={value}>{children}</Context>;
}

/** The cycle that pages show; null before one exists. */
export function useCycle(): CycleRef | null {
  return use(Context).cycle;
}

/** Names the cycle of the meeting, report or assessee that a page shows; undefined while it loads. */
export function useCycleOfPage(id: string | undefined): void {
  const { show } = use(Context);
  useEffect(() => {
    if (id === undefined) return undefined;
    show(id);
    return () => show(null);
  }, [id, show]);
}

/** In place of a page's content while no cycle is chosen: asked for, refused, or none that the reader sees. */
export function NoCycle({ why }: { readonly why: ReactNode }) {
  const { asked } = use(Context);
  if (asked.problem) return <ProblemPanel problem={asked.problem} retry={asked.again} />;
  return asked.pending ? <LoadingPanel rows={8} /> : <NoneYet why={why} />;
}

function NoneYet({ why }: { readonly why: ReactNode }) {
  const { t } = useTranslation();
  return useMayEver()('create', 'Cycle')
    ? <EmptyPanel what={t('app.noCycle.what')} why={why} next={t('app.noCycle.create')} action={<A href="/cycles">{t('nav.cycles')}</A>} />
    : <EmptyPanel what={t('app.noCycle.unseen')} why={why} next={t('app.noCycle.ask')} action={<A href="/home">{t('app.notFound.home')}</A>} />;
}

export function CycleSwitch() {
  const { t } = useTranslation();
  const { cycle, cycles, choose, shown } = use(Context);
  const [search, setSearch] = useUrlState();
  const period = usePeriodName();
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const go = useGo();
  if (!cycle) return null;
  // cycles of a year are told apart by their period where their titles do not say it
  const named = (one: CycleRef): string => (periodKind(one.period) === 'year' || one.title.includes(period(one.period)) ? one.title : t('app.cycleOf', { title: one.title, period: period(one.period) }));
  const pick = (id: string): void => {
    choose(id);
    // a page of one cycle gives way to the same page of the other, a thing of one cycle to the list it is in
    if (pathname.split('/').includes(cycle.id)) go(pathname.replace(cycle.id, id));
    else if (shown) go(listOf(pathname));
    else if (search['cycle']) setSearch({ cycle: id });
  };
  return (
    <label className="cyc">
      <span className="ell" title={named(cycle)}>{named(cycle)}</span>
      {cycles.length > 1 ? <Icon name="down" small /> : null}
      {cycles.length > 1 ? <select aria-label={t('app.cycle')} value={cycle.id} onChange={(e) => pick(e.target.value)}>{cycles.map((c) => <option key={c.id} value={c.id}>{named(c)}</option>)}</select> : null}
    </label>
  );
}
