import type { DashboardOut } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/index.ts';
import { A, figure, Section } from '../../ui/index.ts';
import { CELLS, listHref, noticesOf, percent, placeHref, valueOf, type Narrowing } from './figures.ts';

type Props = { readonly data: DashboardOut; readonly at: Narrowing };
const YEARLY = ['closed', 'turnout', 'satisfied', 'talks', 'good'] as const;
const WIDTH = 222;
const HEIGHT = 44;

/** What to look at first, sectors beside each other, the years one after another, and what many units have in common. */
export function SidePane({ data, at }: Props) {
  const { t } = useTranslation();
  const notices = noticesOf(data.rows);
  return (
    <aside className="dash-side" aria-label={t('dashboard.side')}>
      {notices.length > 0 ? (
        <Section title={t('dashboard.first')}>
          <ol className="dash-look">{notices.map(({ key, row, measure, params }) => (
            <li key={key}><A href={row.id === at.orgId ? listHref(at, measure) : placeHref(at, row.id)}>{row.name}</A>{t('dashboard.colon')}<A href={listHref({ ...at, orgId: row.id }, measure, { own: row.own ? '1' : undefined })}>{t(`dashboard.first.${key}`, params)}</A></li>
          ))}</ol>
        </Section>
      ) : null}
      {data.bySector.length > 1 ? <Sectors data={data} at={at} /> : null}
      {data.byYear.length > 1 ? <Years data={data} at={at} /> : null}
      {data.common.length > 0 ? (
        <Section title={t('dashboard.common')} note={t('dashboard.common.note')}>
          <ol className="dash-look">{data.common.map((one) => <li key={one.title}><A href={listHref(at, 'problems', { title: one.title })}>{one.title}</A> <span className="c3">{t('dashboard.common.count', { units: one.units, count: one.count })}</span></li>)}</ol>
        </Section>
      ) : null}
    </aside>
  );
}

const SECTOR_CELLS = ['closed', 'talks', 'good'] as const;

function Sectors({ data, at }: Props) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <Section title={t('dashboard.bySector')} note="%">
      <table className="dash-small" aria-label={t('dashboard.bySector')}>
        <thead><tr><th scope="col">{t('dashboard.sector')}</th><th scope="col">{t('dashboard.measure.assessees')}</th>{SECTOR_CELLS.map((id) => <th key={id} scope="col">{t(`dashboard.col.${id}`)}</th>)}</tr></thead>
        <tbody>{data.bySector.map((one) => (
          <tr key={one.sector}>
            <th scope="row">{text({ key: `${one.sector}.sector` })}</th>
            <td><A href={listHref({ ...at, sector: one.sector }, 'assessees')}>{figure(one.n.assessees ?? 0)}</A></td>
            {SECTOR_CELLS.map((id) => {
              const cell = CELLS.find((some) => some.id === id)!;
              const value = valueOf(cell, one, data.grades[0]?.id);
              return <td key={id}>{value === null ? <span className="c3">{t('ui.none')}</span> : <A href={listHref({ ...at, sector: one.sector }, cell.measure, { grade: cell.grade ? data.grades[0]?.id : undefined })}>{percent(value)}</A>}</td>;
            })}
          </tr>
        ))}</tbody>
      </table>
    </Section>
  );
}

/** Shares year by year as small lines with their ends in figures. */
function Years({ data, at }: Props) {
  const { t } = useTranslation();
  const years = [...data.byYear].reverse();
  return (
    <Section title={t('dashboard.byYear')} note={t('dashboard.byYear.note', { from: years[0]!.year, to: years[years.length - 1]!.year })}>
      {YEARLY.map((id) => {
        const cell = CELLS.find((one) => one.id === id)!;
        const values = years.map((one) => valueOf(cell, one, data.grades[0]?.id));
        return values.some((value) => value !== null) ? <Line key={id} name={t(`dashboard.col.${id}`)} values={values} years={years.map((one) => one.year)} href={(year) => listHref({ ...at, year }, cell.measure, { grade: cell.grade ? data.grades[0]?.id : undefined })} /> : null;
      })}
    </Section>
  );
}

function Line({ name, values, years, href }: { readonly name: string; readonly values: readonly (number | null)[]; readonly years: readonly number[]; readonly href: (year: number) => string }) {
  const { t } = useTranslation();
  const x = (at: number): number => 4 + (at / Math.max(1, values.length - 1)) * (WIDTH - 8);
  const y = (value: number): number => HEIGHT - 4 - (value / 100) * (HEIGHT - 8);
  const points = values.flatMap((value, at) => (value === null ? [] : [{ x: x(at), y: y(value) }]));
  const end = points[points.length - 1];
  return (
    <div className="dash-line">
      <div className="row"><span className="s13">{name}</span><span className="s12 c3">%</span></div>
      <div className="dash-line-body">
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
          <line x1="2" y1={HEIGHT - 2} x2={WIDTH} y2={HEIGHT - 2} className="base" />
          <polyline points={points.map((point) => `${point.x.toFixed(1)},${point.y.toFixed(1)}`).join(' ')} className="now" />
          {end ? <circle cx={end.x} cy={end.y} r="3" /> : null}
        </svg>
        <span className="dash-line-figs">{values.map((value, at) => (at < values.length - 2 ? null : <A key={years[at]} className={at === values.length - 1 ? 'b' : 'c3'} href={href(years[at]!)} title={t('dashboard.yearOf', { year: years[at] })}>{value === null ? t('ui.none') : `${percent(value)}%`}</A>)).reverse()}</span>
      </div>
    </div>
  );
}
