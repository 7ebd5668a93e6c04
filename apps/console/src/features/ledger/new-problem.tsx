import type { ProblemOut } from '@shuping/contracts';
import { Input, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CycleRef } from '../../app/cycle.tsx';
import { api, newKey, showDone, useApiMutation, useApiQuery, type ApiProblem, type Page } from '../../client/index.ts';
import { useProblemText } from '../../ui/index.ts';

type Assessee = { readonly id: string; readonly orgName: string; readonly personName: string };
const BY_HAND = ['superior', 'public', 'inspection', 'check'] as const;

/** The office enters a problem that others found. */
export function NewProblem({ cycle, onClose, onMade }: { readonly cycle: CycleRef; readonly onClose: () => void; readonly onMade: (id: string) => void }) {
  const { t } = useTranslation();
  const words = useProblemText();
  const [key] = useState(newKey);
  const [q, setQ] = useState('');
  const [draft, setDraft] = useState({ assesseeId: '', source: 'superior', title: '', detail: '' });
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const assessees = useApiQuery<Page<Assessee>>(`/cycles/${cycle.id}/assessees`, { query: { limit: 200, ...(q === '' ? {} : { q }) }, keepPrevious: true });
  const make = useApiMutation<void, ProblemOut>({
    run: async () => (await api.post<ProblemOut>('/problems', { body: draft, idempotencyKey: key })) as ProblemOut,
    invalidates: ['/problems', '/cycles', '/todos'],
    onDone: (made) => {
      showDone(t('ledger.new.done'));
      onMade(made.id);
    },
    onProblem: (met) => {
      setProblem(met);
      return true;
    },
  });
  return (
    <Modal open title={t('ledger.new.title')} okText={t('ledger.new.save')} onCancel={onClose} confirmLoading={make.isPending} okButtonProps={{ disabled: draft.assesseeId === '' || draft.title.trim() === '' }} onOk={() => make.mutate()} width={560}>
      <div className="ledger-form">
        <label><span>{t('ledger.new.who')}</span>
          <Select
            showSearch={{ filterOption: false, onSearch: setQ }} value={draft.assesseeId || null} placeholder={t('ledger.new.whoHint')} loading={assessees.isPending} onChange={(assesseeId: string) => setDraft({ ...draft, assesseeId })}
            options={(assessees.data?.items ?? []).map((one) => ({ value: one.id, label: `${one.orgName} ${one.personName}` }))}
          />
        </label>
        <div role="group" aria-label={t('ledger.fact.source')}><span>{t('ledger.fact.source')}</span><Radio.Group value={draft.source} options={BY_HAND.map((id) => ({ value: id, label: t(`ledger.source.${id}`) }))} onChange={(e) => setDraft({ ...draft, source: e.target.value as string })} /></div>
        <label><span>{t('ledger.new.problem')}</span><Input maxLength={200} value={draft.title} onChange={(e) => setDraft({ ...draft, title: e.target.value })} /></label>
        <label><span>{t('ledger.new.detail')}</span><Input.TextArea rows={3} maxLength={2000} value={draft.detail} onChange={(e) => setDraft({ ...draft, detail: e.target.value })} /></label>
        {problem ? <p className="late s13" role="alert">{words(problem)}</p> : null}
      </div>
    </Modal>
  );
}
