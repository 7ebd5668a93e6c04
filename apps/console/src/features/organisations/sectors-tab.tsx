import type { OrganisationOut, SectorOut, SectorsOut } from '@shuping/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { api, newKey, showDone, useApiMutation, useApiQuery } from '../../client/index.ts';
import { useText, type Worded } from '../../i18n/index.ts';
import { ConsequenceModal, DataTable, EmptyPanel, Loaded, MayButton, Tag, type Column } from '../../ui/index.ts';

type Sector = z.infer<typeof SectorOut>;

/** Sector plugins: what holds for the unit, and what may be switched on. */
export function SectorsTab({ unit }: { readonly unit: OrganisationOut }) {
  const { t } = useTranslation();
  const text = useText();
  const [ending, setEnding] = useState<Sector | null>(null);
  const query = useApiQuery<z.infer<typeof SectorsOut>>(`/organisations/${unit.id}/sectors`);
  const invalidates = ['/organisations', '/sectors', '/schemes'];
  const enable = useApiMutation({ run: (sector: string) => api.post(`/organisations/${unit.id}/sectors`, { body: { sector }, idempotencyKey: newKey() }), invalidates, onDone: () => showDone(t('organisations.sector.enabled.done')) });
  const disable = useApiMutation({
    run: (sector: string) => api.delete(`/organisations/${unit.id}/sectors/${sector}`), invalidates,
    onDone: () => {
      setEnding(null);
      showDone(t('organisations.sector.disabled.done'));
    },
  });
  const columns: readonly Column<Sector>[] = [
    { key: 'title', title: t('organisations.sector'), render: (one) => <>{text(one.title as Worded)} {one.enabled ? <Tag tone="green">{t('organisations.sector.on')}</Tag> : null}</> },
    { key: 'version', title: t('organisations.sector.version'), width: 96, quiet: true, render: (one) => one.version },
    { key: 'at', title: t('organisations.sector.at'), quiet: true, render: (one) => one.enabledAt?.orgName ?? t('ui.none') },
    { key: 'act', title: '', width: 128, num: true, render: (one) => <><MayButton size="small" may={one.may['enable']} onClick={() => enable.mutate(one.id)}>{t('organisations.sector.enable')}</MayButton><MayButton size="small" may={one.may['disable']} onClick={() => setEnding(one)}>{t('organisations.sector.disable')}</MayButton></> },
  ];
  return (
    <>
      <p className="c2 s13 org-note">{t('organisations.sectors.note')}</p>
      <Loaded query={query} isEmpty={(data) => data.items.length === 0} empty={<EmptyPanel what={t('organisations.sectors.empty')} why={t('organisations.sectors.empty.why')} next={t('organisations.sectors.empty.next')} />}>
        {(data) => <DataTable tall rows={data.items} columns={columns} rowKey={(one) => one.id} label={t('organisations.tab.sectors')} />}
      </Loaded>
      {ending ? (
        <ConsequenceModal
          open title={t('organisations.sector.disable.title', { sector: text(ending.title as Worded) })} typed={unit.shortName} confirm={t('organisations.sector.disable')} busy={disable.isPending} onCancel={() => setEnding(null)} onConfirm={() => disable.mutate(ending.id)}
          consequences={[t('organisations.sector.disable.c1'), t('organisations.sector.disable.c2')]}
        />
      ) : null}
    </>
  );
}
