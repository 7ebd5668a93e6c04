import type { ActionOut } from '@shuping/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NoCycle, useCycle } from '../../app/cycle.tsx';
import { useText } from '../../i18n/index.ts';
import { A, DayText, EmptyPanel, ExportButton, ListTable, MayButton, PageBody, PageHeader, PrintButton, SearchFilter, SelectFilter, Tag, useList, type Column } from '../../ui/index.ts';
import { Done } from './done.tsx';
import { Talk } from './talk.tsx';
import './actions.css';

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
  const list = useList<ActionOut>('/actions', ['action', 'state', 'late', 'q'], { cycleId });
  const late = list.rows.filter((row) => row.lateDays > 0).length;
  const columns: Column<ActionOut>[] = [
    { key: 'name', title: t('actions.person'), width: 80, render: (row) => <b>{row.personName}</b> },
    { key: 'org', title: t('actions.org'), width: 200, quiet: true, minor: true, render: (row) => row.orgName },
    { key: 'grade', title: t('actions.grade'), width: 80, minor: true, render: (row) => text(row.gradeTitle) },
    { key: 'what', title: t('actions.what'), render: (row) => <>{text(row.title)}<Extent row={row} />{row.record ? <span className="c3"> · {row.record}</span> : null}</>, hint: (row) => `${text(row.title)} ${row.record}` },
    { key: 'due', title: t('actions.due'), width: 136, minor: true, render: (row) => (row.state !== 'open' ? <DayText day={row.doneOn} /> : row.due ? <DayText day={row.due} deadline lateDays={row.lateDays} /> : <span className="c3">{t('actions.noDue')}</span>) },
    { key: 'state', title: t('actions.state'), width: 88, minor: true, render: (row) => <Tag tone={row.state === 'done' ? 'green' : row.state === 'void' ? 'grey' : row.lateDays > 0 ? 'red' : 'grey'}>{t(`actions.${row.state}`)}</Tag> },
    { key: 'act', title: '', width: 80, num: true, render: (row) => (row.state === 'open' ? <MayButton may={row.may['done']} size="small" onClick={() => setOpen(row)}>{t(row.action === 'talk' ? 'actions.talk' : 'actions.record')}</MayButton> : row.talk ? <button type="button" className="linkish s13" onClick={() => setOpen(row)}>{t('actions.talk.see')}</button> : null) },
  ];
  return (
    <>
      <PageHeader title={t('nav.talks')} sub={<>{title}{late > 0 ? <> · <span className="late b">{t('actions.late', { count: late })}</span></> : null}</>} actions={<><PrintButton /><ExportButton href={list.exportUrl('/actions/export')} /></>} />
      <PageBody>
        <div className="flt no-print">
          <SelectFilter label={t('actions.kind')} value={list.filters['action'] ?? ''} options={KINDS.map((id) => ({ id, label: t(id === '' ? 'actions.all' : `actions.kind.${id}`) }))} onChange={(action) => list.setFilter({ action })} />
          <SelectFilter label={t('actions.state')} value={list.filters['state'] ?? ''} options={['', 'open', 'done', 'void'].map((id) => ({ id, label: t(id === '' ? 'actions.all' : `actions.${id}`) }))} onChange={(state) => list.setFilter({ state })} />
          <SelectFilter label={t('actions.lateness')} value={list.filters['late'] ?? ''} options={['', '1'].map((id) => ({ id, label: t(id === '' ? 'actions.all' : 'actions.lateOnly') }))} onChange={(only) => list.setFilter({ late: only })} />
          <SearchFilter value={list.filters['q'] ?? ''} placeholder={t('actions.search')} onChange={(q) => list.setFilter({ q })} />
        </div>
        <ListTable list={list} columns={columns} rowKey={(row) => row.id} label={t('nav.talks')} empty={<EmptyPanel what={t('actions.none')} why={t('actions.none.why')} action={<A href="/grading">{t('nav.grading')}</A>} />} />
      </PageBody>
      {open ? (open.action === 'talk' ? <Talk key={open.id} action={list.rows.find((row) => row.id === open.id) ?? open} close={() => setOpen(null)} /> : <Done key={open.id} action={open} close={() => setOpen(null)} />) : null}
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
