import type { AssesseeRow, CycleOverview, ProposalOut } from '@shuping/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, showDone, useApiMutation, type ApiProblem } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { A, DataTable, EmptyPanel, Loaded, MayButton, PageBody, PageHeader, SumChip, usePathParams, type Column } from '../../ui/index.ts';
import { candidatesOf, changesOf, heldOf, isSettled, type Candidate } from './candidates.ts';
import { reasonWords } from './words.ts';
import './cycles.css';

const REASONS = ['coverage.left-post', 'coverage.elsewhere', 'coverage.other'] as const;

type Snapshot = { readonly cycle: CycleOverview; readonly confirmed: readonly AssesseeRow[]; readonly proposal: ProposalOut };

/** Cycle, every confirmed row and the proposal, read one after another so that they belong together. */
async function snapshotOf(id: string): Promise<Snapshot> {
  const cycle = (await api.get<CycleOverview>(`/cycles/${id}`)) as CycleOverview;
  const confirmed = await api.all<AssesseeRow>(`/cycles/${id}/assessees`);
  const proposal = (await api.post<ProposalOut>(`/cycles/${id}/propose`)) as ProposalOut;
  return { cycle, confirmed, proposal };
}

/** 确认述职对象: every unit has its assessee or a reason. */
export function Page() {
  const { id = '' } = usePathParams();
  // read again only after a save: nothing that is being filled in is lost to a fresh reading
  const query = useQuery<Snapshot, ApiProblem>({ queryKey: [`/cycles/${id}/confirmation`, {}], queryFn: () => snapshotOf(id), refetchOnWindowFocus: false, refetchOnReconnect: false, staleTime: 0, gcTime: 0 });
  return <Loaded query={query} rows={10}>{(seen) => <Confirm key={seen.cycle.version} seen={seen} />}</Loaded>;
}

function Confirm({ seen: { cycle, confirmed, proposal } }: { readonly seen: Snapshot }) {
  const { t } = useTranslation();
  const missing = cycle.coverage?.missing ?? [];
  const [start] = useState(() => candidatesOf(proposal, confirmed, missing));
  const [rows, setRows] = useState<readonly Candidate[]>(start);
  const change = (key: string, patch: Partial<Candidate>): void => setRows((now) => now.map((row) => (row.key === key ? { ...row, ...patch } : row)));
  const columns = useColumns(change, cycle.may['confirm'] === true);
  const left = rows.filter((row) => !isSettled(row)).length;
  const included = rows.filter((row) => row.included).length;
  const save = useApiMutation({
    run: () => api.patch<{ unexplained: number }>(`/cycles/${cycle.id}/assessees`, { body: changesOf(rows, heldOf(start, confirmed, missing)), version: cycle.version }), invalidates: ['/cycles', '/todos'],
    onDone: ({ unexplained }) => showDone(unexplained === 0 ? t('cycles.confirm.done') : t('cycles.confirm.partly', { count: unexplained })),
  });
  return (
    <>
      <PageHeader
        title={t('cycles.confirm')} crumb={<A href={`/cycles/${cycle.id}`}>{cycle.title}</A>} sub={t('cycles.confirm.sub', { included, all: rows.length })}
        actions={<>{rows.length > 0 ? <SumChip ok={left === 0}>{left === 0 ? t('cycles.confirm.complete') : t('cycles.confirm.left', { count: left })}</SumChip> : null}<MayButton type="primary" may={cycle.may['confirm']} loading={save.isPending} onClick={() => save.mutate(undefined)}>{t('cycles.confirm.save')}</MayButton></>}
      />
      <PageBody>
        {rows.length === 0
          ? <EmptyPanel what={t('cycles.confirm.empty')} why={t('cycles.confirm.emptyWhy')} action={<A href="/organisations">{t('cycles.confirm.toTree')}</A>} />
          : <DataTable tall rows={rows} columns={columns} rowKey={(row) => row.key} label={t('cycles.confirm')} />}
      </PageBody>
    </>
  );
}

function useColumns(change: (key: string, patch: Partial<Candidate>) => void, open: boolean): readonly Column<Candidate>[] {
  const { t } = useTranslation();
  const text = useText();
  return [
    {
      key: 'in', title: t('cycles.confirm.in'), width: 56,
      render: (row) => <input type="checkbox" className="tick" aria-label={t('cycles.confirm.take', { name: row.personName ?? row.orgName })} checked={row.included} disabled={!open || row.appointmentId === null} onChange={(e) => change(row.key, { included: e.target.checked, reasonCode: e.target.checked ? '' : row.rule === '' ? 'coverage.other' : row.rule })} />,
    },
    { key: 'org', title: t('cycles.unit'), hint: (row) => row.orgName, render: (row) => row.orgName },
    { key: 'person', title: t('cycles.person'), width: 128, render: (row) => row.personName ?? <span className="c3">{t('cycles.vacant')}</span> },
    { key: 'sector', title: t('cycles.sector'), width: 88, quiet: true, render: (row) => text({ key: `${row.sector}.sector` }) },
    { key: 'why', title: t('cycles.confirm.why'), width: 520, render: (row) => (row.included ? <span className="c3 s13">{t('cycles.confirm.by')}</span> : <Reason row={row} open={open} change={change} />) },
  ];
}

function Reason({ row, open, change }: { readonly row: Candidate; readonly open: boolean; readonly change: (key: string, patch: Partial<Candidate>) => void }) {
  const { t, i18n } = useTranslation();
  const codes = row.rule === '' ? REASONS : [row.rule, ...REASONS];
  const label = (code: string): string => reasonWords(code, code === row.rule ? row.params : {}, t, i18n.language);
  return (
    <span className="cycles-reason">
      <select aria-label={t('cycles.confirm.why')} value={row.reasonCode} disabled={!open} onChange={(e) => change(row.key, { reasonCode: e.target.value })}>
        {row.reasonCode !== '' && !codes.some((code) => code === row.reasonCode) ? <option value={row.reasonCode}>{label(row.reasonCode)}</option> : null}
        {codes.map((code) => <option key={code} value={code}>{label(code)}</option>)}
      </select>
      <input className={isSettled(row) ? '' : 'bad'} aria-label={t('cycles.confirm.words')} placeholder={row.reasonCode === row.rule ? t('cycles.confirm.optional') : t('cycles.confirm.words')} value={row.reason} maxLength={500} disabled={!open} onChange={(e) => change(row.key, { reason: e.target.value })} />
    </span>
  );
}
