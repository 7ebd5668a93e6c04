import type { ProgrammeOut } from '@shuping/contracts';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, showDone, useApiMutation } from '../../client/index.ts';
import { A, ConsequenceModal, Field, MayButton, useGo } from '../../ui/index.ts';
import { MoveDays } from './move-days.tsx';
import { ProblemList } from './problem-list.tsx';

/** Issue, withdraw, discard; each says beforehand what follows. */
export function ProgrammeActs({ programme }: { readonly programme: ProgrammeOut }) {
  const { t } = useTranslation();
  const go = useGo();
  const [open, setOpen] = useState<'issue' | 'withdraw' | 'discard' | 'move' | null>(null);
  const [reason, setReason] = useState('');
  const { id, version, may, state } = programme;
  const close = (): void => setOpen(null);
  const issue = useApiMutation({ run: () => api.post<{ hosts: number }>(`/programmes/${id}/issue`, { version }), invalidates: ['/programmes', '/todos', '/schemes'], onDone: ({ hosts }) => { close(); showDone(t('programmes.issue.done', { count: hosts })); }, onProblem: () => true });
  const withdraw = useApiMutation({ run: () => api.post<{ running: number }>(`/programmes/${id}/withdraw`, { body: { reason }, version }), invalidates: ['/programmes', '/todos', '/schemes', '/cycles'], onDone: ({ running }) => { close(); showDone(t('programmes.withdraw.done', { count: running })); } });
  const discard = useApiMutation({ run: () => api.delete(`/programmes/${id}`, { version }), invalidates: ['/programmes'], onDone: () => go('/programmes') });
  return (
    <>
      {state !== 'draft' && may['overview'] === true ? <A href={`/programmes/${id}/progress`}>{t('programmes.progress')}</A> : null}
      {state === 'draft' && allowed(may['discard']) ? <MayButton may={may['discard']} onClick={() => setOpen('discard')}>{t('programmes.discard')}</MayButton> : null}
      {state === 'issued' && allowed(may['moveDays']) ? <MayButton may={may['moveDays']} onClick={() => setOpen('move')}>{t('programmes.move')}</MayButton> : null}
      {open === 'move' ? <MoveDays programme={programme} onClose={close} /> : null}
      {state === 'issued' && allowed(may['withdraw']) ? <MayButton may={may['withdraw']} onClick={() => setOpen('withdraw')}>{t('programmes.withdraw')}</MayButton> : null}
      {state === 'draft' ? <MayButton may={may['issue']} type="primary" onClick={() => setOpen('issue')}>{t('programmes.issue')}</MayButton> : null}
      <ConsequenceModal
        open={open === 'issue'} title={t('programmes.issue.title')} confirm={t('programmes.issue')} busy={issue.isPending} onCancel={close} onConfirm={() => issue.mutate(undefined)}
        consequences={[t('programmes.issue.effect.hosts', { count: programme.hosts?.length ?? 0 }), t('programmes.issue.effect.questions', { count: programme.questions.length }), t('programmes.issue.effect.frozen')]}
      >
        {issue.error ? <ProblemList problem={issue.error} /> : null}
      </ConsequenceModal>
      <ConsequenceModal open={open === 'discard'} title={t('programmes.discard.title')} confirm={t('programmes.discard')} busy={discard.isPending} onCancel={close} onConfirm={() => discard.mutate(undefined)} consequences={[t('programmes.discard.effect')]} />
      <ConsequenceModal
        open={open === 'withdraw'} title={t('programmes.withdraw.title')} confirm={t('programmes.withdraw')} busy={withdraw.isPending} onCancel={close} onConfirm={() => reason.trim() !== '' && withdraw.mutate(undefined)}
        consequences={[t('programmes.withdraw.effect.running'), t('programmes.withdraw.effect.new'), t('programmes.withdraw.effect.told')]}
      >
        <Field label={t('programmes.withdraw.reason')}><Input.TextArea value={reason} maxLength={1000} rows={3} onChange={(e) => setReason(e.target.value)} /></Field>
      </ConsequenceModal>
    </>
  );
}

/** False for those who never may: readers below are not shown the acts of the office above. */
function allowed(may: ProgrammeOut['may'][string] | undefined): boolean {
  return may === true || (may !== undefined && may.reason !== 'permission.denied');
}
