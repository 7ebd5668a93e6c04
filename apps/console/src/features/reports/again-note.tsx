import type { ReportForm } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import { A } from '../../ui/index.ts';

/** 为何又问: the two items of the ledger from which a question about a repeat comes. */
export function AgainNote({ section }: { readonly section: ReportForm['sections'][number] }) {
  const { t } = useTranslation();
  const { again } = section;
  if (!again) return null;
  return (
    <p className="s13 c2">
      {t('report.again.why')}
      {[again.first, again.last].map((one, n) => <span key={one.id}>{n === 0 ? null : t('report.again.then')}<A href={`/ledger?item=${one.id}`}>{t('report.again.item', { year: one.year, title: one.title })}</A></span>)}
    </p>
  );
}
