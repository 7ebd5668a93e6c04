import type { ProblemRow, RectificationOut } from '@shuping/contracts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DayText, FilterBar, LightText, ListTable, SearchFilter, SegFilter, SelectFilter, Tag, type Column, type List } from '../../ui/index.ts';
import { DUES, lightWords, SOURCES, STATES } from './words.ts';

const ALL = 'all';

/** The line of filters; each lives in the address. */
export function LedgerFilters({ list, units }: { readonly list: List<ProblemRow>; readonly units: RectificationOut['units'] }) {
  const { t } = useTranslation();
  const all = { id: ALL, label: t('ledger.filter.all') };
  const set = (name: string) => (id: string): void => list.setFilter({ [name]: id === ALL ? null : id });
  const chosen = (name: string): string => list.filters[name] ?? ALL;
  return (
    <FilterBar>
      <SegFilter label={t('ledger.filter.whose')} value={list.filters['repeat'] ? 'repeat' : list.filters['mine'] ? 'mine' : ALL} onChange={(id) => list.setFilter({ mine: id === 'mine' ? '1' : null, repeat: id === 'repeat' ? '1' : null })} options={[all, { id: 'mine', label: t('ledger.filter.mine') }, { id: 'repeat', label: t('ledger.repeat') }]} />
      <SelectFilter label={t('ledger.filter.unit')} value={chosen('orgId')} onChange={set('orgId')} options={[all, ...[...units].sort((a, b) => a.orgName.localeCompare(b.orgName, 'zh-CN')).map((unit) => ({ id: unit.orgId, label: unit.orgName }))]} />
      <SelectFilter label={t('ledger.filter.source')} value={chosen('source')} onChange={set('source')} options={[all, ...SOURCES.map((id) => ({ id, label: t(`ledger.source.${id}`) }))]} />
      <SelectFilter label={t('ledger.filter.due')} value={chosen('due')} onChange={set('due')} options={[all, ...DUES.map((id) => ({ id, label: t(`ledger.due.${id}`) }))]} />
      <SelectFilter label={t('ledger.filter.state')} value={chosen('state')} onChange={set('state')} options={[all, ...STATES.map((id) => ({ id, label: t(`ledger.state.${id}`) }))]} />
      <SearchFilter value={list.filters['q'] ?? ''} placeholder={t('ledger.filter.q')} onChange={(q) => list.setFilter({ q })} />
    </FilterBar>
  );
}

type Props = { readonly list: List<ProblemRow>; readonly current: string | null; readonly onOpen: (row: ProblemRow) => void; readonly empty: ReactNode; readonly noMatch: ReactNode };

/** Items by lateness; problem and unit share a cell so that titles stay readable. */
export function LedgerTable({ list, current, onOpen, empty, noMatch }: Props) {
  const { t } = useTranslation();
  return <div className="ledger-table"><ListTable list={list} columns={useColumns()} rowKey={(row) => row.id} label={t('ledger.title')} current={current} onOpen={onOpen} empty={empty} noMatch={noMatch} noun={t('ledger.noun')} tall /></div>;
}

/** Shape and words of an item's light. */
export function ItemLight({ row }: { readonly row: Parameters<typeof lightWords>[0] }) {
  const { t } = useTranslation();
  const { light, key, count } = lightWords(row);
  return <LightText light={light}>{t(key, { count })}</LightText>;
}

function useColumns(): readonly Column<ProblemRow>[] {
  const { t } = useTranslation();
  return [
    { key: 'light', title: <span title={t('ledger.order')}>{t('ledger.col.light')}</span>, width: 112, render: (row) => <ItemLight row={row} /> },
    {
      key: 'title', title: t('ledger.col.problem'), hint: (row) => row.title,
      render: (row) => (
        <>
          <div className="ledger-title"><span className="ell">{row.title}</span>{row.repeatOf ? <Tag tone="red">{t('ledger.repeat')}</Tag> : null}{row.reopened > 0 ? <Tag tone="amber">{t('ledger.reopened', { count: row.reopened })}</Tag> : null}</div>
          <div className="s12 c3 ell" title={`${row.orgName} ${row.personName}`}>{row.orgName}<span className="ledger-gap" />{row.personName}</div>
        </>
      ),
    },
    { key: 'source', title: t('ledger.col.source'), width: 96, minor: true, quiet: true, render: (row) => t(`ledger.source.${row.source}`) },
    { key: 'level', title: t('ledger.col.level'), width: 80, minor: true, quiet: true, render: (row) => (row.level ? t(`ledger.level.${row.level}`) : t('ui.none')) },
    { key: 'deadline', title: t('ledger.col.deadline'), width: 96, minor: true, num: true, render: (row) => <DayText day={row.deadline} /> },
    { key: 'proofs', title: t('ledger.col.proofs'), width: 56, minor: true, num: true, quiet: true, render: (row) => row.proofs },
    { key: 'state', title: t('ledger.col.state'), width: 80, minor: true, render: (row) => t(`ledger.state.${row.state}`) },
  ];
}
