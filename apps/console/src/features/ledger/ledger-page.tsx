import type { ProblemRow, RectificationOut } from '@shuping/contracts';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NoCycle, useCycle, type CycleRef } from '../../app/cycle.tsx';
import { useApiQuery } from '../../client/index.ts';
import { A, Button, dayWords, EmptyPanel, ExportButton, figure, MayButton, PageBody, PageHeader, PrintButton, useList, useToday, useUrlState, type List } from '../../ui/index.ts';
import './ledger.css';
import { CarryModal } from './carry-modal.tsx';
import { DetailPane } from './detail-pane.tsx';
import { Figures } from './figures.tsx';
import { LedgerFilters, LedgerTable } from './ledger-table.tsx';
import { LedgerTabs } from './ledger-tabs.tsx';
import { NewProblem } from './new-problem.tsx';
import { offered } from './words.ts';

const FILTERS = ['state', 'due', 'source', 'orgId', 'repeat', 'spot', 'mine', 'q'];

/** 整改台账: lateness first, one item beside the list. */
export function Page() {
  const { t } = useTranslation();
  const cycle = useCycle();
  if (!cycle) return <><PageHeader title={t('ledger.title')} /><PageBody><NoCycle why={t('ledger.noCycle.why')} /></PageBody></>;
  return <Ledger key={cycle.id} cycle={cycle} />;
}

function Ledger({ cycle }: { readonly cycle: CycleRef }) {
  const { t } = useTranslation();
  const [search, setSearch] = useUrlState();
  const list = useList<ProblemRow>('/problems', FILTERS, { cycleId: cycle.id });
  const rates = useApiQuery<RectificationOut>(`/cycles/${cycle.id}/rectification`, { keepPrevious: true });
  const chosen = search['item'] ?? list.rows[0]?.id ?? null;
  const open = (id: string | null): void => setSearch({ item: id });
  useStepKeys(list, chosen, open);
  return (
    <>
      <PageHeader title={t('ledger.title')} sub={<Sub cycle={cycle} rates={rates.data} />} actions={<Acts cycle={cycle} list={list} rates={rates.data} onMade={open} />} />
      <div className={search['item'] ? 'cols ledger-cols opened' : 'cols ledger-cols'}>
        <div className="pane">
          <LedgerTabs value="items" />
          {rates.data && rates.data.total.opened > 0 ? <Figures rates={rates.data} /> : null}
          <LedgerFilters list={list} units={rates.data?.units ?? []} />
          <LedgerTable
            list={list} current={chosen} onOpen={(row) => open(row.id)}
            noMatch={<EmptyPanel what={t('ledger.none.what')} why={t('ledger.none.why')} action={<Button onClick={() => list.setFilter(Object.fromEntries(FILTERS.map((name) => [name, null])))}>{t('ledger.none.clear')}</Button>} />}
            empty={<EmptyPanel what={t('ledger.empty.what')} why={t('ledger.empty.why')} next={t('ledger.empty.next')} action={<A href={`/reports?cycle=${cycle.id}`}>{t('nav.reports')}</A>} />}
          />
        </div>
        <aside className="side ledger-side" aria-label={t('ledger.detail')}>
          {chosen ? <DetailPane key={chosen} id={chosen} onClose={() => open(null)} onOpen={open} /> : <p className="c2 s13">{t('ledger.pick')}</p>}
        </aside>
      </div>
    </>
  );
}

function Sub({ cycle, rates }: { readonly cycle: CycleRef; readonly rates: RectificationOut | undefined }) {
  const { t, i18n } = useTranslation();
  const today = useToday();
  return <>{cycle.title} · {dayWords(today, i18n.language)}{rates ? ` · ${t('ledger.sub', { units: figure(rates.units.length), total: figure(rates.total.opened) })}` : ''}</>;
}

type ActsProps = { readonly cycle: CycleRef; readonly list: List<ProblemRow>; readonly rates: RectificationOut | undefined; readonly onMade: (id: string) => void };

function Acts({ cycle, list, rates, onMade }: ActsProps) {
  const { t, i18n } = useTranslation();
  const [modal, setModal] = useState<'new' | 'carry' | null>(null);
  const close = (): void => setModal(null);
  return (
    <>
      <PrintButton />
      {offered(rates?.may['export']) ? <ExportButton href={`${list.exportUrl('/problems/export')}&lang=${i18n.language === 'en' ? 'en' : 'zh-CN'}`} /> : null}
      <MayButton may={offered(rates?.may['carry'])} onClick={() => setModal('carry')}>{t('ledger.carry.act')}</MayButton>
      <MayButton may={offered(rates?.may['create'])} onClick={() => setModal('new')}>{t('ledger.new.act')}</MayButton>
      {modal === 'new' ? <NewProblem cycle={cycle} onClose={close} onMade={(id) => { close(); onMade(id); }} /> : null}
      {modal === 'carry' ? <CarryModal cycle={cycle} onClose={close} /> : null}
    </>
  );
}

/** J and K go through the rows, unless somebody is writing. */
function useStepKeys(list: List<ProblemRow>, current: string | null, open: (id: string) => void): void {
  useEffect(() => {
    const step = (event: KeyboardEvent): void => {
      const by = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
      const writing = event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable], [role="dialog"]') !== null;
      if (by === 0 || writing || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      const next = list.rows[list.rows.findIndex((row) => row.id === current) + by];
      if (next) open(next.id);
    };
    window.addEventListener('keydown', step);
    return () => window.removeEventListener('keydown', step);
  });
}
