import type { DashboardOut, Measure } from '@shuping/contracts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/index.ts';
import { A, figure } from '../../ui/index.ts';
import { CELLS, listHref, shown, valueOf, type Narrowing } from './figures.ts';

/** The place in six figures, each with last year's beside it where there was one. */
export function Strip({ data, at }: { readonly data: DashboardOut; readonly at: Narrowing }) {
  const { t } = useTranslation();
  const text = useText();
  const { total, before } = data;
  const n = (measure: Measure): number => total.n[measure] ?? 0;
  const link = (measure: Measure, words: ReactNode, more: Readonly<Record<string, string | undefined>> = {}): ReactNode => <A href={listHref(at, measure, more)}>{words}</A>;
  const share = (id: string, counted = total): string | null => {
    const cell = CELLS.find((one) => one.id === id)!;
    const value = valueOf(cell, counted, data.grades[0]?.id);
    return value === null ? null : shown(cell, value);
  };
  const last = (id: string, measure: Measure, grade?: string): ReactNode => {
    const value = before === null ? null : share(id, before);
    return value === null ? null : <>{t('dashboard.fig.then')}<A href={listHref({ ...at, year: at.year - 1 }, measure, { grade })}>{t('dashboard.fig.last', { value: id === 'minutes' ? value : `${value}%` })}</A></>;
  };
  const best = data.grades[0];
  return (
    <div className="dash-figs">
      <Fig value={share('minutes') === null ? <span>{t('ui.none')}</span> : link('filled', share('minutes'))} unit={share('minutes') === null ? null : t('dashboard.fig.minutesUnit')} note={<span title={t('dashboard.how.minutes')}>{t(share('minutes') === null ? 'dashboard.fig.notYet' : 'dashboard.fig.minutes')}{last('minutes', 'filled')}</span>} />
      <Fig value={link('covered', figure(n('covered')))} unit={<>/ {link('units', figure(n('units')))}</>} note={n('uncovered') > 0 ? link('uncovered', t('dashboard.fig.missing', { count: n('uncovered') })) : t('dashboard.fig.covered')} />
      <Fig value={link('problems', figure(n('problems')))} note={share('closed') === null ? t('dashboard.fig.problems') : <>{link('problems_closed', t('dashboard.fig.closed', { rate: share('closed') }))}{last('closed', 'problems_closed')}</>} />
      <Fig value={link('problems_repeated', figure(n('problems_repeated')))} note={<>{t('dashboard.fig.repeated')}{before === null ? null : <>{t('dashboard.fig.then')}<A href={listHref({ ...at, year: at.year - 1 }, 'problems_repeated')}>{t('dashboard.fig.last', { value: before.n.problems_repeated ?? 0 })}</A></>}</>} />
      <Fig value={share('talks') === null ? <span>{t('ui.none')}</span> : link('talks_done', share('talks'))} unit={share('talks') === null ? null : '%'} note={<>{link('talks', t('dashboard.fig.talks', { count: n('talks') }))}{n('projects') > 0 ? <>{t('dashboard.fig.then')}{link('projects', t('dashboard.fig.projects', { count: n('projects') }))}{n('projects_done') > 0 ? <>{t('dashboard.fig.and')}{link('projects_done', t('dashboard.fig.projectsDone', { count: n('projects_done') }))}</> : null}</> : null}</>} />
      <Fig value={share('good') === null || !best ? <span>{t('ui.none')}</span> : link('graded', share('good'), { grade: best.id })} unit={share('good') === null ? null : '%'} note={best && share('good') !== null ? <>{t('dashboard.fig.good', { grade: text(best.title) })}{last('good', 'graded', best.id)}</> : t('dashboard.fig.notPublished')} />
    </div>
  );
}

function Fig({ value, unit, note }: { readonly value: ReactNode; readonly unit?: ReactNode; readonly note: ReactNode }) {
  return <div><span className="fig">{value}{unit ? <small>{unit}</small> : null}</span><span>{note}</span></div>;
}
