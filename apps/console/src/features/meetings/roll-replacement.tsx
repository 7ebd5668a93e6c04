import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useApiMutation, useApiQuery, type Page } from '../../client/index.ts';
import { Button, MayButton, SearchFilter } from '../../ui/index.ts';
import type { Meeting, Slips } from './model.ts';
import type { Elector } from './roll-model.ts';

type Props = { readonly meeting: Meeting; readonly again: () => void; /** where slips are printed; left out where they are confirmed */ readonly onPrinted?: (slips: Slips) => void };

/** 补发 to somebody on the roll: found by name, confirmed by two scrutineers, printed for the same sheets. */
export function RollReplacement({ meeting, again, onPrinted }: Props) {
  const { t } = useTranslation();
  const [q, setQ] = useState('');
  const asked = Object.keys(meeting.confirmations).flatMap((key) => (/^replace\/[0-9a-f-]{36}$/.test(key) ? [key.slice(8)] : []));
  const found = useApiQuery<Page<Elector>>(`/meetings/${meeting.id}/roll/electors`, { query: { limit: 20, ...(q === '' ? {} : { q }) }, enabled: q !== '' || asked.length > 0, keepPrevious: true });
  if (!meeting.groups.some((group) => group.byName)) return null;
  const shown = (found.data?.items ?? []).filter((one) => one.entry !== 'none' && (q !== '' || asked.includes(one.id)));
  return (
    <div className="roll-replace">
      <p className="b s13">{t('replace.elector')}</p>
      <SearchFilter value={q} placeholder={t('roll.search')} onChange={setQ} />
      {shown.map((one) => <One key={one.id} meeting={meeting} elector={one} again={again} {...(onPrinted ? { onPrinted } : {})} />)}
    </div>
  );
}

function One({ meeting, elector, again, onPrinted }: Props & { readonly elector: Elector }) {
  const { t } = useTranslation();
  const home = meeting.groups.find((group) => group.id === elector.groups[0]);
  const body = { class: (home?.votes === 'merged' ? home.into : home?.id) ?? '', elector: elector.id };
  const names = meeting.confirmations[`replace/${elector.id}`] ?? [];
  const confirm = useApiMutation({ run: () => api.post(`/meetings/${meeting.id}/replacements/confirmations`, { body }), onDone: again, onProblem: () => void again() });
  const print = useApiMutation({ run: () => api.post<Slips>(`/meetings/${meeting.id}/replacements`, { body }), invalidates: ['/meetings'], onDone: (slips) => onPrinted?.(slips) });
  return (
    <div className="roll-one">
      <div><b>{elector.name}</b><p className="s13 c2">{elector.unit}</p><p className="s12 c3">{names.length === 0 ? t('side.waiting') : t('replace.by', { count: names.length, names: names.join(t('cockpit.comma')) })}</p></div>
      {onPrinted ? <MayButton size="small" may={names.length >= 2 ? meeting.may['replace'] : { reason: 'replace.unconfirmed' }} loading={print.isPending} onClick={() => print.mutate(undefined)}>{t('replace.print')}</MayButton>
        : meeting.may['confirmReplacement'] === true && names.length < 2 ? <Button size="small" loading={confirm.isPending} onClick={() => confirm.mutate(undefined)}>{t('replace.confirm')}</Button> : null}
    </div>
  );
}
