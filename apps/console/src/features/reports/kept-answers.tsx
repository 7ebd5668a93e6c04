import type { ReportOut } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/index.ts';

/** What was written in sections that a newer scheme no longer has: to read and to quote, never lost (R-B4). */
export function KeptAnswers({ kept }: { readonly kept: ReportOut['kept'] }) {
  const { t } = useTranslation();
  const word = useText();
  if (kept.length === 0) return null;
  return (
    <details className="report-kept">
      <summary className="s13">{t('report.kept')}</summary>
      <p className="s13 c2">{t('report.kept.why')}</p>
      {kept.map((one) => (
        <section key={one.id}>
          <h4>{one.title ? word(one.title) : t('report.kept.untitled')}</h4>
          {one.text.split('\n').filter((line) => line.trim() !== '').map((line, n) => <p key={n}>{line}</p>)}
        </section>
      ))}
    </details>
  );
}
