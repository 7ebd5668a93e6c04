import type { OpinionIn, OpinionOut } from '@shuping/contracts';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NoCycle, useCycle } from '../../app/cycle.tsx';
import { api, showDone, useApiMutation, useApiQuery, useInvalidate } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { A, Button, DataTable, EmptyPanel, Loaded, MayButton, PageBody, PageHeader, Panes, Tag, useUrlState, type Column } from '../../ui/index.ts';
import './grading.css';

type Opinions = { readonly items: readonly OpinionOut[] };

/** 综合评价意见: drafted, edited, approved one by one (R-G8). */
export function Page() {
  const { t } = useTranslation();
  const cycle = useCycle();
  if (!cycle) return <><PageHeader title={t('grading.opinions')} /><PageBody><NoCycle why={t('grading.noCycle.why')} /></PageBody></>;
  return <List key={cycle.id} cycleId={cycle.id} />;
}

function List({ cycleId }: { readonly cycleId: string }) {
  const { t } = useTranslation();
  const [search, setSearch] = useUrlState();
  const list = useApiQuery<Opinions>(`/cycles/${cycleId}/opinions`);
  const draft = useApiMutation<void, { drafted: number }>({ run: () => api.post(`/cycles/${cycleId}/opinions/draft`), invalidates: ['/cycles'], onDone: ({ drafted }) => showDone(t('grading.drafted', { count: drafted })) });
  const items = list.data?.items ?? [];
  const current = items.find((one) => one.assesseeId === search['who']) ?? items[0];
  const missing = items.filter((one) => one.state === 'none').length;
  const approved = items.filter((one) => one.state === 'approved').length;
  const canDraft = missing > 0 && items.some((one) => one.may['edit'] === true);
  const sub = items.length > 0 ? t('grading.opinions.sub', { all: items.length, approved, missing }) : undefined;
  return (
    <>
      <PageHeader ruled crumb={<A href="/grading">{t('nav.grading')}</A>} title={t('grading.opinions')} sub={sub} actions={canDraft ? <Button loading={draft.isPending} onClick={() => draft.mutate()}>{t('grading.draft')}</Button> : null} />
      {current ? <Panes ratio="minmax(0, 1fr) calc(480px * var(--s))" sideLabel={current.personName} main={<Rows items={items} current={current.assesseeId} choose={(id) => setSearch({ who: id })} />} side={<Editor key={`${current.assesseeId}.${current.version}`} opinion={current} />} /> : (
        <PageBody><Loaded query={list}>{() => <EmptyPanel what={t('grading.opinions.none')} why={t('grading.opinions.none.why')} action={<A href="/scoring">{t('nav.scoring')}</A>} />}</Loaded></PageBody>
      )}
    </>
  );
}

function Rows({ items, current, choose }: { readonly items: readonly OpinionOut[]; readonly current: string; readonly choose: (id: string) => void }) {
  const { t } = useTranslation();
  const text = useText();
  const columns: Column<OpinionOut>[] = [
    { key: 'name', title: t('grading.person'), width: 104, render: (row) => <b>{row.personName}</b> },
    { key: 'org', title: t('grading.org'), quiet: true, render: (row) => row.orgName },
    { key: 'grade', title: t('grading.grade'), width: 80, render: (row) => (row.gradeTitle ? text(row.gradeTitle) : t('ui.none')) },
    { key: 'state', title: t('grading.state'), width: 96, render: (row) => <Tag tone={row.state === 'approved' ? 'green' : row.state === 'draft' ? 'blue' : 'grey'}>{t(`grading.opinion.${row.state}`)}</Tag> },
  ];
  return <DataTable rows={items} columns={columns} rowKey={(row) => row.assesseeId} current={current} label={t('grading.opinions')} onOpen={(row) => choose(row.assesseeId)} />;
}

function Editor({ opinion }: { readonly opinion: OpinionOut }) {
  const { t } = useTranslation();
  const invalidate = useInvalidate();
  const [body, setBody] = useState<OpinionIn>({ achievements: opinion.achievements, problems: opinion.problems, demands: opinion.demands });
  const changed = body.achievements !== opinion.achievements || body.problems !== opinion.problems || body.demands !== opinion.demands;
  const shared = { invalidates: ['/cycles', '/todos'], onProblem: (problem: { stale: boolean }) => { if (problem.stale) void invalidate(['/cycles']); } };
  const save = useApiMutation<void>({ ...shared, run: () => api.put(`/assessees/${opinion.assesseeId}/opinion`, { body, version: opinion.version }), onDone: () => showDone(t('grading.saved')) });
  const approve = useApiMutation<void>({ ...shared, run: () => api.post(`/assessees/${opinion.assesseeId}/opinion/approve`, { version: opinion.version }), onDone: () => showDone(t('grading.approved')) });
  const shut = opinion.may['edit'] !== true;
  const field = (name: keyof OpinionIn, rows: number) => (
    <label className="grading-text"><span className="s13 c2">{t(`grading.field.${name}`)}</span><Input.TextArea rows={rows} maxLength={4000} readOnly={shut} value={body[name]} onChange={(e) => setBody({ ...body, [name]: e.target.value })} /></label>
  );
  return (
    <>
      <h2 className="grading-name">{opinion.personName}</h2>
      <p className="s13 c2">{opinion.orgName} · {t(`grading.opinion.${opinion.state}`)}{opinion.approvedBy ? ` · ${t('grading.approvedBy', { name: opinion.approvedBy })}` : ''} · <A href={`/scoring/${opinion.assesseeId}`}>{t('grading.explained')}</A></p>
      {field('achievements', 7)}
      {field('problems', 7)}
      {field('demands', 5)}
      <p className="s12 c3">{t('grading.opinion.note')}</p>
      <div className="row grading-acts">
        <MayButton may={opinion.may['edit']} loading={save.isPending} onClick={() => { if (changed && body.achievements.trim() !== '' && body.problems.trim() !== '') save.mutate(); }}>{t('grading.save')}</MayButton>
        {opinion.state === 'draft' && !changed ? <MayButton may={opinion.may['approve']} type="primary" loading={approve.isPending} onClick={() => approve.mutate()}>{t('grading.approve')}</MayButton> : null}
      </div>
    </>
  );
}
