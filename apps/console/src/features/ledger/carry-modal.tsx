import type { CarryOut } from '@shuping/contracts';
import { Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CycleRef } from '../../app/cycle.tsx';
import { api, newKey, useApiMutation, useApiQuery, type Page } from '../../client/index.ts';
import { ConsequenceModal, EmptyPanel, periodKind } from '../../ui/index.ts';

/** Carries the open items into a later year and says what arrived and what stayed. */
export function CarryModal({ cycle, onClose }: { readonly cycle: CycleRef; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [key] = useState(newKey);
  const [to, setTo] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<CarryOut | null>(null);
  const cycles = useApiQuery<Page<CycleRef>>('/cycles', { query: { limit: 50 } });
  const later = (cycles.data?.items ?? []).filter((one) => one.id !== cycle.id && isLater(one, cycle)).sort((a, b) => Number(periodKind(b.period) === periodKind(cycle.period)) - Number(periodKind(a.period) === periodKind(cycle.period)));
  const target = to ?? later[0]?.id ?? null;
  const carry = useApiMutation<string, CarryOut>({
    run: async (toCycleId) => (await api.post<CarryOut>(`/cycles/${cycle.id}/carry`, { body: { toCycleId }, idempotencyKey: key })) as CarryOut,
    invalidates: ['/problems', '/cycles', '/todos'],
    onDone: setOutcome,
  });
  if (outcome) return <Outcome outcome={outcome} onClose={onClose} />;
  if (cycles.data && later.length === 0) return <Modal open title={t('ledger.carry.title')} footer={null} onCancel={onClose}><EmptyPanel what={t('ledger.carry.none')} why={t('ledger.carry.noneWhy')} /></Modal>;
  return (
    <ConsequenceModal
      open title={t('ledger.carry.title')} confirm={t('ledger.carry.save')} busy={carry.isPending} onCancel={onClose} onConfirm={() => target && carry.mutate(target)}
      consequences={[t('ledger.carry.says1'), t('ledger.carry.says2'), t('ledger.carry.says3')]}
    >
      <div className="ledger-form"><label><span>{t('ledger.carry.to')}</span><Select value={target} options={later.map((one) => ({ value: one.id, label: one.title }))} onChange={(id: string) => setTo(id)} /></label></div>
    </ConsequenceModal>
  );
}

/** A cycle that ends later, or encloses the one that is left; the next of the same kind is offered first. */
function isLater(to: CycleRef, from: CycleRef): boolean {
  return to.periodEnd > from.periodEnd || (to.periodEnd === from.periodEnd && to.period === from.period.slice(0, 4));
}

function Outcome({ outcome, onClose }: { readonly outcome: CarryOut; readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal open title={t('ledger.carry.title')} onCancel={onClose} onOk={onClose} cancelButtonProps={{ style: { display: 'none' } }}>
      <p>{t('ledger.carry.moved', { moved: outcome.moved, carried: outcome.carried, received: outcome.received })}</p>
      {outcome.left.length > 0 ? <><p className="b">{t('ledger.carry.left', { count: outcome.left.length })}</p><ul className="ledger-left">{outcome.left.map((one) => <li key={one.id}>{one.orgName} · {one.title}</li>)}</ul></> : null}
    </Modal>
  );
}
