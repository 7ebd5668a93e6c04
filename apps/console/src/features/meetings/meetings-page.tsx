import { Input, Modal } from 'antd';
import { useState } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useCycle } from '../../app/cycle.tsx';
import { api, newKey, useApiMutation, useApiQuery } from '../../client/index.ts';
import { DataTable, EmptyPanel, Loaded, MayButton, PageBody, PageHeader, Tag, useGo, type Column } from '../../ui/index.ts';
import './meetings.css';
import type { Meetings } from './model.ts';
import { startWords } from './words.ts';

/** 会议与议程: meetings of the chosen cycle. */
export function Page() {
  const { t } = useTranslation();
  const cycle = useCycle();
  const go = useGo();
  const [open, setOpen] = useState(false);
  const query = useApiQuery<Meetings>('/meetings', { query: { cycleId: cycle?.id ?? null }, enabled: cycle !== null });
  const create = <MayButton type="primary" may={query.data?.may['create']} onClick={() => setOpen(true)}>{t('meetings.create')}</MayButton>;
  return (
    <>
      <PageHeader title={t('meetings.title')} sub={t('meetings.sub')} actions={query.data && query.data.items.length > 0 ? create : null} />
      <PageBody>
        {cycle === null
          ? <EmptyPanel what={t('meetings.noCycle')} why={t('meetings.noCycle.why')} />
          : (
            <Loaded query={query} isEmpty={(data) => data.items.length === 0} empty={<EmptyPanel what={t('meetings.empty')} why={t('meetings.empty.why')} next={t('meetings.empty.next')} action={create} />}>
              {(data) => <DataTable tall rows={data.items} columns={columns(t, go)} rowKey={(m) => m.id} label={t('meetings.title')} onOpen={(m) => go(`/meetings/${m.id}`)} />}
            </Loaded>
          )}
      </PageBody>
      {cycle && open ? <CreateMeeting cycleId={cycle.id} suggested={t('meetings.create.suggested', { title: cycle.title })} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

type Row = Meetings['items'][number];

function columns(t: TFunction, go: (href: string) => void): readonly Column<Row>[] {
  return [
    { key: 'title', title: t('meetings.name'), render: (m) => m.title },
    { key: 'when', title: t('meetings.when'), width: 168, render: (m) => startWords(m.startsAt) },
    { key: 'place', title: t('meetings.place'), width: 168, quiet: true, render: (m) => m.place || t('ui.none') },
    { key: 'debriefs', title: t('meetings.debriefs'), width: 96, num: true, render: (m) => m.debriefs },
    { key: 'phase', title: t('meetings.phase'), width: 112, render: (m) => <Tag tone={m.phase === 'sealed' ? 'green' : m.phase === 'voting' ? 'red' : 'grey'}>{t(`meeting.phase.${m.phase}`)}</Tag> },
    { key: 'act', title: '', width: 112, num: true, render: (m) => <button type="button" className="linkish s13" onClick={() => go(`/meetings/${m.id}/cockpit`)}>{t('cockpit.title')}</button> },
  ];
}

function CreateMeeting({ cycleId, suggested, onClose }: { readonly cycleId: string; readonly suggested: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const go = useGo();
  const [key] = useState(newKey);
  const [title, setTitle] = useState(suggested.slice(0, 120));
  const [place, setPlace] = useState('');
  const [starts, setStarts] = useState('');
  const create = useApiMutation({
    run: () => api.post<{ id: string }>('/meetings', { body: { cycleId, title, place, startsAt: new Date(starts).toISOString() }, idempotencyKey: key }),
    invalidates: ['/meetings'],
    onDone: ({ id }) => go(`/meetings/${id}`),
  });
  return (
    <Modal open title={t('meetings.create')} onCancel={onClose} onOk={() => create.mutate()} okText={t('meetings.create.do')} okButtonProps={{ disabled: title.trim() === '' || starts === '' }} confirmLoading={create.isPending}>
      <div className="meeting-form">
        <label><span>{t('meetings.name')}</span><Input value={title} maxLength={120} onChange={(e) => setTitle(e.target.value)} /></label>
        <label><span>{t('meetings.when')}</span><input type="datetime-local" value={starts} onChange={(e) => setStarts(e.target.value)} /></label>
        <label><span>{t('meetings.place')}</span><Input value={place} maxLength={120} onChange={(e) => setPlace(e.target.value)} /></label>
        <p className="s12 c3">{t('meetings.create.note')}</p>
      </div>
    </Modal>
  );
}
