import { useTranslation } from 'react-i18next';
import { A, EmptyPanel, PageBody } from '../ui/index.ts';

export function NotFoundPage() {
  const { t } = useTranslation();
  return <PageBody><EmptyPanel what={t('app.notFound.what')} why={t('app.notFound.why')} action={<A href="/home">{t('app.notFound.home')}</A>} /></PageBody>;
}
