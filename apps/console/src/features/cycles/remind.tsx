import type { AssesseeRow, CycleOverview, RemindedOut } from '@shuping/contracts';
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, showDone, useApiMutation, useApiQuery, type Page } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { Button, DataTable, DayText, useToday, type Column } from '../../ui/index.ts';

/** 催办: who is late and at which step, and the reminding of those not yet reminded today. */
export function RemindButton({ cycle }: { readonly cycle: CycleOverview }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const may = cycle.may['remind'] === true;
  const late = useApiQuery<Page<AssesseeRow>>(`/cycles/${cycle.id}/assessees`, { query: { late: '1', limit: 200 }, enabled: may });
  const rows = late.data?.items ?? [];
  if (!may || rows.length === 0) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('cycles.remind', { count: late.data?.next ? `${rows.length}+` : rows.length })}</Button>
      {open ? <RemindDialog cycle={cycle} rows={rows} more={Boolean(late.data?.next)} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function RemindDialog({ cycle, rows, more, onClose }: { readonly cycle: CycleOverview; readonly rows: readonly AssesseeRow[]; readonly more: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const today = useToday();
  const columns = useColumns();
  const fresh = rows.filter((row) => row.reminded?.on !== today);
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set(fresh.map((row) => row.id)));
  const [note, setNote] = useState('');
  // everybody ticked means everybody late, those beyond the rows shown included
  const all = ids.size === rows.length || (more && ids.size === fresh.length);
  const send = useApiMutation({
    run: () => api.post<RemindedOut>(`/cycles/${cycle.id}/reminders`, { body: { ...(all ? {} : { assesseeIds: [...ids] }), note: note.trim() } }), invalidates: ['/cycles', '/todos'],
    onDone: ({ sent, already }) => {
      onClose();
      showDone(already === 0 ? t('cycles.remind.done', { count: sent }) : t('cycles.remind.partly', { count: sent, already }));
    },
  });
  return (
    <Modal open title={t('cycles.remind.title')} width={860} okText={t('cycles.remind.ok', { count: ids.size })} okButtonProps={{ disabled: ids.size === 0 }} confirmLoading={send.isPending} onOk={() => send.mutate(undefined)} onCancel={onClose}>
      <div className="cycles-form">
        <p className="c2 s13">{t('cycles.remind.why')}{more ? t('cycles.remind.more') : ''}</p>
        <div className="cycles-remind"><DataTable rows={rows} columns={columns} rowKey={(row) => row.id} label={t('cycles.remind.title')} selection={{ ids, set: setIds }} /></div>
        <label><span>{t('cycles.remind.note')}</span><Input value={note} maxLength={200} placeholder={t('cycles.remind.noteHint')} onChange={(e) => setNote(e.target.value)} /></label>
      </div>
    </Modal>
  );
}

function useColumns(): readonly Column<AssesseeRow>[] {
  const { t } = useTranslation();
  const text = useText();
  const at = (row: AssesseeRow): string => (row.report?.vetting ? t('cycles.remind.at', { step: row.report.vetting.title ? text(row.report.vetting.title) : '' }) : t(`cycles.report.${row.report?.state ?? 'none'}`));
  return [
    { key: 'org', title: t('cycles.unit'), hint: (row) => row.orgName, render: (row) => row.orgName },
    { key: 'person', title: t('cycles.person'), width: 112, render: (row) => row.personName },
    { key: 'at', title: t('cycles.remind.step'), width: 176, hint: at, render: at },
    { key: 'due', title: t('cycles.due'), width: 104, num: true, render: (row) => <DayText day={row.due} lateDays={row.lateDays} /> },
    { key: 'last', title: t('cycles.remind.last'), width: 120, quiet: true, render: (row) => <Reminded row={row} /> },
  ];
}

/** Last reminder of a row, with how many there were. */
export function Reminded({ row }: { readonly row: AssesseeRow }) {
  const { t } = useTranslation();
  if (!row.reminded) return <span className="c3">{t('ui.none')}</span>;
  return <><DayText day={row.reminded.on} />{row.reminded.times > 1 ? <span className="c3"> · {t('cycles.remind.times', { count: row.reminded.times })}</span> : null}</>;
}
