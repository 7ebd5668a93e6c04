import type { DashboardOut } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import { useMayEver } from '../../app/auth.tsx';
import { apiUrl, useApiQuery } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { A, Button, dayWords, EmptyPanel, figure, Loaded, PageBody, PageHeader, PrintButton, SegFilter, SelectFilter, useUrlState } from '../../ui/index.ts';
import './dashboard.css';
import { DataTableView } from './data-view.tsx';
import { placeHref, type Narrowing } from './figures.ts';
import { HeatTable } from './heat-table.tsx';
import { SidePane } from './side-pane.tsx';
import { StageTable } from './stage-table.tsx';
import { Strip } from './strip.tsx';

const VIEWS = ['heat', 'stages', 'data'] as const;
const NAMES = ['orgId', 'year', 'sector', 'guide'] as const;

/** 分析看板: places below one another, each figure a link to its list (R-J1). */
export function Page() {
  const [search] = useUrlState();
  const query = Object.fromEntries(NAMES.flatMap((name) => (search[name] ? [[name, search[name]]] : [])));
  const board = useApiQuery<DashboardOut>('/dashboard', { query, keepPrevious: true });
  return (
    <Loaded query={board} isEmpty={() => false} empty={null}>
      {(data) => <Board data={data} at={{ orgId: data.unit.id, year: data.year, sector: search['sector'], guide: search['guide'] }} />}
    </Loaded>
  );
}

function Board({ data, at }: { readonly data: DashboardOut; readonly at: Narrowing }) {
  const { t, i18n } = useTranslation();
  const [search, setSearch] = useUrlState();
  const view = VIEWS.find((one) => one === search['view']) ?? 'heat';
  const hosts = new Set(data.rows.filter((row) => row.level === 0)).size;
  return (
    <>
      <PageHeader
        title={t('dashboard.title')} crumb={data.crumbs.length > 1 ? <Crumbs data={data} at={at} /> : undefined}
        sub={<>{data.unit.name} · {t('dashboard.sub', { places: hosts, cycles: figure(data.total.n.cycles ?? 0), year: data.year, day: dayWords(data.today, i18n.language) })}</>}
        actions={<Choices data={data} />}
      />
      {data.rows.length === 0 ? <PageBody><EmptyPanel what={t('dashboard.none')} why={t('dashboard.none.why')} action={<A href="/cycles">{t('nav.cycles')}</A>} /></PageBody> : (
        <>
          <Strip data={data} at={at} />
          <div className="dash-cols">
            <div className="dash-main">
              <div className="dash-head">
                <SegFilter label={t('dashboard.view')} value={view} options={VIEWS.map((id) => ({ id, label: t(`dashboard.view.${id}`) }))} onChange={(id) => setSearch({ view: id === 'heat' ? null : id })} />
                <span className="s12 c3">{t(`dashboard.hint.${view}`)}</span>
                {view === 'heat' ? <Legend /> : null}
              </div>
              {view === 'heat' ? <HeatTable data={data} at={at} /> : view === 'stages' ? <StageTable data={data} at={at} /> : <DataTableView data={data} at={at} />}
            </div>
            <SidePane data={data} at={at} />
          </div>
        </>
      )}
    </>
  );
}

function Crumbs({ data, at }: { readonly data: DashboardOut; readonly at: Narrowing }) {
  return <>{data.crumbs.slice(0, -1).map((one) => <span key={one.id}><A href={placeHref(at, one.id)}>{one.name}</A> / </span>)}</>;
}

/** Address of the yearly overview in Word of what the page shows (R-J2). */
function draftHref(data: DashboardOut, search: Readonly<Record<string, string>>): string {
  return apiUrl('/dashboard/overview.docx', { orgId: data.unit.id, year: data.year, ...(search['sector'] ? { sector: search['sector'] } : {}), ...(search['guide'] ? { guide: search['guide'] } : {}) });
}

function Choices({ data }: { readonly data: DashboardOut }) {
  const { t } = useTranslation();
  const may = useMayEver();
  const text = useText();
  const [search, setSearch] = useUrlState();
  const all = { id: '', label: t('dashboard.all') };
  const years = data.years.includes(data.year) ? data.years : [data.year, ...data.years];
  return (
    <>
      {data.roots.length > 1 ? <SelectFilter label={t('dashboard.place')} value={data.crumbs[0]?.id ?? ''} options={data.roots.map((one) => ({ id: one.id, label: one.name }))} onChange={(orgId) => setSearch({ orgId })} /> : null}
      {data.sectors.length > 1 || search['sector'] ? <SelectFilter label={t('dashboard.sector')} value={search['sector'] ?? ''} options={[all, ...data.sectors.map((id) => ({ id, label: text({ key: `${id}.sector` }) }))]} onChange={(sector) => setSearch({ sector })} /> : null}
      {data.guides.length > 0 ? <SelectFilter label={t('dashboard.guide')} value={search['guide'] ?? ''} options={[all, ...data.guides.map((one) => ({ id: one.id, label: one.name }))]} onChange={(guide) => setSearch({ guide })} /> : null}
      <SelectFilter label={t('dashboard.year')} value={String(data.year)} options={years.map((year) => ({ id: String(year), label: t('dashboard.yearOf', { year }) }))} onChange={(year) => setSearch({ year })} />
      <PrintButton />
      {may('export', 'Cycle') && data.rows.length > 0 ? <Button type="primary" href={draftHref(data, search)} download>{t('dashboard.draft')}</Button> : null}
    </>
  );
}

function Legend() {
  const { t } = useTranslation();
  return <span className="dash-legend s12 c2">{t('dashboard.behind')}{[1, 2, 3, 4, 5].map((shade) => <i key={shade} className={`s${shade}`} />)}{t('dashboard.ahead')}<b>▼</b> {t('dashboard.last')}</span>;
}
