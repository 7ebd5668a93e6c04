import type { GrantOut } from '@shuping/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMayEver } from '../../app/auth.tsx';
import { api, showDone, useApiMutation } from '../../client/index.ts';
import { A, Button, ConsequenceModal, DayText, EmptyPanel, FilterBar, ListTable, MayButton, useList, useUrlState, type Column } from '../../ui/index.ts';
import './admin.css';
import { AdminFrame } from './admin-frame.tsx';
import { GrantForm } from './grant-form.tsx';
import { useRoleName } from '../../i18n/use-role-name.ts';

/** 系统管理 · 授权: who holds which role where, for which sectors and days. */
export function Page() {
  const { t } = useTranslation();
  const mayEver = useMayEver();
  const [search] = useUrlState();
  const [adding, setAdding] = useState(false);
  const add = mayEver('create', 'RoleGrant') ? <Button type="primary" onClick={() => setAdding(true)}>{t('admin.grant.add')}</Button> : null;
  return (
    <AdminFrame tab="grants" actions={add}>
      <GrantList />
      {adding ? <GrantForm accountId={search['accountId'] ?? null} onClose={() => setAdding(false)} /> : null}
    </AdminFrame>
  );
}

function GrantList() {
  const { t } = useTranslation();
  const roleName = useRoleName();
  const list = useList<GrantOut>('/grants', ['accountId']);
  const [taking, setTaking] = useState<GrantOut | null>(null);
  const revoke = useApiMutation({
    run: (id: string) => api.delete(`/grants/${id}`),
    invalidates: ['/grants'],
    onDone: () => {
      setTaking(null);
      showDone(t('admin.grant.revoked'));
    },
  });
  const columns: readonly Column<GrantOut>[] = [
    { key: 'who', title: t('admin.account.name'), width: 176, render: (row) => `${row.name} ${row.login}` },
    { key: 'role', title: t('admin.grant.role'), width: 208, render: (row) => roleName(row.role, row.plugin) },
    { key: 'org', title: t('admin.grant.org'), render: (row) => row.orgName || t('ui.none') },
    { key: 'sectors', title: t('admin.grant.sectors'), width: 128, quiet: true, render: (row) => (row.sectors === '*' ? t('admin.grant.allSectors') : row.sectors.map((id) => t(`${id}.sector`)).join(t('admin.comma'))) },
    { key: 'days', title: t('admin.grant.days'), width: 176, quiet: true, render: (row) => (row.from || row.to ? <>{row.from ? <DayText day={row.from} /> : t('admin.grant.always')}{t('admin.to')}{row.to ? <DayText day={row.to} /> : t('admin.grant.always')}</> : t('admin.grant.open')) },
    { key: 'act', title: '', width: 96, num: true, render: (row) => <MayButton size="small" may={row.may['revoke']} onClick={() => setTaking(row)}>{t('admin.grant.revoke')}</MayButton> },
  ];
  return (
    <>
      {list.filters['accountId'] ? <FilterBar><span className="s13">{t('admin.grant.one')}</span><A className="s13" href="/admin/grants">{t('admin.grant.all')}</A></FilterBar> : null}
      <ListTable list={list} columns={columns} rowKey={(row) => row.id} label={t('admin.tab.grants')} empty={<EmptyPanel what={t('admin.grant.empty')} why={t('admin.grant.empty.why')} next={t('admin.grant.empty.next')} />} />
      {taking ? <ConsequenceModal open title={t('admin.grant.revoke.title', { name: taking.name, role: roleName(taking.role, taking.plugin) })} confirm={t('admin.grant.revoke')} busy={revoke.isPending} onCancel={() => setTaking(null)} onConfirm={() => revoke.mutate(taking.id)} consequences={[t('admin.grant.revoke.c1'), t('admin.grant.revoke.c2')]} /> : null}
    </>
  );
}
