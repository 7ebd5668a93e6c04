import type { AccountOut } from '@shuping/contracts';
import { Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, showDone, useApiMutation } from '../../client/index.ts';
import { Field, FormStack } from '../../ui/index.ts';
import { firstPassword } from './first-password.ts';
import { PasswordLine } from './password-line.tsx';

/** Gives an account a new first password. */
export function ResetDialog({ account, onClose }: { readonly account: AccountOut; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [password] = useState(firstPassword);
  const reset = useApiMutation({
    run: () => api.post(`/accounts/${account.id}/reset`, { body: { password } }),
    invalidates: ['/accounts'],
    onDone: () => {
      showDone(t('admin.account.reset.done', { name: account.name }));
      onClose();
    },
  });
  return (
    <Modal open title={t('admin.account.reset.title', { name: account.name })} okText={t('admin.account.reset')} confirmLoading={reset.isPending} onCancel={onClose} onOk={() => reset.mutate()}>
      <FormStack>
        <Field label={t('admin.password')} note={t('admin.password.note')}><PasswordLine password={password} /></Field>
        <p className="c2 s13">{t('admin.account.reset.note')}</p>
      </FormStack>
    </Modal>
  );
}
