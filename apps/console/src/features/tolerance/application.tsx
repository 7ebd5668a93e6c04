import type { ToleranceOut } from '@shuping/contracts';
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, apiUrl, showDone, useApiMutation, useInvalidate, type ApiProblem } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { useRoleName } from '../../i18n/use-role-name.ts';
import { A, Button, DayText, KeyValue, useProblemText } from '../../ui/index.ts';

type Act = { readonly path: 'review' | 'decide' | 'withdraw'; readonly body: Readonly<Record<string, unknown>> };

/** One application with the opinion of the office and the decision; whoever may act does so here. */
export function Application({ one, close }: { readonly one: ToleranceOut; readonly close: () => void }) {
  const { t } = useTranslation();
  const words = useProblemText();
  const invalidate = useInvalidate();
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const act = useApiMutation<Act>({
    run: ({ path, body }) => api.post(`/tolerances/${one.id}/${path}`, { body: { ...body, words: said.trim() }, version: one.version }), invalidates: ['/tolerances', '/assessees', '/cycles', '/todos'],
    onDone: () => { showDone(t('tolerance.recorded')); close(); },
    onProblem: (met) => { if (met.stale) { void invalidate(['/tolerances']); close(); return false; } setProblem(met); return true; },
  });
  const can = (key: string): boolean => one.may[key] === true;
  const go = (path: Act['path'], body: Act['body'] = {}): void => { if (said.trim() !== '') act.mutate({ path, body }); };
  return (
    <Modal open title={t('tolerance.of', { name: one.personName })} onCancel={close} footer={null} width={600}>
      <KeyValue labelWidth={88} items={useFacts(one)} />
      {can('review') || can('decide') || can('withdraw') ? (
        <div className="tolerance-act">
          <label className="s13 c2" htmlFor="tolerance-words">{t(can('decide') ? 'tolerance.decision.words' : can('review') ? 'tolerance.opinion.words' : 'tolerance.withdraw.words')}</label>
          <Input.TextArea id="tolerance-words" rows={3} maxLength={4000} value={said} onChange={(e) => setSaid(e.target.value)} />
          {can('decide') ? <p className="s12 c3">{t('tolerance.decision.note')}</p> : null}
          {problem ? <p className="late s13" role="alert">{words(problem)}</p> : null}
          <div className="row tolerance-acts">
            {can('decide') ? <><Button type="primary" disabled={said.trim() === ''} loading={act.isPending} onClick={() => go('decide', { approved: true })}>{t('tolerance.approve')}</Button><Button disabled={said.trim() === ''} loading={act.isPending} onClick={() => go('decide', { approved: false })}>{t('tolerance.reject')}</Button></> : null}
            {can('review') ? <><Button type={can('decide') ? 'default' : 'primary'} disabled={said.trim() === ''} loading={act.isPending} onClick={() => go('review', { supports: true })}>{t('tolerance.support')}</Button><Button disabled={said.trim() === ''} loading={act.isPending} onClick={() => go('review', { supports: false })}>{t('tolerance.oppose')}</Button></> : null}
            {can('withdraw') ? <Button disabled={said.trim() === ''} loading={act.isPending} onClick={() => go('withdraw')}>{t('tolerance.withdraw')}</Button> : null}
          </div>
        </div>
      ) : null}
    </Modal>
  );
}

function useFacts(one: ToleranceOut) {
  const { t } = useTranslation();
  const text = useText();
  const role = useRoleName();
  const by = (words: string, name: string, day: string | null) => (words === '' ? null : <>{words} <span className="c3">{name} <DayText day={day} /></span></>);
  const facts = [
    { key: 'who', label: t('tolerance.whose'), value: <>{one.personName} {one.orgName} <A className="tolerance-score" href={`/assessees/${one.assesseeId}/score`}>{t('tolerance.score')}</A></> },
    { key: 'what', label: t('tolerance.deduction'), value: <>{text(one.title)}{one.itemTitle ? ` · ${text(one.itemTitle)}` : ''}{one.matter ? ` · ${one.matter}` : ''} <b className="num">{t('tolerance.minus', { points: one.points })}</b> {one.day ? <span className="c3"><DayText day={one.day} /></span> : null}</> },
    { key: 'ground', label: t('tolerance.ground'), value: <>{text(one.ground.title)} {one.ground.what ? <span className="c3">{text(one.ground.what)}</span> : null}</> },
    { key: 'reason', label: t('tolerance.reason'), value: by(one.reason, one.filedBy, one.filedOn) },
    { key: 'files', label: t('tolerance.files'), value: <>{one.files.map((file) => <A key={file.id} className="tolerance-file" href={apiUrl(`/files/${file.id}`)} download={file.name}>{file.name}</A>)}</> },
    { key: 'opinion', label: t('tolerance.opinion'), value: one.supports === null ? null : <><b>{t(one.supports ? 'tolerance.supported' : 'tolerance.opposed')}</b> {by(one.opinion, one.opinionBy, one.opinionOn)}</> },
    { key: 'decision', label: t(one.state === 'withdrawn' ? 'tolerance.withdrawn.why' : 'tolerance.decision'), value: one.decision === '' ? null : <><b>{t(`tolerance.state.${one.state}`)}</b> {by(one.decision, one.decidedBy, one.decidedOn)}</> },
    { key: 'due', label: t('tolerance.due'), value: one.state === 'filed' && one.opinionDue ? <>{t('tolerance.due.opinion')} <DayText day={one.opinionDue} /></> : one.state === 'reviewed' && one.decisionDue ? <>{t('tolerance.due.decision', { role: role(one.decides, '') })} <DayText day={one.decisionDue} /></> : null },
    { key: 'result', label: t('tolerance.result'), value: one.state !== 'approved' ? null : one.result === null ? t('tolerance.result.computed') : t('tolerance.result.version', { number: one.result }) },
  ];
  return facts.filter(({ value }) => value !== null);
}
