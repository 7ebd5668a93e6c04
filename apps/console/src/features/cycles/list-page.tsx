import type { CycleItem, OrganisationOut } from '@shuping/contracts';
import { Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMayEver, useMe } from '../../app/auth.tsx';
import { NoCycle } from '../../app/cycle.tsx';
import { api, newKey, useApiMutation, useApiQuery, type Page as PageOf } from '../../client/index.ts';
import { Button, EmptyPanel, FilterBar, ListTable, PageBody, PageHeader, SelectFilter, Tag, dayWords, useGo, useList, useToday, type Column } from '../../ui/index.ts';
import './cycles.css';

/** 考核周期: all cycles that the reader sees, newest first. */
export function Page() {
  const { t, i18n } = useTranslation();
  const go = useGo();
  const may = useMayEver();
  const [open, setOpen] = useState(false);
  const list = useList<CycleItem>('/cycles', ['stage']);
  const create = may('create', 'Cycle') ? <Button type="primary" onClick={() => setOpen(true)}>{t('cycles.create')}</Button> : null;
  const columns: readonly Column<CycleItem>[] = [
    { key: 'year', title: t('cycles.year'), width: 72, render: (row) => String(row.year) },
    { key: 'title', title: t('cycles.name'), render: (row) => row.title },
    { key: 'host', title: t('cycles.host'), width: 280, quiet: true, render: (row) => row.hostName },
    { key: 'period', title: t('cycles.period'), width: 232, quiet: true, render: (row) => `${dayWords(row.periodStart, i18n.language)} – ${dayWords(row.periodEnd, i18n.language)}` },
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

function NewCycle({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const go = useGo();
  const today = useToday();
  const [key] = useState(newKey);
  const [hostId, setHost] = useState(me.homeOrg?.id ?? '');
  const [year, setYear] = useState(today.slice(0, 4));
  const [title, setTitle] = useState('');
  const hosts = useApiQuery<PageOf<OrganisationOut>>('/organisations', { query: { limit: 100 } });
  const options = (hosts.data?.items ?? []).filter((one) => one.kind !== 'branch').map((one) => ({ value: one.id, label: one.name }));
  const known = options.some((one) => one.value === hostId) || me.homeOrg?.id !== hostId ? options : [{ value: hostId, label: me.homeOrg?.name ?? '' }, ...options];
  const name = title.trim() === '' ? t('cycles.new.title', { year }) : title.trim();
  const create = useApiMutation({
    run: () => api.post<{ id: string }>('/cycles', { body: { hostId, year: Number(year), title: name }, idempotencyKey: key }), invalidates: ['/cycles', '/todos'],
    onDone: ({ id }) => go(`/cycles/${id}/assessees`),
  });
  const ready = hostId !== '' && /^20\d\d$/.test(year);
  return (
    <Modal open title={t('cycles.create')} okText={t('cycles.new.ok')} okButtonProps={{ disabled: !ready }} confirmLoading={create.isPending} onOk={() => create.mutate(undefined)} onCancel={onClose} width={480}>
      <div className="cycles-form">
        <label><span>{t('cycles.host')}</span><Select value={hostId} options={known} loading={hosts.isPending} onChange={setHost} showSearch optionFilterProp="label" /></label>
        <label><span>{t('cycles.year')}</span><Input value={year} maxLength={4} inputMode="numeric" onChange={(e) => setYear(e.target.value)} /></label>
        <label><span>{t('cycles.name')}</span><Input value={title} maxLength={120} placeholder={t('cycles.new.title', { year })} onChange={(e) => setTitle(e.target.value)} /></label>
        <p className="c2 s13">{t('cycles.new.next')}</p>
      </div>
    </Modal>
  );
}
