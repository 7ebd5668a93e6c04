import { Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, newKey, useApiMutation } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { useGo } from '../../ui/index.ts';
import type { Meetings } from './model.ts';

type Sector = Meetings['sectors'][number];

/** The sector that a new meeting is suggested for: the first one without a meeting. */
export function nextSector(sectors: readonly Sector[]): string {
  return (sectors.find((one) => one.meetings === 0) ?? sectors[0])?.sector ?? '';
}

/** 安排会议: one meeting hears one sector, since it has one ballot form; a cycle with several asks which. */
export function CreateMeeting({ cycleId, sectors, suggested, onClose }: { readonly cycleId: string; readonly sectors: readonly Sector[]; readonly suggested: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const go = useGo();
  const [key] = useState(newKey);
  const [sector, setSector] = useState(nextSector(sectors));
  const [typed, setTitle] = useState<string | null>(null);
  const [place, setPlace] = useState('');
  const [starts, setStarts] = useState('');
  const several = sectors.length > 1;
  const name = (id: string): string => text({ key: `${id}.sector` });
  const title = typed ?? (several && sector !== '' ? t('meetings.create.named', { title: suggested, sector: name(sector) }) : suggested).slice(0, 120);
  const chosen = sectors.find((one) => one.sector === sector);
  const create = useApiMutation({
    run: () => api.post<{ id: string }>('/meetings', { body: { cycleId, title, place, startsAt: new Date(starts).toISOString(), ...(several ? { sector } : {}) }, idempotencyKey: key }),
    invalidates: ['/meetings'],
    onDone: ({ id }) => go(`/meetings/${id}`),
  });
  return (
    <Modal open title={t('meetings.create')} onCancel={onClose} onOk={() => create.mutate()} okText={t('meetings.create.do')} okButtonProps={{ disabled: title.trim() === '' || starts === '' || (several && sector === '') }} confirmLoading={create.isPending}>
      <div className="meeting-form">
        {several ? (
          <label>
            <span>{t('meetings.sector')}</span>
            <Select value={sector} onChange={setSector} aria-label={t('meetings.sector')} options={sectors.map((one) => ({ value: one.sector, label: t(one.meetings > 0 ? 'meetings.sector.again' : 'meetings.sector.option', { sector: name(one.sector), count: one.debriefs }) }))} />
          </label>
        ) : null}
        {several ? <p className="s12 c3">{t('meetings.sector.why')}</p> : null}
        {several && chosen && chosen.meetings > 0 ? <p className="s12 warn">{t('meetings.sector.twice', { sector: name(chosen.sector) })}</p> : null}
        <label><span>{t('meetings.name')}</span><Input value={title} maxLength={120} onChange={(e) => setTitle(e.target.value)} /></label>
        <label><span>{t('meetings.when')}</span><input type="datetime-local" value={starts} onChange={(e) => setStarts(e.target.value)} /></label>
        <label><span>{t('meetings.place')}</span><Input value={place} maxLength={120} onChange={(e) => setPlace(e.target.value)} /></label>
        <p className="s12 c3">{t('meetings.create.note')}</p>
      </div>
    </Modal>
  );
}
