import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { apiUrl, useApiQuery, type ApiProblem, type Page } from '../client/index.ts';
import { Button } from './button.tsx';
import { DataTable, type DataTableProps, type Selection } from './data-table.tsx';
import { figure } from './format.ts';
import { EmptyPanel, LoadingPanel, ProblemPanel } from './state-panel.tsx';
import { useUrlState, type Search } from './url-state.ts';

export type List<T> = {
  readonly rows: readonly T[];
  readonly page: Page<T> | undefined;
  readonly problem: ApiProblem | null;
  readonly pending: boolean;
  readonly again: () => void;
  /** Filters as they are in the address. */
  readonly filters: Search;
  /** Changes filters and returns to the first page. */
  readonly setFilter: (patch: Readonly<Record<string, string | null | undefined>>) => void;
  readonly selection: Selection;
  readonly exportUrl: (path: string) => string;
  /** Number of rows before this page, as far as known. */
  readonly before: number;
  readonly turn: (to: 'first' | 'prev' | 'next') => void;
  readonly sort: { readonly by: string | undefined; readonly set: (sort: string) => void };
};

/**
 * A list read by cursor pages, whose filters, sort and place live in the address.
 * `names` are the filters that are sent to the API; `fixed` are sent too but not shown.
 */
export function useList<T>(path: string, names: readonly string[], fixed: Search = {}, limit = 50): List<T> {
  const [search, setSearch] = useUrlState();
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const filters = Object.fromEntries([...names, 'sort'].flatMap((n) => (search[n] === undefined ? [] : [[n, search[n]]]))) as Search;
  const query = { ...fixed, ...filters, limit, ...(search['after'] ? { after: search['after'] } : {}) };
  const result = useApiQuery<Page<T>>(path, { query, keepPrevious: true });
  const before = Number(search['from'] ?? 0) || 0;
  const rows = result.data?.items ?? [];
  const setFilter: List<T>['setFilter'] = (patch) => {
    setIds(new Set());
    setSearch({ ...patch, after: null, from: null });
  };
  return {
    rows, before, filters, setFilter, page: result.data, problem: result.error, pending: result.isPending,
    again: () => void result.refetch(),
    selection: { ids, set: setIds },
    exportUrl: (exportPath) => apiUrl(exportPath, { ...fixed, ...filters }),
    turn: (to) => {
      if (to === 'next') return setSearch({ after: result.data?.next ?? null, from: String(before + rows.length) }, { push: true });
      if (to === 'first') return setSearch({ after: null, from: null }, { push: true });
      return window.history.back();
    },
    sort: { by: search['sort'], set: (sort) => setFilter({ sort }) },
  };
}

type ListTableProps<T> = Omit<DataTableProps<T>, 'rows' | 'selection' | 'sort'> & {
  readonly list: List<T>;
  readonly selectable?: boolean;
  /** Where there is nothing at all. */
  readonly empty: ReactNode;
  /** Where the filters leave nothing; without it a general word and a way to clear them. */
  readonly noMatch?: ReactNode;
  /** Bulk acts, shown while rows are ticked. */
  readonly bulk?: (ids: ReadonlySet<string>) => ReactNode;
  readonly noun?: string;
};

/** A list in all its states: loading, problem, empty, rows, and the foot with selection, total and pages. */
export function ListTable<T>({ list, selectable, empty, noMatch, bulk, noun, ...table }: ListTableProps<T>) {
  if (list.problem && !list.page) return <ProblemPanel problem={list.problem} retry={list.again} />;
  if (list.pending) return <LoadingPanel rows={8} />;
  if (list.rows.length === 0 && list.before === 0) return <>{isFiltered(list) ? (noMatch ?? <NoMatch list={list} />) : empty}</>;
  return (
    <>
      <DataTable {...table} rows={list.rows} selection={selectable ? list.selection : undefined} sort={list.sort} />
      <ListFoot list={list} selectable={selectable ?? false} noun={noun} bulk={bulk} />
    </>
  );
}

const isFiltered = (list: { readonly filters: Search }): boolean => Object.keys(list.filters).some((name) => name !== 'sort');

function NoMatch<T>({ list }: { readonly list: List<T> }) {
  const { t } = useTranslation();
  const clear = (): void => list.setFilter(Object.fromEntries(Object.keys(list.filters).filter((name) => name !== 'sort').map((name) => [name, null])));
  return <EmptyPanel what={t('ui.list.noMatch')} why={t('ui.list.noMatch.why')} action={<Button onClick={clear}>{t('ui.list.clear')}</Button>} />;
}

function ListFoot<T>({ list, selectable, noun, bulk }: { readonly list: List<T>; readonly selectable: boolean; readonly noun: string | undefined; readonly bulk: ListTableProps<T>['bulk'] }) {
  const { t } = useTranslation();
  const total = list.page?.total;
  const unit = noun ?? t('ui.list.rows');
  const picked = list.selection.ids.size;
  return (
    <div className="pg no-print">
      <span>{selectable ? t('ui.list.selected', { count: picked, total: total === undefined ? '' : figure(total), unit }) : total === undefined ? '' : t('ui.list.total', { total: figure(total), unit })}</span>
      {picked > 0 && bulk ? bulk(list.selection.ids) : null}
      <span className="sp" />
      <span>{`${list.before + 1} – ${list.before + list.rows.length}`}</span>
      {list.before > 0 ? <button type="button" className="linkish" onClick={() => list.turn('first')}>{t('ui.list.first')}</button> : null}
      {list.before > 0 ? <button type="button" className="linkish" onClick={() => list.turn('prev')}>{t('ui.list.prev')}</button> : null}
      {list.page?.next ? <button type="button" className="linkish" onClick={() => list.turn('next')}>{t('ui.list.next')}</button> : null}
    </div>
  );
}

/** 导出 Excel of the list as it is filtered now. */
export function ExportButton({ href }: { readonly href: string }) {
  const { t } = useTranslation();
  return <Button href={href} download>{t('ui.export')}</Button>;
}

/** 打印 of the page. */
export function PrintButton() {
  const { t } = useTranslation();
  return <Button onClick={() => window.print()}>{t('ui.print')}</Button>;
}
