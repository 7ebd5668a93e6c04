import type { AssesseeRow, DeductionOut, DeductionsOut, StoredFile, ToleranceOut } from '@shuping/contracts';
import { Input, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CycleRef } from '../../app/cycle.tsx';
import { api, newKey, showDone, useApiMutation, useApiQuery, type ApiProblem } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { useRoleName } from '../../i18n/use-role-name.ts';
import { FileUpload, Lacks, Loaded, RemoteSelect, useMayReason, useProblemText } from '../../ui/index.ts';

const ACCEPT = '.jpg,.jpeg,.png,.pdf,.docx,.xlsx';
const keyOf = (one: DeductionOut): string => one.eventId ?? `${one.place} ${one.item}`;

/** An application: whose deduction, which one, on what ground, with proof. */
export function Apply({ cycle, about, close }: { readonly cycle: CycleRef; readonly about: string | null; readonly close: () => void }) {
  const { t } = useTranslation();
  const words = useProblemText();
  const text = useText();
  const wordsOfRole = useRoleName();
  const [key] = useState(newKey);
  const [assesseeId, setAssessee] = useState<string | null>(about);
  const [draft, setDraft] = useState({ deduction: '', ground: '', reason: '' });
  const [files, setFiles] = useState<readonly StoredFile[]>([]);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const deductions = useApiQuery<DeductionsOut>(`/assessees/${assesseeId ?? ''}/deductions`, { enabled: assesseeId !== null });
  const chosen = deductions.data?.items.find((one) => keyOf(one) === draft.deduction);
  const file = useApiMutation<void, ToleranceOut>({
    run: async () => (await api.post<ToleranceOut>('/tolerances', {
      body: { assesseeId, deduction: chosen?.kind === 'event' ? { kind: 'event', eventId: chosen.eventId } : { kind: 'item', node: chosen?.place, item: chosen?.item }, ground: draft.ground, reason: draft.reason.trim(), files: files.map((one) => one.id) },
      idempotencyKey: key,
    })) as ToleranceOut,
    invalidates: ['/tolerances', '/assessees', '/todos'], onDone: () => { showDone(t('tolerance.filed')); close(); }, onProblem: (met) => { setProblem(met); return true; },
  });
  const lacking = [
    ...(assesseeId === null ? ['whose'] : []), ...(chosen ? [] : ['deduction']), ...(draft.ground === '' ? ['ground'] : []), ...(draft.reason.trim() === '' ? ['reason'] : []), ...(files.length === 0 ? ['files'] : []),
  ].map((key) => t(`tolerance.${key}`));
  const ready = lacking.length === 0 && deductions.data?.may['file'] === true;
  return (
    <Modal open title={t('tolerance.apply')} okText={t('tolerance.submit')} okButtonProps={{ disabled: !ready }} confirmLoading={file.isPending} onOk={() => file.mutate()} onCancel={close} width={640}>
      <div className="tolerance-form">
        <label><span>{t('tolerance.whose')}</span>
          <RemoteSelect<AssesseeRow> path={`/cycles/${cycle.id}/assessees`} label={t('tolerance.whose')} value={assesseeId} optionOf={(row) => ({ value: row.id, label: `${row.personName} ${row.orgName}` })} onChange={(id) => { setAssessee(id); setDraft({ ...draft, deduction: '', ground: '' }); }} />
        </label>
        {assesseeId ? <Loaded query={deductions} rows={3}>{(data) => <Which data={data} value={draft.deduction} onChange={(deduction) => setDraft({ ...draft, deduction })} />}</Loaded> : null}
        <label><span>{t('tolerance.ground')}</span>
          <Select aria-label={t('tolerance.ground')} value={draft.ground || null} placeholder={t('tolerance.ground.choose')} options={(deductions.data?.rules?.grounds ?? []).map((one) => ({ value: one.id, label: one.what ? t('tolerance.ground.full', { name: text(one.title), what: text(one.what) }) : text(one.title) }))} onChange={(ground: string) => setDraft({ ...draft, ground })} />
        </label>
        <label><span>{t('tolerance.reason')}</span><Input.TextArea rows={4} maxLength={4000} value={draft.reason} onChange={(e) => setDraft({ ...draft, reason: e.target.value })} /></label>
        {deductions.data ? (
          <div><span className="s13 c2">{t('tolerance.files')}</span>
            <FileUpload<StoredFile> to={`/files?orgPath=${encodeURIComponent(deductions.data.orgPath)}&purpose=proof`} accept={ACCEPT} maxMb={20} onDone={(one) => setFiles((now) => [...now, one])} />
            <ul className="tolerance-files">{files.map((one) => <li key={one.id}><span className="ell">{one.name}</span> <button type="button" className="linkish s13" onClick={() => setFiles((now) => now.filter((other) => other.id !== one.id))}>{t('tolerance.drop')}</button></li>)}</ul>
          </div>
        ) : null}
        {deductions.data?.rules ? <p className="s12 c3">{t('tolerance.rules', { opinion: deductions.data.rules.opinionDays, decision: deductions.data.rules.decisionDays, role: wordsOfRole(deductions.data.rules.decides, '') })}</p> : null}
        {problem ? <p className="late s13" role="alert">{words(problem)}</p> : <Lacks fields={deductions.data && deductions.data.may['file'] !== true ? [] : lacking} />}
      </div>
    </Modal>
  );
}

function Which({ data, value, onChange }: { readonly data: DeductionsOut; readonly value: string; readonly onChange: (key: string) => void }) {
  const { t } = useTranslation();
  const text = useText();
  const shut = useMayReason(data.may['file']);
  if (data.items.length === 0) return <p className="s13 c2">{t('tolerance.noDeductions')}</p>;
  return (
    <div role="group" aria-label={t('tolerance.deduction')}>
      <span className="s13 c2">{t('tolerance.deduction')}</span>
      {shut ? <p className="late s13">{shut}</p> : null}
      <Radio.Group className="tolerance-which" value={value} onChange={(e) => onChange(e.target.value as string)}>
        {data.items.map((one) => (
          <Radio key={keyOf(one)} value={keyOf(one)} disabled={one.applied !== null || one.never}>
            {text(one.itemTitle ?? one.title)}{one.matter ? <span className="c3"> · {one.matter}</span> : null} <b className="num">{t('tolerance.minus', { points: one.points })}</b>
            {one.never ? <span className="c3 s13"> · {t('tolerance.never')}</span> : null}
            {one.applied ? <span className="c3 s13"> · {t(`tolerance.state.${one.applied.state}`)}</span> : null}
          </Radio>
        ))}
      </Radio.Group>
    </div>
  );
}
