import type { ProgrammeHostRow, ProgrammeOut, RemindedOut } from '@shuping/contracts';
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, showDone, useApiMutation, useApiQuery, type Page } from '../../client/index.ts';
import { DataTable, DayText, Field, Loaded, useToday, type Column } from '../../ui/index.ts';

/** 催办下级: the hosts that opened no cycle or are late, each reminded once a day. */
export function RemindHosts({ programme, onClose }: { readonly programme: ProgrammeOut; readonly onClose: () => void }) {
  const late = useApiQuery<Page<ProgrammeHostRow>>(`/programmes/${programme.id}/hosts`, { query: { late: '1', limit: 200 } });
  const none = useApiQuery<Page<ProgrammeHostRow>>(`/programmes/${programme.id}/hosts`, { query: { stage: 'none', limit: 200 } });
  return <Loaded query={late} rows={4}>{({ items }) => (none.data ? <Dialog programme={programme} rows={[...items, ...none.data.items.filter((one) => !items.some((other) => other.hostId === one.hostId))]} onClose={onClose} /> : null)}</Loaded>;
}

function Dialog({ programme, rows, onClose }: { readonly programme: ProgrammeOut; readonly rows: readonly ProgrammeHostRow[]; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const today = useToday();
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set(rows.filter((row) => row.reminded?.on !== today).map((row) => row.hostId)));
  const [note, setNote] = useState('');
  const send = useApiMutation({
    run: () => api.post<RemindedOut>(`/programmes/${programme.id}/reminders`, { body: { hostIds: [...ids], note: note.trim() } }), invalidates: ['/programmes', '/todos'],
    onDone: ({ sent, already }) => { onClose(); showDone(already === 0 ? t('programmes.remind.done', { count: sent }) : t('programmes.remind.partly', { count: sent, already })); },
  });
  const columns: readonly Column<ProgrammeHostRow>[] = [
    { key: 'host', title: t('programmes.host'), hint: (row) => row.hostName, render: (row) => row.hostName },
    { key: 'why', title: t('programmes.remind.why'), width: 136, render: (row) => (row.stage === 'none' ? t('programmes.notOpened') : row.reports.late > 0 ? t('programmes.remind.reports', { count: row.reports.late }) : row.lateDays === 0 && row.acts.late > 0 ? t('programmes.remind.acts', { count: row.acts.late }) : t('programmes.remind.stage', { stage: t(`stage.${row.stage}`) })) },
    { key: 'last', title: t('programmes.reminded'), width: 112, quiet: true, minor: true, render: (row) => <DayText day={row.reminded?.on} /> },
  ];
  return (
    <Modal open title={t('programmes.remind')} width={760} okText={t('programmes.remind.ok', { count: ids.size })} okButtonProps={{ disabled: ids.size === 0 }} confirmLoading={send.isPending} onOk={() => send.mutate(undefined)} onCancel={onClose}>
      <p className="c2 s13">{t('programmes.remind.note')}</p>
      {rows.length === 0 ? <p>{t('programmes.remind.none')}</p> : <div className="programmes-remind"><DataTable rows={rows} columns={columns} rowKey={(row) => row.hostId} label={t('programmes.remind')} selection={{ ids, set: setIds }} /></div>}
      <Field label={t('programmes.remind.words')}><Input value={note} maxLength={200} onChange={(e) => setNote(e.target.value)} /></Field>
    </Modal>
  );
}
