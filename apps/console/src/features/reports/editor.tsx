import type { CommentOut, ReportOut } from '@shuping/contracts';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, apiUrl, showDone, useApiMutation, useApiQuery, type ApiProblem } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { Button, figure, MayButton, PageHeader, SaveBanner, SaveNote, TabBar, useAutosave } from '../../ui/index.ts';
import { ChainBar } from './chain-bar.tsx';
import { CommentsPanel } from './comments-panel.tsx';
import { commentMarks, findingKey, findingMarks } from './finding-marks.ts';
import { FindingsPanel } from './findings-panel.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { useLiveChecks, type Texts } from './live-checks.ts';
import type { Mark } from './marks.ts';
import { MetersStrip } from './meters-strip.tsx';
import { SectionField } from './section-field.tsx';
import { VersionsDialog } from './versions-dialog.tsx';
import './report.css';

type Props = { readonly report: ReportOut; /** Reads the report again and starts over from what the server has. */ readonly onReload: () => void };

/** The author's page: outline, the text with its findings marked, findings or comments beside it, meters below. */
export function Editor({ report, onReload }: Props) {
  const { t } = useTranslation();
  const word = useText();
  const writing = report.may['edit'] === true;
  const initial = useMemo(() => report.form.sections.map(({ id }) => ({ id, text: report.sections.find((one) => one.id === id)?.text ?? '' })), [report]);
  const autosave = useAutosave<Texts>({
    key: `report:${report.id}`, initial, version: report.version,
    save: (sections, version) => api.put(`/reports/${report.id}`, { body: { sections }, version }),
    theirs: (current) => {
      const other = current as ReportOut | undefined;
      return other ? { value: initial.map(({ id }) => ({ id, text: other.sections.find((one) => one.id === id)?.text ?? '' })), version: other.version } : undefined;
    },
  });
  const { findings, meters } = useLiveChecks(report, autosave.value, autosave.version);
  const comments = useApiQuery<{ items: readonly CommentOut[] }>(`/reports/${report.id}/comments`).data?.items ?? [];
  const [tab, setTab] = useState(report.state === 'returned' ? 'comments' : 'findings');
  const [picked, setPicked] = useState<string | null>(null);
  const [here, setHere] = useState(report.form.sections[0]?.id ?? '');
  const [dialog, setDialog] = useState<'import' | 'versions' | null>(null);
  const fields = useRef<Record<string, HTMLTextAreaElement | null>>({});
  const titleOf = (id: string): string => word(report.form.sections.find((section) => section.id === id)?.title ?? { text: id });
  const goTo = (sectionId: string, start?: number, end?: number): void => {
    const field = fields.current[sectionId];
    if (!field) return;
    setHere(sectionId);
    field.focus({ preventScroll: true });
    if (start !== undefined) field.setSelectionRange(start, end ?? start);
    const part = start === undefined || field.value.length === 0 ? 0 : start / field.value.length;
    const pane = field.closest('.report-scroll');
    const box = field.getBoundingClientRect();
    pane?.scrollBy({ top: box.top + box.height * part - pane.getBoundingClientRect().top - 120 });
  };
  const marksOf = (id: string): Mark[] => (tab === 'findings' ? findingMarks(findings, id, picked) : commentMarks(comments, id, picked));
  const change = (id: string, text: string): void => autosave.change(autosave.value.map((one) => (one.id === id ? { id, text } : one)));
  const blocking = findings.filter((finding) => finding.level === 'block').length;
  const tabs = [{ id: 'findings', label: t('report.tab.findings'), count: findings.length }, { id: 'comments', label: t('report.tab.comments'), count: comments.filter((one) => !one.resolved).length }];
  return (
    <>
      <PageHeader
        title={t('report.title', { year: report.year })} ruled
        sub={<>{report.personName} · {report.orgName} · {t(`report.state.${report.state}`)}{report.currentVersion > 0 ? ` · ${t('report.versions.number', { number: report.currentVersion })}` : ''}</>}
        actions={<Acts report={report} autosave={autosave} onReload={onReload} onBlocked={() => setTab('findings')} />}
      />
      {report.state === 'returned' ? <ReturnNote report={report} open={comments.filter((one) => !one.resolved).length} /> : null}
      {report.state === 'vetting' || report.state === 'accepted' ? <ChainBar steps={report.steps} /> : null}
      <SaveBanner autosave={autosave} show={(texts) => texts.map((one) => one.text).join('\n').slice(0, 400)} />
      {report.unmatched.length > 0 && writing ? <div className="banner amber">{t('report.import.left', { count: report.unmatched.length })} <button type="button" className="linkish" onClick={() => setDialog('versions')}>{t('report.import.see')}</button></div> : null}
      <div className="report-cols">
        <nav className="report-outline" aria-label={t('report.outline')}>
          <h2>{t('report.outline')}</h2>
          <ol>
            {report.form.sections.map((section) => (
              <li key={section.id} className={section.id === here ? 'on' : ''}><button type="button" onClick={() => goTo(section.id)}><span className="ell">{word(section.title)}</span><b>{figure(meters?.perSection[section.id] ?? 0)}</b></button></li>
            ))}
          </ol>
          <div className="report-total"><span>{t('report.total')}</span><b>{figure(meters?.words ?? report.words)}</b></div>
        </nav>
        <div className="report-main">
          <div className="report-tools no-print">
            <MayButton may={report.may['import']} type="link" className="quiet" onClick={() => void autosave.flush().then(() => setDialog('import'))}>{t('report.import.open')}</MayButton>
            <button type="button" className="linkish" onClick={() => setDialog('versions')}>{t('report.versions.open')}</button>
          </div>
          <div className="report-scroll">
            {report.form.sections.map((section) => (
              <section key={section.id} className="report-section">
                <h3><label htmlFor={`section-${section.id}`}>{word(section.title)}</label></h3>
                {section.questionTitle ? <p className="s13 c2">{word(section.questionTitle)}</p> : null}
                <SectionField
                  id={section.id} label={word(section.title)} hint={section.hint && writing ? word(section.hint) : ''} value={autosave.value.find((one) => one.id === section.id)?.text ?? ''} marks={marksOf(section.id)} readOnly={!writing}
                  field={(element) => void (fields.current[section.id] = element)} onChange={(text) => change(section.id, text)} onBlur={() => void autosave.flush()} onCaret={() => setHere(section.id)}
                />
              </section>
            ))}
          </div>
          {meters ? <MetersStrip meters={meters} /> : null}
        </div>
        <aside className="report-side" aria-label={t('report.side')}>
          <TabBar tabs={tabs} value={tab} onChange={setTab} label={t('report.side')} />
          {tab === 'findings' ? (
            <>
              <p className="s12 c3 report-lead">{blocking > 0 ? t('report.findings.blocking', { count: blocking }) : t('report.findings.where')}</p>
              <FindingsPanel findings={findings} titleOf={titleOf} on={picked === null ? null : findings.findIndex((finding, index) => findingKey(finding, index) === picked)} onPick={(index) => {
                const finding = findings[index];
                if (!finding?.sectionId) return;
                setPicked(findingKey(finding, index));
                goTo(finding.sectionId, finding.start, finding.end);
              }} />
            </>
          ) : (
            <CommentsPanel reportId={report.id} comments={comments} on={picked} onPick={(comment) => {
              setPicked(comment.id);
              goTo(comment.sectionId, comment.place?.start, comment.place?.end);
            }} />
          )}
        </aside>
      </div>
      {dialog === 'import' ? <ImportDialog reportId={report.id} form={report.form} version={autosave.version} onClose={() => setDialog(null)} onDone={() => { setDialog(null); showDone(t('report.import.done')); onReload(); }} /> : null}
      {dialog === 'versions' ? <VersionsDialog reportId={report.id} onClose={() => setDialog(null)} /> : null}
    </>
  );
}

