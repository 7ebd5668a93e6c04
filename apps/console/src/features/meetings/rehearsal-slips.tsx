import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/index.ts';
import { Button, ConsequenceModal, PageBody, PageHeader } from '../../ui/index.ts';
import type { Meeting } from './model.ts';
import type { RehearsalStarted } from './rehearsal-model.ts';
import { Watermark } from './rehearsal-screen.tsx';
import { SlipSheets } from './slip-sheets.tsx';
import './slips-print.css';

/** Slips of a rehearsal, marked as such; shown this once. */
export function RehearsalSlips({ meeting, started, onDone }: { readonly meeting: Meeting; readonly started: RehearsalStarted; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const [left, setLeft] = useState(false);
  return (
    <div className="slips-printed rehearsing">
      <Watermark />
      <PageHeader title={t('rehearsal.slips.ready', { count: started.slips.length })} sub={t('rehearsal.slips.ready.sub')} actions={<><Button onClick={() => setLeft(true)}>{t('slips.finished')}</Button><Button type="primary" onClick={() => print()}>{t('slips.print.now')}</Button></>} />
      <PageBody><SlipSheets meeting={{ ...meeting, id: started.id }} slips={{ fingerprint: started.fingerprint, printed: {}, slips: started.slips.map((slip) => ({ ...slip, title: { text: t('rehearsal.slips.title', { group: text(slip.title) }) } })) }} /></PageBody>
      <ConsequenceModal open={left} title={t('slips.finished')} confirm={t('slips.finished.do')} consequences={[t('slips.finished.gone')]} onCancel={() => setLeft(false)} onConfirm={onDone} />
    </div>
  );
}
