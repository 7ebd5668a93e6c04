import type { OrganisationOut } from '@shuping/contracts';
import { Input, Modal, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../app/auth.tsx';
import { api, newKey, useApiMutation, useApiQuery, type Page as PageOf } from '../../client/index.ts';
import { PERIOD_PARTS, useGo, usePeriodName, useToday, type PeriodKind } from '../../ui/index.ts';

type Draft = { readonly kind: PeriodKind; /** last year of a term */ readonly year: string; readonly from: string; readonly part: number };

const KINDS: readonly PeriodKind[] = ['year', 'half_year', 'quarter', 'month', 'term'];

function isPart(kind: PeriodKind): kind is keyof typeof PERIOD_PARTS {
  return kind in PERIOD_PARTS;
}

/** Key of the period that is asked for; null while it is not one. */
function keyOf({ kind, year, from, part }: Draft): string | null {
  if (!/^20\d\d$/.test(year)) return null;
  if (isPart(kind)) return `${year}-${PERIOD_PARTS[kind].letter}${kind === 'month' ? String(part).padStart(2, '0') : part}`;
  if (kind === 'year') return year;
  return /^20\d\d$/.test(from) && Number(from) < Number(year) && Number(year) - Number(from) < 10 ? `${from}-${year}` : null;
}

/** A new cycle of a host: of the year, unless a part of it or a term of office is chosen (R-C1). */
export function NewCycle({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const go = useGo();
  const today = useToday();
  const period = usePeriodName();
  const [key] = useState(newKey);
  const [hostId, setHost] = useState(me.homeOrg?.id ?? '');
  const [draft, setDraft] = useState<Draft>({ kind: 'year', year: today.slice(0, 4), from: String(Number(today.slice(0, 4)) - 4), part: 1 });
  const [title, setTitle] = useState('');
  const hosts = useApiQuery<PageOf<OrganisationOut>>('/organisations', { query: { limit: 100 } });
  const options = (hosts.data?.items ?? []).filter((one) => one.kind !== 'branch').map((one) => ({ value: one.id, label: one.name }));
  const known = options.some((one) => one.value === hostId) || me.homeOrg?.id !== hostId ? options : [{ value: hostId, label: me.homeOrg?.name ?? '' }, ...options];
  const asked = keyOf(draft);
  const usual = asked === null ? '' : t('cycles.new.title', { period: period(asked) });
  const create = useApiMutation({
    run: () => api.post<{ id: string }>('/cycles', { body: { hostId, year: Number(draft.year), ...(draft.kind === 'year' ? {} : { period: asked }), title: title.trim() || usual }, idempotencyKey: key }), invalidates: ['/cycles', '/todos'],
    onDone: ({ id }) => go(`/cycles/${id}/assessees`),
  });
  return (
    <Modal open title={t('cycles.create')} okText={t('cycles.new.ok')} okButtonProps={{ disabled: hostId === '' || asked === null }} confirmLoading={create.isPending} onOk={() => create.mutate(undefined)} onCancel={onClose} width={480}>
      <div className="cycles-form">
        <label><span>{t('cycles.host')}</span><Select value={hostId} options={known} loading={hosts.isPending} onChange={setHost} showSearch optionFilterProp="label" /></label>
        <PeriodFields draft={draft} month={Number(today.slice(5, 7))} onChange={setDraft} />
        <label><span>{t('cycles.name')}</span><Input value={title} maxLength={120} placeholder={usual} onChange={(e) => setTitle(e.target.value)} /></label>
        <p className="c2 s13">{t('cycles.new.next')}</p>
      </div>
    </Modal>
  );
}

/** Kind of period, and which one. The part that the day of today lies in is offered first. */
function PeriodFields({ draft, month, onChange }: { readonly draft: Draft; readonly month: number; readonly onChange: (draft: Draft) => void }) {
  const { t } = useTranslation();
  const { kind, year, from, part } = draft;
  const pick = (next: PeriodKind): void => onChange({ ...draft, kind: next, part: isPart(next) ? Math.ceil(month / PERIOD_PARTS[next].months) : 1 });
  const typed = (label: string, value: string, set: (text: string) => Draft) => <label><span>{label}</span><Input value={value} maxLength={4} inputMode="numeric" onChange={(e) => onChange(set(e.target.value))} /></label>;
  return (
    <>
      <div className="cycles-field"><span>{t('cycles.new.kind')}</span><Segmented block aria-label={t('cycles.new.kind')} value={kind} options={KINDS.map((one) => ({ value: one, label: t(`cycles.new.kind.${one}`) }))} onChange={pick} /></div>
      <div className={kind === 'year' ? 'cycles-which' : 'cycles-which cycles-pair'}>
        {kind === 'term' ? typed(t('cycles.new.from'), from, (text) => ({ ...draft, from: text })) : null}
        {typed(t(kind === 'term' ? 'cycles.new.to' : 'cycles.year'), year, (text) => ({ ...draft, year: text }))}
        {isPart(kind) ? <label><span>{t(`cycles.new.part.${kind}`)}</span><Select value={part} options={partsOf(kind).map((one) => ({ value: one, label: t(`cycles.period.${PERIOD_PARTS[kind].letter.toLowerCase()}${one}`) }))} onChange={(one: number) => onChange({ ...draft, part: one })} /></label> : null}
      </div>
      {kind === 'year' ? null : <p className="c2 s13">{t(kind === 'term' ? 'cycles.new.term.note' : 'cycles.new.part.note')}</p>}
    </>
  );
}

function partsOf(kind: keyof typeof PERIOD_PARTS): number[] {
  return Array.from({ length: 12 / PERIOD_PARTS[kind].months }, (_, at) => at + 1);
}
