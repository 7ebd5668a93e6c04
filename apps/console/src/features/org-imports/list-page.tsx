import type { OrganisationOut } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import { useMayEver } from '../../app/auth.tsx';
import { A, DayText, EmptyPanel, ExportButton, FilterBar, ListTable, PageBody, PageHeader, SearchFilter, Tag, useList, type Column } from '../../ui/index.ts';
import './org-imports.css';

/** 组织名册: the open units in reach as a table; what is exported is what is seen. */
export function Page() {
  const { t, i18n } = useTranslation();
  const mayEver = useMayEver();
  const list = useList<OrganisationOut>('/organisations', ['q'], { open: '1' });
  const columns: readonly Column<OrganisationOut>[] = [
    { key: 'code', title: t('orgImports.column.code'), width: 136, quiet: true, render: (row) => row.code },
    { key: 'name', title: t('orgImports.column.name'), render: (row) => <A href={`/organisations?unit=${row.id}`}>{row.name}</A> },
    { key: 'shortName', title: t('orgImports.column.shortName'), width: 176, render: (row) => row.shortName },
    { key: 'kind', title: t('orgImports.column.kind'), width: 112, render: (row) => t(`organisations.kind.${row.kind}`) },
    { key: 'sector', title: t('orgImports.column.sector'), width: 104, render: (row) => (row.sector ? <Tag>{t(`${row.sector}.sector`)}</Tag> : '') },
    { key: 'opensOn', title: t('orgImports.column.opensOn'), width: 128, quiet: true, render: (row) => <DayText day={row.opensOn} /> },
  ];
  return (
    <>
      <PageHeader title={t('orgImports.list')} crumb={<A href="/organisations">{t('organisations.title')}</A>} sub={t('orgImports.list.sub')} />
      <PageBody>
        <FilterBar right={mayEver('export', 'Organisation') ? <ExportButton href={`${list.exportUrl('/org-imports/organisations.xlsx')}&lang=${i18n.language === 'en' ? 'en' : 'zh-CN'}`} /> : null}>
          <SearchFilter value={list.filters['q'] ?? ''} placeholder={t('orgImports.list.search')} onChange={(q) => list.setFilter({ q })} />
        </FilterBar>
        <ListTable list={list} columns={columns} rowKey={(row) => row.id} label={t('orgImports.list')} empty={<EmptyPanel what={t('organisations.empty.what')} why={t('organisations.empty.why')} next={t('organisations.empty.next')} />} />
      </PageBody>
    </>
  );
}
