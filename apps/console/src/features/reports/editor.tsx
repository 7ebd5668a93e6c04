import type { CommentOut, ReportOut } from '@shuping/contracts';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, showDone, useApiQuery } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { A, MayButton, PageHeader, SaveBanner, useAutosave, usePeriodName, type Autosave } from '../../ui/index.ts';
import { ChainBar } from './chain-bar.tsx';
import { EditorActs, EditorSide, Outline, ReturnNote } from './editor-parts.tsx';
import { commentMarks, findingMarks } from './finding-marks.ts';
import { ImportDialog } from './import-dialog.tsx';
import { useLiveChecks, type Texts } from './live-checks.ts';
import type { Mark } from './marks.ts';
import { AgainNote } from './again-note.tsx';
import { KeptAnswers } from './kept-answers.tsx';
import { MetersStrip } from './meters-strip.tsx';
import { proposalMarks, unanswered, useProposals } from './proposals-panel.tsx';
import { SectionField } from './section-field.tsx';
import { toPlace } from './unmatched.ts';
import { VersionsDialog } from './versions-dialog.tsx';
import './report.css';

type Props = { readonly report: ReportOut; /** Reads the report again and starts over from what the server has. */ readonly onReload: () => void };
type Fields = Record<string, HTMLTextAreaElement | null>;

function useReportText(report: ReportOut): Autosave<Texts> {
  const inForm = (sections: Texts): Texts => report.form.sections.map(({ id }) => ({ id, text: sections.find((one) => one.id === id)?.text ?? '' }));
  const initial = useMemo(() => inForm(report.sections), [report]);
  return useAutosave<Texts>({
    key: `report:${report.id}`, initial, version: report.version,
    save: (sections, version) => api.put(`/reports/${report.id}`, { body: { sections }, version }),
    theirs: (current) => {
      const other = current as ReportOut | undefined;
      return other ? { value: inForm(other.sections), version: other.version } : undefined;
    },
  });
}

/** Puts the caret at a passage and brings it into view. */
function showPassage(field: HTMLTextAreaElement, start?: number, end?: number): void {
  field.focus({ preventScroll: true });
  if (start !== undefined) field.setSelectionRange(start, end ?? start);
  const pane = field.closest('.report-scroll');
  if (!pane) return;
  const part = start === undefined || field.value.length === 0 ? 0 : start / field.value.length;
  const box = field.getBoundingClientRect();
  pane.scrollTop += box.top + box.height * part - pane.getBoundingClientRect().top - 120;
}

