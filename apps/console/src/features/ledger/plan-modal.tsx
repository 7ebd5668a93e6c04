import type { ProblemOut } from '@shuping/contracts';
import { Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiProblem } from '../../client/index.ts';
import { useProblemText, useToday } from '../../ui/index.ts';
import { useItemAct } from './use-item-act.ts';
import { LEVELS } from './words.ts';

const FIELDS = ['cause', 'measure', 'owner', 'answerable'] as const;
type Level = (typeof LEVELS)[number];

/** Cause, measure, owner, answerable member, level and deadline of an item; the level proposes the deadline of the scheme. */
export function PlanModal({ item, onClose }: { readonly item: ProblemOut; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const words = useProblemText();
  const today = useToday();
  const [draft, setDraft] = useState(() => ({ cause: item.cause, measure: item.measure, owner: item.owner || item.personName, answerable: item.answerable }));
  const [level, setLevel] = useState<Level>(item.level ?? 'limited');
  const [deadline, setDeadline] = useState(item.deadline !== null && item.deadline >= today ? item.deadline : item.deadlines[item.level ?? 'limited']);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const act = useItemAct(item, { onDone: onClose, onProblem: setProblem });
  const lacks = FIELDS.some((field) => draft[field].trim() === '') || deadline === '';
  const pick = (next: Level): void => {
    setLevel(next);
    setDeadline(item.deadlines[next]);
  };
  return (
    <Modal open title={t('ledger.plan.title')} okText={t('ledger.plan.save')} onCancel={onClose} confirmLoading={act.isPending} okButtonProps={{ disabled: lacks }} onOk={() => act.mutate({ path: 'plan', body: { ...draft, level, deadline } })} width={560}>
      <div className="ledger-form">
        <p className="b">{item.title}</p>
        {FIELDS.map((field) => (
          <label key={field}>
            <span>{t(`ledger.fact.${field}`)}</span>
            {field === 'cause' || field === 'measure'
              ? <Input.TextArea rows={3} maxLength={2000} value={draft[field]} onChange={(e) => setDraft({ ...draft, [field]: e.target.value })} />
              : <Input maxLength={60} value={draft[field]} onChange={(e) => setDraft({ ...draft, [field]: e.target.value })} />}
          </label>
        ))}
        <div role="group" aria-label={t('ledger.col.level')}><span>{t('ledger.col.level')}</span><Radio.Group value={level} options={LEVELS.map((id) => ({ value: id, label: t(`ledger.level.${id}`) }))} onChange={(e) => pick(e.target.value as Level)} /></div>
        <label><span>{t('ledger.fact.deadline')}</span><Input type="date" min={today} value={deadline} onChange={(e) => setDeadline(e.target.value)} /></label>
        {problem ? <p className="late s13" role="alert">{words(problem)}</p> : null}
      </div>
    </Modal>
  );
}
