import type { DashboardOut } from '@shuping/contracts';
import { STAGES } from '@shuping/scheme';
import { useTranslation } from 'react-i18next';
import { A } from '../../ui/index.ts';
import { listHref, type Narrowing } from './figures.ts';
import { PlaceHead } from './heat-table.tsx';

/** Places × stages: how many are assessed in cycles that stand there; the darker, the more of the place's. */
export function StageTable({ data, at }: { readonly data: DashboardOut; readonly at: Narrowing }) {
  const { t } = useTranslation();
  return (
    <div className="dash-frame" role="region" tabIndex={0} aria-label={t('dashboard.view.stages')}>
      <table className="heat" aria-label={t('dashboard.view.stages')}>
        <thead><tr><th scope="col" className="dash-place">{t('dashboard.places')}</th>{STAGES.map((stage) => <th key={stage} scope="col">{t(`stage.${stage}`)}</th>)}</tr></thead>
        <tbody>
          {data.rows.map((row) => (
            <tr key={`${row.id}${String(row.own)}${row.level}`} className={row.level === 0 ? 'ct' : ''}>
              <PlaceHead row={row} at={at} />
              {STAGES.map((stage) => {
                const count = row.stages[stage] ?? 0;
                const all = row.n.assessees ?? 0;
                return count === 0 ? <td key={stage} className="none"><span>0</span></td>
                  : <td key={stage} className={`s${1 + Math.round((count / all) * 4)}`}><A href={listHref({ ...at, orgId: row.id }, 'assessees', { stage, own: row.own ? '1' : undefined })}>{count}</A></td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
