import type { BoardPool } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/index.ts';

/** Lenient and harsh groups, alike ballots, marks given (R-G4). Groups too small to show enter no figure here. */
export function Fairness({ pool }: { readonly pool: BoardPool }) {
  const { t } = useTranslation();
  const text = useText();
  if (pool.leniency.length === 0 && pool.marks.length === 0 && pool.runs.length === 0) return null;
  const most = Math.max(1, ...pool.leniency.map((line) => Math.abs(Number(line.diff?.shown ?? 0))));
  return (
    <section className="grading-fair" aria-label={t('grading.fair')}>
      <p><b>{t('grading.fair')}</b> <small className="c3">{t('grading.fair.note')}</small></p>
      {pool.leniency.length > 0 ? (
        <table>
          <thead><tr>{['group', 'assessees', 'mean', 'others', 'diff'].map((column) => <th key={column} scope="col" className={column === 'group' || column === 'diff' ? undefined : 'num'}>{t(`grading.fair.${column}`)}</th>)}</tr></thead>
          <tbody>
            {pool.leniency.map((line) => {
              const diff = Number(line.diff?.shown ?? 0);
              const width = (Math.abs(diff) / most) * 50;
              return (
                <tr key={line.group}>
                  <th scope="row">{text(line.title)}</th><td className="num">{line.assessees}</td><td className="num">{line.mean.shown}</td><td className="num">{line.others?.shown ?? t('ui.none')}</td>
                  <td><span className="grading-diff" aria-hidden="true"><i style={{ left: `${diff < 0 ? 50 - width : 50}%`, width: `${width}%` }} /></span> <span className="num">{line.diff ? t(diff > 0 ? 'grading.fair.lenient' : diff < 0 ? 'grading.fair.harsh' : 'grading.fair.level', { points: Math.abs(diff).toFixed(2) }) : t('ui.none')}</span></td>
                </tr>
              );
            })}
          </tbody>
        </table>
      ) : null}
      {pool.runs.map((run) => <p key={`${run.group} ${run.kind}`} className="s13 warn">{t(`grading.run.${run.kind}`, { group: text(run.title), count: run.assessees, all: run.of })}</p>)}
      {pool.marks.map((mark) => <p key={mark.id} className="s13">{t('grading.mark', { mark: text(mark.title), count: mark.count })}{mark.years ? <span className="c2"> {t('grading.mark.years', { ...mark.years })}</span> : null}{mark.tied > 0 ? <span className="warn"> {t('grading.mark.tied', { count: mark.tied })}</span> : null}</p>)}
    </section>
  );
}
