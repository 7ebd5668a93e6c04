import type { ToleranceOut } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import { NoCycle, useCycle, type CycleRef } from '../../app/cycle.tsx';
import { useApiQuery } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { Button, DayText, EmptyPanel, ListTable, PageBody, PageHeader, PrintButton, SelectFilter, Tag, useList, useUrlState, type Column, type TagTone } from '../../ui/index.ts';
import { Application } from './application.tsx';
import { Apply } from './apply.tsx';
import './tolerance.css';

const STATES = ['filed', 'reviewed', 'approved', 'rejected', 'withdrawn'] as const;
const TONES: Record<ToleranceOut['state'], TagTone> = { filed: 'amber', reviewed: 'amber', approved: 'green', rejected: 'grey', withdrawn: 'grey' };

/** 容错纠错: applications for a deduction not to count, with opinion and decision (R-H3). */
export function Page() {
  const { t } = useTranslation();
  const cycle = useCycle();
  if (!cycle) return <><PageHeader title={t('nav.tolerances')} /><PageBody><NoCycle why={t('tolerance.none.why')} /></PageBody></>;
  return <Applications key={cycle.id} cycle={cycle} />;
}

function Applications({ cycle }: { readonly cycle: CycleRef }) {
  const { t } = useTranslation();
  const text = useText();
  const [search, setSearch] = useUrlState();
  const named = search['open'] ?? null;
  const open = useApiQuery<ToleranceOut>(`/tolerances/${named ?? ''}`, { enabled: named !== null });
  const about = search['of'] ?? null;
  const list = useList<ToleranceOut>('/tolerances', ['state'], { cycleId: cycle.id, ...(about ? { assesseeId: about } : {}) });
  const columns: Column<ToleranceOut>[] = [
    { key: 'name', title: t('tolerance.person'), width: 80, render: (row) => <b>{row.personName}</b> },
    { key: 'org', title: t('tolerance.org'), width: 200, quiet: true, minor: true, render: (row) => row.orgName },
    { key: 'what', title: t('tolerance.deduction'), hint: (row) => `${text(row.title)} ${row.matter}`, render: (row) => <>{text(row.itemTitle ?? row.title)}{row.matter ? <span className="c3"> · {row.matter}</span> : null}</> },
    { key: 'points', title: t('tolerance.points'), width: 72, num: true, minor: true, render: (row) => row.points },
    { key: 'ground', title: t('tolerance.ground'), width: 152, quiet: true, minor: true, render: (row) => text(row.ground.title), hint: (row) => (row.ground.what ? text(row.ground.what) : '') },
    { key: 'on', title: t('tolerance.filedOn'), width: 96, quiet: true, minor: true, render: (row) => <DayText day={row.filedOn} /> },
    { key: 'state', title: t('tolerance.state'), width: 96, render: (row) => <Tag tone={TONES[row.state]}>{t(`tolerance.state.${row.state}`)}</Tag> },
  ];
  return (
    <>
      <PageHeader title={t('nav.tolerances')} sub={cycle.title} actions={<><PrintButton /><Button type="primary" className="no-print" onClick={() => setSearch({ apply: '1' })}>{t('tolerance.apply')}</Button></>} />
      <PageBody>
        <div className="flt no-print">{about ? <button type="button" className="linkish s13" onClick={() => setSearch({ of: null })}>{t('tolerance.everybody')}</button> : null}<SelectFilter label={t('tolerance.state')} value={list.filters['state'] ?? ''} options={['', ...STATES].map((id) => ({ id, label: t(id === '' ? 'tolerance.all' : `tolerance.state.${id}`) }))} onChange={(state) => list.setFilter({ state })} /></div>
        <ListTable list={list} columns={columns} rowKey={(row) => row.id} label={t('nav.tolerances')} onOpen={(row) => setSearch({ open: row.id })} empty={<EmptyPanel what={t('tolerance.none')} why={t('tolerance.none.why')} />} />
      </PageBody>
      {search['apply'] ? <Apply cycle={cycle} about={search['about'] ?? null} close={() => setSearch({ apply: null, about: null })} /> : null}
      {named !== null && open.data ? <Application key={open.data.id} one={open.data} close={() => setSearch({ open: null })} /> : null}
    </>
  );
}
