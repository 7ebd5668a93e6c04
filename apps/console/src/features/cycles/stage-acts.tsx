import type { CycleOverview } from '@shuping/contracts';
import { STAGES } from '@shuping/scheme';
import { Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, showDone, useApiMutation } from '../../client/index.ts';
import { ConsequenceModal, MayButton } from '../../ui/index.ts';

const READ_AGAIN = ['/cycles', '/todos', '/reports', '/meetings', '/problems'];

/** An act that the reader never has is absent; one that state shuts is shown with its reason. */
const offered = (may: CycleOverview['may'][string] | undefined) => (may !== undefined && may !== true && may.reason === 'permission.denied' ? undefined : may);

/** Opening the next stage and going back. */
export function StageActs({ cycle }: { readonly cycle: CycleOverview }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<'advance' | 'reopen' | null>(null);
  const close = (): void => setAsking(null);
  const next = cycle.next?.stage;
  const advance = useApiMutation({
    run: () => api.post<{ stage: string }>(`/cycles/${cycle.id}/advance`, { body: {}, version: cycle.version }), invalidates: READ_AGAIN,
    onDone: ({ stage }) => {
      close();
      showDone(t('cycles.advanced', { stage: t(`stage.${stage}`) }));
    },
    onProblem: close as () => void,
  });
  const effects = next ? [t(`cycles.effect.${next}`), t('cycles.effect.audit')] : [];
  return (
    <>
      {cycle.stage === 'planning' ? null : <MayButton may={offered(cycle.may['reopen'])} onClick={() => setAsking('reopen')}>{t('cycles.reopen')}</MayButton>}
      {next ? <MayButton type="primary" may={offered(cycle.may['advance'])} onClick={() => setAsking('advance')}>{t('cycles.advance', { stage: t(`stage.${next}`) })}</MayButton> : null}
      <ConsequenceModal
        open={asking === 'advance'} title={next ? t('cycles.advance', { stage: t(`stage.${next}`) }) : ''} consequences={effects} confirm={t('cycles.advance.ok')} busy={advance.isPending}
        onConfirm={() => advance.mutate(undefined)} onCancel={close}
      />
      {asking === 'reopen' ? <Reopen cycle={cycle} onClose={close} /> : null}
    </>
  );
}

function Reopen({ cycle, onClose }: { readonly cycle: CycleOverview; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const earlier = STAGES.slice(0, STAGES.indexOf(cycle.stage));
  const [to, setTo] = useState<string>(earlier[earlier.length - 1] ?? 'planning');
  const [reason, setReason] = useState('');
  const reopen = useApiMutation({
    run: () => api.post(`/cycles/${cycle.id}/reopen`, { body: { to, reason: reason.trim() }, version: cycle.version }), invalidates: READ_AGAIN,
    onDone: () => {
      onClose();
      showDone(t('cycles.reopened', { stage: t(`stage.${to}`) }));
    },
  });
  return (
    <Modal open title={t('cycles.reopen')} okText={t('cycles.reopen.ok')} okButtonProps={{ disabled: reason.trim() === '' }} confirmLoading={reopen.isPending} onOk={() => reopen.mutate(undefined)} onCancel={onClose} width={480}>
      <div className="cycles-form">
        <p className="c2 s13">{t('cycles.reopen.why')}</p>
        <label><span>{t('cycles.reopen.to')}</span><Select value={to} options={earlier.map((stage) => ({ value: stage, label: t(`stage.${stage}`) }))} onChange={setTo} /></label>
        <label><span>{t('cycles.reopen.reason')}</span><Input.TextArea rows={3} maxLength={1000} value={reason} onChange={(e) => setReason(e.target.value)} /></label>
      </div>
    </Modal>
  );
}
