import { Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useApiMutation, usePoll } from '../client/index.ts';
import { useText, type Worded } from '../i18n/use-text.ts';
import { Icon } from './icon.tsx';
import { Bar } from './meters.tsx';
import { useProblemText } from './state-panel.tsx';

export type Job = {
  readonly id: string;
  readonly title: Worded;
  readonly state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly stage?: Worded | null;
  readonly done: number;
  readonly total: number | null;
  readonly secondsLeft?: number | null;
  readonly file?: { readonly name: string; readonly href: string } | null;
  readonly problem?: { readonly code: string } | null;
};

const OPEN: readonly Job['state'][] = ['queued', 'running'];

/** Long work of the reader: stage, done of total, time left, cancel, result file. Survives reload since the server keeps it. */
export function JobTray() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const poll = usePoll<{ readonly items: readonly Job[] }>('/jobs', open ? 1_500 : 8_000);
  const jobs = poll.data?.items ?? [];
  const running = jobs.filter((job) => OPEN.includes(job.state)).length;
  return (
    <Popover trigger="click" placement="bottomRight" open={open} onOpenChange={setOpen} content={<JobList jobs={jobs} again={poll.again} />}>
      <button type="button" className="tool" aria-label={t('ui.jobs.label', { count: running })}><Icon name="clock" small />{running > 0 ? t('ui.jobs.count', { count: running }) : t('ui.jobs.title')}</button>
    </Popover>
  );
}

function JobList({ jobs, again }: { readonly jobs: readonly Job[]; readonly again: () => void }) {
  const { t } = useTranslation();
  if (jobs.length === 0) return <p className="jobs c2 s13">{t('ui.jobs.empty')}</p>;
  return <ul className="jobs">{jobs.map((job) => <JobLine key={job.id} job={job} again={again} />)}</ul>;
}

function JobLine({ job, again }: { readonly job: Job; readonly again: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const words = useProblemText();
  const cancel = useApiMutation({ run: (id: string) => api.post(`/jobs/${id}/cancel`), onDone: again });
  const active = OPEN.includes(job.state);
  return (
    <li>
      <div className="row"><span className="ell b">{text(job.title)}</span><span className="sp" /><span className="s12 c2">{t(`ui.jobs.state.${job.state}`)}</span></div>
      {active && job.total ? <Bar part={job.done / job.total} /> : null}
      <div className="row s12 c2">
        <span>{job.stage ? text(job.stage) : ''}{job.total ? ` ${job.done} / ${job.total}` : ''}{job.secondsLeft ? t('ui.jobs.left', { count: job.secondsLeft }) : ''}</span>
        {job.problem ? <span className="late">{words({ code: job.problem.code, params: {} })}</span> : null}
        <span className="sp" />
        {active ? <button type="button" className="linkish s12" onClick={() => cancel.mutate(job.id)}>{t('ui.jobs.cancel')}</button> : null}
        {job.file ? <a href={job.file.href} download>{job.file.name}</a> : null}
      </div>
    </li>
  );
}
