import type { BoardPool } from '@shuping/contracts';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/index.ts';
import { ConsequenceModal } from '../../ui/index.ts';
import { Issues } from './member-pane.tsx';
import { useDecide } from './use-decide.ts';
import { inForce, useQuotaWords } from './words.ts';

/** Confirms the grades of a whole pool; limits meant in principle ask for a reason. */
export function ConfirmModal({ cycleId, pool, close }: { readonly cycleId: string; readonly pool: BoardPool; readonly close: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const words = useQuotaWords(pool);
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  const [issues, setIssues] = useState<readonly { code: string; params?: Readonly<Record<string, unknown>> }[]>([]);
  const decide = useDecide(cycleId, close, setIssues);
  const next = pool.members.find((member) => member.chain?.next)?.chain?.next;
  const turn = pool.steps.find((step) => step.id === next);
  const moved = pool.members.filter((member) => member.grade !== null && member.grade !== member.computed).length;
  const held = pool.members.filter((member) => inForce(member) === null).length;
  const counts = pool.grades.map((grade) => t('grading.count', { grade: text(grade.title), count: grade.count })).join(t('grading.comma'));
  const distribution = pool.distribution?.strictness === 'principle' && pool.distribution.grades.some((one) => one.used !== one.places) ? pool.distribution : null;
  const principle = pool.quotas.filter((quota) => quota.broken && quota.strictness === 'principle');
  return (
    <ConsequenceModal
      open title={t('grading.confirm')} confirm={t('grading.confirm.do')} busy={decide.isPending} onCancel={close}
      onConfirm={() => decide.mutate({ pool: pool.id, decisions: [], quotaReasons: reasons })}
      consequences={[...(turn ? [t('grading.chain.confirms', { step: text(turn.title) })] : []), counts, t('grading.confirm.moved', { count: moved }), ...(held > 0 ? [t('grading.confirm.held', { count: held })] : []), t('grading.confirm.next')]}
    >
      {principle.map((quota) => (
        <label key={quota.id} className="typed"><span>{words.rule(quota)} · {words.standing(quota)}</span><Input.TextArea rows={2} aria-label={text(quota.title)} value={reasons[quota.id] ?? ''} onChange={(e) => setReasons({ ...reasons, [quota.id]: e.target.value })} /></label>
      ))}
      {distribution ? <label className="typed"><span>{text(distribution.title)} · {t('grading.distribution.off')}</span><Input.TextArea rows={2} aria-label={text(distribution.title)} value={reasons[distribution.id] ?? distribution.reason} onChange={(e) => setReasons({ ...reasons, [distribution.id]: e.target.value })} /></label> : null}
      <Issues pool={pool} issues={issues} />
    </ConsequenceModal>
  );
}
