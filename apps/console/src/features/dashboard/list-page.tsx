import { MEASURES, type Amount, type CountedItem, type CountedPage, type DashboardOut, type Measure } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import { useMayEver } from '../../app/auth.tsx';
import { useApiQuery } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { A, DayText, EmptyPanel, ExportButton, figure, ListTable, PageBody, PageHeader, PrintButton, useList, useUrlState, type Column } from '../../ui/index.ts';
import './dashboard.css';
import { placeHref } from './figures.ts';

const NAMES = ['measure', 'orgId', 'own', 'year', 'sector', 'guide', 'grade', 'stage', 'title'] as const;

/** Amounts that a line of a measure's list shows. */
const SUMS: Partial<Readonly<Record<Measure, readonly Amount[]>>> = { filled: ['minutes'], voted: ['took_part', 'entitled'], surveyed: ['satisfied', 'asked'] };

/** The list behind a figure; as long as the figure says. */
export function Page() {
  const { t, i18n } = useTranslation();
  const may = useMayEver();
  const text = useText();
  const [search] = useUrlState();
  const measure = MEASURES.find((one) => one === search['measure']) ?? 'assessees';
  const list = useList<CountedItem>('/dashboard/list', NAMES, { measure });
  const page = list.page as CountedPage | undefined;
  const query = Object.fromEntries((['orgId', 'year', 'sector', 'guide'] as const).flatMap((name) => (search[name] ? [[name, search[name]]] : [])));
  const board = useApiQuery<DashboardOut>('/dashboard', { query });
  const grade = board.data?.grades.find((one) => one.id === search['grade']);
  const facts = [board.data?.unit.name, search['own'] ? t('dashboard.ownShort') : null, search['year'] ? t('dashboard.yearOf', { year: search['year'] }) : null, search['sector'] ? text({ key: `${search['sector']}.sector` }) : null, search['stage'] ? t(`stage.${search['stage']}`) : null, search['title'] ?? null];
  const back = board.data ? placeHref({ orgId: board.data.unit.id, year: board.data.year, sector: search['sector'], guide: search['guide'] }, board.data.unit.id) : '/dashboard';
  return (
    <>
      <PageHeader
        crumb={<A href={back}>{t('dashboard.title')}</A>} title={<>{grade ? t('dashboard.gradedAs', { grade: text(grade.title) }) : t(`dashboard.measure.${measure}`)}{page ? <span className="dash-total"> {figure(page.total)}</span> : null}</>}
        sub={facts.filter((fact) => fact).join(' · ')} actions={<><PrintButton />{may('export', 'Cycle') && (page?.total ?? 0) > 0 ? <ExportButton href={`${list.exportUrl('/dashboard/list.xlsx')}&lang=${i18n.language === 'en' ? 'en' : 'zh-CN'}`} /> : null}</>}
      />
      <PageBody>
        <ListTable list={list} columns={useColumns(measure, page?.kind ?? 'assessee', board.data)} rowKey={(row) => `${row.cycleId}${row.id}`} label={t(`dashboard.measure.${measure}`)} empty={<EmptyPanel what={t('dashboard.list.none')} why={t('dashboard.list.none.why')} action={<A href={back}>{t('dashboard.title')}</A>} />} noMatch={<EmptyPanel what={t('dashboard.list.none')} why={t('dashboard.list.none.why')} action={<A href={back}>{t('dashboard.title')}</A>} />} />
      </PageBody>
    </>
  );
}

/** Page on which the thing itself stands. */
function hrefOf(kind: CountedPage['kind'], row: CountedItem): string {
  if (kind === 'problem') return `/ledger?cycle=${row.cycleId}&item=${row.id}`;
  if (kind === 'action') return `/talks?cycle=${row.cycleId}`;
  if (kind === 'commitment') return `/ledger/commitments?cycle=${row.cycleId}`;
  if (kind === 'meeting') return `/meetings/${row.id}`;
  if (kind === 'unit') return `/organisations?unit=${row.orgId ?? ''}`;
  return kind === 'cycle' ? `/cycles/${row.id}` : `/cycles/${row.cycleId}?q=${encodeURIComponent(row.personName || row.orgName)}`;
}

function useColumns(measure: Measure, kind: CountedPage['kind'], board: DashboardOut | undefined): readonly Column<CountedItem>[] {
  const { t, i18n } = useTranslation();
  const text = useText();
  const state = (row: CountedItem): string => {
    if (kind === 'cycle') return t(`stage.${row.state}`);
    if (kind === 'assessee' && row.state === 'graded') return text(board?.grades.find((one) => one.id === row.text)?.title ?? { text: row.text });
    return t(kind === 'meeting' ? `meeting.phase.${row.state}` : kind === 'problem' ? `ledger.state.${row.state}` : kind === 'action' ? `actions.${row.state}` : kind === 'commitment' ? `ledger.commit.${row.state}` : `dashboard.state.${row.state}`);
  };
  const words = (row: CountedItem): string => (kind === 'action' ? t(`actions.kind.${row.text}`) : row.text);
  const worded = kind === 'problem' || kind === 'action' || kind === 'commitment' || kind === 'meeting';
  const sums = SUMS[measure] ?? [];
  return [
    ...(worded ? [{ key: 'text', title: t(`dashboard.kind.${kind}`), render: (row: CountedItem) => <A href={hrefOf(kind, row)}>{words(row)}</A>, hint: words }] : []),
    ...(kind === 'unit' || kind === 'cycle' || kind === 'meeting' ? [] : [{ key: 'person', title: t('dashboard.person'), width: 120, hint: (row: CountedItem) => row.personName, render: (row: CountedItem) => (worded ? row.personName : <A href={hrefOf(kind, row)}>{row.personName || t('ui.none')}</A>) }]),
    ...(kind === 'meeting' ? [] : [{ key: 'org', title: t(kind === 'cycle' ? 'dashboard.host' : 'dashboard.org'), ...(worded ? { width: 192 } : {}), render: (row: CountedItem) => (kind === 'unit' || kind === 'cycle' ? <A href={hrefOf(kind, row)}>{row.orgName}</A> : row.orgName), hint: (row: CountedItem) => row.orgName }]),
    { key: 'host', title: t('dashboard.host'), width: worded && kind !== 'meeting' ? 160 : 240, quiet: true, minor: true, render: (row: CountedItem) => row.hostName, hint: (row: CountedItem) => row.hostName },
    ...(kind === 'cycle' || kind === 'meeting' ? [] : [{ key: 'sector', title: t('dashboard.sector'), width: 80, quiet: true, minor: true, render: (row: CountedItem) => text({ key: `${row.sector}.sector` }) }]),
    ...(kind === 'problem' || kind === 'action' || kind === 'meeting' ? [{ key: 'day', title: t(kind === 'problem' ? 'ledger.col.deadline' : 'dashboard.day'), width: kind === 'meeting' ? 136 : 112, minor: true, render: (row: CountedItem) => <DayText day={row.day} deadline={kind !== 'meeting' && row.state !== 'closed' && row.state !== 'done' && row.state !== 'carried'} /> }] : []),
    ...sums.map((sum, at) => ({ key: sum, title: t(`dashboard.sum.${sum}`), width: i18n.language === 'en' ? 80 : 104, num: true, render: (row: CountedItem) => figure((at === 0 ? row.part : row.whole) ?? 0) })),
    { key: 'state', title: t('dashboard.stateOf'), width: 96, render: state },
  ];
}
