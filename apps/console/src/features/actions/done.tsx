import type { ActionOut } from '@shuping/contracts';
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, showDone, useApiMutation, useInvalidate } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { Lacks, useToday } from '../../ui/index.ts';

/** An act is done, with a few words about it. */
export function Done({ action, close }: { readonly action: ActionOut; readonly close: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const today = useToday();
  const invalidate = useInvalidate();
  const [record, setRecord] = useState('');
  const [doneOn, setDoneOn] = useState<string>(today);
  const done = useApiMutation<void>({
    run: () => api.post(`/actions/${action.id}/done`, { body: { record: record.trim(), doneOn }, version: action.version }), invalidates: ['/actions', '/todos'], onDone: () => { showDone(t('actions.recorded')); close(); },
    onProblem: (problem) => { if (problem.stale) { void invalidate(['/actions']); close(); } },
  });
  const lacking = [...(doneOn === '' ? [t('actions.doneOn')] : []), ...(record.trim() === '' ? [t('actions.note')] : [])];
  const future = doneOn > today;
  return (
    <Modal open title={`${action.personName} · ${text(action.title)}`} okText={t('actions.record')} okButtonProps={{ disabled: lacking.length > 0 || future }} confirmLoading={done.isPending} onOk={() => done.mutate()} onCancel={close} width={480}>
      <label className="typed"><span>{t('actions.doneOn')}</span><Input type="date" max={today} value={doneOn} status={future ? 'error' : ''} onChange={(e) => setDoneOn(e.target.value)} /></label>
      <label className="typed"><span>{t('actions.note')}</span><Input.TextArea rows={4} maxLength={4000} value={record} onChange={(e) => setRecord(e.target.value)} /></label>
      <Lacks fields={lacking} wrong={future ? t('actions.future', { what: t('actions.doneOn') }) : undefined} />
    </Modal>
  );
}
