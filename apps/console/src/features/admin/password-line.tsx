import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyText } from '../../ui/index.ts';
import './admin.css';

/** The first password, to be handed over; it is shown here only. */
export function PasswordLine({ password }: { readonly password: string }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    copyText(password);
    setCopied(true);
  };
  return <span className="admin-pass"><code>{password}</code><button type="button" className="linkish s13" onClick={copy}>{copied ? t('ui.copied') : t('admin.copy')}</button></span>;
}
