import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, newKey, useApiMutation } from '../../client/index.ts';
import { Button, Kbd } from '../../ui/index.ts';
import type { Passage } from './desk-composer.tsx';

/** 提修改建议 on the selected passage: its words to change, and why. */
export function ProposalComposer({ reportId, passage, text, onClose }: { readonly reportId: string; readonly passage: Passage; readonly text: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const old = text.slice(passage.start, passage.end);
  const [next, setNext] = useState(old);
  const [reason, setReason] = useState('');
  const [key] = useState(newKey);
  const save = useApiMutation({
    run: () => api.post(`/reports/${reportId}/proposals`, { body: { sectionId: passage.sectionId, start: passage.start, end: passage.end, newText: next, reason }, idempotencyKey: key }),
    invalidates: [`/reports/${reportId}`], onDone: onClose,
  });
  const crosses = old.includes('\n');
  const ready = next !== old && !crosses && !save.isPending;
  return (
    <div
      className="report-composer" data-composer="proposal"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
        event.stopPropagation();
        if (ready) save.mutate(undefined);
      }}
    >
      <p className="s13 c3 report-quote">{old}</p>
      {crosses ? <p className="s13 warn">{t('errors.proposal.place')}</p> : null}
      <Input.TextArea autoFocus rows={4} maxLength={4000} value={next} aria-label={t('vetting.propose.next')} onChange={(event) => setNext(event.target.value)} />
      <Input maxLength={1000} value={reason} placeholder={t('vetting.propose.reason')} aria-label={t('vetting.propose.reason')} onChange={(event) => setReason(event.target.value)} />
      <div className="row"><Button size="small" loading={save.isPending} disabled={!ready} onClick={() => save.mutate(undefined)}>{t(next === '' ? 'vetting.propose.strike' : 'vetting.propose.keep')} <Kbd>Ctrl ↵</Kbd></Button><button type="button" className="linkish s13" onClick={onClose}>{t('report.cancel')}</button></div>
    </div>
  );
}
