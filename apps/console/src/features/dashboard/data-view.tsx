import { MEASURES, type DashboardOut } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/index.ts';
import { A, figure } from '../../ui/index.ts';
import { listHref, type Narrowing } from './figures.ts';
import { PlaceHead } from './heat-table.tsx';

/** 数据表: every count as it is, without shades, for reading out, copying and screen readers. */
export function DataTableView({ data, at }: { readonly data: DashboardOut; readonly at: Narrowing }) {
  const { t } = useTranslation();
  const text = useText();
  const cell = (count: number, href: string) => (count === 0 ? <span className="c3">0</span> : <A href={href}>{figure(count)}</A>);
  return (
    <div className="dash-frame" role="region" tabIndex={0} aria-label={t('dashboard.view.data')}>
      <table className="heat plain" aria-label={t('dashboard.view.data')}>
        <thead><tr><th scope="col" className="dash-place">{t('dashboard.places')}</th>{MEASURES.map((measure) => <th key={measure} scope="col">{t(`dashboard.measure.${measure}`)}</th>)}{data.grades.map((grade) => <th key={grade.id} scope="col">{text(grade.title)}</th>)}</tr></thead>
        <tbody>
          {data.rows.map((row) => {
            const more = { own: row.own ? '1' : undefined };
            return (
              <tr key={`${row.id}${String(row.own)}${row.level}`} className={row.level === 0 ? 'ct' : ''}>
                <PlaceHead row={row} at={at} />
                {MEASURES.map((measure) => <td key={measure}>{cell(row.n[measure] ?? 0, listHref({ ...at, orgId: row.id }, measure, more))}</td>)}
                {data.grades.map((grade) => <td key={grade.id}>{cell(row.grades[grade.id] ?? 0, listHref({ ...at, orgId: row.id }, 'graded', { ...more, grade: grade.id }))}</td>)}
              </tr>
            );
          })}
          <tr className="ct sum">
            <th scope="row" className="dash-place">{t('dashboard.total')}</th>
            {MEASURES.map((measure) => <td key={measure}>{cell(data.total.n[measure] ?? 0, listHref(at, measure))}</td>)}
            {data.grades.map((grade) => <td key={grade.id}>{cell(data.total.grades[grade.id] ?? 0, listHref(at, 'graded', { grade: grade.id }))}</td>)}
          </tr>
        </tbody>
      </table>
    </div>
  );
}
