import type { OrganisationOut } from '@shuping/contracts';
import { Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApiQuery } from '../../client/index.ts';
import { Button, DayText, Icon, Loaded, MayButton, TabBar, Tag, useUrlState } from '../../ui/index.ts';
import { HistoryTab } from './history-tab.tsx';
import { LinesTab } from './lines-tab.tsx';
import { PeopleTab } from './people-tab.tsx';
import { ReorganiseDialog } from './reorganise-dialog.tsx';
import { ACTS, type Act } from './reorganise-draft.ts';
import { SectorsTab } from './sectors-tab.tsx';
import { UnitForm } from './unit-form.tsx';

const TABS = ['people', 'lines', 'sectors', 'history'] as const;
/** What an act needs of the unit's `may`. */
const NEEDS: Record<Act, string> = { rename: 'edit', move: 'edit', split: 'edit', merge: 'close', close: 'close' };

/** One unit: facts, acts, and its people, lines and sectors. */
export function UnitDetail({ id, onChoose }: { readonly id: string; readonly onChoose: (id: string) => void }) {
  const query = useApiQuery<OrganisationOut>(`/organisations/${id}`);
  return <Loaded query={query}>{(unit) => <Detail unit={unit} onChoose={onChoose} />}</Loaded>;
}

function Detail({ unit, onChoose }: { readonly unit: OrganisationOut; readonly onChoose: (id: string) => void }) {
  const { t } = useTranslation();
  const [search, setSearch] = useUrlState();
  const [form, setForm] = useState<'add' | 'edit' | null>(null);
  const [act, setAct] = useState<Act | null>(null);
  const acts = ACTS.filter((one) => unit.may[NEEDS[one]] === true);
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
          {acts.length === 0 ? null : (
            <Dropdown trigger={['click']} placement="bottomRight" menu={{ items: acts.map((one) => ({ key: one, label: t(`organisations.act.${one}`), danger: one === 'close' })), onClick: ({ key }) => setAct(ACTS.find((one) => one === key) ?? null) }}>
              <Button>{t('organisations.act')} <Icon name="down" small /></Button>
            </Dropdown>
          )}
        </div>
      </div>
      <TabBar label={unit.name} value={tab} onChange={(one) => setSearch({ tab: one, after: null, from: null })} tabs={TABS.map((one) => ({ id: one, label: t(`organisations.tab.${one}`) }))} />
      {tab === 'people' ? <PeopleTab unit={unit} /> : tab === 'lines' ? <LinesTab unit={unit} /> : tab === 'sectors' ? <SectorsTab unit={unit} /> : <HistoryTab unit={unit} />}
      {form === 'add' ? <UnitForm parent={unit} onClose={() => setForm(null)} onMade={onChoose} /> : null}
      {form === 'edit' ? <UnitForm unit={unit} onClose={() => setForm(null)} /> : null}
      {act ? <ReorganiseDialog unit={unit} act={act} onClose={() => setAct(null)} /> : null}
    </>
  );
}
