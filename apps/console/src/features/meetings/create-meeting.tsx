import { Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, newKey, useApiMutation } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { useGo } from '../../ui/index.ts';
import type { Meetings } from './model.ts';

type Sector = Meetings['sectors'][number];

type Cycle = Pick<Props, 'sectors' | 'coverage' | 'areas'>;

/** From what may be chosen: a sector, all that are left, an area, or one by one. Nobody debriefs in two meetings, so a sector of which nobody is left is not offered. */
export function scopeChoices({ sectors, coverage, areas }: Cycle): string[] {
  const named = areas.filter((one) => one.title !== '');
  return [...(sectors.length > 1 ? sectors.filter((one) => coverage.without.some((left) => left.sector === one.sector)).map((one) => `sector:${one.sector}`) : []), 'all', ...(named.length > 1 ? named.map((one) => `area:${one.area}`) : []), ...(coverage.without.length > 1 ? ['hand'] : [])];
}

/** Part of the request that says who is heard. Who is on an agenda already is left out. */
export function heardBy(scope: string, { sectors, coverage, areas }: Cycle, picked: readonly string[]): { sector?: string; sectors?: string[]; assessees?: string[] } {
  const { without, debriefs } = coverage;
  const ids = (list: readonly { readonly assesseeId: string }[]): string[] => list.map((one) => one.assesseeId);
  if (scope === 'hand') return { assessees: [...picked] };
  const area = areas.find((one) => scope === `area:${one.area}`);
  if (area) return { assessees: ids(without.filter((one) => one.area === area.area)) };
  const own = sectors.find((one) => scope === `sector:${one.sector}`);
  const left = own ? without.filter((one) => one.sector === own.sector) : without;
  if (left.length < (own?.debriefs ?? debriefs)) return { assessees: ids(left) };
  if (own) return { sector: own.sector };
  return sectors.length > 1 ? { sectors: sectors.map((one) => one.sector) } : {};
}

/** The sector that a new meeting is suggested for: the first one without a meeting, else the first of which somebody is left; '' where nobody is. */
export function nextSector(sectors: readonly Sector[], without: readonly { readonly sector: string }[]): string {
  const open = sectors.filter((one) => without.some((left) => left.sector === one.sector));
  return (open.find((one) => one.meetings === 0) ?? open[0])?.sector ?? '';
}

type Props = { readonly cycleId: string; readonly sectors: readonly Sector[]; readonly coverage: Meetings['coverage']; readonly areas: Meetings['areas']; readonly suggested: string; readonly onClose: () => void };

/** 安排会议: who debriefs: one sector, all of them under their own schemes, an area, or people one by one. */
export function CreateMeeting({ cycleId, sectors, coverage, areas, suggested, onClose }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const go = useGo();
  const [key] = useState(newKey);
  const [scope, setScope] = useState(sectors.length > 1 && nextSector(sectors, coverage.without) !== '' ? `sector:${nextSector(sectors, coverage.without)}` : 'all');
  const [picked, setPicked] = useState<readonly string[]>([]);
  const [typed, setTitle] = useState<string | null>(null);
  const [place, setPlace] = useState('');
  const [starts, setStarts] = useState('');
  const several = sectors.length > 1;
  const sector = scope.startsWith('sector:') ? scope.slice('sector:'.length) : '';
  const area = areas.find((one) => scope === `area:${one.area}`);
  const { without } = coverage;
  const nobody = without.length === 0;
  const choices = scopeChoices({ sectors, coverage, areas });
  const name = (id: string): string => text({ key: `${id}.sector` });
  const part = sector !== '' && several ? name(sector) : area?.title ?? '';
  const title = typed ?? (part !== '' ? t('meetings.create.named', { title: suggested, sector: part }) : suggested).slice(0, 120);
  const label = (one: string): string => {
    const own = sectors.find(({ sector: id }) => one === `sector:${id}`);
    const near = areas.find(({ area: id }) => one === `area:${id}`);
    if (own) return t('meetings.sector.option', { sector: name(own.sector), count: without.filter((left) => left.sector === own.sector).length });
    if (near) return t('meetings.scope.area', { area: near.title, count: near.debriefs });
    return one === 'hand' ? t('meetings.scope.hand') : t('meetings.scope.all', { count: without.length, sectors: sectors.filter((each) => without.some((left) => left.sector === each.sector)).map((each) => name(each.sector)).join(t('meetings.comma')) });
  };
  const create = useApiMutation({
    run: () => api.post<{ id: string }>('/meetings', { body: { cycleId, title, place, startsAt: new Date(starts).toISOString(), ...heardBy(scope, { sectors, coverage, areas }, picked) }, idempotencyKey: key }),
    invalidates: ['/meetings'],
    onDone: ({ id }) => go(`/meetings/${id}`),
  });
  return (
    <Modal open title={t('meetings.create')} onCancel={onClose} onOk={() => create.mutate()} okText={t('meetings.create.do')} okButtonProps={{ disabled: nobody || title.trim() === '' || starts === '' || (scope === 'hand' && picked.length === 0) }} confirmLoading={create.isPending}>
      <div className="meeting-form">
        {choices.length > 1 ? (
          <label>
            <span>{t('meetings.scope')}</span>
            <Select value={scope} onChange={setScope} aria-label={t('meetings.scope')} options={choices.map((one) => ({ value: one, label: label(one) }))} />
          </label>
        ) : null}
        {scope === 'hand' ? (
          <label>
            <span>{t('meetings.scope.people')}</span>
            <Select mode="multiple" value={[...picked]} onChange={setPicked} aria-label={t('meetings.scope.people')} optionFilterProp="label" maxTagCount="responsive" options={without.map((one) => ({ value: one.assesseeId, label: t('meetings.scope.person', { name: one.personName, unit: one.orgName }) }))} />
          </label>
        ) : null}
        {several ? <p className="s12 c3">{t('meetings.sector.why')}</p> : null}
        {nobody ? <p className="s13 warn" role="status">{t('meetings.create.nobody')}</p> : null}
        <label><span>{t('meetings.name')}</span><Input value={title} maxLength={120} onChange={(e) => setTitle(e.target.value)} /></label>
        <label><span>{t('meetings.when')}</span><input type="datetime-local" value={starts} onChange={(e) => setStarts(e.target.value)} /></label>
        <label><span>{t('meetings.place')}</span><Input value={place} maxLength={120} onChange={(e) => setPlace(e.target.value)} /></label>
        <p className="s12 c3">{t('meetings.create.note')}</p>
      </div>
    </Modal>
  );
}
