import type { CycleItem } from '@shuping/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMayEver } from '../../app/auth.tsx';
import { NoCycle } from '../../app/cycle.tsx';
import { Button, EmptyPanel, FilterBar, ListTable, PageBody, PageHeader, SelectFilter, Tag, dayWords, useGo, useList, usePeriodName, type Column } from '../../ui/index.ts';
import { NewCycle } from './new-cycle.tsx';
import './cycles.css';

/** 考核周期: all cycles that the reader sees, newest first. */
export function Page() {
  const { t, i18n } = useTranslation();
  const go = useGo();
  const may = useMayEver();
  const [open, setOpen] = useState(false);
  const period = usePeriodName();
  const list = useList<CycleItem>('/cycles', ['stage']);
  const create = may('create', 'Cycle') ? <Button type="primary" onClick={() => setOpen(true)}>{t('cycles.create')}</Button> : null;
  const columns: readonly Column<CycleItem>[] = [
    { key: 'year', title: t('cycles.new.kind'), width: 144, minor: true, render: (row) => period(row.period) },
    { key: 'title', title: t('cycles.name'), render: (row) => row.title },
    { key: 'host', title: t('cycles.host'), width: 280, quiet: true, minor: true, render: (row) => row.hostName },
    { key: 'period', title: t('cycles.period'), width: 232, quiet: true, minor: true, render: (row) => span(row, i18n.language) },
    { key: 'stage', title: t('cycles.stage'), width: 112, render: (row) => <Tag>{t(`stage.${row.stage}`)}</Tag> },
  ];
  const stages = ['', 'planning', 'research', 'reporting', 'vetting', 'meeting', 'grading', 'publicity', 'feedback', 'rectification', 'archive'].map((id) => ({ id, label: id === '' ? t('cycles.all') : t(`stage.${id}`) }));
  return (
    <>
      <PageHeader title={t('cycles.title')} sub={t('cycles.sub')} actions={list.rows.length > 0 ? create : null} />
      <PageBody>
        <FilterBar><SelectFilter label={t('cycles.stage')} value={list.filters['stage'] ?? ''} options={stages} onChange={(stage) => list.setFilter({ stage })} /></FilterBar>
        <ListTable
          list={list} columns={columns} rowKey={(row) => row.id} label={t('cycles.title')} tall onOpen={(row) => go(`/cycles/${row.id}`)}
          empty={create ? <EmptyPanel what={t('cycles.empty')} why={t('cycles.empty.why')} next={t('cycles.empty.next')} action={create} /> : <NoCycle why={t('cycles.empty.why')} />}
        />
      </PageBody>
      {open ? <NewCycle onClose={() => setOpen(false)} /> : null}
    </>
  );
}

/** Days of a period; with their years where they lie in several. */
function span({ periodStart, periodEnd }: CycleItem, lang: string): string {
  const against = periodStart.slice(0, 4) === periodEnd.slice(0, 4) ? undefined : '1900-01-01';
  return `${dayWords(periodStart, lang, against)} – ${dayWords(periodEnd, lang, against)}`;
}
