import { isValidElement, useEffect, useState, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { figure } from './format.ts';

export type Column<T> = {
  readonly key: string;
  readonly title: ReactNode;
  /** Width in px at normal text size; without it the column takes what is left. */
  readonly width?: number;
  readonly num?: boolean;
  /** Secondary colour for supporting facts. */
  readonly quiet?: boolean;
  /** Left out on a phone; a table that names such columns fits there, any other is pushed sideways. */
  readonly minor?: boolean;
  /** Sort field of the API; the head then sorts. */
  readonly sort?: string;
  readonly render: (row: T) => ReactNode;
  /** Full text for the tooltip of a cut cell. */
  readonly hint?: (row: T) => string;
};

export type Selection = { readonly ids: ReadonlySet<string>; readonly set: (ids: ReadonlySet<string>) => void };

export type DataTableProps<T> = {
  readonly rows: readonly T[];
  readonly columns: readonly Column<T>[];
  readonly rowKey: (row: T) => string;
  readonly label: string;
  /** 36-px rows, or 44-px where rows are few and read one by one. */
  readonly tall?: boolean;
  readonly selection?: Selection | undefined;
  readonly current?: string | null;
  readonly onOpen?: (row: T) => void;
  readonly sort?: { readonly by: string | undefined; readonly set: (sort: string) => void };
};

/** Rows drawn at first, and more of them at each wish. */
const SLICE = 500;

/** Rows between hairlines; nothing here knows where they come from. A list that comes whole is drawn in slices, so that thousands of rows do not stop the page; printing draws all. */
export function DataTable<T>(props: DataTableProps<T>) {
  const slice = useSlice(props.rows, (row) => props.rowKey(row) === props.current);
  return (
    <div className="tbl-frame">
      <Table {...props} rows={slice.rows} />
      <MoreRows slice={slice} total={props.rows.length} />
    </div>
  );
}

type Slice<T> = { readonly rows: readonly T[]; readonly left: number; readonly more: () => void };

/** How much of a sliced list is shown, and the wish for more; nothing when all is. */
export function MoreRows({ slice, total }: { readonly slice: Slice<unknown>; readonly total: number }) {
  const { t } = useTranslation();
  if (slice.left === 0) return null;
  return (
    <p className="pg no-print">
      <span>{t('ui.table.shown', { shown: figure(slice.rows.length), total: figure(total) })}</span>
      <button type="button" className="linkish" onClick={slice.more}>{t('ui.table.more', { count: Math.min(SLICE, slice.left) })}</button>
    </p>
  );
}

/** The first rows of a long list, at least as far as the wanted one; all of them while the page is printed. */
export function useSlice<T>(rows: readonly T[], wanted: (row: T) => boolean = () => false): Slice<T> {
  const [shown, setShown] = useState(SLICE);
  useEffect(() => {
    const all = (): void => flushSync(() => setShown(Number.MAX_SAFE_INTEGER));
    window.addEventListener('beforeprint', all);
    return () => window.removeEventListener('beforeprint', all);
  }, []);
  if (rows.length <= shown) return { rows, left: 0, more: () => undefined };
  const until = Math.max(shown, rows.findIndex(wanted) + 1);
  return { rows: rows.slice(0, until), left: rows.length - until, more: () => setShown(until + SLICE) };
}

/** What a column without a width keeps at least, on a screen and on a phone; where less is left the table is pushed sideways. */
const LEAST = { screen: 160, phone: 96 };

function leastWidth<T>(columns: readonly Column<T>[], open: number): number {
  return columns.reduce((sum, one) => sum + (one.width ?? open), 0);
}

function Table<T>(props: DataTableProps<T>) {
  const { rows, columns, rowKey, selection } = props;
  return (
    <table className={`tbl${props.tall ? ' tall' : ''}${columns.some((c) => c.minor) ? ' fits' : ''}${props.onOpen ? ' opens' : ''}`} style={{ '--least': leastWidth(columns, LEAST.screen), '--least-phone': leastWidth(columns.filter((c) => !c.minor), LEAST.phone) } as CSSProperties} aria-label={props.label}>
      <colgroup>
        {selection ? <col style={{ width: 'calc(28px * var(--s))' }} /> : null}
        {columns.map((c) => <col key={c.key} className={c.minor ? 'minor' : ''} style={c.width ? { width: `calc(${c.width}px * var(--cw))` } : {}} />)}
      </colgroup>
      <thead>
        <tr>
          {selection ? <th><SelectAll ids={rows.map(rowKey)} selection={selection} /></th> : null}
          {columns.map((c) => <HeadCell key={c.key} column={c} {...(props.sort ? { sort: props.sort } : {})} />)}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => <Row key={rowKey(row)} row={row} id={rowKey(row)} props={props} />)}
      </tbody>
    </table>
  );
}

