import type { DashboardOut } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import { A } from '../../ui/index.ts';
import { CELLS, listHref, partsOf, placeHref, shades, shown, valueOf, worstOf, type Cell, type Narrowing } from './figures.ts';

type Row = DashboardOut['rows'][number];
type Props = { readonly data: DashboardOut; readonly at: Narrowing };

/** Places × figures, shaded by rank among places of the same level; the last one is marked in words and shape, not by colour alone. */
export function HeatTable({ data, at }: Props) {
  const { t } = useTranslation();
  const best = data.grades[0]?.id;
  const marks = new Map(CELLS.map((cell) => [cell.id, marksOf(cell, data.rows, best)]));
  return (
    <div className="dash-frame" role="region" tabIndex={0} aria-label={t('dashboard.table')}>
      <table className="heat" aria-label={t('dashboard.table')}>
        <thead><tr><th scope="col" className="dash-place">{t('dashboard.places')}</th>{CELLS.map((cell) => <th key={cell.id} scope="col" {...(cell.hint ? { title: t(`dashboard.how.${cell.id}`) } : {})}>{t(`dashboard.col.${cell.id}`)}<span>{t(`dashboard.unit.${cell.id}`)}</span></th>)}</tr></thead>
        <tbody>
          {data.rows.map((row, index) => (
            <tr key={`${row.id}${String(row.own)}${row.level}`} className={row.level === 0 ? 'ct' : ''}>
              <PlaceHead row={row} at={at} />
              {CELLS.map((cell) => <HeatCell key={cell.id} cell={cell} row={row} at={at} best={best} mark={marks.get(cell.id)![index]!} />)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type Mark = { readonly shade: number; readonly worst: boolean };

function marksOf(cell: Cell, rows: readonly Row[], best: string | undefined): Mark[] {
  const marks: Mark[] = rows.map(() => ({ shade: 0, worst: false }));
  if (!cell.ranked) return marks;
  for (const level of [0, 1]) {
    const places = rows.flatMap((row, index) => (row.level === level ? [index] : []));
    const values = places.map((index) => valueOf(cell, rows[index]!, best));
    const worst = worstOf(values, cell.down);
    shades(values, cell.down).forEach((shade, n) => (marks[places[n]!] = { shade, worst: n === worst }));
  }
  return marks;
}

/** Name of a place: leads further down where there is something below. */
export function PlaceHead({ row, at }: { readonly row: Row; readonly at: Narrowing }) {
  const { t } = useTranslation();
  const name = row.own ? t('dashboard.own', { name: row.name }) : row.name;
  return <th scope="row" className="dash-place" title={name}>{row.opens || (!row.own && row.id !== at.orgId) ? <A href={placeHref(at, row.id)}>{name}</A> : name}</th>;
}

function HeatCell({ cell, row, at, best, mark }: { readonly cell: Cell; readonly row: Row; readonly at: Narrowing; readonly best: string | undefined; readonly mark: Mark }) {
  const { t } = useTranslation();
  const value = valueOf(cell, row, best);
  if (value === null) return <td className="none"><span title={t('dashboard.nothing')} aria-label={t('dashboard.nothing')}>{t('ui.none')}</span></td>;
  const [part, whole] = partsOf(cell, row, best);
  const hint = whole === null ? String(part) : `${part} / ${whole}`;
  const href = listHref({ ...at, orgId: row.id }, cell.measure, { own: row.own ? '1' : undefined, grade: cell.grade ? best : undefined });
  return (
    <td className={`${cell.ranked ? `s${mark.shade}` : ''}${mark.worst ? ' w' : ''}`}>
      <A href={href} title={`${row.name} ${t(`dashboard.col.${cell.id}`)} ${hint}${mark.worst ? ` ${t('dashboard.last')}` : ''}`}>{mark.worst ? <i aria-label={t('dashboard.last')}>▼</i> : null}{shown(cell, value)}</A>
    </td>
  );
}
