import type { OrganisationOut, PersonOut } from '@shuping/contracts';
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, newKey, showDone, useApiMutation, type ApiProblem } from '../../client/index.ts';
import { Field, FormStack, RemoteSelect, useProblemText } from '../../ui/index.ts';
import { firstPassword } from './first-password.ts';
import { PasswordLine } from './password-line.tsx';

/** Opens an account, for a person of the unit or without one. */
export function AccountForm({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const words = useProblemText();
  const [key, setKey] = useState(newKey);
  const [password] = useState(firstPassword);
  const [draft, setDraft] = useState({ orgId: null as string | null, personId: null as string | null, login: '', name: '' });
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const save = useApiMutation({
    run: () => api.post('/accounts', { body: { ...draft, password }, idempotencyKey: key }),
    invalidates: ['/accounts'],
    onDone: () => {
      showDone(t('admin.account.made', { name: draft.name }));
      onClose();
    },
    onProblem: (met) => {
      setProblem(met);
      setKey(newKey());
      return true;
    },
  });
  const wrong = (field: string): string | undefined => (problem && (problem.at === `/${field}` || problem.issues.some((issue) => issue.at === `/${field}`)) ? words(problem) : undefined);
  return (
    <Modal open title={t('admin.account.add')} okText={t('admin.save')} confirmLoading={save.isPending} onCancel={onClose} onOk={() => save.mutate()} okButtonProps={{ disabled: draft.orgId === null || draft.login.trim() === '' || draft.name.trim() === '' }}>
      <FormStack>
        <Field label={t('admin.account.org')} problem={wrong('orgId')}><RemoteSelect<OrganisationOut> path="/organisations" label={t('admin.account.org')} value={draft.orgId} optionOf={(row) => ({ value: row.id, label: row.name })} onChange={(orgId) => setDraft({ ...draft, orgId, personId: null })} /></Field>
        {draft.orgId ? (
          <Field label={t('admin.account.person')} note={t('admin.account.person.note')} problem={wrong('personId')}>
            <RemoteSelect<PersonOut> key={draft.orgId} path="/people" query={{ orgId: draft.orgId }} label={t('admin.account.person')} value={draft.personId} clearable optionOf={(row) => ({ value: row.id, label: [row.name, row.posts[0]?.post].filter(Boolean).join(' ') })} onChange={(personId, person) => setDraft({ ...draft, personId, name: person?.name ?? draft.name })} />
          </Field>
        ) : null}
        <Field label={t('admin.account.name')} problem={wrong('name')}><Input value={draft.name} maxLength={60} onChange={(e) => setDraft({ ...draft, name: e.target.value })} /></Field>
        <Field label={t('admin.account.login')} note={t('admin.account.login.note')} problem={wrong('login')}><Input value={draft.login} maxLength={60} autoComplete="off" onChange={(e) => setDraft({ ...draft, login: e.target.value })} /></Field>
        <Field label={t('admin.password')} note={t('admin.password.note')}><PasswordLine password={password} /></Field>
        {problem ? <p className="late s13" role="alert">{words(problem)}</p> : null}
      </FormStack>
    </Modal>
  );
}
