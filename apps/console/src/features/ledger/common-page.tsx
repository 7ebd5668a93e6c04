import type { CommonOut, ProblemOut } from '@shuping/contracts';
import { Checkbox, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NoCycle, useCycle, type CycleRef } from '../../app/cycle.tsx';
import { api, newKey, showDone, useApiMutation, useApiQuery, type ApiProblem } from '../../client/index.ts';
import { A, DataTable, EmptyPanel, Loaded, MayButton, PageBody, PageHeader, PrintButton, Section, Tag, useGo, useProblemText, type Column } from '../../ui/index.ts';
import './ledger.css';
import { LedgerTabs } from './ledger-tabs.tsx';
import { ItemLight } from './ledger-table.tsx';

type Group = CommonOut['groups'][number];
type Raised = CommonOut['raised'][number];

/** 共性问题: like items of several units, confirmed by the office and raised to a measure of the host itself (R-I3). */
export function Page() {
  const { t } = useTranslation();
  const cycle = useCycle();
  const query = useApiQuery<CommonOut>(`/cycles/${cycle?.id ?? ''}/common-problems`, { enabled: cycle !== null });
  return (
    <>
      <PageHeader title={t('ledger.title')} sub={cycle?.title} actions={<PrintButton />} />
      <PageBody>
        <LedgerTabs value="common" />
        {cycle ? <Loaded query={query} isEmpty={(data) => data.groups.length + data.raised.length === 0} empty={<EmptyPanel what={t('ledger.common.none')} why={t('ledger.common.why')} />}>{(data) => <Both data={data} cycle={cycle} />}</Loaded> : <NoCycle why={t('ledger.noCycle.why')} />}
      </PageBody>
    </>
  );
}

function Both({ data, cycle }: { readonly data: CommonOut; readonly cycle: CycleRef }) {
  const { t } = useTranslation();
  const go = useGo();
  const [open, setOpen] = useState<Group | null>(null);
  const raised: Column<Raised>[] = [
    { key: 'title', title: t('ledger.common.measure'), hint: (row) => row.title, render: (row) => <A href={`/ledger?cycle=${row.cycleId}&item=${row.id}`}>{row.title}</A> },
    { key: 'members', title: t('ledger.common.closed'), width: 136, num: true, render: (row) => `${row.closed} / ${row.members}` },
    { key: 'light', title: t('ledger.fact.deadline'), width: 136, render: (row) => <ItemLight row={row} /> },
  ];
  const offered: Column<Group>[] = [
    { key: 'title', title: t('ledger.common.like'), hint: (row) => row.title, render: (row) => <b>{row.title}</b> },
    { key: 'orgs', title: t('ledger.common.units'), width: 88, minor: true, num: true, render: (row) => row.orgs },
    { key: 'count', title: t('ledger.common.items'), width: 88, minor: true, num: true, render: (row) => row.members.length },
    { key: 'act', title: '', width: 120, num: true, render: (row) => <MayButton may={data.may['raise']} size="small" onClick={() => setOpen(row)}>{t('ledger.common.raise')}</MayButton> },
  ];
  return (
    <>
      {data.raised.length > 0 ? <Section title={t('ledger.common.raised')}><DataTable rows={data.raised} columns={raised} rowKey={(row) => row.id} label={t('ledger.common.raised')} /></Section> : null}
      <Section title={t('ledger.common.offered')} note={t('ledger.common.note')}>
        {data.groups.length === 0 ? <p className="s13 c3">{t('ledger.common.noMore')}</p> : <DataTable rows={data.groups} columns={offered} rowKey={(row) => row.members[0]!.id} label={t('ledger.common.offered')} />}
      </Section>
      {open ? <Raise key={open.members[0]!.id} group={open} cycle={cycle} close={() => setOpen(null)} onDone={(id) => go(`/ledger?cycle=${cycle.id}&item=${id}`)} /> : null}
    </>
  );
}

function Raise({ group, cycle, close, onDone }: { readonly group: Group; readonly cycle: CycleRef; readonly close: () => void; readonly onDone: (id: string) => void }) {
  const { t } = useTranslation();
  const words = useProblemText();
  const [key] = useState(newKey);
  const [title, setTitle] = useState(group.title);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const members = group.members.filter((one) => !left.has(one.id));
  const raise = useApiMutation<void, ProblemOut>({
    run: async () => (await api.post<ProblemOut>(`/cycles/${cycle.id}/common-problems`, { body: { title: title.trim(), detail: '', members: members.map((one) => one.id) }, idempotencyKey: key })) as ProblemOut,
    invalidates: ['/problems', '/cycles', '/todos'], onDone: (made) => { showDone(t('ledger.common.done')); onDone(made.id); }, onProblem: (met) => { setProblem(met); return true; },
  });
  const toggle = (id: string): void => setLeft((now) => { const next = new Set(now); if (!next.delete(id)) next.add(id); return next; });
  return (
    <Modal open title={t('ledger.common.raise.title')} okText={t('ledger.common.raise')} okButtonProps={{ disabled: title.trim() === '' || members.length < 2 }} confirmLoading={raise.isPending} onOk={() => raise.mutate()} onCancel={close} width={600}>
      <div className="ledger-form">
        <label><span>{t('ledger.common.name')}</span><Input maxLength={200} value={title} onChange={(e) => setTitle(e.target.value)} /></label>
        <div role="group" aria-label={t('ledger.common.members')}><span>{t('ledger.common.members')}</span>
          <ul className="ledger-uploads">{group.members.map((one) => <li key={one.id}><Checkbox checked={!left.has(one.id)} onChange={() => toggle(one.id)}>{one.title} <span className="c3">{one.orgName}</span> <Tag>{t(`ledger.state.${one.state}`)}</Tag></Checkbox></li>)}</ul>
        </div>
        <p className="s12 c3">{t('ledger.common.raise.note')}</p>
        {problem ? <p className="late s13" role="alert">{words(problem)}</p> : null}
      </div>
    </Modal>
  );
}
