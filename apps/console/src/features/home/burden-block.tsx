import { useTranslation } from 'react-i18next';
import { Bar, Figure, figure, Section } from '../../ui/index.ts';
import type { Burden } from './todos.ts';

/** 减负: fields asked, filled by the system, typed by hand, against last year. */
export function BurdenBlock({ burden }: { readonly burden: Burden }) {
  const { t } = useTranslation();
  const saved = burden.typedLastYear ? burden.typedLastYear - burden.typed : null;
  const part = (count: number): number => (burden.asked > 0 ? count / burden.asked : 0);
  return (
    <Section title={t('home.burden')} note={t('home.burden.note')} ruled>
      <div className="burden">
        <div className="burden-lead">
          <Figure large value={saved ?? burden.typed} unit={t('home.burden.unit')} />
          <span className="c2 s13">{saved === null ? t('home.burden.typedByYou') : saved >= 0 ? t('home.burden.less') : t('home.burden.more')}</span>
          {burden.minutes ? <span className="c3 s12">{burden.minutesLastYear ? t('home.burden.minutesBoth', { now: burden.minutes, last: burden.minutesLastYear }) : t('home.burden.minutes', { now: burden.minutes })}</span> : null}
        </div>
        <dl>
          <div><dt>{t('home.burden.asked')}</dt><dd>{figure(burden.asked)}</dd><dd><Bar part={1} pale /></dd></div>
          <div><dt>{t('home.burden.prefilled')}</dt><dd>{figure(burden.prefilled)}</dd><dd><Bar part={part(burden.prefilled)} /></dd></div>
          <div><dt>{t('home.burden.typed')}</dt><dd>{figure(burden.typed)}</dd><dd><Bar part={part(burden.typed)} /></dd></div>
          <div><dt>{t('home.burden.documents')}</dt><dd>{figure(burden.documents ?? 0)}</dd><dd className="c3 s12">{t('home.burden.documentsNote')}</dd></div>
        </dl>
      </div>
    </Section>
  );
}
