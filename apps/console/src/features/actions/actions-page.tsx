import type { ActionOut } from '@shuping/contracts';
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NoCycle, useCycle } from '../../app/cycle.tsx';
import { api, showDone, useApiMutation, useInvalidate } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { A, DayText, EmptyPanel, ListTable, MayButton, PageBody, PageHeader, PrintButton, SelectFilter, Tag, useList, useToday, type Column } from '../../ui/index.ts';

const KINDS = ['', 'talk', 'award_eligible', 'award_barred', 'rectify', 'train', 'report_upward', 'pay', 'bonus', 'honour', 'pair', 'flow', 'appraisal', 'post', 'study', 'accountability'] as const;

/** 约谈与运用: what the grades lead to, until it is done (R-H2). */
export function Page() {
  const { t } = useTranslation();
  const cycle = useCycle();
  if (!cycle) return <><PageHeader title={t('nav.talks')} /><PageBody><NoCycle why={t('actions.none.why')} /></PageBody></>;
  return <Actions key={cycle.id} cycleId={cycle.id} title={cycle.title} />;
}

function Actions({ cycleId, title }: { readonly cycleId: string; readonly title: string }) {
  const { t } = useTranslation();
  const text = useText();
  const [open, setOpen] = useState<ActionOut | null>(null);
  const list = useList<ActionOut>('/actions', ['action', 'state'], { cycleId });
  const late = list.rows.filter((row) => row.lateDays > 0).length;
  const columns: Column<ActionOut>[] = [
    { key: 'name', title: t('actions.person'), width: 104, render: (row) => <b>{row.personName}</b> },
    { key: 'org', title: t('actions.org'), width: 200, quiet: true, render: (row) => row.orgName },
    { key: 'grade', title: t('actions.grade'), width: 80, render: (row) => text(row.gradeTitle) },
    { key: 'what', title: t('actions.what'), render: (row) => <>{text(row.title)}<Extent row={row} />{row.record ? <span className="c3"> · {row.record}</span> : null}</>, hint: (row) => `${text(row.title)} ${row.record}` },
    { key: 'due', title: t('actions.due'), width: 136, render: (row) => (row.state === 'done' ? <DayText day={row.doneOn} /> : row.due ? <DayText day={row.due} deadline lateDays={row.lateDays} /> : <span className="c3">{t('actions.noDue')}</span>) },
    { key: 'state', title: t('actions.state'), width: 88, render: (row) => <Tag tone={row.state === 'done' ? 'green' : row.lateDays > 0 ? 'red' : 'grey'}>{t(`actions.${row.state}`)}</Tag> },
    { key: 'act', title: '', width: 88, num: true, render: (row) => (row.state === 'open' ? <MayButton may={row.may['done']} size="small" onClick={() => setOpen(row)}>{t('actions.record')}</MayButton> : null) },
  ];
  return (
    <>
      <PageHeader title={t('nav.talks')} sub={<>{title}{late > 0 ? <> · <span className="late b">{t('actions.late', { count: late })}</span></> : null}</>} actions={<PrintButton />} />
      <PageBody>
        <div className="flt no-print">
          <SelectFilter label={t('actions.kind')} value={list.filters['action'] ?? ''} options={KINDS.map((id) => ({ id, label: t(id === '' ? 'actions.all' : `actions.kind.${id}`) }))} onChange={(action) => list.setFilter({ action })} />
          <SelectFilter label={t('actions.state')} value={list.filters['state'] ?? ''} options={['', 'open', 'done'].map((id) => ({ id, label: t(id === '' ? 'actions.all' : `actions.${id}`) }))} onChange={(state) => list.setFilter({ state })} />
        </div>
        <ListTable list={list} columns={columns} rowKey={(row) => row.id} label={t('nav.talks')} empty={<EmptyPanel what={t('actions.none')} why={t('actions.none.why')} action={<A href="/grading">{t('nav.grading')}</A>} />} />
      </PageBody>
      {open ? <Done key={open.id} action={open} close={() => setOpen(null)} /> : null}
    </>
  );
}

/** What an act comes to: an amount, whom it joins, or that its condition cannot be known yet. */
function Extent({ row }: { readonly row: ActionOut }) {
  const { t } = useTranslation();
  const amount = row.amount === null ? null : row.action === 'pay' ? t('actions.share', { share: `${Number((Number(row.amount.shown) * 100).toFixed(2))}%` }) : t(row.action === 'flow' ? 'actions.points' : 'actions.yuan', { amount: row.amount.shown });
  return (
    <>
      {amount ? <span className="c2"> · {amount}</span> : null}
      {row.partners.length > 0 ? <span className="c2"> · {t('actions.partners', { names: row.partners.join(t('actions.comma')) })}</span> : null}
      {row.undecided ? <> <Tag tone="amber">{t('actions.undecided')}</Tag></> : null}
    </>
  );
}

function Done({ action, close }: { readonly action: ActionOut; readonly close: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const today = useToday();
  const invalidate = useInvalidate();
  const [record, setRecord] = useState('');
  const [doneOn, setDoneOn] = useState<string>(today);
  const done = useApiMutation<void>({
    run: () => api.post(`/actions/${action.id}/done`, { body: { record: record.trim(), doneOn }, version: action.version }), invalidates: ['/actions', '/todos'], onDone: () => { showDone(t('actions.recorded')); close(); },
    onProblem: (problem) => { if (problem.stale) { void invalidate(['/actions']); close(); } },
  });
  return (
    <Modal open title={`${action.personName} · ${text(action.title)}`} okText={t('actions.record')} okButtonProps={{ disabled: record.trim() === '' || doneOn === '' }} confirmLoading={done.isPending} onOk={() => done.mutate()} onCancel={close} width={480}>
      <label className="typed"><span>{t('actions.doneOn')}</span><Input type="date" max={today} value={doneOn} onChange={(e) => setDoneOn(e.target.value)} /></label>
      <label className="typed"><span>{t('actions.note')}</span><Input.TextArea rows={4} maxLength={4000} value={record} onChange={(e) => setRecord(e.target.value)} /></label>
    </Modal>
  );
}
