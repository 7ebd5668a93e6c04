import type { OrganisationChangeOut, OrganisationChangesOut, OrganisationOut } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { useApiQuery } from '../../client/index.ts';
import { DayText, Loaded } from '../../ui/index.ts';

/** What became of the unit, newest first: names and superiors as they were called on the day. */
export function HistoryTab({ unit }: { readonly unit: OrganisationOut }) {
  const { t } = useTranslation();
  const query = useApiQuery<z.infer<typeof OrganisationChangesOut>>(`/organisations/${unit.id}/history`);
  return (
    <>
      <p className="c2 s13 org-note">{t('organisations.history.note')}</p>
      <Loaded query={query}>{(data) => <ol className="org-history">{data.items.map((one) => <Entry key={one.id} entry={one} />)}</ol>}</Loaded>
    </>
  );
}

function Entry({ entry }: { readonly entry: OrganisationChangeOut }) {
  const { t } = useTranslation();
  const before = entry.beforeName === '' ? t('organisations.history.top') : entry.beforeName;
  return (
    <li>
      <span className="org-history-day nw"><DayText day={entry.on} /></span>
      <div>
        <p className="b">{t(`organisations.history.${entry.kind}`, { before: entry.nameBefore, after: entry.nameAfter, other: entry.otherName, from: before })}</p>
        {entry.reason === '' ? null : <p className="c2 s13">{t('organisations.history.ground', { reason: entry.reason, name: entry.byName })}</p>}
      </div>
    </li>
  );
}
