import type { CommentOut, FindingOut, ReportOut, ReportProposalsOut } from '@shuping/contracts';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, apiUrl, showDone, useApiMutation, type ApiProblem } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { Button, figure, MayButton, SaveNote, TabBar, type Autosave } from '../../ui/index.ts';
import { CommentsPanel } from './comments-panel.tsx';
import { findingKey } from './finding-marks.ts';
import { FindingsPanel } from './findings-panel.tsx';
import type { Meters, Texts } from './live-checks.ts';
import { ProposalsPanel, unanswered, type Answering } from './proposals-panel.tsx';

/** 目录 with the characters of each section. */
export function Outline({ report, meters, here, onGo }: { readonly report: ReportOut; readonly meters: Meters | null; readonly here: string; readonly onGo: (sectionId: string) => void }) {
  const { t } = useTranslation();
  const word = useText();
  return (
    <nav className="report-outline" aria-label={t('report.outline')}>
      <h2>{t('report.outline')}</h2>
      <ol>
        {report.form.sections.map((section) => (
          <li key={section.id} className={section.id === here ? 'on' : ''}><button type="button" title={word(section.title)} onClick={() => onGo(section.id)}><span className="ell">{word(section.title)}</span><b>{figure(meters?.perSection[section.id] ?? 0)}</b></button></li>
        ))}
      </ol>
      <div className="report-total"><span>{t('report.total')}</span><b>{figure(meters?.words ?? report.words)}</b></div>
    </nav>
  );
}

type SideProps = {
  readonly report: ReportOut; readonly findings: readonly FindingOut[]; readonly comments: readonly CommentOut[]; readonly proposals: ReportProposalsOut; readonly answering: Answering; readonly tab: string; readonly onTab: (id: string) => void;
  readonly picked: string | null; readonly onPick: (key: string, sectionId: string, start?: number, end?: number) => void;
};

/** Findings or comments beside the text. */
export function EditorSide({ report, findings, comments, proposals, answering, tab, onTab, picked, onPick }: SideProps) {
  const { t } = useTranslation();
  const word = useText();
  const blocking = findings.filter((finding) => finding.level === 'block').length;
  const tabs = [{ id: 'findings', label: t('report.tab.findings'), count: findings.length }, { id: 'comments', label: t('report.tab.comments'), count: comments.filter((one) => !one.resolved).length }, ...(proposals.items.length > 0 ? [{ id: 'proposals', label: t('report.tab.proposals'), count: unanswered(proposals.items).length }] : [])];
  const pick = (index: number): void => {
    const finding = findings[index];
    if (finding?.sectionId) onPick(findingKey(finding, index), finding.sectionId, finding.start, finding.end);
  };
  return (
    <aside className="report-side" aria-label={t('report.side')}>
      <TabBar tabs={tabs} value={tab} onChange={onTab} label={t('report.side')} />
      {tab === 'findings' ? <p className="s12 c3 report-lead">{blocking > 0 ? t('report.findings.blocking', { count: blocking }) : t('report.findings.where')}</p> : null}
      {tab === 'findings' ? <FindingsPanel findings={findings} titleOf={(id) => word(report.form.sections.find((section) => section.id === id)?.title ?? { text: id })} on={picked === null ? null : findings.findIndex((finding, index) => findingKey(finding, index) === picked)} onPick={pick} /> : null}
      {tab === 'proposals' ? <ProposalsPanel reportId={report.id} proposals={proposals} on={picked} onPick={(one) => onPick(one.id, one.sectionId, one.place?.start, one.place?.end)} answering={answering} /> : null}
      {tab === 'comments' ? <CommentsPanel reportId={report.id} comments={comments} on={picked} onPick={(comment) => onPick(comment.id, comment.sectionId, comment.place?.start, comment.place?.end)} /> : null}
    </aside>
  );
}

/** Who returned the report and why. */
export function ReturnNote({ report, open, proposals }: { readonly report: ReportOut; readonly open: number; readonly proposals: number }) {
  const { t } = useTranslation();
  const last = report.steps.map((step) => step.last).filter((act) => act?.act === 'return').sort((a, b) => (a!.at < b!.at ? 1 : -1))[0];
  return <div className="banner amber" role="status"><b>{t('report.returned', { by: last?.by ?? '' })}</b> {last?.note} <span className="c2">{open > 0 ? t('report.returnedOpen', { count: open }) : ''}{proposals > 0 ? ` ${t('report.returnedProposals', { count: proposals })}` : ''}</span></div>;
}

type ActsProps = { readonly report: ReportOut; readonly autosave: Autosave<Texts>; readonly onReload: () => void; readonly onBlocked: () => void };

/** Save state, Word, submit or take back. */
export function EditorActs({ report, autosave, onReload, onBlocked }: ActsProps) {
  const { t } = useTranslation();
  const [blocked, setBlocked] = useState(0);
  const latest = useRef(autosave);
  latest.current = autosave;
  const failed = (problem: ApiProblem): boolean => {
    if (problem.code !== 'report.blocked') return false;
    setBlocked(problem.issues.length);
    onBlocked();
    return true;
  };
  const submit = useApiMutation({
    run: async () => {
      await latest.current.flush();
      return api.post<ReportOut>(`/reports/${report.id}/submit`, { version: latest.current.version });
    },
    invalidates: ['/todos', '/cycles'],
    onDone: () => {
      showDone(t('report.submitted'));
      onReload();
    },
    onProblem: failed,
  });
  const withdraw = useApiMutation({ run: () => api.post<ReportOut>(`/reports/${report.id}/withdraw`, { version: report.version }), invalidates: ['/todos'], onDone: onReload });
  const writing = report.state === 'draft' || report.state === 'returned';
  return (
    <>
      {blocked > 0 ? <span className="late s13" role="alert">{t('report.blocked', { count: blocked })}</span> : null}
      <SaveNote autosave={autosave} />
      <Button href={apiUrl(`/reports/${report.id}/word`)} download>{t('report.word')}</Button>
      {report.state === 'vetting' ? <MayButton may={report.may['withdraw']} loading={withdraw.isPending} onClick={() => withdraw.mutate(undefined)}>{t('report.withdraw')}</MayButton> : null}
      {writing ? <MayButton may={report.may['submit']} type="primary" loading={submit.isPending} onClick={() => submit.mutate(undefined)}>{t('report.submit')}</MayButton> : null}
    </>
  );
}
