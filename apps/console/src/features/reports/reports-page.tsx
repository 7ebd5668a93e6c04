import type { ReportOut, ReportRow } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import { useMayEver } from '../../app/auth.tsx';
import { NoCycle, useCycle } from '../../app/cycle.tsx';
import { api, showDone, useApiMutation, useApiQuery } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { A, Button, DayText, EmptyPanel, figure, FilterBar, ListTable, LoadingPanel, PageBody, PageHeader, PrintButton, SelectFilter, Tag, useGo, useList, useUrlState, type Column, type TagTone } from '../../ui/index.ts';
import { ReportView } from './report-page.tsx';
import './report.css';

const TONES: Readonly<Record<ReportRow['state'], TagTone>> = { draft: 'grey', vetting: 'blue', returned: 'amber', accepted: 'green' };

/** The author comes to the own report, everybody else to the list. */
export function Page() {
  const { t } = useTranslation();
  const cycle = useCycle();
  const mayEver = useMayEver();
  const [search] = useUrlState();
  const writes = mayEver('create', 'Report') && search['view'] !== 'list';
  const path = `/cycles/${cycle?.id ?? ''}/my-report`;
  const mine = useApiQuery<ReportOut>(path, { enabled: writes && cycle !== null });
  if (!cycle) return <><PageHeader title={t('nav.reports')} /><PageBody><NoCycle why={t('report.noCycleWhy')} /></PageBody></>;
  if (writes && mine.isPending) return <PageBody><LoadingPanel /></PageBody>;
  if (writes && mine.data) return <ReportView key={cycle.id} path={path} />;
  return <ReportsList key={cycle.id} cycleId={cycle.id} early={mine.error?.code === 'cycle.too-early'} />;
}

function ReportsList({ cycleId, early }: { readonly cycleId: string; readonly early: boolean }) {
  const { t } = useTranslation();
  const word = useText();
  const go = useGo();
  const mayEver = useMayEver();
  const list = useList<ReportRow>('/reports', ['state'], { cycleId });
  const publish = useApiMutation({
    run: () => api.post<{ published: number }>(`/cycles/${cycleId}/publish-reports`), invalidates: ['/reports'],
    onDone: ({ published }) => showDone(t('report.published.done', { count: published })),
  });
  const columns: readonly Column<ReportRow>[] = [
    { key: 'who', title: t('report.list.who'), hint: (row) => `${row.personName} ${row.orgName}`, render: (row) => <><span className="b">{row.personName}</span> <span className="c2">{row.orgName}</span></> },
    { key: 'state', title: t('report.list.state'), width: 88, render: (row) => <Tag tone={TONES[row.state]}>{t(`report.state.${row.state}`)}</Tag> },
    { key: 'step', title: t('report.list.step'), width: 160, render: (row) => (row.step ? word(row.step.title) : '') },
    { key: 'due', title: t('report.list.due'), width: 104, render: (row) => (row.step?.due ? <DayText day={row.step.due} deadline /> : '') },
    { key: 'round', title: t('report.list.round'), width: 64, num: true, render: (row) => (row.round === 0 ? '' : row.round) },
    { key: 'words', title: t('report.list.words'), width: 88, num: true, render: (row) => (row.currentVersion === 0 ? '' : figure(row.words)) },
  ];
  const states = (['draft', 'vetting', 'returned', 'accepted'] as const).map((id) => ({ id, label: t(`report.state.${id}`) }));
  return (
    <>
      <PageHeader title={t('nav.reports')} actions={<><PrintButton />{mayEver('publish', 'Report') ? <Button loading={publish.isPending} onClick={() => publish.mutate(undefined)}>{t('report.published.act')}</Button> : null}</>} />
      <PageBody>
        {early ? <div className="banner">{t('report.early')}</div> : null}
        <FilterBar><SelectFilter label={t('report.list.state')} value={list.filters['state'] ?? ''} options={[{ id: '', label: t('report.list.all') }, ...states]} onChange={(state) => list.setFilter({ state })} /></FilterBar>
        <ListTable list={list} columns={columns} rowKey={(row) => row.id} label={t('nav.reports')} onOpen={(row) => go(row.step?.mine ? `/vetting/${row.id}` : `/reports/${row.id}`)} empty={<EmptyPanel what={t('report.list.none')} why={t('report.list.noneWhy')} next={t('report.list.noneNext')} action={<A href={`/cycles/${cycleId}`}>{t('nav.cycles')}</A>} />} />
      </PageBody>
    </>
  );
}
