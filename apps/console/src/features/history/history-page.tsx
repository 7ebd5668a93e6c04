import type { HistoryFindOut, HistoryOut, HistoryYear } from '@shuping/contracts';
import { InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMayEver, useMe } from '../../app/auth.tsx';
import { apiUrl, useApiQuery } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { A, Button, DataTable, DayText, EmptyPanel, Grade, gradeByRank, Loaded, PageBody, PageHeader, periodKind, PrintButton, SearchFilter, Tag, usePeriodName, useToday, useUrlState, type Column } from '../../ui/index.ts';
import './history.css';

type Found = HistoryFindOut['items'][number];

/** 历年结果: years of a person across posts, or of an organisation across names; the own ones first (R-H4). */
export function Page() {
  const { t } = useTranslation();
  const me = useMe();
  const [search, setSearch] = useUrlState();
  const q = search['q'] ?? '';
  const id = search['id'] ?? me.personId ?? '';
  const of = search['of'] === 'organisation' ? 'organisations' : 'people';
  return (
    <>
      <PageHeader title={t('nav.history')} actions={<><Appraisal /><PrintButton /></>} />
      <PageBody>
        <div className="flt no-print"><SearchFilter value={q} placeholder={t('history.search')} onChange={(words) => setSearch({ q: words || null, id: null, of: null })} /></div>
        {q !== '' && !search['id'] ? <Hits q={q} open={(one) => setSearch({ of: one.of, id: one.id })} /> : id ? <Years key={`${of} ${id}`} of={of} id={id} asked={search['id'] !== undefined} /> : <EmptyPanel what={t('history.find')} why={t('history.none.why')} />}
      </PageBody>
    </>
  );
}

/** Table of a year for the cadre assessment. */
function Appraisal() {
  const { t } = useTranslation();
  const mayEver = useMayEver();
  const today = useToday();
  const [year, setYear] = useState(Number(today.slice(0, 4)));
  if (!mayEver('export', 'Result')) return null;
  return <span className="row history-appraisal no-print"><InputNumber aria-label={t('history.year')} value={year} min={2000} max={2200} controls={false} onChange={(one) => setYear(one ?? year)} /><Button href={apiUrl('/history/appraisal.xlsx', { year: String(year) })} download>{t('history.appraisal')}</Button></span>;
}

function Hits({ q, open }: { readonly q: string; readonly open: (one: Found) => void }) {
  const { t } = useTranslation();
  const hits = useApiQuery<HistoryFindOut>('/history', { query: { q }, keepPrevious: true });
  const columns: Column<Found>[] = [
    { key: 'of', title: t('history.of'), width: 88, render: (row) => <Tag>{t(`history.of.${row.of}`)}</Tag> },
    { key: 'name', title: t('history.name'), width: 240, render: (row) => <b>{row.name}</b> },
    { key: 'about', title: t('history.about'), quiet: true, render: (row) => row.about },
    { key: 'years', title: t('history.results'), width: 88, num: true, render: (row) => row.years },
  ];
  return <Loaded query={hits} isEmpty={(data) => data.items.length === 0} empty={<EmptyPanel what={t('history.noHit')} why={t('history.none.why')} />}>{(data) => <DataTable rows={data.items} columns={columns} rowKey={(row) => `${row.of} ${row.id}`} label={t('nav.history')} onOpen={open} />}</Loaded>;
}

/** `asked`: looked for; otherwise the reader's own, of which an officer has none. */
function Years({ of, id, asked }: { readonly of: 'people' | 'organisations'; readonly id: string; readonly asked: boolean }) {
  const { t } = useTranslation();
  const query = useApiQuery<HistoryOut>(`/history/${of}/${id}`);
  const columns = useColumns();
  if (query.error?.code === 'history.not-found') return <EmptyPanel what={t(asked ? 'history.none' : 'history.find')} why={t('history.none.why')} />;
  return (
    <Loaded query={query}>
      {(data) => (
        <>
          <div className="row history-head">
            <h2>{data.name}</h2>
            {data.names.length > 1 ? <span className="c3 s13">{t('history.names', { names: data.names.filter((name) => name !== data.name).join(t('history.comma')) })}</span> : null}
            <span className="sp" />
            {data.may['export'] === true ? <Button className="no-print" href={apiUrl(`/history/${of}/${id}/history.xlsx`)} download>{t('history.export')}</Button> : null}
          </div>
          <DataTable rows={[...data.years].reverse()} columns={columns} rowKey={(row) => row.resultId} label={data.name} />
        </>
      )}
    </Loaded>
  );
}

function useColumns(): Column<HistoryYear>[] {
  const { t } = useTranslation();
  const text = useText();
  const period = usePeriodName();
  const count = (key: 'talks' | 'opened', done: 'talksDone' | 'closed'): Column<HistoryYear> => ({ key, title: t(`history.${key}`), width: 116, num: true, minor: true, render: (row) => (row[key] === 0 ? <span className="c3">0</span> : `${row[done]} / ${row[key]}`) });
  return [
    { key: 'year', title: t('history.year'), width: 96, render: (row) => (periodKind(row.period) === 'year' ? <b className="num">{row.year}</b> : <span className="c2">{period(row.period)}</span>) },
    { key: 'who', title: t('history.who'), hint: (row) => `${row.personName} ${row.orgName} ${row.post}`, render: (row) => <>{row.personName} <span className="c2">{row.orgName}</span> <span className="c3">{row.post}</span></> },
    { key: 'host', title: t('history.host'), width: 176, quiet: true, minor: true, render: (row) => row.hostName },
    { key: 'grade', title: t('history.grade'), width: 80, render: (row) => <Grade grade={gradeByRank(row.gradeRank, row.grades)} word={text(row.gradeTitle)} /> },
    { key: 'score', title: t('history.score'), width: 72, num: true, render: (row) => <A href={`/assessees/${row.assesseeId}/score`}>{row.score ?? t('ui.none')}</A> },
    { key: 'stars', title: t('history.stars'), width: 48, num: true, minor: true, render: (row) => row.stars ?? <span className="c3">{t('ui.none')}</span> },
    count('talks', 'talksDone'), count('opened', 'closed'),
    { key: 'notes', title: t('history.notes'), width: 88, quiet: true, minor: true, render: (row) => <>{row.waived > 0 ? <Tag>{t('history.waived', { count: row.waived })}</Tag> : null} {row.versions > 1 ? <Tag>{t('history.versions', { count: row.versions })}</Tag> : null}</> },
    { key: 'final', title: t('history.finalOn'), width: 116, quiet: true, minor: true, render: (row) => (row.finalOn ? <DayText day={row.finalOn} /> : t('history.published')) },
  ];
}
