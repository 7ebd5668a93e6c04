import type { Job } from '@shuping/contracts';
import { Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, apiUrl, useApiMutation, usePoll } from '../client/index.ts';
import { Icon } from './icon.tsx';
import { Bar } from './meters.tsx';
import { useProblemText } from './state-panel.tsx';

export type { Job };

const OPEN: readonly Job['state'][] = ['queued', 'running'];

/** Long work of the reader: stage, done of total, time left, cancel, result file. Survives reload since the server keeps it. */
export function JobTray() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const poll = usePoll<{ readonly items: readonly Job[] }>('/jobs', open ? 1_500 : 8_000, open ? 1_500 : 30_000);
  const jobs = poll.data?.items ?? [];
  const running = jobs.filter((job) => OPEN.includes(job.state)).length;
  return (
    <Popover trigger="click" placement="bottomRight" open={open} onOpenChange={setOpen} content={<JobList jobs={jobs} again={poll.again} />}>
      <button type="button" className="tool jobs-tool" aria-label={t('ui.jobs.label', { count: running })}><Icon name="clock" small /><span>{running > 0 ? t('ui.jobs.count', { count: running }) : t('ui.jobs.title')}</span></button>
    </Popover>
  );
}

function JobList({ jobs, again }: { readonly jobs: readonly Job[]; readonly again: () => void }) {
  const { t } = useTranslation();
  if (jobs.length === 0) return <p className="jobs c2 s13">{t('ui.jobs.empty')}</p>;
  return <ul className="jobs">{jobs.map((job) => <JobLine key={job.id} job={job} again={again} />)}</ul>;
}

function JobLine({ job, again }: { readonly job: Job; readonly again: () => void }) {
  const { t, i18n } = useTranslation();
  const words = useProblemText();
  const cancel = useApiMutation({ run: (id: string) => api.post(`/jobs/${id}/cancel`), onDone: again });
  const active = OPEN.includes(job.state);
  const title = i18n.exists(`job.${job.kind}`) ? t(`job.${job.kind}`) : job.kind;
  const left = secondsLeft(job);
  return (
    <li>
      <div className="row"><span className="ell b" title={title}>{title}</span><span className="sp" /><span className="s12 c2">{t(`ui.jobs.state.${job.state}`)}</span></div>
      {active ? <Bar part={job.progress} /> : null}
      <div className="row s12 c2">
        <span>{job.total === null ? '' : `${job.done} / ${job.total}`}{active && left !== null ? t('ui.jobs.left', { count: left }) : ''}</span>
        {job.code && job.state === 'failed' ? <span className="late">{words({ code: job.code, params: (job.params ?? {}) as Record<string, string> })}</span> : null}
        <span className="sp" />
        {job.may['cancel'] === true ? <button type="button" className="linkish s12" onClick={() => cancel.mutate(job.id)}>{t('ui.jobs.cancel')}</button> : null}
        {job.resultFileId ? <a href={apiUrl(`/files/${job.resultFileId}`)} download>{t('ui.jobs.file')}</a> : null}
      </div>
    </li>
  );
}

/** Estimate from the pace so far; null until a twentieth is done. */
function secondsLeft(job: Job): number | null {
  if (job.startedAt === null || job.progress < 0.05) return null;
  const spent = (Date.now() - Date.parse(job.startedAt)) / 1000;
  return Math.max(1, Math.round((spent / job.progress) * (1 - job.progress)));
}
