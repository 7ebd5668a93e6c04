import type { ActionOut } from '@shuping/contracts';
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, apiUrl, showDone, useApiMutation, useInvalidate, type ApiProblem } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { A, Button, DayText, KeyValue, Lacks, useProblemText, useToday } from '../../ui/index.ts';

type Props = { readonly action: ActionOut; readonly close: () => void };

/** 谈话记录: written once, then read, printed for Word and, with what was agreed, taken into the ledger (R-H2). */
export function Talk({ action, close }: Props) {
  return action.talk ? <Written action={action} close={close} /> : <Write action={action} close={close} />;
}

function Write({ action, close }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const words = useProblemText();
  const today = useToday();
  const invalidate = useInvalidate();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [draft, setDraft] = useState({ on: today as string, talker: '', place: '', points: '', statement: '', agreed: '' });
  const set = (patch: Partial<typeof draft>): void => setDraft({ ...draft, ...patch });
  const record = useApiMutation<void>({
    run: () => api.post(`/actions/${action.id}/talk`, { body: draft, version: action.version }), invalidates: ['/actions', '/todos'], onDone: () => { showDone(t('actions.recorded')); close(); },
    onProblem: (met) => { if (met.stale) { void invalidate(['/actions']); close(); return false; } setProblem(met); return true; },
  });
  const lacking = (['talker', 'on', 'place', 'points'] as const).filter((key) => draft[key].trim() === '').map((key) => t(`actions.talk.${key}`));
  const future = draft.on > today;
  const area = (key: 'points' | 'statement' | 'agreed', rows: number) => <label className="typed"><span>{t(`actions.talk.${key}`)}</span><Input.TextArea rows={rows} maxLength={4000} value={draft[key]} onChange={(e) => set({ [key]: e.target.value })} /></label>;
  return (
    <Modal open title={t('actions.talk.with', { name: action.personName })} okText={t('actions.talk.save')} okButtonProps={{ disabled: lacking.length > 0 || future }} confirmLoading={record.isPending} onOk={() => record.mutate()} onCancel={close} width={600}>
      <p className="s13 c2">{text(action.gradeTitle)} · {text(action.title)}</p>
      <div className="actions-pair">
        <label className="typed"><span>{t('actions.talk.talker')}</span><Input maxLength={60} value={draft.talker} onChange={(e) => set({ talker: e.target.value })} /></label>
        <label className="typed"><span>{t('actions.talk.on')}</span><Input type="date" max={today} value={draft.on} status={future ? 'error' : ''} onChange={(e) => set({ on: e.target.value })} /></label>
      </div>
      <label className="typed"><span>{t('actions.talk.place')}</span><Input maxLength={120} value={draft.place} onChange={(e) => set({ place: e.target.value })} /></label>
      {area('points', 4)}{area('statement', 2)}{area('agreed', 2)}
      <p className="s12 c3">{t('actions.talk.once')}</p>
      {problem ? <p className="late s13" role="alert">{words(problem)}</p> : <Lacks fields={lacking} wrong={future ? t('actions.future', { what: t('actions.talk.on') }) : undefined} />}
    </Modal>
  );
}

function Written({ action, close }: Props) {
  const { t } = useTranslation();
  const [title, setTitle] = useState(firstSentence(action.talk?.agreed ?? ''));
  const take = useApiMutation<void>({ run: () => api.post(`/actions/${action.id}/problem`, { body: { title: title.trim() }, version: action.version }), invalidates: ['/actions', '/problems', '/cycles', '/todos'], onDone: () => showDone(t('actions.talk.taken')) });
  const talk = action.talk;
  if (!talk) return null;
  const facts = [
    { key: 'talker', label: t('actions.talk.talker'), value: talk.talker }, { key: 'on', label: t('actions.talk.on'), value: <>{action.doneOn ? <DayText day={action.doneOn} /> : null} {talk.place}</> },
    { key: 'points', label: t('actions.talk.points'), value: talk.points }, { key: 'statement', label: t('actions.talk.statement'), value: talk.statement }, { key: 'agreed', label: t('actions.talk.agreed'), value: talk.agreed },
  ].filter((fact) => fact.value !== '');
  return (
    <Modal open title={t('actions.talk.with', { name: action.personName })} onCancel={close} footer={<><Button href={apiUrl(`/actions/${action.id}/talk.docx`)} download>{t('actions.talk.word')}</Button><Button type="primary" onClick={close}>{t('ui.close')}</Button></>} width={600}>
      <KeyValue labelWidth={104} items={facts} />
      {action.problemId ? <p className="s13"><A href={`/ledger?cycle=${action.cycleId}&item=${action.problemId}`}>{t('actions.talk.inLedger')}</A></p> : action.may['problem'] === true ? (
        <div className="actions-ledger">
          <label className="typed"><span>{t('actions.talk.problem')}</span><Input maxLength={200} value={title} onChange={(e) => setTitle(e.target.value)} /></label>
          <Button disabled={title.trim() === ''} loading={take.isPending} onClick={() => take.mutate()}>{t('actions.talk.take')}</Button>
        </div>
      ) : null}
    </Modal>
  );
}

function firstSentence(words: string): string {
  return words.split(/[\u3002\uff1b;\n]/)[0]!.slice(0, 200);
}
