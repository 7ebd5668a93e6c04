import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMayEver } from '../../app/auth.tsx';
import { A, EmptyPanel, PageBody, PageHeader, TabBar, useGo } from '../../ui/index.ts';

const TABS = [
  { id: 'accounts', to: '/admin', needs: [['update', 'Account']] },
  { id: 'grants', to: '/admin/grants', needs: [['create', 'RoleGrant'], ['administer', 'Account']] },
  { id: 'audit', to: '/admin/audit', needs: [['read', 'Audit']] },
  { id: 'jobs', to: '/admin/jobs', needs: [['read', 'Job']] },
  { id: 'plugins', to: '/admin/plugins', needs: [['administer', 'Plugin']] },
  { id: 'disks', to: '/admin/disks', needs: [['administer', 'Installation']] },
  { id: 'network', to: '/admin/network', needs: [['administer', 'Installation']] },
] as const;
type TabId = (typeof TABS)[number]['id'];

/** Frame of the administration's pages: the tabs that the reader may ever use, and the page if it is one of them. */
export function AdminFrame({ tab, actions, children }: { readonly tab: TabId; readonly actions?: ReactNode; readonly children: ReactNode }) {
  const { t } = useTranslation();
  const mayEver = useMayEver();
  const go = useGo();
  const open = TABS.filter(({ needs }) => needs.some(([action, subject]) => mayEver(action, subject)));
  const allowed = open.some((one) => one.id === tab);
  return (
    <>
      <PageHeader title={t('nav.admin')} sub={t(`admin.${tab}.sub`)} actions={allowed ? actions : null} />
      <PageBody>
        <TabBar label={t('nav.admin')} value={tab} onChange={(id) => go(TABS.find((one) => one.id === id)!.to)} tabs={open.map(({ id }) => ({ id, label: t(`admin.tab.${id}`) }))} />
        {allowed ? children : <EmptyPanel what={t('admin.closed.what')} why={t('admin.closed.why')} next={t('admin.closed.next')} action={<A href="/home">{t('app.notFound.home')}</A>} />}
      </PageBody>
    </>
  );
}
