import type { Job, RosterOut } from '@shuping/contracts';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useInvalidate, usePoll } from '../../client/index.ts';
import { A, Bar, Button, DayText, useProblemText } from '../../ui/index.ts';

/** How far the import is; a failed one left nothing behind and can be started again. */
export function ImportState({ roster, again, retry }: { readonly roster: RosterOut; readonly again: () => void; readonly retry: () => void }) {
  const { t } = useTranslation();
  if (roster.state === 'imported') {
    return (
      <>
        <span className="ok">{t('rosters.done', { count: roster.counts.new + roster.counts.changed })}</span>
        {roster.importedAt ? <DayText day={roster.importedAt.slice(0, 10)} /> : null}
        <A href={`/organisations?unit=${roster.orgId}`}>{t('rosters.toPeople')}</A>
      </>
    );
  }
  return roster.jobId ? <Running jobId={roster.jobId} again={again} retry={retry} /> : null;
}

function Running({ jobId, again, retry }: { readonly jobId: string; readonly again: () => void; readonly retry: () => void }) {
  const { t } = useTranslation();
  const words = useProblemText();
  const invalidate = useInvalidate();
  const { data: job } = usePoll<Job>(`/jobs/${jobId}`, 1_000);
  const state = job?.state;
  useEffect(() => {
    if (state !== 'done') return;
    again();
    void invalidate(['/rosters', '/people', '/organisations']);
  }, [state]);
  if (state === 'failed' || state === 'cancelled') return <><span className="late">{words({ code: job?.code ?? 'job.failed', params: {} })} {t('rosters.failed')}</span><Button onClick={retry}>{t('rosters.retry')}</Button></>;
  return <><Bar part={job?.progress ?? 0} label={t('rosters.running')} /><span className="c2 s13">{t('rosters.running')}</span></>;
}
