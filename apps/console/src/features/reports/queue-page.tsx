import type { ReportRow } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import { NoCycle, useCycle } from '../../app/cycle.tsx';
import { useText } from '../../i18n/index.ts';
import { A, Button, DayText, EmptyPanel, figure, ListTable, PageBody, PageHeader, useGo, useList, type Column } from '../../ui/index.ts';
import { DeputiesButton, LateSteps } from './deputies.tsx';
import { CycleSqueeze } from './squeeze.tsx';
import './report.css';

/** 审核台: what waits for the asker's signature, in the order of the list. */
export function Page() {
  const { t } = useTranslation();
  const cycle = useCycle();
  if (!cycle) return <><PageHeader title={t('nav.vetting')} /><PageBody><NoCycle why={t('report.noCycleWhy')} /></PageBody></>;
  return <Queue key={cycle.id} cycleId={cycle.id} />;
}

function Queue({ cycleId }: { readonly cycleId: string }) {
  const { t } = useTranslation();
  const word = useText();
  const go = useGo();
  const list = useList<ReportRow>('/reports', [], { cycleId, waiting: 'me' }, 200);
  const columns: readonly Column<ReportRow>[] = [
    { key: 'who', title: t('report.list.who'), hint: (row) => `${row.personName} ${row.orgName}`, render: (row) => <><span className="b">{row.personName}</span> <span className="c2">{row.orgName}</span></> },
    { key: 'step', title: t('report.list.step'), width: 180, minor: true, render: (row) => (row.step ? word(row.step.title) : '') },
    { key: 'due', title: t('report.list.due'), width: 112, render: (row) => (row.step?.due ? <DayText day={row.step.due} deadline /> : '') },
    { key: 'round', title: t('report.list.round'), width: 72, minor: true, num: true, render: (row) => row.round },
    { key: 'words', title: t('report.list.words'), width: 88, minor: true, num: true, render: (row) => figure(row.words) },
  ];
  const first = list.rows[0];
  return (
    <>
      <PageHeader title={t('nav.vetting')} sub={first ? t(list.page?.next && list.page.total === undefined ? 'vetting.waitingMany' : 'vetting.waiting', { count: list.page?.total ?? list.rows.length }) : undefined} actions={<><DeputiesButton cycleId={cycleId} />{first ? <Button type="primary" onClick={() => go(`/vetting/${first.id}`)}>{t('vetting.begin')}</Button> : null}</>} />
      <PageBody>
        <ListTable list={list} columns={columns} rowKey={(row) => row.id} label={t('nav.vetting')} onOpen={(row) => go(`/vetting/${row.id}`)} empty={<EmptyPanel what={t('vetting.none')} why={t('vetting.noneWhy')} action={<A href="/reports?view=list">{t('vetting.all')}</A>} />} />
        <LateSteps cycleId={cycleId} />
        <CycleSqueeze cycleId={cycleId} />
      </PageBody>
    </>
  );
}
