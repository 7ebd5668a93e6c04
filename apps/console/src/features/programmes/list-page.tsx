import type { ProgrammeItem } from '@shuping/contracts';
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMayEver, useMe } from '../../app/auth.tsx';
import { api, newKey, useApiMutation, type ApiProblem } from '../../client/index.ts';
import { A, Button, EmptyPanel, Field, FilterBar, FormStack, ListTable, PageBody, PageHeader, RemoteSelect, SelectFilter, Tag, useGo, useList, useProblemText, useToday, type Column } from '../../ui/index.ts';
import { STATE_TONES } from './words.ts';
import './programmes.css';

/** 年度部署: the orders that the reader wrote, got, or looks at from above, newest first. */
export function Page() {
  const { t } = useTranslation();
  const go = useGo();
  const may = useMayEver();
  const [open, setOpen] = useState(false);
  const list = useList<ProgrammeItem>('/programmes', ['state']);
  const create = may('create', 'Programme') ? <Button type="primary" onClick={() => setOpen(true)}>{t('programmes.create')}</Button> : null;
  const columns: readonly Column<ProgrammeItem>[] = [
    { key: 'year', title: t('programmes.year'), width: 64, render: (row) => String(row.year) },
    { key: 'title', title: t('programmes.name'), hint: (row) => row.title, render: (row) => row.title },
    { key: 'number', title: t('programmes.number'), width: 176, quiet: true, minor: true, render: (row) => row.number || t('ui.none') },
    { key: 'owner', title: t('programmes.owner'), width: 224, quiet: true, minor: true, render: (row) => row.orgName },
    { key: 'state', title: t('programmes.state'), width: 88, render: (row) => <Tag tone={STATE_TONES[row.state]}>{t(`programmes.state.${row.state}`)}</Tag> },
    { key: 'progress', title: '', width: 88, minor: true, render: (row) => (row.may['overview'] === true && row.state !== 'draft' ? <A href={`/programmes/${row.id}/progress`}>{t('programmes.progress')}</A> : null) },
  ];
  const states = ['', 'draft', 'issued', 'withdrawn'].map((id) => ({ id, label: id === '' ? t('programmes.all') : t(`programmes.state.${id}`) }));
  return (
    <>
      <PageHeader title={t('programmes.title')} sub={t('programmes.sub')} actions={list.rows.length > 0 ? create : null} />
      <PageBody>
        <FilterBar><SelectFilter label={t('programmes.state')} value={list.filters['state'] ?? ''} options={states} onChange={(state) => list.setFilter({ state })} /></FilterBar>
        <ListTable list={list} columns={columns} rowKey={(row) => row.id} label={t('programmes.title')} tall onOpen={(row) => go(`/programmes/${row.id}`)} empty={<EmptyPanel what={t('programmes.empty')} why={t('programmes.empty.why')} next={t('programmes.empty.next')} action={create} />} />
      </PageBody>
      {open ? <NewProgramme onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function NewProgramme({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const go = useGo();
  const words = useProblemText();
  const [key] = useState(newKey);
  const [orgId, setOrg] = useState(me.homeOrg?.id ?? null);
  const [year, setYear] = useState(useToday().slice(0, 4));
  const [title, setTitle] = useState('');
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const name = title.trim() === '' ? t('programmes.new.title', { year }) : title.trim();
  const make = useApiMutation({
    run: () => api.post<{ id: string }>('/programmes', { body: { orgId, year: Number(year), title: name }, idempotencyKey: key }), invalidates: ['/programmes'],
    onDone: ({ id }) => go(`/programmes/${id}`),
    onProblem: (met) => { setProblem(met); return true; },
  });
  const home = me.homeOrg ? { value: me.homeOrg.id, label: me.homeOrg.name } : undefined;
  return (
    <Modal open title={t('programmes.create')} okText={t('programmes.new.ok')} okButtonProps={{ disabled: orgId === null || !/^20\d\d$/.test(year) }} confirmLoading={make.isPending} onOk={() => make.mutate(undefined)} onCancel={onClose} width={480}>
      <FormStack>
        <Field label={t('programmes.owner')}><RemoteSelect<{ id: string; name: string }> path="/organisations" label={t('programmes.owner')} value={orgId} first={home} optionOf={(row) => ({ value: row.id, label: row.name })} onChange={setOrg} /></Field>
        <Field label={t('programmes.year')}><Input value={year} maxLength={4} inputMode="numeric" onChange={(e) => setYear(e.target.value)} /></Field>
        <Field label={t('programmes.name')}><Input value={title} maxLength={120} placeholder={t('programmes.new.title', { year })} onChange={(e) => setTitle(e.target.value)} /></Field>
        {problem ? <p className="late s13" role="alert">{words(problem)}</p> : null}
      </FormStack>
    </Modal>
  );
}
