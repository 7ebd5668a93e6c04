import type { AccountOut, OrganisationOut, RolesOut, SectorsOut } from '@shuping/contracts';
import { Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { api, newKey, showDone, useApiMutation, useApiQuery, type ApiProblem } from '../../client/index.ts';
import { useText, type Worded } from '../../i18n/index.ts';
import { DayInput, Field, FormStack, RemoteSelect, useProblemText } from '../../ui/index.ts';
import { useRoleName } from '../../i18n/use-role-name.ts';

type Choice = { readonly value: string; readonly label: string };

/** Gives a role: account, unit, role, sectors and days. */
export function GrantForm({ accountId: first, onClose }: { readonly accountId: string | null; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const words = useProblemText();
  const [key, setKey] = useState(newKey);
  const [draft, setDraft] = useState({ accountId: first, orgId: null as string | null, role: null as string | null, sectors: [] as string[], from: '', to: '' });
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const { roles, sectors } = useChoices(draft.orgId);
  const known = useApiQuery<AccountOut>(`/accounts/${first ?? ''}`, { enabled: first !== null });
  const give = useApiMutation({
    run: () => {
      const [plugin = '', role = ''] = (draft.role ?? '').split('|');
      return api.post('/grants', { body: { accountId: draft.accountId, orgId: draft.orgId, role, plugin, sectors: draft.sectors.length === 0 ? '*' : draft.sectors, from: draft.from || null, to: draft.to || null }, idempotencyKey: key });
    },
    invalidates: ['/grants'],
    onDone: () => {
      showDone(t('admin.grant.given'));
      onClose();
    },
    onProblem: (met) => {
      setProblem(met);
      setKey(newKey());
      return true;
    },
  });
  return (
    <Modal open title={t('admin.grant.add')} okText={t('admin.grant.give')} confirmLoading={give.isPending} onCancel={onClose} onOk={() => give.mutate()} okButtonProps={{ disabled: !draft.accountId || !draft.orgId || !draft.role }}>
      <FormStack>
        <Field label={t('admin.grant.account')}><RemoteSelect<AccountOut> path="/accounts" label={t('admin.grant.account')} value={draft.accountId} first={known.data ? { value: known.data.id, label: `${known.data.name} ${known.data.login}` } : undefined} optionOf={(row) => ({ value: row.id, label: `${row.name} ${row.login}` })} onChange={(accountId) => setDraft({ ...draft, accountId })} /></Field>
        <Field label={t('admin.grant.org')} note={t('admin.grant.org.note')}><RemoteSelect<OrganisationOut> path="/organisations" label={t('admin.grant.org')} value={draft.orgId} optionOf={(row) => ({ value: row.id, label: row.name })} onChange={(orgId) => setDraft({ ...draft, orgId, role: null, sectors: [] })} /></Field>
        <Field label={t('admin.grant.role')}><Select value={draft.role} disabled={draft.orgId === null} showSearch={{ optionFilterProp: 'label' }} options={[...roles]} onChange={(role: string) => setDraft({ ...draft, role })} /></Field>
        <Field label={t('admin.grant.sectors')} note={t('admin.grant.sectors.note')}><Select mode="multiple" value={draft.sectors} disabled={draft.orgId === null} placeholder={t('admin.grant.allSectors')} options={[...sectors]} onChange={(chosen: string[]) => setDraft({ ...draft, sectors: chosen })} /></Field>
        <Field label={t('admin.grant.from')}><DayInput value={draft.from} onChange={(from) => setDraft({ ...draft, from })} /></Field>
        <Field label={t('admin.grant.until')} note={t('admin.grant.days.note')}><DayInput value={draft.to} onChange={(to) => setDraft({ ...draft, to })} /></Field>
        {problem ? <p className="late s13" role="alert">{words(problem)}</p> : null}
      </FormStack>
    </Modal>
  );
}

/** Roles and sectors that the unit has; a role that asks for a qualifier is offered with each of them. */
function useChoices(orgId: string | null): { readonly roles: readonly Choice[]; readonly sectors: readonly Choice[] } {
  const text = useText();
  const roleName = useRoleName();
  const roles = useApiQuery<z.infer<typeof RolesOut>>('/roles', { query: { orgId }, enabled: orgId !== null });
  const sectors = useApiQuery<z.infer<typeof SectorsOut>>('/sectors', { query: { orgId }, enabled: orgId !== null });
  return {
    roles: (roles.data?.items ?? []).flatMap((role): Choice[] => (role.qualifiers === null
      ? [{ value: `${role.plugin}|${role.id}`, label: roleName(role.id, role.plugin) }]
      : role.qualifiers.map((one) => ({ value: `${role.plugin}|${role.id}:${one.id}`, label: roleName(`${role.id}:${one.id}`, role.plugin, text(one.title as Worded)) })))),
    sectors: (sectors.data?.items ?? []).map((one) => ({ value: one.id, label: text(one.title as Worded) })),
  };
}
