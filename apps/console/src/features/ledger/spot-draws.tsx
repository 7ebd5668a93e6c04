import type { SpotDrawsOut } from '@shuping/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CycleRef } from '../../app/cycle.tsx';
import { api, newKey, showDone, useApiMutation, useApiQuery } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { A, ConsequenceModal, DataTable, MayButton, type Column } from '../../ui/index.ts';
import { offered } from './words.ts';

type Draw = SpotDrawsOut['items'][number];

/** 抽查: every draw with the seed that repeats it and what became of it; the next one is drawn from here. */
export function SpotDraws({ cycle }: { readonly cycle: CycleRef }) {
  const { t } = useTranslation();
  const draws = useApiQuery<SpotDrawsOut>(`/cycles/${cycle.id}/spot-checks`);
  const columns = useColumns();
  const [asking, setAsking] = useState(false);
  if (!draws.data) return null;
  return (
    <section className="ledger-spot">
      <div className="row"><h2>{t('ledger.spot.title')}</h2><span className="sp" /><MayButton may={offered(draws.data.may['draw'])} onClick={() => setAsking(true)}>{t('ledger.spot.draw')}</MayButton></div>
      {draws.data.items.length === 0 ? <p className="s13 c2">{t('ledger.spot.none')}</p> : <DataTable rows={draws.data.items} columns={columns} rowKey={(row) => row.id} label={t('ledger.spot.title')} />}
      {asking ? <DrawModal cycle={cycle} onClose={() => setAsking(false)} /> : null}
    </section>
  );
}

function DrawModal({ cycle, onClose }: { readonly cycle: CycleRef; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [key] = useState(newKey);
  const draw = useApiMutation<null, SpotDrawsOut>({
    run: async () => (await api.post<SpotDrawsOut>(`/cycles/${cycle.id}/spot-checks`, { body: {}, idempotencyKey: key })) as SpotDrawsOut,
    invalidates: ['/problems', '/cycles'],
    onDone: () => { showDone(t('ledger.spot.done')); onClose(); },
  });
  return (
    <ConsequenceModal
      open title={t('ledger.spot.draw')} confirm={t('ledger.spot.draw')} busy={draw.isPending} onCancel={onClose} onConfirm={() => draw.mutate(null)}
      consequences={[t('ledger.spot.says1'), t('ledger.spot.says2'), t('ledger.spot.says3')]}
    />
  );
}

function useColumns(): readonly Column<Draw>[] {
  const { t } = useTranslation();
  const text = useText();
  const count = (key: 'pool' | 'drawn' | 'waiting' | 'held' | 'failed', value: (row: Draw) => number, filter = ''): Column<Draw> => ({
    key, title: t(`ledger.spot.${key}`), width: 88, num: true, render: (row) => (filter !== '' && value(row) > 0 ? <A href={`/ledger?spot=${filter}`} className={key === 'failed' ? 'late b' : ''}>{value(row)}</A> : value(row)),
  });
  return [
    { key: 'number', title: t('ledger.spot.number'), hint: (row) => row.byName, render: (row) => t('ledger.spot.nth', { sector: text({ key: `${row.sector}.sector` }), n: row.number }) },
    { key: 'share', title: t('ledger.spot.share'), width: 72, num: true, render: (row) => `${Number((row.share * 100).toFixed(2))}%` },
    count('pool', (row) => row.pool.length), count('drawn', (row) => row.drawn.length), count('waiting', (row) => row.waiting, 'drawn'), count('held', (row) => row.held, 'held'), count('failed', (row) => row.failed, 'failed'),
    { key: 'seed', title: t('ledger.spot.seed'), width: 120, num: true, render: (row) => row.seed },
  ];
}
