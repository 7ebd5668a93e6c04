import type { AssesseeRow, CycleOverview } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/index.ts';
import { A, ChainDots, DayText, EmptyPanel, ExportButton, figure, FilterBar, ListTable, SearchFilter, SegFilter, SelectFilter, useGo, useList, type Column } from '../../ui/index.ts';
import { Reminded } from './remind.tsx';

const SEGMENTS = ['all', 'late', 'vetting', 'accepted', 'returned'] as const;

/** Assessees of the cycle with their report, its chain and its due day. */
export function AssesseeTable({ cycle }: { readonly cycle: CycleOverview }) {
  const { t, i18n } = useTranslation();
  const text = useText();
  const go = useGo();
  const list = useList<AssesseeRow>(`/cycles/${cycle.id}/assessees`, ['state', 'late', 'sector', 'q']);
  const columns = useColumns(cycle.counts !== null);
  const chosen = list.filters['late'] === '1' ? 'late' : (list.filters['state'] ?? 'all');
  const n = cycle.counts;
  const counts: Readonly<Record<string, number | undefined>> = { all: n?.['assessees'], accepted: n?.['accepted'], returned: n?.['returned'], vetting: n ? (n['submitted'] ?? 0) - (n['accepted'] ?? 0) : undefined };
  const segments = SEGMENTS.map((id) => ({ id, label: t(`cycles.seg.${id}`), count: counts[id] }));
  const sectors = ['', ...cycle.schemes.map((one) => one.sector)].map((id) => ({ id, label: id === '' ? t('cycles.all') : text({ key: `${id}.sector` }) }));
  const pick = (id: string): void => list.setFilter({ state: id === 'all' || id === 'late' ? null : id, late: id === 'late' ? '1' : null });
  const none = cycle.stage === 'planning' && Object.keys(list.filters).length === 0;
  return (
    <>
      <FilterBar right={<><SearchFilter value={list.filters['q'] ?? ''} placeholder={t('cycles.search')} onChange={(q) => list.setFilter({ q })} />{cycle.counts ? <ExportButton href={`${list.exportUrl(`/cycles/${cycle.id}/assessees.xlsx`)}&lang=${i18n.language === 'en' ? 'en' : 'zh-CN'}`} /> : null}</>}>
        <SegFilter options={segments} value={chosen} onChange={pick} label={t('cycles.state')} />
        {sectors.length > 2 ? <SelectFilter label={t('cycles.sector')} value={list.filters['sector'] ?? ''} options={sectors} onChange={(sector) => list.setFilter({ sector })} /> : null}
      </FilterBar>
      <ListTable
        list={list} columns={columns} rowKey={(row) => row.id} label={t('cycles.assessees')} noun={t('cycles.people')}
        onOpen={(row) => go(row.report?.id ? `/reports/${row.report.id}` : `/assessees/${row.id}/input-pack`)}
        empty={none ? <EmptyPanel what={t('cycles.none')} why={t('cycles.none.why')} action={cycle.may['confirm'] === true ? <A href={`/cycles/${cycle.id}/assessees`}>{t('cycles.confirm')}</A> : null} /> : <EmptyPanel what={t('cycles.noMatch')} />}
      />
    </>
  );
}

function useColumns(office: boolean): readonly Column<AssesseeRow>[] {
  const { t } = useTranslation();
  const text = useText();
  const dash = <span className="c3">{t('ui.none')}</span>;
  return [
    { key: 'org', title: t('cycles.unit'), hint: (row) => row.orgName, render: (row) => row.orgName },
    { key: 'person', title: t('cycles.person'), width: 104, hint: (row) => `${row.personName} ${row.post}`, render: (row) => row.personName },
    { key: 'sector', title: t('cycles.sector'), width: 80, quiet: true, minor: true, render: (row) => text({ key: `${row.sector}.sector` }) },
    { key: 'number', title: t('cycles.draft'), width: 72, num: true, minor: true, render: (row) => (row.report && row.report.number > 0 ? t('cycles.draftNo', { count: row.report.number }) : dash) },
    { key: 'words', title: t('cycles.words'), width: 72, num: true, minor: true, render: (row) => (row.report && row.report.words > 0 ? figure(row.report.words) : dash) },
    { key: 'findings', title: t('cycles.findings'), width: 80, num: true, minor: true, render: (row) => (row.report?.id ? <Findings row={row} /> : dash) },
    { key: 'chain', title: t('cycles.chain'), width: 224, minor: true, render: (row) => <Chain row={row} /> },
    { key: 'due', title: t('cycles.due'), width: 96, num: true, quiet: true, render: (row) => (row.report?.state === 'accepted' ? <span className="ok">{t('cycles.report.accepted')}</span> : <DayText day={row.due} lateDays={row.lateDays} />) },
    ...(office ? [{ key: 'reminded', title: t('cycles.remind.last'), width: 112, num: true, quiet: true, minor: true, render: (row: AssesseeRow) => <Reminded row={row} /> }] : []),
  ];
}

function Findings({ row }: { readonly row: AssesseeRow }) {
  const open = (row.report?.blocking ?? 0) + (row.report?.advising ?? 0);
  return open > 0 ? <>{open}</> : <span className="c3">0</span>;
}

/** Where the report is: with its author, at a step, or signed. */
function Chain({ row }: { readonly row: AssesseeRow }) {
  const { t } = useTranslation();
  const text = useText();
  const { report } = row;
  if (!report) return <span className="c3">{t('ui.none')}</span>;
  if (report.vetting) return <ChainDots of={report.vetting.of} signed={report.vetting.step - 1} at={report.vetting.step - 1} label={report.vetting.title ? text(report.vetting.title) : ''} />;
  return <span className="s13 c2">{t(`cycles.report.${report.state}`)}</span>;
}
