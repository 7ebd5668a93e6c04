import type { ChangesOut, ChecksOut, CommentOut, ReportOut, ReportRow } from '@shuping/contracts';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCycleOfPage } from '../../app/cycle.tsx';
import { api, apiUrl, showDone, useApiMutation, useApiQuery, type Page as ApiPage } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { A, figure, Kbd, Loaded, MayButton, PageHeader, SegFilter, TabBar, useGo, usePathParams } from '../../ui/index.ts';
import { ChainBar } from './chain-bar.tsx';
import { CommentsPanel } from './comments-panel.tsx';
import { Composer, ReturnBox, type Passage } from './desk-composer.tsx';
import { ProposalComposer } from './desk-proposal.tsx';
import { DeskText } from './desk-text.tsx';
import { HandoverBar } from './deputies.tsx';
import { commentMarks, findingKey, findingMarks } from './finding-marks.ts';
import { FindingsPanel } from './findings-panel.tsx';
import { metersOf, reportText, useChecks } from './live-checks.ts';
import { selectedPassage } from './marks.ts';
import { MetersStrip } from './meters-strip.tsx';
import { changeSize } from './paragraphs.ts';
import { proposalMarks, ProposalsPanel, unanswered, useProposals } from './proposals-panel.tsx';
import { Squeeze } from './squeeze.tsx';
import './report.css';

export function Page() {
  const { id = '' } = usePathParams();
  const report = useApiQuery<ReportOut>(`/reports/${id}`);
  useCycleOfPage(report.data?.cycleId);
  const changes = useApiQuery<ChangesOut>(`/reports/${id}/changes`);
  return <Loaded query={report}>{(loaded) => <Desk key={`${id} ${loaded.round}`} report={loaded} changes={changes.data && changes.data.since !== null && changes.data.since !== loaded.currentVersion ? changes.data : null} />}</Loaded>;
}

function useQueue(report: ReportOut): { readonly rows: readonly ReportRow[]; readonly at: number; readonly to: (step: number) => void; readonly afterwards: () => void } {
  const go = useGo();
  const query = useApiQuery<ApiPage<ReportRow>>('/reports', { query: { cycleId: report.cycleId, waiting: 'me', limit: 200 } });
  const rows = query.data?.items ?? [];
  const at = rows.findIndex((row) => row.id === report.id);
  const to = (step: number): void => {
    const next = rows[at < 0 ? 0 : at + step];
    if (next && next.id !== report.id) go(`/vetting/${next.id}`);
  };
  const afterwards = (): void => {
    const next = rows.filter((row) => row.id !== report.id)[Math.max(0, at)] ?? rows.find((row) => row.id !== report.id);
    go(next ? `/vetting/${next.id}` : '/vetting');
  };
  return { rows, at, to, afterwards };
}

/** J and K go through the queue, Ctrl+Enter signs; keys typed into a field stay there. */
function useDeskKeys(to: (step: number) => void, sign: () => void): void {
  const latest = useRef({ to, sign });
  latest.current = { to, sign };
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [contenteditable], [role="dialog"]') !== null;
      if (typing || event.isComposing || event.altKey) return;
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) latest.current.sign();
      else if (event.ctrlKey || event.metaKey) return;
      else if (event.key === 'j' || event.key === 'J') latest.current.to(1);
      else if (event.key === 'k' || event.key === 'K') latest.current.to(-1);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

