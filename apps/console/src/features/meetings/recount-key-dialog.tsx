import { makeRecountKey } from '@shuping/ballot-box/seal-key';
import { Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/index.ts';
import type { Meeting } from './model.ts';

type Props = { readonly meeting: Meeting; readonly busy: boolean; readonly onCancel: () => void; readonly onKept: (publicKey: string) => void };

/** The scrutineer's key for a recount is made here, in the browser; its private half is shown this once and goes nowhere but into the scrutineer's own file or print. */
export function RecountKeyDialog({ meeting, busy, onCancel, onKept }: Props) {
  const { t } = useTranslation();
  const [key] = useState(() => makeRecountKey((count) => crypto.getRandomValues(new Uint8Array(count))));
  const [kept, setKept] = useState(false);
  const text = `${t('recount.title')}\n${meeting.title} ${meeting.id}\n${t('recount.public')} ${key.publicKey}\n\n${key.pem}`;
  return (
    <Modal
      open title={t('recount.title')} onCancel={onCancel} okText={t('recount.confirm')} okButtonProps={{ disabled: !kept }} confirmLoading={busy} onOk={() => onKept(key.publicKey)}
      maskClosable={false}
    >
      <p>{t('recount.what')}</p>
      <pre className="recount-key">{text}</pre>
      <p className="slips-acts">
        <Button href={`data:application/x-pem-file;charset=utf-8,${encodeURIComponent(text)}`} download={`recount-key-${key.publicKey.slice(0, 8)}.pem`} onClick={() => setKept(true)}>{t('recount.download')}</Button>
        <Button onClick={() => { window.print(); setKept(true); }}>{t('recount.print')}</Button>
      </p>
      <p className="s12 c3">{t('recount.once')}</p>
    </Modal>
  );
}
