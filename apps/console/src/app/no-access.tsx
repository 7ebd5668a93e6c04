import { actionsOf, CORE_ROLES, subjectsOf } from '@shuping/permissions';
import { useTranslation } from 'react-i18next';
import { A, EmptyPanel, PageBody, PageHeader } from '../ui/index.ts';
import type { NavEntry } from './nav.ts';

/** In place of a page that the reader's roles never reach: what is missing, who has it, whom to ask. */
export function NoAccess({ entry }: { readonly entry: NavEntry }) {
  const { t } = useTranslation();
  const title = t(`nav.${entry.id}`);
  const roles = CORE_ROLES.filter((role) => role.cells.some((cell) => entry.needs !== null && actionsOf(cell).includes(entry.needs[0]) && subjectsOf(cell).includes(entry.needs[1])));
  return (
    <>
      <PageHeader title={title} />
      <PageBody>
        <EmptyPanel
          what={t('app.noAccess.what', { page: title })} why={t('app.noAccess.who', { roles: roles.map((role) => t(`admin.role.${role.id}`)).join(t('app.noAccess.and')) })}
          next={t('app.noAccess.next')} action={<A href="/home">{t('app.notFound.home')}</A>}
        />
      </PageBody>
    </>
  );
}
