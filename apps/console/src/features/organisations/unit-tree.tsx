import type { OrganisationOut } from '@shuping/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApiQuery, type Page } from '../../client/index.ts';
import { Icon, Loaded } from '../../ui/index.ts';

type Choice = { readonly chosen: string | null; readonly onChoose: (id: string) => void };

/** The uppermost units in reach; what lies below is read when a node is opened. */
export function UnitTree({ tops, ...choice }: Choice & { readonly tops: readonly OrganisationOut[] }) {
  return <ul>{tops.map((unit) => <Node key={unit.id} unit={unit} open={tops.length === 1} {...choice} />)}</ul>;
}

function Node({ unit, open: opened = false, ...choice }: Choice & { readonly unit: OrganisationOut; readonly open?: boolean }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(opened);
  return (
    <li>
      <div className="org-node">
        <button type="button" className="org-twist" aria-expanded={open} aria-label={t(open ? 'organisations.shut' : 'organisations.open', { name: unit.name })} onClick={() => setOpen(!open)}><Icon name={open ? 'down' : 'right'} small /></button>
        <NameButton unit={unit} {...choice} />
      </div>
      {open ? <Children parent={unit.id} {...choice} /> : null}
    </li>
  );
}

function Children({ parent, after, ...choice }: Choice & { readonly parent: string; readonly after?: string }) {
  const { t } = useTranslation();
  const [more, setMore] = useState(false);
  const query = useApiQuery<Page<OrganisationOut>>('/organisations', { query: { parent, limit: 100, ...(after ? { after } : {}) } });
  return (
    <Loaded query={query} rows={3}>
      {(data) => (
        <>
          {data.items.length === 0 && !after ? <p className="s12 c3">{t('organisations.noneBelow')}</p> : null}
          <ul>{data.items.map((unit) => <Node key={unit.id} unit={unit} {...choice} />)}</ul>
          {data.next && !more ? <button type="button" className="linkish s13" onClick={() => setMore(true)}>{t('organisations.more')}</button> : null}
          {data.next && more ? <Children parent={parent} after={data.next} {...choice} /> : null}
        </>
      )}
    </Loaded>
  );
}

/** Units by part of a name, pinyin or initials. */
export function FoundUnits({ q, ...choice }: Choice & { readonly q: string }) {
  const { t } = useTranslation();
  const query = useApiQuery<Page<OrganisationOut>>('/organisations', { query: { q, limit: 50 } });
  return (
    <Loaded query={query} isEmpty={(data) => data.items.length === 0} empty={<p className="s13 c2">{t('organisations.notFound', { q })}</p>}>
      {(data) => <ul>{data.items.map((unit) => <li key={unit.id} className="org-node"><NameButton unit={unit} {...choice} /></li>)}</ul>}
    </Loaded>
  );
}

function NameButton({ unit, chosen, onChoose }: Choice & { readonly unit: OrganisationOut }) {
  const classes = ['org-name', ...(unit.id === chosen ? ['on'] : []), ...(unit.closedOn ? ['closed'] : [])];
  return <button type="button" className={classes.join(' ')} title={unit.name} aria-current={unit.id === chosen ? 'true' : undefined} onClick={() => onChoose(unit.id)}>{unit.shortName}</button>;
}
