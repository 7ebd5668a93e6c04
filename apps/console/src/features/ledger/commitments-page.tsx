import type { CommitmentOut } from '@shuping/contracts';
import { Input, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NoCycle, useCycle, type CycleRef } from '../../app/cycle.tsx';
import { api, showDone, useApiMutation, useInvalidate } from '../../client/index.ts';
import { A, EmptyPanel, FilterBar, ListTable, MayButton, PageBody, PageHeader, PrintButton, SearchFilter, SegFilter, SelectFilter, Tag, useList, type Column, type TagTone } from '../../ui/index.ts';
import './ledger.css';
import { LedgerTabs } from './ledger-tabs.tsx';
import { offered } from './words.ts';

const STATES = ['made', 'kept', 'partly', 'broken'] as const;
const KINDS = ['promise', 'project', 'contact_point'] as const;
const TONES: Record<CommitmentOut['state'], TagTone> = { made: 'grey', kept: 'green', partly: 'amber', broken: 'red' };

/** 承诺: what secretaries promised for the year, and what became of it. */
export function Page() {
  const { t } = useTranslation();
  const cycle = useCycle();
  return (
    <>
      <PageHeader title={t('ledger.title')} sub={cycle?.title} actions={<PrintButton />} />
      <PageBody>
        <LedgerTabs value="commitments" />
        {cycle ? <Commitments key={cycle.id} cycle={cycle} /> : <NoCycle why={t('ledger.noCycle.why')} />}
      </PageBody>
    </>
  );
}

function Commitments({ cycle }: { readonly cycle: CycleRef }) {
  const { t } = useTranslation();
  const [judged, setJudged] = useState<CommitmentOut | null>(null);
  const list = useList<CommitmentOut>('/commitments', ['kind', 'state', 'mine', 'q'], { cycleId: cycle.id });
  const all = { id: 'all', label: t('ledger.filter.all') };
  const set = (name: string) => (id: string): void => list.setFilter({ [name]: id === 'all' ? null : id });
  const columns: readonly Column<CommitmentOut>[] = [
    { key: 'unit', title: t('ledger.filter.unit'), width: 200, hint: (row) => row.orgName, render: (row) => row.orgName },
    { key: 'person', title: t('ledger.fact.person'), width: 120, quiet: true, render: (row) => row.personName },
    { key: 'kind', title: t('ledger.commit.kind'), width: 128, render: (row) => <Kind row={row} /> },
    { key: 'text', title: t('ledger.commit.text'), hint: (row) => row.text, render: (row) => row.text },
    { key: 'note', title: t('ledger.commit.note'), width: 200, quiet: true, hint: (row) => row.note, render: (row) => row.note },
    { key: 'state', title: t('ledger.col.state'), width: 88, render: (row) => <Tag tone={TONES[row.state]}>{t(`ledger.commit.${row.state}`)}</Tag> },
    { key: 'act', title: '', width: 96, num: true, render: (row) => <MayButton may={offered(row.may['judge'])} size="small" onClick={() => setJudged(row)}>{t('ledger.commit.act')}</MayButton> },
  ];
  return (
    <>
      <FilterBar>
        <SegFilter label={t('ledger.filter.whose')} value={list.filters['mine'] ?? 'all'} onChange={set('mine')} options={[all, { id: '1', label: t('ledger.filter.mine') }]} />
        <SelectFilter label={t('ledger.commit.kind')} value={list.filters['kind'] ?? 'all'} onChange={set('kind')} options={[all, ...KINDS.map((id) => ({ id, label: t(`ledger.commit.kind.${id}`) }))]} />
        <SelectFilter label={t('ledger.filter.state')} value={list.filters['state'] ?? 'all'} onChange={set('state')} options={[all, ...STATES.map((id) => ({ id, label: t(`ledger.commit.${id}`) }))]} />
        <SearchFilter value={list.filters['q'] ?? ''} placeholder={t('ledger.commitments.q')} onChange={(q) => list.setFilter({ q })} />
      </FilterBar>
      <ListTable list={list} columns={columns} rowKey={(row) => row.id} label={t('ledger.tab.commitments')} empty={<EmptyPanel what={t('ledger.commit.emptyWhat')} why={t('ledger.commit.emptyWhy')} action={<A href={`/reports?cycle=${cycle.id}`}>{t('nav.reports')}</A>} />} noun={t('ledger.noun')} />
      {judged ? <JudgeModal key={judged.version} row={judged} onClose={() => setJudged(null)} /> : null}
    </>
  );
}

/** What a promise is; who may say so chooses it in place. */
function Kind({ row }: { readonly row: CommitmentOut }) {
  const { t } = useTranslation();
  const invalidate = useInvalidate();
  const sort = useApiMutation<CommitmentOut['kind']>({
    run: (kind) => api.patch(`/commitments/${row.id}/kind`, { body: { kind }, version: row.version }),
    invalidates: ['/commitments'],
    onDone: () => showDone(t('ledger.commit.sorted')),
    onProblem: (problem) => {
      if (problem.stale) void invalidate(['/commitments']);
    },
  });
  if (row.may['sort'] !== true) return <>{t(`ledger.commit.kind.${row.kind}`)}</>;
  return <Select size="small" className="ledger-kind" value={row.kind} loading={sort.isPending} disabled={sort.isPending} aria-label={t('ledger.commit.kindOf', { text: row.text.slice(0, 20) })} onChange={(kind) => sort.mutate(kind)} options={KINDS.map((id) => ({ value: id, label: t(`ledger.commit.kind.${id}`) }))} />;
}

function JudgeModal({ row, onClose }: { readonly row: CommitmentOut; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const invalidate = useInvalidate();
  const [state, setState] = useState<'kept' | 'partly' | 'broken'>(row.state === 'made' ? 'kept' : row.state);
  const [note, setNote] = useState(row.note);
  const judge = useApiMutation<void>({
    run: () => api.patch(`/commitments/${row.id}`, { body: { state, note }, version: row.version }),
    invalidates: ['/commitments'],
    onDone: () => {
      showDone(t('ledger.commit.done'));
      onClose();
    },
    onProblem: (problem) => {
      if (problem.stale) void invalidate(['/commitments']).then(onClose);
    },
  });
  return (
    <Modal open title={t('ledger.commit.title')} okText={t('ledger.commit.save')} onCancel={onClose} confirmLoading={judge.isPending} okButtonProps={{ disabled: state !== 'kept' && note.trim() === '' }} onOk={() => judge.mutate()}>
      <div className="ledger-form">
        <p>{row.orgName} · {row.personName}</p>
        <p className="b">{row.text}</p>
        <Radio.Group value={state} options={(['kept', 'partly', 'broken'] as const).map((id) => ({ value: id, label: t(`ledger.commit.${id}`) }))} onChange={(e) => setState(e.target.value as typeof state)} />
        <label><span>{t(state === 'kept' ? 'ledger.commit.note' : 'ledger.commit.noteMust')}</span><Input.TextArea rows={3} maxLength={500} value={note} onChange={(e) => setNote(e.target.value)} /></label>
      </div>
    </Modal>
  );
}
