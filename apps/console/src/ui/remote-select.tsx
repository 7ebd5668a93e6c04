import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApiQuery, type Page, type Query } from '../client/index.ts';
import { useProblemText } from './state-panel.tsx';

type Props<T> = {
  /** List of the API that takes `q` and `limit`. */
  readonly path: string;
  readonly query?: Query;
  readonly label: string;
  readonly placeholder?: string;
  readonly value: string | null;
  readonly optionOf: (row: T) => { readonly value: string; readonly label: string };
  readonly onChange: (id: string | null, row: T | null) => void;
  readonly clearable?: boolean;
  /** Option to show before anything was searched, e.g. the present choice. */
  readonly first?: { readonly value: string; readonly label: string } | undefined;
};

/** A choice among the rows of a list that the server searches. */
export function RemoteSelect<T>({ path, query, label, placeholder, value, optionOf, onChange, clearable, first }: Props<T>) {
  const { t } = useTranslation();
  const words = useProblemText();
  const [q, setQ] = useState('');
  const list = useApiQuery<Page<T>>(path, { query: { ...query, limit: 50, ...(q === '' ? {} : { q }) }, keepPrevious: true });
  const rows = list.data?.items ?? [];
  const found = rows.map(optionOf);
  const options = first && q === '' && !found.some((one) => one.value === first.value) ? [first, ...found] : found;
  const failed = list.error && !list.data ? <span className="s13"><span className="late">{words(list.error)}</span> <button type="button" className="linkish s13" onClick={() => void list.refetch()}>{t('ui.retry')}</button></span> : undefined;
  return (
    <Select
      aria-label={label} value={value} placeholder={placeholder ?? label} loading={list.isPending} allowClear={clearable ?? false} showSearch={{ filterOption: false, onSearch: setQ }} options={[...options]} {...(failed ? { notFoundContent: failed, status: 'error' as const } : {})}
      onChange={(id: string | undefined) => onChange(id ?? null, rows.find((row) => optionOf(row).value === id) ?? null)}
    />
  );
}
