import type { OrganisationOut } from '@shuping/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMayEver } from '../../app/auth.tsx';
import { useApiQuery, type Page as PageOfRows } from '../../client/index.ts';
import { Button, EmptyPanel, Loaded, PageHeader, SearchFilter, useUrlState } from '../../ui/index.ts';
import './organisations.css';
import { FoundUnits, UnitTree } from './unit-tree.tsx';
import { UnitDetail } from './unit-detail.tsx';

/** 组织与人员: the tree on the left, the chosen unit with its people, lines and sectors on the right. */
export function Page() {
  const { t } = useTranslation();
  const mayEver = useMayEver();
  const [search, setSearch] = useUrlState();
  const [q, setQ] = useState('');
  const tops = useApiQuery<PageOfRows<OrganisationOut>>('/organisations', { query: { top: '1', limit: 200 } });
  const chosen = search['unit'] ?? tops.data?.items[0]?.id ?? null;
  const choose = (id: string): void => setSearch({ unit: id, tab: null, q: null, after: null, from: null });
  const acts = (
    <>
      <Button href="/organisations/list">{t('orgImports.list')}</Button>
      {mayEver('import', 'Organisation') && chosen ? <Button href={`/org-imports?org=${chosen}`}>{t('orgImports.title')}</Button> : null}
      {mayEver('import', 'Person') && chosen ? <Button href={`/rosters?org=${chosen}`}>{t('organisations.roster')}</Button> : null}
    </>
  );
  return (
    <>
      <PageHeader title={t('organisations.title')} sub={t('organisations.sub')} actions={acts} />
      <Loaded query={tops} isEmpty={(data) => data.items.length === 0} empty={<div className="body"><EmptyPanel what={t('organisations.empty.what')} why={t('organisations.empty.why')} next={t('organisations.empty.next')} /></div>}>
        {(data) => (
          <div className="cols org-cols">
            <nav className="org-tree" aria-label={t('organisations.tree')}>
              <SearchFilter value={q} placeholder={t('organisations.search')} onChange={setQ} />
              {q === '' ? <UnitTree tops={data.items} chosen={chosen} onChoose={choose} /> : <FoundUnits q={q} chosen={chosen} onChoose={choose} />}
            </nav>
            <div className="org-main">{chosen ? <UnitDetail key={chosen} id={chosen} onChoose={choose} /> : null}</div>
          </div>
        )}
      </Loaded>
    </>
  );
}
