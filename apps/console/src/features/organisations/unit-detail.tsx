import type { OrganisationOut } from '@shuping/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, showDone, useApiMutation, useApiQuery } from '../../client/index.ts';
import { ConsequenceModal, DayInput, DayText, Field, Loaded, MayButton, TabBar, Tag, useToday, useUrlState } from '../../ui/index.ts';
import { LinesTab } from './lines-tab.tsx';
import { PeopleTab } from './people-tab.tsx';
import { SectorsTab } from './sectors-tab.tsx';
import { UnitForm } from './unit-form.tsx';

const TABS = ['people', 'lines', 'sectors'] as const;

/** One unit: facts, acts, and its people, lines and sectors. */
export function UnitDetail({ id, onChoose }: { readonly id: string; readonly onChoose: (id: string) => void }) {
  const query = useApiQuery<OrganisationOut>(`/organisations/${id}`);
  return <Loaded query={query}>{(unit) => <Detail unit={unit} onChoose={onChoose} />}</Loaded>;
}

function Detail({ unit, onChoose }: { readonly unit: OrganisationOut; readonly onChoose: (id: string) => void }) {
  const { t } = useTranslation();
  const [search, setSearch] = useUrlState();
  const [form, setForm] = useState<'add' | 'edit' | 'close' | null>(null);
  const tab = TABS.find((one) => one === search['tab']) ?? 'people';
  return (
    <>
      <div className="org-head">
        <div>
          <h2>{unit.name}</h2>
          <p className="c2 s13 row"><span>{t(`organisations.kind.${unit.kind}`)}</span>{unit.sector ? <Tag>{t(`${unit.sector}.sector`)}</Tag> : null}<span>{t('organisations.since')} <DayText day={unit.opensOn} /></span>{unit.closedOn ? <span>{t('organisations.closedOn')} <DayText day={unit.closedOn} /></span> : null}</p>
        </div>
        <div className="org-acts no-print">
          <MayButton may={unit.may['addUnit']} onClick={() => setForm('add')}>{t('organisations.add')}</MayButton>
          <MayButton may={unit.may['edit']} onClick={() => setForm('edit')}>{t('organisations.edit')}</MayButton>
          <MayButton may={unit.may['close']} onClick={() => setForm('close')}>{t('organisations.close')}</MayButton>
        </div>
      </div>
      <TabBar label={unit.name} value={tab} onChange={(one) => setSearch({ tab: one, after: null, from: null })} tabs={TABS.map((one) => ({ id: one, label: t(`organisations.tab.${one}`) }))} />
      {tab === 'people' ? <PeopleTab unit={unit} /> : tab === 'lines' ? <LinesTab unit={unit} /> : <SectorsTab unit={unit} />}
      {form === 'add' ? <UnitForm parent={unit} onClose={() => setForm(null)} onMade={onChoose} /> : null}
      {form === 'edit' ? <UnitForm unit={unit} onClose={() => setForm(null)} /> : null}
      {form === 'close' ? <CloseUnit unit={unit} onClose={() => setForm(null)} /> : null}
    </>
  );
}

function CloseUnit({ unit, onClose }: { readonly unit: OrganisationOut; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [on, setOn] = useState(useToday());
  const close = useApiMutation({
    run: () => api.post(`/organisations/${unit.id}/close`, { body: { on }, version: unit.version }),
    invalidates: ['/organisations'],
    onDone: () => {
      showDone(t('organisations.closed.done', { name: unit.shortName }));
      onClose();
    },
  });
  return (
    <ConsequenceModal open title={t('organisations.close.title', { name: unit.shortName })} typed={unit.shortName} confirm={t('organisations.close')} busy={close.isPending} onCancel={onClose} onConfirm={() => close.mutate()} consequences={[t('organisations.close.c1'), t('organisations.close.c2'), t('organisations.close.c3')]}>
      <Field label={t('organisations.close.on')}><DayInput value={on} min={unit.opensOn} onChange={setOn} /></Field>
    </ConsequenceModal>
  );
}
