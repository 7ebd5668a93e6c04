import type { PublicityOut } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import { NoCycle, useCycle } from '../../app/cycle.tsx';
import { useApiQuery } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { A, DataTable, DayText, EmptyPanel, Grade, gradeByRank, Loaded, PageBody, PageHeader, PrintButton, TabBar, useUrlState, type Column } from '../../ui/index.ts';
import { Letters } from './letters.tsx';
import { Objections } from './objections.tsx';
import './publicity.css';

const TABS = ['list', 'objections', 'letters'] as const;
type Row = PublicityOut['items'][number];

/** 公示与异议: the public list, objections to it, then letters and circulars. */
export function Page() {
  const { t } = useTranslation();
  const cycle = useCycle();
  if (!cycle) return <><PageHeader title={t('nav.publicity')} /><PageBody><NoCycle why={t('publicity.noCycle.why')} /></PageBody></>;
  return <Publicity key={cycle.id} cycleId={cycle.id} />;
}

function Publicity({ cycleId }: { readonly cycleId: string }) {
  const { t } = useTranslation();
  const [search, setSearch] = useUrlState();
  const tab = TABS.find((one) => one === search['tab']) ?? 'list';
  const list = useApiQuery<PublicityOut>(`/cycles/${cycleId}/publicity`);
  return (
    <>
      <PageHeader title={t('nav.publicity')} sub={list.data ? <Standing publicity={list.data} /> : undefined} actions={tab === 'list' ? <PrintButton /> : null} />
      <PageBody>
        <TabBar label={t('nav.publicity')} value={tab} onChange={(id) => setSearch({ tab: id === 'list' ? null : id, about: null })} tabs={TABS.map((id) => ({ id, label: t(`publicity.tab.${id}`) }))} />
        <Loaded query={list}>{(data) => (tab === 'list' ? <Names publicity={data} /> : tab === 'objections' ? <Objections publicity={data} /> : <Letters publicity={data} />)}</Loaded>
      </PageBody>
    </>
  );
}

function Standing({ publicity }: { readonly publicity: PublicityOut }) {
  const { t } = useTranslation();
  if (publicity.running) return <>{publicity.title} · {t('publicity.until')} <DayText day={publicity.ends} weekday /></>;
  return <>{publicity.title} · {publicity.final ? t('publicity.final') : publicity.items.length > 0 ? t('publicity.over') : t('publicity.before')}</>;
}

function Names({ publicity }: { readonly publicity: PublicityOut }) {
  const { t } = useTranslation();
  const text = useText();
  if (publicity.items.length === 0) return <EmptyPanel what={t('publicity.none')} why={t('publicity.none.why')} next={t('publicity.none.next')} />;
  const columns: Column<Row>[] = [
    { key: 'name', title: t('publicity.person'), width: 88, render: (row) => <b>{row.personName}</b> },
    { key: 'org', title: t('publicity.org'), render: (row) => row.orgName },
    { key: 'post', title: t('publicity.post'), width: 160, quiet: true, minor: true, render: (row) => row.post },
    { key: 'grade', title: t('publicity.grade'), width: 96, render: (row) => <Grade grade={gradeByRank(row.gradeRank, row.grades)} word={text(row.gradeTitle)} /> },
    ...(publicity.running ? [{ key: 'act', title: '', width: 80, num: true, render: (row: Row) => <A href={`/publicity?tab=objections&about=${row.assesseeId}`}>{t('publicity.object')}</A> } satisfies Column<Row>] : []),
  ];
  return <div className="publicity-list"><DataTable rows={publicity.items} columns={columns} rowKey={(row) => row.assesseeId} label={t('publicity.tab.list')} /></div>;
}
