import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, newKey, useApiMutation } from '../../client/index.ts';
import { Button, Kbd } from '../../ui/index.ts';

export type Passage = { readonly sectionId: string; readonly start: number; readonly end: number; readonly quote: string };

/** 写意见 on the selected passage; Ctrl+Enter keeps it. */
export function Composer({ reportId, passage, onClose }: { readonly reportId: string; readonly passage: Passage; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [key] = useState(newKey);
  const save = useApiMutation({
    run: () => api.post(`/reports/${reportId}/comments`, { body: { sectionId: passage.sectionId, start: passage.start, end: passage.end, text }, idempotencyKey: key }),
    invalidates: [`/reports/${reportId}/comments`], onDone: onClose,
  });
  const keep = (): void => void (text.trim() !== '' && !save.isPending && save.mutate(undefined));
  return (
    <div className="report-composer" data-composer="comment">
      <p className="row"><b>{t('vetting.comment')}</b><span className="s13 c2 ell">{t('vetting.about', { quote: passage.quote })}</span></p>
      <Input.TextArea
        autoFocus rows={3} maxLength={2000} value={text} aria-label={t('vetting.comment')} onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
          event.stopPropagation();
          keep();
        }}
      />
      <div className="row"><Button size="small" loading={save.isPending} disabled={text.trim() === ''} onClick={keep}>{t('vetting.keep')} <Kbd>Ctrl ↵</Kbd></Button><button type="button" className="linkish s13" onClick={onClose}>{t('report.cancel')}</button></div>
    </div>
  );
}

/** 退回: the reason that the author will read. */
export function ReturnBox({ open, busy, onReturn, onClose }: { readonly open: number; readonly busy: boolean; readonly onReturn: (reason: string) => void; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState(() => (open > 0 ? t('vetting.reasonDraft', { count: open }) : ''));
  const send = (): void => void (reason.trim() !== '' && !busy && onReturn(reason));
  return (
    <div className="report-composer" data-composer="return">
      <p className="row"><b>{t('vetting.reason')}</b></p>
      <Input.TextArea
        autoFocus rows={3} maxLength={2000} value={reason} aria-label={t('vetting.reason')} onChange={(event) => setReason(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
          event.stopPropagation();
          send();
        }}
      />
      <div className="row"><Button size="small" loading={busy} disabled={reason.trim() === ''} onClick={send}>{t('vetting.sendBack')} <Kbd>Ctrl ↵</Kbd></Button><button type="button" className="linkish s13" onClick={onClose}>{t('report.cancel')}</button></div>
    </div>
  );
}
