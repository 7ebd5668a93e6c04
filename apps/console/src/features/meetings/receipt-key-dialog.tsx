import { receiptShare, type LockedCopy } from '@shuping/ballot-box/receipt';
import { Input, Modal } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/index.ts';

export type ReceiptsAsked = { readonly receiptShare: string } | { readonly withoutReceipts: true };
type Props = { readonly copies: readonly LockedCopy[]; readonly busy: boolean; readonly onCancel: () => void; readonly onAsk: (asked: ReceiptsAsked) => void };

/** The server was started again since voting opened: one scrutineer's recount key lets the list of receipts be made. The key is read here and stays here; only what opens this one list is sent. */
export function ReceiptKeyDialog({ copies, busy, onCancel, onAsk }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [lost, setLost] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const share = receiptShare(text, copies);
  return (
    <Modal
      open title={t('receipts.title')} onCancel={onCancel} maskClosable={false} confirmLoading={busy}
      okText={t(lost ? 'receipts.without' : 'receipts.seal')} okButtonProps={{ danger: lost, disabled: !lost && share === null }}
      onOk={() => (lost ? onAsk({ withoutReceipts: true }) : share === null ? undefined : onAsk({ receiptShare: share }))}
    >
      {lost ? <p>{t('receipts.without.what')}</p> : (
        <>
          <p>{t('receipts.what')}</p>
          <p className="slips-acts">
            <Button onClick={() => file.current?.click()}>{t('receipts.file')}</Button>
            <input ref={file} type="file" accept=".pem" className="sr" tabIndex={-1} aria-hidden="true" onChange={(event) => void event.target.files?.[0]?.text().then(setText)} />
          </p>
          <Input.TextArea rows={4} value={text} aria-label={t('receipts.text')} placeholder={t('receipts.text')} onChange={(event) => setText(event.target.value)} />
          <p className={`s12 receipts-fit ${text === '' ? 'c3' : share === null ? 'late' : 'ok'}`} role="status">{text === '' ? t('receipts.keys', { keys: copies.map((copy) => copy.publicKey.slice(0, 8)).join(t('cockpit.comma')) }) : t(share === null ? 'receipts.other' : 'receipts.fits')}</p>
        </>
      )}
      <p className="receipts-fit"><button type="button" className="linkish s13" onClick={() => setLost(!lost)}>{t(lost ? 'receipts.back' : 'receipts.lost')}</button></p>
    </Modal>
  );
}