function ReturnNote({ report, open }: { readonly report: ReportOut; readonly open: number }) {
  const { t } = useTranslation();
  const last = report.steps.map((step) => step.last).filter((act) => act?.act === 'return').sort((a, b) => (a!.at < b!.at ? 1 : -1))[0];
  return <div className="banner amber" role="status"><b>{t('report.returned', { by: last?.by ?? '' })}</b> {last?.note} <span className="c2">{open > 0 ? t('report.returnedOpen', { count: open }) : ''}</span></div>;
}

type ActsProps = { readonly report: ReportOut; readonly autosave: ReturnType<typeof useAutosave<Texts>>; readonly onReload: () => void; readonly onBlocked: () => void };

function Acts({ report, autosave, onReload, onBlocked }: ActsProps) {
  const { t } = useTranslation();
  const [blocked, setBlocked] = useState(0);
  const failed = (problem: ApiProblem): boolean => {
    if (problem.code !== 'report.blocked') return false;
    setBlocked(problem.issues.length);
    onBlocked();
    return true;
  };
  const latest = useRef(autosave);
  latest.current = autosave;
  const submit = useApiMutation({
    run: async () => {
      await latest.current.flush();
      return api.post<ReportOut>(`/reports/${report.id}/submit`, { version: latest.current.version });
    },
    invalidates: ['/todos', '/cycles'], onDone: () => { showDone(t('report.submitted')); onReload(); }, onProblem: failed,
  });
  const withdraw = useApiMutation({ run: () => api.post<ReportOut>(`/reports/${report.id}/withdraw`, { version: report.version }), invalidates: ['/todos'], onDone: onReload });
  return (
    <>
      {blocked > 0 ? <span className="late s13" role="alert">{t('report.blocked', { count: blocked })}</span> : null}
      <SaveNote autosave={autosave} />
      <Button href={apiUrl(`/reports/${report.id}/word`)} download>{t('report.word')}</Button>
      {report.state === 'vetting' ? <MayButton may={report.may['withdraw']} loading={withdraw.isPending} onClick={() => withdraw.mutate(undefined)}>{t('report.withdraw')}</MayButton> : null}
      {report.state === 'draft' || report.state === 'returned' ? <MayButton may={report.may['submit']} type="primary" loading={submit.isPending} onClick={() => submit.mutate(undefined)}>{t('report.submit')}</MayButton> : null}
    </>
  );
}