function HeadCell<T>({ column, sort }: { readonly column: Column<T>; readonly sort?: DataTableProps<T>['sort'] }) {
  const cls = `${column.num ? 'num' : ''}${column.minor ? ' minor' : ''}`;
  if (!column.sort || !sort) return <th className={cls} scope="col">{column.title}</th>;
  const up = sort.by === column.sort;
  const down = sort.by === `-${column.sort}`;
  return (
    <th className={cls} scope="col" aria-sort={up ? 'ascending' : down ? 'descending' : 'none'}>
      <button type="button" className="sorter" onClick={() => sort.set(up ? `-${column.sort}` : column.sort ?? '')}>
        {column.title}
        <span aria-hidden="true">{up ? '↑' : down ? '↓' : ''}</span>
      </button>
    </th>
  );
}

function Row<T>({ row, id, props }: { readonly row: T; readonly id: string; readonly props: DataTableProps<T> }) {
  const { t } = useTranslation();
  const { columns, selection, onOpen } = props;
  const ticked = selection?.ids.has(id) ?? false;
  const current = props.current === id;
  const key = (event: KeyboardEvent<HTMLTableRowElement>): void => {
    if (event.key === 'Enter' && event.target === event.currentTarget) onOpen?.(row);
  };
  return (
    <tr className={current ? 'on' : ticked ? 'ticked' : ''} aria-selected={current || ticked || undefined} tabIndex={onOpen ? 0 : undefined} onKeyDown={onOpen ? key : undefined} onClick={onOpen ? (e) => isControl(e.target) || onOpen(row) : undefined}>
      {selection ? (
        <td><input type="checkbox" className="tick" aria-label={t('ui.select')} checked={ticked} onChange={() => selection.set(toggled(selection.ids, id))} /></td>
      ) : null}
      {columns.map((c) => (
        <td key={c.key} className={`${c.num ? 'num' : 'ell'}${c.quiet ? ' c2' : ''}${c.minor ? ' minor' : ''}`} title={c.hint?.(row) ?? plainText(c.render(row))}>{c.render(row)}</td>
      ))}
    </tr>
  );
}

function SelectAll({ ids, selection }: { readonly ids: readonly string[]; readonly selection: Selection }) {
  const { t } = useTranslation();
  const all = ids.length > 0 && ids.every((id) => selection.ids.has(id));
  const some = ids.some((id) => selection.ids.has(id));
  return (
    <input
      type="checkbox" className="tick" aria-label={t('ui.selectPage')} checked={all}
      ref={(node) => { if (node) node.indeterminate = some && !all; }}
      onChange={() => selection.set(new Set(all ? [...selection.ids].filter((id) => !ids.includes(id)) : [...selection.ids, ...ids]))}
    />
  );
}

function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** Words of a cell as they are written in it, for the tooltip where they are cut. */
function plainText(node: ReactNode): string | undefined {
  const words = wordsOf(node).trim();
  return words === '' ? undefined : words;
}

function wordsOf(node: ReactNode): string {
  if (typeof node === 'string' || typeof node === 'number') return String(node);
  if (Array.isArray(node)) return (node as readonly ReactNode[]).map(wordsOf).join('');
  return isValidElement<{ readonly children?: ReactNode }>(node) ? wordsOf(node.props.children) : '';
}

function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a, button, input, select, textarea, label') !== null;
}
