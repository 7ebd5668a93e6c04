import type { ProgrammeHostRow, ProgrammeOut, ProgrammeOverview } from '@shuping/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApiQuery } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { A, DayText, EmptyPanel, Figure, FilterBar, ListTable, Loaded, MayButton, PageBody, PageHeader, PrintButton, SearchFilter, Section, SelectFilter, useList, usePathParams, type Column, type List } from '../../ui/index.ts';
import { RemindHosts } from './remind-hosts.tsx';
import { StageBars } from './stage-bars.tsx';
import './programmes.css';

/** 各地进度: all cycles below an order, stage by stage; every figure narrows the list below. */
export function Page() {
  const { id = '' } = usePathParams();
  const query = useApiQuery<ProgrammeOut>(`/programmes/${id}`);
  return <Loaded query={query} rows={10}>{(programme) => <Progress programme={programme} />}</Loaded>;
}

function Progress({ programme }: { readonly programme: ProgrammeOut }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const list = useList<ProgrammeHostRow>(`/programmes/${programme.id}/hosts`, ['stage', 'sector', 'under', 'late', 'step', 'q']);
  const { sector, under } = list.filters;
  const query = useApiQuery<ProgrammeOverview>(`/programmes/${programme.id}/overview`, { query: { ...(sector ? { sector } : {}), ...(under ? { under } : {}) }, keepPrevious: true });
  return (
    <>
      <PageHeader
        crumb={<><A href="/programmes">{t('programmes.title')}</A> / <A href={`/programmes/${programme.id}`}>{programme.title}</A></>} title={t('programmes.progress')}
        sub={[programme.orgName, t('programmes.yearOf', { year: programme.year }), query.data ? t('programmes.progress.sub', { hosts: query.data.hosts, heads: query.data.reports.assessees }) : ''].filter((one) => one !== '').join(' · ')}
        actions={<><PrintButton /><MayButton may={programme.may['remind']} type="primary" onClick={() => setOpen(true)}>{t('programmes.remind')}</MayButton></>}
      />
      <PageBody>
        <Loaded query={query} rows={4}>{(seen) => <Head seen={seen} list={list} />}</Loaded>
        <Hosts programme={programme} seen={query.data} list={list} />
      </PageBody>
      {open ? <RemindHosts programme={programme} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

type Listed = { readonly list: List<ProgrammeHostRow> };

function Head({ seen, list }: { readonly seen: ProgrammeOverview } & Listed) {
  const { t } = useTranslation();
  const to = (patch: Record<string, string>) => (event: { preventDefault: () => void }): void => { event.preventDefault(); list.setFilter({ stage: null, late: null, step: null, ...patch }); };
  const link = (patch: Record<string, string>, value: number, note: string, late = false) => <a href={`?${new URLSearchParams(patch).toString()}`} onClick={to(patch)}><Figure large value={value} late={late && value > 0} note={note} /></a>;
  const { mustAnswer, reports } = seen;
  return (
    <>
      <div className="programmes-figs">
        {link({}, seen.opened, t('programmes.fig.opened', { hosts: seen.hosts }))}
        {link({ stage: 'none' }, seen.notOpened, t('programmes.fig.none'), true)}
        {link({ late: '1' }, seen.lateHosts, t('programmes.fig.lateHosts'), true)}
        {link({ late: '1' }, reports.late, t('programmes.fig.lateReports', { all: reports.assessees }), true)}
        {link({ late: '1' }, seen.acts.reduce((sum, one) => sum + one.late, 0), t('programmes.fig.lateActs'), true)}
        <Figure large value={mustAnswer.answered} note={t('programmes.fig.answered', { asked: mustAnswer.asked })} />
      </div>
      <StageBars seen={seen} chosen={list.filters['stage']} onChoose={(stage) => list.setFilter({ stage, late: null, step: null })} />
      <div className="programmes-blocks">
        <Piles seen={seen} list={list} />
        <Worst seen={seen} />
        <Questions seen={seen} />
      </div>
    </>
  );
}

function Piles({ seen, list }: { readonly seen: ProgrammeOverview } & Listed) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <Section title={t('programmes.piles')} note={t('programmes.piles.note')}>
      {seen.piles.length + seen.acts.length === 0 ? <p className="c3 s13">{t('programmes.piles.none')}</p> : (
        <ul className="programmes-lines">
          {seen.piles.slice(0, 6).map((one, n) => (
            <li key={`${one.role}:${n}`}><button type="button" className="linkish" onClick={() => list.setFilter({ step: one.role, stage: null, late: null })}>{text(one.title)}</button><span className="c2 s12">{t('programmes.piles.hosts', { count: one.hosts })}</span><span className="sp" /><span className="num">{one.waiting}</span>{one.late > 0 ? <span className="late b num">{t('programmes.late', { count: one.late })}</span> : null}</li>
          ))}
          {seen.acts.map((one) => <li key={one.kind}><span>{t(`cycles.late.kind.${one.kind}`)}</span><span className="c2 s12">{t('programmes.piles.hosts', { count: one.hosts })}</span><span className="sp" /><span className="late b num">{t('programmes.late', { count: one.late })}</span></li>)}
        </ul>
      )}
    </Section>
  );
}

function Worst({ seen }: { readonly seen: ProgrammeOverview }) {
  const { t } = useTranslation();
  return (
    <Section title={t('programmes.worst')} note={t('programmes.worst.note')}>
      {seen.worst.length === 0 ? <p className="c3 s13">{t('programmes.worst.none')}</p> : (
        <ul className="programmes-lines">{seen.worst.slice(0, 6).map((one) => <li key={one.hostId}><A href={`/cycles/${one.cycleId}?late=1`}>{one.hostName}</A><span className="sp" /><span className="late b num">{t('programmes.late', { count: one.late })}</span><span className="c2 s12 num">/ {one.assessees}</span></li>)}</ul>
      )}
    </Section>
  );
}

function Questions({ seen }: { readonly seen: ProgrammeOverview }) {
  const { t } = useTranslation();
  return (
    <Section title={t('programmes.questions')} note={t('programmes.answers.note')}>
      {seen.mustAnswer.questions.length === 0 ? <p className="c3 s13">{t('programmes.questions.none')}</p> : (
        <ul className="programmes-lines">{seen.mustAnswer.questions.map((one) => <li key={one.id}><span className="ell" title={one.title}>{one.title}</span><span className="sp" /><span className="num nw">{one.answered} / {one.asked}</span></li>)}</ul>
      )}
    </Section>
  );
}

function Hosts({ programme, seen, list }: { readonly programme: ProgrammeOut; readonly seen: ProgrammeOverview | undefined } & Listed) {
  const { t } = useTranslation();
  const text = useText();
  const known = useApiQuery<{ items: { id: string }[] }>('/sectors', { query: { orgId: programme.orgId }, enabled: programme.sectors.length === 0 });
  const sectors = ['', ...(programme.sectors.length > 0 ? programme.sectors : (known.data?.items ?? []).map((one) => one.id))].map((id) => ({ id, label: id === '' ? t('programmes.all') : text({ key: `${id}.sector` }) }));
  const areas = [{ id: '', label: t('programmes.all') }, ...(seen?.areas ?? []).map((one) => ({ id: one.id, label: `${one.name} ${one.hosts}` }))];
  const stages = ['', ...(seen?.stages ?? []).map((one) => one.stage)].map((id) => ({ id, label: id === '' ? t('programmes.all') : id === 'none' ? t('programmes.notOpened') : t(`stage.${id}`) }));
  const { filters } = list;
  return (
    <Section title={t('programmes.list')} note={t('programmes.list.note')}>
      <FilterBar right={<SearchFilter value={filters['q'] ?? ''} placeholder={t('programmes.search')} onChange={(q) => list.setFilter({ q })} />}>
        <SelectFilter label={t('programmes.area')} value={filters['under'] ?? ''} options={areas} onChange={(under) => list.setFilter({ under })} />
        <SelectFilter label={t('programmes.sector')} value={filters['sector'] ?? ''} options={sectors} onChange={(sector) => list.setFilter({ sector })} />
        <SelectFilter label={t('programmes.stage')} value={filters['stage'] ?? ''} options={stages} onChange={(stage) => list.setFilter({ stage })} />
        <SelectFilter label={t('programmes.lateOnly')} value={filters['late'] ?? ''} options={[{ id: '', label: t('programmes.all') }, { id: '1', label: t('programmes.lateOnly.yes') }]} onChange={(late) => list.setFilter({ late })} />
      </FilterBar>
      <ListTable list={list} columns={useColumns()} rowKey={(row) => row.hostId} label={t('programmes.list')} empty={<EmptyPanel what={t('programmes.list.empty')} why={t('programmes.list.empty.why')} />} />
    </Section>
  );
}

function useColumns(): readonly Column<ProgrammeHostRow>[] {
  const { t } = useTranslation();
  const text = useText();
  const pile = (row: ProgrammeHostRow): string => [row.pile ? `${text(row.pile.title)} ${row.pile.waiting}` : '', row.acts.most ? `${t(`cycles.late.kind.${row.acts.most.kind}`)} ${row.acts.most.late}` : ''].filter((one) => one !== '').join(t('programmes.and')) || t('ui.none');
  return [
    { key: 'host', title: t('programmes.host'), hint: (row) => row.hostName, render: (row) => (row.cycleId ? <A href={`/cycles/${row.cycleId}`}>{row.hostName}</A> : row.hostName) },
    { key: 'stage', title: t('programmes.stage'), width: 96, render: (row) => (row.stage === 'none' ? <span className="c2">{t('programmes.notOpened')}</span> : t(`stage.${row.stage}`)) },
    { key: 'due', title: t('programmes.due'), width: 104, minor: true, render: (row) => <DayText day={row.due} lateDays={row.lateDays} /> },
    { key: 'handed', title: t('programmes.handed'), width: 104, num: true, minor: true, render: (row) => (row.cycleId ? `${row.reports.vetting + row.reports.accepted} / ${row.reports.assessees}` : t('ui.none')) },
    { key: 'accepted', title: t('programmes.accepted'), width: 80, num: true, minor: true, render: (row) => (row.cycleId ? row.reports.accepted : t('ui.none')) },
    { key: 'late', title: t('programmes.lateReports'), width: 80, num: true, render: (row) => (row.reports.late > 0 ? <A href={`/cycles/${row.cycleId ?? ''}?late=1`} className="late b">{row.reports.late}</A> : <span className="c3">0</span>) },
    { key: 'acts', title: t('programmes.lateActs'), width: 88, num: true, minor: true, render: (row) => (row.acts.late > 0 ? <A href={`/cycles/${row.cycleId ?? ''}`} className="late b">{row.acts.late}</A> : <span className="c3">0</span>) },
    { key: 'pile', title: t('programmes.pile'), width: 208, quiet: true, minor: true, hint: (row) => pile(row), render: (row) => pile(row) },
    { key: 'reminded', title: t('programmes.reminded'), width: 112, quiet: true, minor: true, render: (row) => (row.reminded ? <><DayText day={row.reminded.on} />{row.reminded.times > 1 ? ` · ${row.reminded.times}` : ''}</> : <span className="c3">{t('ui.none')}</span>) },
  ];
}
