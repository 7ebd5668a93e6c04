import type { CycleOverview, LateActsOut, RemindedOut } from '@shuping/contracts';
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, showDone, useApiMutation, useApiQuery } from '../../client/index.ts';
import { A, Button, DataTable, DayText, Section, useToday, type Column } from '../../ui/index.ts';

type Act = LateActsOut['items'][number];
const FEW = 6;

/** 逾期事项 beside reports: talks, measures, letters, tolerances; who, what, how late, and the reminding. Nothing where nothing is late. */
export function LateBlock({ cycle }: { readonly cycle: CycleOverview }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const [open, setOpen] = useState(false);
  const late = useApiQuery<LateActsOut>(`/cycles/${cycle.id}/late`, { enabled: cycle.counts !== null });
  const columns = useColumns(cycle.id);
  const data = late.data;
  if (!data || data.items.length === 0) return null;
  const total = data.kinds.reduce((sum, one) => sum + one.count, 0);
  const note = data.kinds.map((one) => `${t(`cycles.late.kind.${one.kind}`)} ${one.count}`).join(' · ');
  const right = <>{data.items.length > FEW ? <button type="button" className="linkish s13" onClick={() => setAll(!all)}>{t(all ? 'cycles.late.few' : 'cycles.late.all')}</button> : null} {data.may['remind'] === true ? <Button size="small" onClick={() => setOpen(true)}>{t('cycles.late.remind', { count: total })}</Button> : null}</>;
  return (
    <Section title={t('cycles.late')} note={note} right={right}>
      <DataTable rows={all ? data.items : data.items.slice(0, FEW)} columns={columns} rowKey={(row) => row.id} label={t('cycles.late')} />
      {open ? <RemindActs cycle={cycle} data={data} total={total} onClose={() => setOpen(false)} /> : null}
    </Section>
  );
}

function RemindActs({ cycle, data, total, onClose }: { readonly cycle: CycleOverview; readonly data: LateActsOut; readonly total: number; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const today = useToday();
  const columns = useColumns(null);
  const fresh = data.items.filter((row) => row.reminded?.on !== today);
  const more = total > data.items.length;
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set(fresh.map((row) => row.id)));
  const [note, setNote] = useState('');
  // everything ticked means everything late, what lies beyond the rows shown included
  const all = more && ids.size >= fresh.length;
  const send = useApiMutation({
    run: () => api.post<RemindedOut>(`/cycles/${cycle.id}/late/reminders`, { body: { ...(all ? {} : { ids: [...ids] }), note: note.trim() } }), invalidates: ['/cycles', '/todos'],
    onDone: ({ sent, already }) => { onClose(); showDone(already === 0 ? t('cycles.late.done', { count: sent }) : t('cycles.late.partly', { count: sent, already })); },
  });
  return (
    <Modal open title={t('cycles.late.title')} width={860} okText={t('cycles.late.ok', { count: all ? total : ids.size })} okButtonProps={{ disabled: ids.size === 0 }} confirmLoading={send.isPending} onOk={() => send.mutate(undefined)} onCancel={onClose}>
      <div className="cycles-form">
        <p className="c2 s13">{t('cycles.late.why')}{more ? t('cycles.late.more', { count: data.items.length }) : ''}</p>
        <div className="cycles-remind"><DataTable rows={data.items} columns={columns} rowKey={(row) => row.id} label={t('cycles.late.title')} selection={{ ids, set: setIds }} /></div>
        <label><span>{t('cycles.remind.note')}</span><Input value={note} maxLength={200} placeholder={t('cycles.remind.noteHint')} onChange={(e) => setNote(e.target.value)} /></label>
      </div>
    </Modal>
  );
}

function useColumns(cycleId: string | null): readonly Column<Act>[] {
  const { t, i18n } = useTranslation();
  const matter = (row: Act): string => (row.kind === 'problem' || row.kind === 'list' ? row.title : row.kind === 'act' && i18n.exists(`actions.kind.${row.title}`) ? t(`actions.kind.${row.title}`) : t(`cycles.late.matter.${row.kind}.${row.state}`, { defaultValue: t(`cycles.late.matter.${row.kind}`) }));
  const who = (row: Act): string => [row.personName, row.orgName].filter((one) => one !== '').join(' · ');
  const columns: Column<Act>[] = [
    { key: 'kind', title: t('cycles.late.kind'), width: 96, minor: true, render: (row) => t(`cycles.late.kind.${row.kind}`) },
    { key: 'matter', title: t('cycles.late.matter'), hint: matter, render: matter },
    { key: 'who', title: t('cycles.late.who'), width: 232, minor: true, hint: who, render: (row) => <>{row.personName}{row.orgName ? <span className="c3"> · {row.orgName}</span> : null}</> },
    { key: 'due', title: t('cycles.due'), width: 96, num: true, render: (row) => <DayText day={row.due} lateDays={row.lateDays} /> },
    { key: 'last', title: t('cycles.remind.last'), width: 104, minor: true, quiet: true, render: (row) => (row.reminded ? <><DayText day={row.reminded.on} />{row.reminded.times > 1 ? <span className="c3"> · {t('cycles.remind.times', { count: row.reminded.times })}</span> : null}</> : <span className="c3">{t('ui.none')}</span>) },
  ];
  return cycleId === null ? columns : [...columns, { key: 'go', title: '', width: 48, num: true, render: (row) => <A href={place(row, cycleId)}>{t('cycles.late.look')}</A> }];
}

function place(row: Act, cycleId: string): string {
  if (row.kind === 'talk' || row.kind === 'act') return `/talks?cycle=${cycleId}&late=1`;
  if (row.kind === 'tolerance') return `/tolerances?cycle=${cycleId}&open=${row.id}`;
  return row.kind === 'letter' ? `/publicity?cycle=${cycleId}` : `/ledger?cycle=${cycleId}&item=${row.id}`;
}