/** 审核台: the text with what changed on the left, comments and findings on the right. */
export function Desk({ report, changes }: { readonly report: ReportOut; readonly changes: ChangesOut | null }) {
  const { t } = useTranslation();
  const word = useText();
  const queue = useQueue(report);
  const comments = useApiQuery<{ items: readonly CommentOut[] }>(`/reports/${report.id}/comments`).data?.items ?? [];
  const findings = useApiQuery<ChecksOut>(`/reports/${report.id}/checks`).data?.findings ?? [];
  const proposals = useProposals(report.id);
  const [whole, setWhole] = useState(false);
  const [tab, setTab] = useState('comments');
  const [picked, setPicked] = useState<string | null>(null);
  const [passage, setPassage] = useState<Passage | null>(null);
  const [returning, setReturning] = useState(false);
  const checks = useChecks();
  const meters = useMemo(() => (checks ? metersOf(checks, report.form, reportText(report.form, report.sections, word), findings) : null), [checks, report, findings, word]);
  const done = (words: string): void => {
    showDone(words);
    queue.afterwards();
  };
  const shared = { invalidates: ['/reports', '/todos', '/cycles'] };
  const sign = useApiMutation({ ...shared, run: () => api.post<ReportOut>(`/reports/${report.id}/sign`, { body: {}, version: report.version }), onDone: (now) => done(t(now.state === 'accepted' ? 'vetting.accepted' : 'vetting.signed')) });
  const back = useApiMutation({ ...shared, run: (reason: string) => api.post<ReportOut>(`/reports/${report.id}/return`, { body: { reason }, version: report.version }), onDone: () => done(t('vetting.returned')) });
  const mayComment = report.may['comment'] === true;
  const mayPropose = report.may['propose'] === true;
  useDeskKeys(queue.to, () => void (report.may['sign'] === true && !sign.isPending && !returning && sign.mutate(undefined)));
  const select = (): void => {
    const found = mayComment || mayPropose ? selectedPassage(window.getSelection()) : null;
    if (!found) return;
    const text = report.sections.find((one) => one.id === found.sectionId)?.text ?? '';
    setTab((now) => (now === 'proposals' && mayPropose ? now : 'comments'));
    setPassage({ ...found, quote: text.slice(found.start, found.end).slice(0, 40) });
  };
  const goTo = (sectionId: string, key: string): void => {
    setPicked(key);
    setWhole(true);
    document.getElementById(`desk-${sectionId}`)?.scrollIntoView({ block: 'start' });
  };
  const next = report.steps.find((step) => step.state === 'ahead');
  const open = comments.filter((one) => !one.resolved).length;
  const tracked = unanswered(proposals.items).length > 0 ? 'proposals' : changes ? 'changes' : null;
  return (
    <>
      <PageHeader
        ruled title={`${report.orgName} ${report.personName}`}
        crumb={<><A href="/vetting">{t('nav.vetting')}</A> {queue.at >= 0 ? t('vetting.place', { at: queue.at + 1, of: queue.rows.length }) : ''}</>}
        sub={report.currentVersion > 0 ? t('report.versions.number', { number: report.currentVersion }) : t(`report.state.${report.state}`)}
        actions={
          <>
            {queue.rows.length > 1 ? <span className="s13 c2 nw"><Kbd>J</Kbd> <Kbd>K</Kbd> {t('vetting.keys')}</span> : null}
            <MayButton may={report.may['return']} onClick={() => { setTab('comments'); setReturning(true); }}>{t('vetting.return')}</MayButton>
            <MayButton may={report.may['sign']} type="primary" loading={sign.isPending} onClick={() => sign.mutate(undefined)}>{next ? t('vetting.sign', { next: word(next.title) }) : t('vetting.signLast')} <Kbd>Ctrl ↵</Kbd></MayButton>
          </>
        }
      />
      <div className="report-chainbar"><ChainBar steps={report.steps} /><Squeeze reportId={report.id} /></div>
      <HandoverBar report={report} />
      <div className="report-desk">
        <div className="report-desk-main">
          <div className="report-change">
            {changes ? <ChangeWords changes={changes} /> : <span className="c2">{t('vetting.firstReading')}</span>}
            <span className="sp" />
            {tracked ? <a className="s13" href={`${apiUrl(`/reports/${report.id}/word`)}?tracked=${tracked}`} download>{t('vetting.word')}</a> : null}
            {changes ? <SegFilter label={t('vetting.show')} value={whole ? 'all' : 'changes'} onChange={(id) => setWhole(id === 'all')} options={[{ id: 'changes', label: t('vetting.onlyChanges') }, { id: 'all', label: t('vetting.whole') }]} /> : null}
          </div>
          <article className="report-read desk" onMouseUp={select} onKeyUp={(event) => void (event.shiftKey && select())}>
            <DeskText report={report} changes={changes} fold={!whole && changes !== null} marksOf={(id) => (tab === 'findings' ? findingMarks(findings, id, picked) : tab === 'proposals' ? proposalMarks(proposals.items, id, picked) : commentMarks(comments, id, picked))} />
          </article>
        </div>
        <aside className="report-side" aria-label={t('report.side')}>
          <TabBar tabs={[{ id: 'comments', label: t('report.tab.comments'), count: open }, { id: 'proposals', label: t('report.tab.proposals'), count: unanswered(proposals.items).length }, { id: 'findings', label: t('report.tab.findings'), count: findings.length }]} value={tab} onChange={setTab} label={t('report.side')} />
          {returning ? <ReturnBox open={open + unanswered(proposals.items).length} busy={back.isPending} onReturn={(reason) => back.mutate(reason)} onClose={() => setReturning(false)} /> : null}
          {passage && mayPropose && tab !== 'findings' ? <SegFilter label={t('vetting.write')} value={tab} onChange={setTab} options={[{ id: 'comments', label: t('vetting.comment') }, { id: 'proposals', label: t('vetting.propose') }]} /> : null}
          {tab === 'proposals' ? (
            <>
              {passage && mayPropose ? <ProposalComposer key={`${passage.sectionId} ${passage.start} ${passage.end}`} reportId={report.id} passage={passage} text={report.sections.find((one) => one.id === passage.sectionId)?.text ?? ''} onClose={() => setPassage(null)} /> : null}
              <ProposalsPanel reportId={report.id} proposals={proposals} on={picked} onPick={(one) => goTo(one.sectionId, one.id)} />
            </>
          ) : tab === 'comments' ? (
            <>
              {passage ? <Composer key={`${passage.sectionId} ${passage.start} ${passage.end}`} reportId={report.id} passage={passage} onClose={() => setPassage(null)} /> : mayComment ? <p className="s12 c3 report-lead">{t('vetting.how')}</p> : null}
              <CommentsPanel reportId={report.id} comments={comments} on={picked} onPick={(comment) => goTo(comment.sectionId, comment.id)} />
            </>
          ) : (
            <FindingsPanel
              findings={findings} titleOf={(id) => word(report.form.sections.find((section) => section.id === id)?.title ?? { text: id })} on={picked === null ? null : findings.findIndex((finding, index) => findingKey(finding, index) === picked)}
              onPick={(index) => void (findings[index]?.sectionId && goTo(findings[index].sectionId, findingKey(findings[index], index)))}
            />
          )}
          {meters ? <MetersStrip meters={meters} /> : null}
        </aside>
      </div>
    </>
  );
}

function ChangeWords({ changes }: { readonly changes: ChangesOut }) {
  const { t } = useTranslation();
  const size = changeSize(changes);
  return <><b>{t('vetting.changed', { number: changes.since ?? 0, count: changes.places })}</b><span className="c2">{t('vetting.changedSize', { removed: figure(size.removed), added: figure(size.added) })}</span></>;
}
