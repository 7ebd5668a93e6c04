import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCycleOfPage } from '../../app/cycle.tsx';
import { api, showDone, useApiMutation, useApiQuery } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { A, Button, EmptyPanel, FilterBar, ListTable, Loaded, MayButton, PageBody, PageHeader, SearchFilter, SelectFilter, Tag, useList, usePathParams, type Column } from '../../ui/index.ts';
import './meetings.css';
import type { Meeting } from './model.ts';
import { RollAdd } from './roll-add.tsx';
import type { Elector, Roll } from './roll-model.ts';
import { Problems } from './roll-section.tsx';

/** 应到名单: who is entitled, by name. */
export function Page() {
  const { id = '' } = usePathParams();
  const meeting = useApiQuery<Meeting>(`/meetings/${id}`);
  const roll = useApiQuery<Roll>(`/meetings/${id}/roll`);
  useCycleOfPage(meeting.data?.cycleId);
  return <Loaded query={meeting}>{(one) => <Loaded query={roll}>{(list) => <Names meeting={one} roll={list} />}</Loaded>}</Loaded>;
}

function Names({ meeting, roll }: { readonly meeting: Meeting; readonly roll: Roll }) {
  const { t } = useTranslation();
  const text = useText();
  const [adding, setAdding] = useState(roll.total === 0 && roll.may['edit'] === true);
  const list = useList<Elector>(`/meetings/${meeting.id}/roll/electors`, ['q', 'group']);
  const counted = list.page && !list.filters['q'] && !list.filters['group'] ? { ...list, page: { ...list.page, total: roll.total } } : list;
  const titleOf = (id: string): string => text(roll.groups.find((group) => group.id === id)?.title ?? { text: id });
  const remove = useApiMutation({ run: (ids: readonly string[]) => api.put(`/meetings/${meeting.id}/roll/electors/removed`, { body: { electors: ids }, version: roll.version }), invalidates: ['/meetings'], onDone: () => { list.selection.set(new Set()); showDone(t('roll.removed')); } });
  const columns: readonly Column<Elector>[] = [
    { key: 'name', title: t('roll.name'), width: 128, render: (row) => <b>{row.name}</b> },
    { key: 'unit', title: t('roll.unit'), render: (row) => row.unit || t('ui.none') },
    { key: 'groups', title: t('plan.group'), render: (row) => row.groups.map(titleOf).join(t('cockpit.comma')) },
    { key: 'related', title: t('roll.about'), render: (row) => (row.related.length > 0 ? row.related.map((one) => one.name).join(t('cockpit.comma')) : row.subject ? <span className="c2">{t('roll.self')}</span> : t('ui.none')) },
    { key: 'entry', title: t('roll.entry'), width: 112, render: (row) => (row.entry === 'none' ? <span className="c3">{t('roll.entry.none')}</span> : <Tag tone={row.entry === 'taken' ? 'green' : 'grey'}>{t(`roll.entry.${row.entry}`)}</Tag>) },
  ];
  return (
    <>
      <PageHeader
        crumb={<A href={`/meetings/${meeting.id}`}>{meeting.title}</A>} title={t('roll.title')} sub={t(roll.frozen ? 'roll.frozen' : 'roll.sub', { count: roll.total })}
        actions={<MayButton may={roll.may['edit']} type={adding ? 'default' : 'primary'} onClick={() => setAdding(!adding)}>{t(adding ? 'roll.add.close' : 'roll.add')}</MayButton>}
      />
      <PageBody>
        {adding && roll.may['edit'] === true ? <RollAdd meeting={meeting} roll={roll} onAdded={list.again} /> : null}
        <Problems roll={roll} meeting={meeting} />
        <FilterBar>
          <SearchFilter value={list.filters['q'] ?? ''} placeholder={t('roll.search')} onChange={(q) => list.setFilter({ q: q || null })} />
          <SelectFilter label={t('plan.group')} value={list.filters['group'] ?? ''} options={[{ id: '', label: t('roll.all') }, ...roll.groups.map((group) => ({ id: group.id, label: `${text(group.title)} ${group.electors}` }))]} onChange={(group) => list.setFilter({ group: group || null })} />
        </FilterBar>
        <ListTable
          list={counted} columns={columns} rowKey={(row) => row.id} label={t('roll.title')} selectable={roll.may['edit'] === true}
          empty={<EmptyPanel what={t('roll.empty')} why={t('roll.empty.why')} next={t('roll.empty.next')} />}
          bulk={(ids) => <Button size="small" loading={remove.isPending} onClick={() => remove.mutate([...ids])}>{t('roll.remove', { count: ids.size })}</Button>}
        />
      </PageBody>
    </>
  );
}
