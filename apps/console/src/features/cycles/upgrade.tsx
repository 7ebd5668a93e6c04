import type { CycleOverview, CycleUpgradeOut } from '@shuping/contracts';
import type { Scheme } from '@shuping/scheme';
import { Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, showDone, useApiMutation, useApiQuery } from '../../client/index.ts';
import { Button } from '../../ui/index.ts';
import { EffectLines, UpgradeChanges, useWords } from '../schemes/index.ts';

/** 方案有新版本: says so on a cycle that holds older versions; in planning it may move to them, a running cycle keeps what it has (R-B4). */
export function UpgradeNote({ cycle }: { readonly cycle: CycleOverview }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const query = useApiQuery<CycleUpgradeOut>(`/cycles/${cycle.id}/upgrade`);
  const seen = query.data;
  const move = useApiMutation({
    run: () => api.post<CycleUpgradeOut>(`/cycles/${cycle.id}/upgrade`, { version: cycle.version }), invalidates: ['/cycles', '/todos', '/reports'],
    onDone: () => { setOpen(false); showDone(t('cycles.upgrade.done')); },
    onProblem: () => setOpen(false) as undefined,
  });
  if (!seen || seen.items.length === 0) return null;
  const may = seen.may['upgrade'] === true;
  return (
    <>
      <div className="banner amber row cycles-bar"><span>{t(may ? 'cycles.upgrade.note' : 'cycles.upgrade.keeps')}</span><Button size="small" onClick={() => setOpen(true)}>{t(may ? 'cycles.upgrade.open' : 'cycles.upgrade.look')}</Button></div>
      <Modal
        open={open} title={t('cycles.upgrade.title')} width={960} onCancel={() => setOpen(false)} onOk={() => (may ? move.mutate(undefined) : setOpen(false))} okText={t(may ? 'cycles.upgrade.ok' : 'ui.close')} confirmLoading={move.isPending}
        cancelButtonProps={may ? {} : { style: { display: 'none' } }} destroyOnHidden
      >
        {seen.items.map((item) => <SectorUpgrade key={item.sector} item={item} />)}
      </Modal>
    </>
  );
}

function SectorUpgrade({ item }: { readonly item: CycleUpgradeOut['items'][number] }) {
  const words = useWords(item.sector);
  const scheme = item.scheme as Scheme;
  return (
    <section className="cycles-upgrade">
      <h3>{words.text(scheme.title)}</h3>
      <div className="cycles-upgradelist"><UpgradeChanges changes={item.changes} scheme={scheme} words={words} /></div>
      <EffectLines effect={item.effect} words={words} />
    </section>
  );
}
