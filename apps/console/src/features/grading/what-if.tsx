import type { BoardPool, WhatIfOut } from '@shuping/contracts';
import { Checkbox, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useApiMutation } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { Button } from '../../ui/index.ts';
import { useGradeWord } from './words.ts';

/** 如果……试算: other score lines and shares, nothing stored (R-G4). */
export function WhatIf({ cycleId, pool, close }: { readonly cycleId: string; readonly pool: BoardPool; readonly close: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const word = useGradeWord(pool);
  const [bands, setBands] = useState<Readonly<Record<string, number>>>({});
  const [shares, setShares] = useState<Readonly<Record<string, number>>>({});
  const [parts, setParts] = useState<Readonly<Record<string, number>>>({});
  const [without, setWithout] = useState<readonly string[]>([]);
  const run = useApiMutation<void, WhatIfOut>({
    run: () => api.post<WhatIfOut>(`/cycles/${cycleId}/what-if`, { body: { pool: pool.id, bands: Object.entries(bands).map(([grade, from]) => ({ grade, from })), quotas: Object.entries(shares).map(([quota, share]) => ({ quota, share: Number((share / 100).toFixed(6)) })), distribution: Object.entries(parts).map(([grade, value]) => ({ grade, parts: value })), withoutGroups: without } }),
  });
  const set = (change: typeof setBands, all: Readonly<Record<string, number>>, id: string, value: number | null): void => change(value === null ? Object.fromEntries(Object.entries(all).filter(([one]) => one !== id)) : { ...all, [id]: value });
  return (
    <Modal open title={t('grading.whatIf')} onCancel={close} width={560} footer={<Button type="primary" loading={run.isPending} onClick={() => run.mutate()}>{t('grading.whatIf.run')}</Button>}>
      <p className="s13 c2">{t('grading.whatIf.note')}</p>
      {pool.grades.filter((grade) => grade.from !== null).map((grade) => <label key={grade.id} className="grading-field"><span>{t('grading.whatIf.line', { grade: text(grade.title) })}</span><InputNumber value={bands[grade.id] ?? grade.from} onChange={(value) => set(setBands, bands, grade.id, typeof value === 'number' ? value : null)} /></label>)}
      {pool.quotas.map((quota) => <label key={quota.id} className="grading-field"><span>{t('grading.whatIf.share', { quota: text(quota.title) })}</span><InputNumber min={0} max={100} value={shares[quota.id] ?? Number((quota.share * 100).toFixed(2))} onChange={(value) => set(setShares, shares, quota.id, typeof value === 'number' ? value : null)} /></label>)}
      {(pool.distribution?.grades ?? []).map((one) => <label key={one.grade} className="grading-field"><span>{t('grading.whatIf.parts', { grade: word(one.grade) })}</span><InputNumber min={0} value={parts[one.grade] ?? one.parts} onChange={(value) => set(setParts, parts, one.grade, typeof value === 'number' ? value : null)} /></label>)}
      {pool.leniency.length > 1 ? <div className="grading-field"><span>{t('grading.whatIf.without')}</span><Checkbox.Group value={[...without]} onChange={(ids) => setWithout(ids.map(String))} options={pool.leniency.map((one) => ({ value: one.group, label: text(one.title) }))} /></div> : null}
      {run.data ? (
        <div className="grading-tried" role="status">
          <p className="b">{pool.grades.map((grade) => t('grading.whatIf.count', { grade: text(grade.title), from: run.data.before[grade.id] ?? 0, to: run.data.after[grade.id] ?? 0 })).join(t('grading.comma'))}</p>
          {run.data.moved.length === 0 ? <p className="c2">{t('grading.whatIf.none')}</p> : <ul className="s13">{run.data.moved.map((move) => <li key={move.assesseeId}>{move.personName} · {word(move.grade.from)} → {word(move.grade.to)}</li>)}</ul>}
        </div>
      ) : null}
    </Modal>
  );
}
