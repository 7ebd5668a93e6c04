import type { Job } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import { api, apiUrl, useApiMutation } from '../../client/index.ts';
import { EmptyPanel, ListTable, MayButton, Tag, useList, useProblemText, type Column, type TagTone } from '../../ui/index.ts';
import './admin.css';
import { AdminFrame } from './admin-frame.tsx';

const TONES: Readonly<Record<Job['state'], TagTone>> = { queued: 'grey', running: 'blue', done: 'green', failed: 'red', cancelled: 'grey' };

/** 系统管理 · 后台任务 */
export function Page() {
  return <AdminFrame tab="jobs"><JobsList /></AdminFrame>;
}

function JobsList() {
  const { t, i18n } = useTranslation();
  const words = useProblemText();
  const list = useList<Job>('/jobs', []);
  const cancel = useApiMutation({ run: (id: string) => api.post(`/jobs/${id}/cancel`), invalidates: ['/jobs'] });
  const columns: readonly Column<Job>[] = [
    { key: 'kind', title: t('admin.job.kind'), render: (job) => (i18n.exists(`job.${job.kind}`) ? t(`job.${job.kind}`) : job.kind) },
    { key: 'state', title: t('admin.job.state'), width: 112, render: (job) => <Tag tone={TONES[job.state]}>{t(`ui.jobs.state.${job.state}`)}</Tag> },
    { key: 'done', title: t('admin.job.done'), width: 112, num: true, render: (job) => (job.total === null ? t('ui.none') : `${job.done} / ${job.total}`) },
    { key: 'at', title: t('admin.job.at'), width: 168, quiet: true, render: (job) => new Date(job.createdAt).toLocaleString(i18n.language, { timeZone: 'Asia/Shanghai', hour12: false }) },
    { key: 'why', title: t('admin.job.why'), quiet: true, render: (job) => (job.code && job.state === 'failed' ? <span className="late">{words({ code: job.code, params: {} })}</span> : '') },
    { key: 'act', title: '', width: 144, num: true, render: (job) => <span className="admin-acts">{job.resultFileId ? <a className="s13" href={apiUrl(`/jobs/${job.id}/result`)} download>{t('ui.jobs.file')}</a> : null}{job.may['cancel'] === true ? <MayButton size="small" may onClick={() => cancel.mutate(job.id)}>{t('ui.jobs.cancel')}</MayButton> : null}</span> },
  ];
  return <ListTable list={list} columns={columns} rowKey={(job) => job.id} label={t('admin.tab.jobs')} empty={<EmptyPanel what={t('admin.job.empty')} why={t('admin.job.empty.why')} />} />;
}
