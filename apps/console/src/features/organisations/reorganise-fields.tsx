import type { OrganisationOut } from '@shuping/contracts';
import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useApiQuery, type Page } from '../../client/index.ts';
import { DayInput, Field, RemoteSelect } from '../../ui/index.ts';
import { EMPTY_PART, type Act, type Draft, type DraftPart } from './reorganise-draft.ts';

type Props = { readonly unit: OrganisationOut; readonly act: Act; readonly draft: Draft; readonly onChange: (draft: Draft) => void };

/** Fields of an act: what it needs, its day and its ground. */
export function ReorganiseFields({ unit, act, draft, onChange }: Props) {
  const { t } = useTranslation();
  const set = (part: Partial<Draft>): void => onChange({ ...draft, ...part });
  const other = t(act === 'merge' ? 'organisations.act.into' : 'organisations.act.to');
  return (
    <>
      {act === 'rename' ? <Names value={draft} onChange={set} /> : null}
      {act === 'move' || act === 'merge' ? (
        <Field label={other}>
          <RemoteSelect<OrganisationOut> path="/organisations" label={other} value={draft.otherId} optionOf={(row) => ({ value: row.id, label: row.name })} onChange={(otherId, row) => set({ otherId, otherName: row?.shortName ?? '' })} />
        </Field>
      ) : null}
      {act === 'split' ? <Parts unit={unit} parts={draft.parts} onChange={(parts) => set({ parts })} /> : null}
      <Field label={t('organisations.act.on')}><DayInput value={draft.on} min={unit.opensOn} onChange={(on) => set({ on })} /></Field>
      <Field label={t('organisations.act.reason')}><Input value={draft.reason} maxLength={400} placeholder={t('organisations.act.reason.hint')} onChange={(e) => set({ reason: e.target.value })} /></Field>
    </>
  );
}

function Names({ value, onChange }: { readonly value: { readonly name: string; readonly shortName: string }; readonly onChange: (part: { name?: string; shortName?: string }) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <Field label={t('organisations.name')}><Input value={value.name} maxLength={120} onChange={(e) => onChange({ name: e.target.value })} /></Field>
      <Field label={t('organisations.shortName')}><Input value={value.shortName} maxLength={40} onChange={(e) => onChange({ shortName: e.target.value })} /></Field>
    </>
  );
}

function Parts({ unit, parts, onChange }: { readonly unit: OrganisationOut; readonly parts: readonly DraftPart[]; readonly onChange: (parts: DraftPart[]) => void }) {
  const { t } = useTranslation();
  const below = useApiQuery<Page<OrganisationOut>>('/organisations', { query: { parent: unit.id, limit: 200 } });
  const open = (below.data?.items ?? []).filter((one) => one.closedOn === null);
  const put = (at: number, part: Partial<DraftPart>): void => onChange(parts.map((one, n) => (n === at ? { ...one, ...part } : one)));
  const taken = (at: number): ReadonlySet<string> => new Set(parts.flatMap((part, n) => (n === at ? [] : part.unitIds)));
  return (
    <>
      {parts.map((part, at) => (
        <fieldset key={at} className="org-part">
          <legend className="s13">{t('organisations.act.part', { n: at + 1 })}{parts.length > 1 ? <button type="button" className="linkish s13" onClick={() => onChange(parts.filter((_, n) => n !== at))}>{t('organisations.act.part.remove')}</button> : null}</legend>
          <Names value={part} onChange={(next) => put(at, next)} />
          {open.length > 0 ? (
            <Field label={t('organisations.act.part.units')}>
              <Select mode="multiple" value={[...part.unitIds]} onChange={(unitIds) => put(at, { unitIds })} options={open.filter((one) => !taken(at).has(one.id)).map((one) => ({ value: one.id, label: one.shortName }))} showSearch={{ optionFilterProp: 'label' }} />
            </Field>
          ) : null}
        </fieldset>
      ))}
      <button type="button" className="linkish s13 org-part-add" onClick={() => onChange([...parts, EMPTY_PART])}>{t('organisations.act.part.add')}</button>
    </>
  );
}