/** The author's page: outline, the text with its findings marked, findings or comments beside it, meters below. */
export function Editor({ report, onReload }: Props) {
  const { t } = useTranslation();
  const period = usePeriodName();
  const autosave = useReportText(report);
  const { findings, meters } = useLiveChecks(report, autosave.value, autosave.version);
  const comments = useApiQuery<{ items: readonly CommentOut[] }>(`/reports/${report.id}/comments`).data?.items ?? [];
  const proposals = useProposals(report.id);
  const [chosen, setTab] = useState<string | null>(null);
  const tab = chosen ?? (report.state !== 'returned' ? 'findings' : unanswered(proposals.items).length > 0 ? 'proposals' : 'comments');
  const latest = useRef(autosave);
  latest.current = autosave;
  const [picked, setPicked] = useState<string | null>(null);
  const [here, setHere] = useState(report.form.sections[0]?.id ?? '');
  const [dialog, setDialog] = useState<'import' | 'versions' | null>(null);
  const fields = useRef<Fields>({});
  const goTo = (sectionId: string, start?: number, end?: number): void => {
    setHere(sectionId);
    const field = fields.current[sectionId];
    if (field) showPassage(field, start, end);
  };
  const marksOf = (id: string): Mark[] => (tab === 'findings' ? findingMarks(findings, id, picked) : tab === 'proposals' ? proposalMarks(proposals.items, id, picked) : commentMarks(comments, id, picked));
  const left = toPlace(report.unmatched).length;
  const vetted = report.state === 'vetting' || report.state === 'accepted';
  return (
    <>
      <PageHeader
        title={t('report.title', { period: period(report.period) })} ruled
        crumb={report.publishedUntil ? <A href={`/reports?view=list&cycle=${report.cycleId}`}>{t('report.published.all')}</A> : undefined}
        sub={<>{report.personName} · {report.orgName} · {t(`report.state.${report.state}`)}{report.currentVersion > 0 ? ` · ${t('report.versions.number', { number: report.currentVersion })}` : ''}</>}
        actions={<EditorActs report={report} autosave={autosave} onReload={onReload} onBlocked={() => setTab('findings')} />}
      />
      {report.state === 'returned' ? <ReturnNote report={report} open={comments.filter((one) => !one.resolved).length} proposals={unanswered(proposals.items).length} /> : null}
      {vetted ? <div className="report-chainbar"><ChainBar steps={report.steps} /></div> : null}
      <SaveBanner autosave={autosave} show={(texts) => texts.map((one) => one.text).join('\n').slice(0, 400)} />
      {left > 0 && !vetted ? <div className="banner amber">{t('report.import.left', { count: left })} <button type="button" className="linkish" onClick={() => setDialog('versions')}>{t('report.import.see')}</button></div> : null}
      <div className="report-cols">
        <Outline report={report} meters={meters} here={here} onGo={goTo} />
        <div className="report-main">
          <div className="report-tools no-print">
            <MayButton may={report.may['import']} type="link" className="quiet" onClick={() => void autosave.flush().then(() => setDialog('import'))}>{t('report.import.open')}</MayButton>
            <button type="button" className="linkish" onClick={() => setDialog('versions')}>{t('report.versions.open')}</button>
          </div>
          <Sections report={report} autosave={autosave} fields={fields.current} marksOf={marksOf} onHere={setHere} />
          {meters ? <MetersStrip meters={meters} /> : null}
        </div>
        <EditorSide report={report} findings={findings} comments={comments} proposals={proposals} answering={{ flush: async () => { await latest.current.flush(); return latest.current.version; }, onDone: onReload }} tab={tab} onTab={setTab} picked={picked} onPick={(key, sectionId, start, end) => { setPicked(key); goTo(sectionId, start, end); }} />
      </div>
      {dialog === 'import' ? <ImportDialog reportId={report.id} form={report.form} version={autosave.version} onClose={() => setDialog(null)} onDone={() => { showDone(t('report.import.done')); onReload(); }} /> : null}
      {dialog === 'versions' ? <VersionsDialog reportId={report.id} onClose={() => setDialog(null)} /> : null}
    </>
  );
}

type SectionsProps = { readonly report: ReportOut; readonly autosave: Autosave<Texts>; readonly fields: Fields; readonly marksOf: (sectionId: string) => readonly Mark[]; readonly onHere: (sectionId: string) => void };

function Sections({ report, autosave, fields, marksOf, onHere }: SectionsProps) {
  const { t } = useTranslation();
  const word = useText();
  const writing = report.may['edit'] === true;
  const change = (id: string, text: string): void => autosave.change(autosave.value.map((one) => (one.id === id ? { id, text } : one)));
  return (
    <div className="report-scroll">
      {report.form.sections.map((section) => (
        <section key={section.id} className="report-section">
          <h3><label htmlFor={`section-${section.id}`}>{word(section.title)}</label></h3>
          {section.askedBy ? <p className="s13 c2">{t('report.askedBy', { by: section.askedBy })}</p> : null}
          <AgainNote section={section} />
          {section.questionTitle && word(section.questionTitle) !== word(section.title) ? <p className="s13 c2">{word(section.questionTitle)}</p> : null}
          <SectionField
            id={section.id} label={word(section.title)} hint={section.hint && writing ? word(section.hint) : ''} value={autosave.value.find((one) => one.id === section.id)?.text ?? ''} marks={marksOf(section.id)} readOnly={!writing}
            field={(element) => void (fields[section.id] = element)} onChange={(text) => change(section.id, text)} onBlur={() => void autosave.flush()} onCaret={() => onHere(section.id)}
          />
        </section>
      ))}
      <KeptAnswers kept={report.kept} />
    </div>
  );
}
