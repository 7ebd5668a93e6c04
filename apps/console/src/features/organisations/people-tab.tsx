import type { OrganisationOut, PersonOut } from '@shuping/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMayEver } from '../../app/auth.tsx';
import { Button, dayWords, EmptyPanel, FilterBar, ListTable, SearchFilter, useList, useToday, type Column } from '../../ui/index.ts';
import { PersonDialog } from './person-dialog.tsx';
import { PersonForm } from './person-form.tsx';

/** People kept by the unit or holding a post there. */
export function PeopleTab({ unit }: { readonly unit: OrganisationOut }) {
  const { t } = useTranslation();
  const mayEver = useMayEver();
  const list = useList<PersonOut>('/people', ['q'], { orgId: unit.id });
  const [opened, setOpened] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const columns = useColumns(unit);
  const add = mayEver('create', 'Person') && unit.closedOn === null ? <Button type="primary" onClick={() => setAdding(true)}>{t('organisations.person.add')}</Button> : null;
  return (
    <>
      <FilterBar right={add}><SearchFilter value={list.filters['q'] ?? ''} placeholder={t('organisations.person.search')} onChange={(q) => list.setFilter({ q })} /></FilterBar>
      <ListTable
        list={list} columns={columns} rowKey={(row) => row.id} label={t('organisations.tab.people')} onOpen={(row) => setOpened(row.id)}
        empty={<EmptyPanel what={t('organisations.person.empty')} why={t(list.filters['q'] ? 'organisations.person.empty.search' : 'organisations.person.empty.why')} next={t('organisations.person.empty.next')} />}
      />
      {opened ? <PersonDialog id={opened} unit={unit} onClose={() => setOpened(null)} /> : null}
      {adding ? <PersonForm unit={unit} onClose={() => setAdding(false)} onMade={setOpened} /> : null}
    </>
  );
}

function useColumns(unit: OrganisationOut): readonly Column<PersonOut>[] {
  const { t, i18n } = useTranslation();
  const today = useToday();
  const here = (row: PersonOut): PersonOut['posts'] => row.posts.filter((post) => post.orgId === unit.id && (post.to === null || post.to >= today));
  return [
    { key: 'name', title: t('organisations.person.name'), width: 168, render: (row) => row.name },
    { key: 'posts', title: t('organisations.person.post'), render: (row) => here(row).map((post) => post.post).join(t('organisations.comma')) || <span className="c3">{t('organisations.person.noPost')}</span> },
    { key: 'from', title: t('organisations.person.from'), width: 128, quiet: true, minor: true, render: (row) => (here(row)[0] ? dayWords(here(row)[0]!.from, i18n.language, today) : t('ui.none')) },
    { key: 'number', title: t('organisations.person.number'), width: 128, quiet: true, minor: true, render: (row) => row.staffNumber || t('ui.none') },
  ];
}
