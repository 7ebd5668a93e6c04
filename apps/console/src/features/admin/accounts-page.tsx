import type { AccountOut } from '@shuping/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMayEver } from '../../app/auth.tsx';
import { api, showDone, useApiMutation } from '../../client/index.ts';
import { A, Button, ConsequenceModal, EmptyPanel, FilterBar, ListTable, MayButton, SearchFilter, Tag, useList, type Column } from '../../ui/index.ts';
import './admin.css';
import { AccountForm } from './account-form.tsx';
import { AdminFrame } from './admin-frame.tsx';
import { ResetDialog } from './reset-dialog.tsx';

type Act = { readonly kind: 'reset' | 'disable' | 'factor'; readonly account: AccountOut };

/** 系统管理 · 账号 */
export function Page() {
  const { t } = useTranslation();
  const mayEver = useMayEver();
  const [adding, setAdding] = useState(false);
  const add = mayEver('create', 'Account') ? <Button type="primary" onClick={() => setAdding(true)}>{t('admin.account.add')}</Button> : null;
  return (
    <AdminFrame tab="accounts" actions={add}>
      <Accounts />
      {adding ? <AccountForm onClose={() => setAdding(false)} /> : null}
    </AdminFrame>
  );
}

function Accounts() {
  const { t } = useTranslation();
  const list = useList<AccountOut>('/accounts', ['q']);
  const [act, setAct] = useState<Act | null>(null);
  const invalidates = ['/accounts'];
  const enable = useApiMutation({ run: (id: string) => api.post(`/accounts/${id}/enable`), invalidates, onDone: () => showDone(t('admin.account.enabled')) });
  const disable = useApiMutation({
    run: (id: string) => api.post(`/accounts/${id}/disable`), invalidates,
    onDone: () => {
      setAct(null);
      showDone(t('admin.account.disabled.done'));
    },
  });
  const factor = useApiMutation({
    run: (id: string) => api.post<{ done: boolean }>(`/accounts/${id}/second-factor-reset`), invalidates,
    onDone: ({ done }) => {
      setAct(null);
      showDone(t(done ? 'admin.account.factor.done' : 'admin.account.factor.asked'));
    },
  });
  const columns: readonly Column<AccountOut>[] = [
    { key: 'login', title: t('admin.account.login'), width: 144, render: (row) => row.login },
    { key: 'name', title: t('admin.account.name'), width: 144, render: (row) => row.name },
    { key: 'org', title: t('admin.account.org'), render: (row) => row.orgName || t('ui.none') },
    { key: 'state', title: t('admin.account.state'), width: 128, render: (row) => (row.disabled ? <Tag tone="red">{t('admin.account.off')}</Tag> : row.mustChangePassword ? <Tag tone="amber">{t('admin.account.first')}</Tag> : <Tag tone="green">{t('admin.account.on')}</Tag>) },
    {
      key: 'acts', title: '', width: 400, num: true,
      render: (row) => (
        <span className="admin-acts">
          <A className="s13" href={`/admin/grants?accountId=${row.id}`}>{t('admin.tab.grants')}</A>
          {row.secondFactor === 'off' ? null : <MayButton size="small" may={row.may['resetFactor']} onClick={() => setAct({ kind: 'factor', account: row })}>{t(row.secondFactor === 'on' ? 'admin.account.factor' : 'admin.account.factor.second')}</MayButton>}
          <MayButton size="small" may={row.may['reset']} onClick={() => setAct({ kind: 'reset', account: row })}>{t('admin.account.reset')}</MayButton>
          {row.disabled ? <MayButton size="small" may={row.may['enable']} onClick={() => enable.mutate(row.id)}>{t('admin.account.enable')}</MayButton> : <MayButton size="small" may={row.may['disable']} onClick={() => setAct({ kind: 'disable', account: row })}>{t('admin.account.disable')}</MayButton>}
        </span>
      ),
    },
  ];
  return (
    <>
      <FilterBar><SearchFilter value={list.filters['q'] ?? ''} placeholder={t('admin.account.search')} onChange={(q) => list.setFilter({ q })} /></FilterBar>
      <ListTable list={list} columns={columns} rowKey={(row) => row.id} label={t('admin.tab.accounts')} tall empty={<EmptyPanel what={t('admin.account.empty')} why={t('admin.account.empty.why')} next={t('admin.account.empty.next')} />} />
      {act?.kind === 'reset' ? <ResetDialog account={act.account} onClose={() => setAct(null)} /> : null}
      {act?.kind === 'factor' ? (
        <ConsequenceModal open title={t('admin.account.factor.title', { name: act.account.name })} confirm={t(act.account.secondFactor === 'on' ? 'admin.account.factor' : 'admin.account.factor.second')} busy={factor.isPending} onCancel={() => setAct(null)} onConfirm={() => factor.mutate(act.account.id)} consequences={[t('admin.account.factor.c1'), t('admin.account.factor.c2')]} />
      ) : null}
      {act?.kind === 'disable' ? (
        <ConsequenceModal open title={t('admin.account.disable.title', { name: act.account.name })} confirm={t('admin.account.disable')} busy={disable.isPending} onCancel={() => setAct(null)} onConfirm={() => disable.mutate(act.account.id)} consequences={[t('admin.account.disable.c1'), t('admin.account.disable.c2')]} />
      ) : null}
    </>
  );
}
