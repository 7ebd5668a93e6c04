import type { RectificationOut } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import { NoCycle, useCycle } from '../../app/cycle.tsx';
import { useApiQuery } from '../../client/index.ts';
import { A, Bar, DataTable, EmptyPanel, Loaded, PageBody, PageHeader, PrintButton, type Column } from '../../ui/index.ts';
import './ledger.css';
import { Figures } from './figures.tsx';
import { LedgerTabs } from './ledger-tabs.tsx';
import { SpotDraws } from './spot-draws.tsx';

type Unit = RectificationOut['units'][number];

/** Closing rates by unit, the lowest first; each figure leads to its items. */
export function Page() {
  const { t } = useTranslation();
  const cycle = useCycle();
  const rates = useApiQuery<RectificationOut>(`/cycles/${cycle?.id ?? ''}/rectification`, { enabled: cycle !== null });
  const columns = useColumns();
  return (
    <>
      <PageHeader title={t('ledger.title')} sub={cycle?.title} actions={<PrintButton />} />
      <PageBody>
        <LedgerTabs value="rates" />
        {cycle ? (
          <Loaded query={rates} isEmpty={(data) => data.units.length === 0} empty={<EmptyPanel what={t('ledger.empty.what')} why={t('ledger.empty.why')} next={t('ledger.empty.next')} />}>
            {(data) => <><Figures rates={data} /><DataTable rows={data.units} columns={columns} rowKey={(row) => row.orgId} label={t('ledger.tab.rates')} /><SpotDraws cycle={cycle} /></>}
          </Loaded>
        ) : <NoCycle why={t('ledger.noCycle.why')} />}
      </PageBody>
    </>
  );
}

function useColumns(): readonly Column<Unit>[] {
  const { t } = useTranslation();
  const count = (key: 'opened' | 'closed' | 'running' | 'overdue' | 'carried' | 'reopened' | 'repeated', filter = ''): Column<Unit> => ({
    key, title: t(`ledger.rate.${key}`), width: 88, num: true, quiet: key !== 'overdue', minor: key !== 'overdue',
    render: (row) => (row[key] === 0 ? <span className="c3">0</span> : <A href={`/ledger?orgId=${row.orgId}${filter}`} className={key === 'overdue' ? 'late b' : ''}>{row[key]}</A>),
  });
  return [
    { key: 'unit', title: t('ledger.filter.unit'), hint: (row) => row.orgName, render: (row) => row.orgName },
    count('opened'), count('closed', '&state=closed'), count('running'), count('overdue', '&due=overdue'), count('carried', '&state=carried'), count('reopened'), count('repeated', '&repeat=1'),
    { key: 'bar', title: '', width: 120, minor: true, render: (row) => (row.rate ? <Bar part={row.closed / row.opened} pale /> : null) },
    { key: 'rate', title: t('ledger.rate.rate'), width: 88, num: true, hint: (row) => row.rate?.exact ?? '', render: (row) => (row.rate ? `${row.rate.shown}%` : t('ui.none')) },
  ];
}
