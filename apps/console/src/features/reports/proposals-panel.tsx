import type { ReportOut, ReportProposalOut, ReportProposalsOut } from '@shuping/contracts';
import { dayOf } from '@shuping/kernel';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, showDone, useApiMutation, useApiQuery } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { Button, DayText, MayButton, Tag, type TagTone } from '../../ui/index.ts';
import type { Mark } from './marks.ts';

const TONES: Readonly<Record<ReportProposalOut['state'], TagTone>> = { open: 'blue', outdated: 'amber', accepted: 'green', refused: 'grey', withdrawn: 'grey' };

export function useProposals(reportId: string): ReportProposalsOut {
  return useApiQuery<ReportProposalsOut>(`/reports/${reportId}/proposals`).data ?? { items: [], may: {} };
}

/** Proposals that wait for an answer and can still be accepted. */
export function unanswered(proposals: readonly ReportProposalOut[]): readonly ReportProposalOut[] {
  return proposals.filter((one) => one.state === 'open');
}

/** Marks of a section's open proposals, numbered as in the list. */
export function proposalMarks(proposals: readonly ReportProposalOut[], sectionId: string, picked: string | null): Mark[] {
  return proposals.flatMap((one, index) => (one.sectionId === sectionId && one.place ? [{ key: one.id, no: index + 1, ...one.place, tone: 'comment' as const, on: one.id === picked }] : []));
}

type Answer = { readonly id: string; readonly accept: true } | { readonly id: string; readonly accept: false; readonly reason: string };
/** How the author's page answers: it saves what was typed first and starts over from what the server then has. */
export type Answering = { readonly flush: () => Promise<number>; readonly onDone: () => void };
type Props = { readonly reportId: string; readonly proposals: ReportProposalsOut; readonly on: string | null; readonly onPick: (proposal: ReportProposalOut) => void; readonly answering?: Answering };

/** 修改建议: old and new words of each, answered one by one or all at once by the author, taken back by whoever made them. */
export function ProposalsPanel({ reportId, proposals, on, onPick, answering }: Props) {
  const { t } = useTranslation();
  const waiting = unanswered(proposals.items);
  const answer = useApiMutation({
    run: async (answers: readonly Answer[]) => api.post<ReportOut>(`/reports/${reportId}/proposal-answers`, { body: { answers }, version: answering ? await answering.flush() : 0 }),
    onDone: () => {
      showDone(t('report.proposal.done'));
      answering?.onDone();
    },
    invalidates: [`/reports/${reportId}`],
  });
  const mayAnswer = answering ? proposals.may['answer'] : undefined;
  if (proposals.items.length === 0) return <p className="c2 s13 report-none">{t(answering ? 'report.proposal.none' : 'report.proposal.how')}</p>;
  return (
    <>
      {waiting.length > 1 && mayAnswer !== undefined ? (
        <div className="row report-lead"><span className="s13 c2">{t('report.proposal.waiting', { count: waiting.length })}</span><span className="sp" /><MayButton may={mayAnswer} size="small" loading={answer.isPending} onClick={() => answer.mutate(waiting.map(({ id }) => ({ id, accept: true })))}>{t('report.proposal.acceptAll')}</MayButton></div>
      ) : null}
      <ol className="report-list">
        {proposals.items.map((one, index) => <ProposalItem key={one.id} reportId={reportId} one={one} no={index + 1} on={on === one.id} onPick={onPick} mayAnswer={mayAnswer} busy={answer.isPending} onAnswer={(given) => answer.mutate([given])} />)}
      </ol>
    </>
  );
}

type ItemProps = { readonly reportId: string; readonly one: ReportProposalOut; readonly no: number; readonly on: boolean; readonly onPick: Props['onPick']; readonly mayAnswer: ReportProposalsOut['may'][string] | undefined; readonly busy: boolean; readonly onAnswer: (answer: Answer) => void };

function ProposalItem({ reportId, one, no, on, onPick, mayAnswer, busy, onAnswer }: ItemProps) {
  const { t } = useTranslation();
  const word = useText();
  const [refusal, setRefusal] = useState<string | null>(null);
  const back = useApiMutation({ run: () => api.post(`/proposals/${one.id}/withdraw`, { body: {}, version: one.version }), invalidates: [`/reports/${reportId}`] });
  const answerable = mayAnswer !== undefined && (one.state === 'open' || one.state === 'outdated');
  return (
    <li className={on ? 'on' : ''} data-proposal={one.state}>
      <span className="report-no">{no}</span>
      <div>
        <div className="row"><b>{one.author}</b><Tag tone={TONES[one.state]}>{t(`report.proposal.state.${one.state}`)}</Tag><span className="sp" /><span className="s12 c3"><DayText day={dayOf(new Date(one.at))} /></span></div>
        <p className="s12 c3">{word(one.step)}</p>
        <p className="s13 report-change-words"><del>{one.oldText}</del>{one.newText === '' ? <span className="c3"> {t('report.proposal.strike')}</span> : <ins>{one.newText}</ins>}</p>
        {one.reason ? <p className="s13 c2">{t('report.proposal.why', { reason: one.reason })}</p> : null}
        {one.answer ? <p className="s13 c2">{t('report.proposal.refusedWhy', { reason: one.answer })}</p> : null}
        {one.state === 'outdated' ? <p className="s13 warn">{t('report.proposal.outdated')}</p> : null}
        <div className="row s13 report-acts">
          {one.place ? <button type="button" className="linkish" onClick={() => onPick(one)}>{t('report.comments.go')}</button> : null}
          {answerable && one.state === 'open' ? <MayButton may={mayAnswer} type="link" size="small" className="quiet" loading={busy} onClick={() => onAnswer({ id: one.id, accept: true })}>{t('report.proposal.accept')}</MayButton> : null}
          {answerable && refusal === null ? <MayButton may={mayAnswer} type="link" size="small" className="quiet" onClick={() => setRefusal('')}>{t('report.proposal.refuse')}</MayButton> : null}
          <MayButton may={one.may['withdraw']} type="link" size="small" className="quiet" loading={back.isPending} onClick={() => back.mutate(undefined)}>{t('report.proposal.withdraw')}</MayButton>
        </div>
        {refusal === null ? null : (
          <div className="report-composer">
            <Input.TextArea autoFocus rows={2} maxLength={1000} value={refusal} placeholder={t('report.proposal.reason')} aria-label={t('report.proposal.reason')} onChange={(event) => setRefusal(event.target.value)} />
            <div className="row"><Button size="small" loading={busy} disabled={refusal.trim() === ''} onClick={() => onAnswer({ id: one.id, accept: false, reason: refusal })}>{t('report.proposal.refuse')}</Button><button type="button" className="linkish s13" onClick={() => setRefusal(null)}>{t('report.cancel')}</button></div>
          </div>
        )}
      </div>
    </li>
  );
}
