import type { Job, OrganisationOut, ReorganisationIn, ReorganisationPreview } from '@shuping/contracts';
import { Modal } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ApiProblem, asProblem, newKey, showDone, useApiMutation, useInvalidate, usePoll } from '../../client/index.ts';
import { Bar, dayWords, FormStack, useProblemText, useToday } from '../../ui/index.ts';
import { ReorganiseFields } from './reorganise-fields.tsx';
import { actOf, EMPTY_DRAFT, type Act, type Draft } from './reorganise-draft.ts';

type Props = { readonly unit: OrganisationOut; readonly act: Act; readonly onClose: () => void };

/** An act on a unit: what is asked for, what it would mean in words, and then the job until it has ended. */
export function ReorganiseDialog({ unit, act, onClose }: Props) {
  const { t } = useTranslation();
  const words = useProblemText();
  const [key, setKey] = useState(newKey);
  const [draft, setDraft] = useState<Draft>({ ...EMPTY_DRAFT, on: useToday(), name: act === 'rename' ? unit.name : '', shortName: act === 'rename' ? unit.shortName : '' });
  const [jobId, setJobId] = useState<string | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const body = actOf(act, draft);
  const preview = usePreview(unit.id, body, setProblem);
  const start = useApiMutation({
    run: () => api.post<{ jobId: string }>(`/organisations/${unit.id}/reorganisations`, { body: body!, version: unit.version, idempotencyKey: key }),
    onDone: ({ jobId: id }) => setJobId(id),
    onProblem: (met) => {
      setProblem(met);
      setKey(newKey());
      return true;
    },
  });
  const ready = body !== null && draft.reason.trim() !== '' && preview !== null && preview.refusals.length === 0 && jobId === null;
  return (
    <Modal open width={560} title={t(`organisations.act.${act}.title`, { name: unit.shortName })} okText={t(`organisations.act.${act}`)} confirmLoading={start.isPending || jobId !== null} okButtonProps={{ disabled: !ready }} onCancel={onClose} onOk={() => start.mutate()}>
      <FormStack>
        <ReorganiseFields unit={unit} act={act} draft={draft} onChange={(next) => { setProblem(null); setDraft(next); }} />
        {problem ? <p className="late s13" role="alert">{words(problem)}</p> : null}
      </FormStack>
      {preview && jobId === null ? <Meaning unit={unit} act={act} draft={draft} preview={preview} /> : null}
      {jobId ? <Running jobId={jobId} onDone={() => { showDone(t(`organisations.act.${act}.done`, { name: unit.shortName })); onClose(); }} onFailed={(met) => { setJobId(null); setKey(newKey()); setProblem(met); }} /> : null}
    </Modal>
  );
}

/** What the act would mean, asked again a moment after the last change; null while it is not known. */
function usePreview(id: string, body: ReorganisationIn | null, onProblem: (met: ApiProblem | null) => void): ReorganisationPreview | null {
  const [shown, setShown] = useState<{ readonly of: string; readonly preview: ReorganisationPreview } | null>(null);
  const text = body === null ? '' : JSON.stringify({ ...body, reason: '—' });
  useEffect(() => {
    if (text === '') return;
    const timer = setTimeout(() => void api.post<ReorganisationPreview>(`/organisations/${id}/reorganisations/preview`, { body: JSON.parse(text) as ReorganisationIn }).then(
      (preview) => setShown({ of: text, preview }), (error: unknown) => onProblem(asProblem(error)),
    ), 250);
    return () => clearTimeout(timer);
  }, [text]);
  return shown?.of === text ? shown.preview : null;
}

function Meaning({ unit, act, draft, preview }: { readonly unit: OrganisationOut; readonly act: Act; readonly draft: Draft; readonly preview: ReorganisationPreview }) {
  const { t, i18n } = useTranslation();
  const words = useProblemText();
  const today = useToday();
  const { effects, notes, refusals } = preview;
  const params = { ...effects, name: unit.shortName, on: dayWords(draft.on, i18n.language, today), other: draft.otherName, parts: draft.parts.length };
  const lines = MEANING[act].filter(([, count]) => count === null || effects[count] > 0).map(([key]) => t(`organisations.act.${act}.${key}`, params));
  return (
    <section className="org-meaning" aria-live="polite">
      {refusals.length > 0 ? (
        <>
          <h3 className="s13 late">{t('organisations.act.refused')}</h3>
          <ul className="consequences">{refusals.map((one, n) => <li key={n}>{words({ code: one.code, params: one.params ?? {} })}</li>)}</ul>
        </>
      ) : (
        <>
          <h3 className="s13">{t('organisations.act.meaning')}</h3>
          <ul className="consequences">{lines.map((line, n) => <li key={n}>{line}</li>)}{notes.map((one, n) => <li key={`n${n}`}>{t(one.code, one.params ?? {})}</li>)}</ul>
        </>
      )}
    </section>
  );
}

/** Sentences of each act; one with a count is said only when there is something to count. */
const MEANING: Record<Act, readonly (readonly [string, keyof ReorganisationPreview['effects'] | null])[]> = {
  rename: [['c1', null]],
  move: [['c1', null], ['c2', null], ['c3', 'cyclesArchived'], ['c4', 'staying'], ['c5', 'lines']],
  merge: [['c1', null], ['c2', null], ['c3', null], ['c4', 'staying']],
  split: [['c1', null], ['c2', null], ['c3', null]],
  close: [['c1', null], ['c2', 'posts'], ['c3', null]],
};

function Running({ jobId, onDone, onFailed }: { readonly jobId: string; readonly onDone: () => void; readonly onFailed: (met: ApiProblem) => void }) {
  const { t } = useTranslation();
  const invalidate = useInvalidate();
  const { data: job } = usePoll<Job>(`/jobs/${jobId}`, 700);
  const state = job?.state;
  useEffect(() => {
    if (state === 'done') void invalidate(['/organisations', '/people', '/sectors', '/schemes']).then(onDone);
    if (state === 'failed' || state === 'cancelled') onFailed(new ApiProblem(409, { code: job?.code ?? 'job.failed', params: (job?.params ?? {}) as Record<string, string> }));
  }, [state]);
  return <><Bar part={job?.progress ?? 0} label={t('organisations.act.running')} /><p className="c2 s13">{t('organisations.act.running')}</p></>;
}
