import type { Job, OrgImportOut } from '@shuping/contracts';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { api, newKey, useApiMutation, useInvalidate, usePoll } from '../../client/index.ts';
import { A, Bar, Button, MayButton, clockTime, DayText, useProblemText } from '../../ui/index.ts';

type Props = { readonly read: OrgImportOut; readonly again: () => void };

/** How far the import or its undoing is, what came of it, and undoing it for a day. */
export function ImportState({ read, again }: Props) {
  const { t } = useTranslation();
  const running = read.jobId !== null && (read.state === 'importing' || read.state === 'undoing');
  return (
    <>
      {read.state === 'imported' ? <span className="ok">{t('orgImports.done', { count: read.counts.new + read.counts.changed })}</span> : null}
      {read.state === 'undone' ? <span className="ok">{t('orgImports.undone')}</span> : null}
      {read.importedAt ? <DayText day={read.importedAt.slice(0, 10)} /> : null}
      {read.jobId ? <Running key={read.jobId} read={read} jobId={read.jobId} poll={running} again={again} /> : null}
      {read.state === 'imported' ? <Undo read={read} again={again} /> : null}
      {read.state === 'imported' || read.state === 'undone' ? <A href={`/organisations?unit=${read.orgId}`}>{t('orgImports.toTree')}</A> : null}
    </>
  );
}

function Undo({ read, again }: Props) {
  const { t } = useTranslation();
  const undo = useApiMutation({ run: () => api.post(`/org-imports/${read.id}/undo`, { idempotencyKey: newKey() }), invalidates: ['/org-imports', '/jobs'], onDone: again });
  return <><MayButton may={read.may['undo']} onClick={() => undo.mutate()}>{t('orgImports.undo')}</MayButton>{read.undoUntil ? <span className="c2 s13">{t('orgImports.undo.until')} <DayText day={read.undoUntil.slice(0, 10)} /> {clockTime(new Date(read.undoUntil))}</span> : null}</>;
}

const ENDED = ['done', 'failed', 'cancelled'];

function Running({ read, jobId, poll, again }: Props & { readonly jobId: string; readonly poll: boolean }) {
  const { t } = useTranslation();
  const words = useProblemText();
  const invalidate = useInvalidate();
  const { data: job } = usePoll<Job>(`/jobs/${jobId}`, poll ? 1_000 : 60_000);
  const cancel = useApiMutation({ run: () => api.post(`/jobs/${jobId}/cancel`, { idempotencyKey: newKey() }), invalidates: ['/jobs'] });
  const state = job?.state ?? '';
  useEffect(() => {
    if (!poll || !ENDED.includes(state)) return;
    again();
    void invalidate(['/org-imports', '/organisations']);
  }, [state, poll]);
  if (state === 'failed' || state === 'cancelled') return <span className="late">{words({ code: job?.code ?? 'job.failed', params: (job?.params ?? {}) as Record<string, string> })} {t(read.state === 'imported' ? 'orgImports.undo.failed' : 'orgImports.failed')}</span>;
  if (!poll) return null;
  return (
    <>
      <Bar part={job?.progress ?? 0} label={t(`orgImports.running.${read.state}`)} />
      <span className="c2 s13">{t(`orgImports.running.${read.state}`)}</span>
      <Button size="small" loading={cancel.isPending} onClick={() => cancel.mutate()}>{t('orgImports.cancel')}</Button>
    </>
  );
}
