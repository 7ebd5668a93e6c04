import { Drawer, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useApiMutation } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { Button, EmptyPanel, Section } from '../../ui/index.ts';
import { tasksOf, type GridColumn, type ScoreRow, type Task } from './grid.ts';

type Props = { readonly cycleId: string; readonly row: ScoreRow; readonly column: GridColumn; readonly onClose: () => void };
type Put = { readonly item: string; readonly title: string; readonly mark: string | null; readonly version: number };

/** Tasks of one assessee with their marks (R31); points are shared over however many there are. */
export function TasksDrawer({ cycleId, row, column, onClose }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { tasks, none, next } = tasksOf(row, column.node.id);
  const put = useApiMutation({
    run: ({ item, title, mark, version }: Put) => api.put(`/assessees/${row.assesseeId}/scores`, { body: { node: column.node.id, item, note: title, version, ...(mark === null ? { value: null } : mark === '0' ? { value: '0' } : { word: mark }) } }),
    invalidates: [`/cycles/${cycleId}/scores`, '/todos'],
  });
  const shut = column.may['edit'] !== true || row.may['edit'] !== true;
  const marks = [{ value: '0', label: t('cycles.tasks.unmarked') }, ...column.choices.map((one) => ({ value: one.value, label: text(one.title) }))];
  return (
    <Drawer open title={t('cycles.tasks.of', { name: row.personName, what: text(column.title) })} onClose={onClose} size={520}>
      {tasks.length === 0 ? <EmptyPanel what={none ? t('cycles.tasks.none') : t('cycles.tasks.empty')} why={t('cycles.tasks.why')} /> : (
        <ol className="cycles-tasks">{tasks.map((task, n) => <TaskLine key={task.item} n={n + 1} task={task} marks={marks} shut={shut} busy={put.isPending} onPut={(change) => put.mutate({ ...task, ...change })} />)}</ol>
      )}
      {shut ? null : none ? <Button onClick={() => put.mutate({ item: 'none', title: '', mark: null, version: none.version })} loading={put.isPending}>{t('cycles.tasks.some')}</Button> : (
        <NewTask key={next} marks={marks} busy={put.isPending} onAdd={(title, mark) => put.mutate({ item: next, title, mark, version: 0 })} {...(tasks.length === 0 ? { onNone: () => put.mutate({ item: 'none', title: '', mark: '0', version: 0 }) } : {})} />
      )}
    </Drawer>
  );
}

type Marks = readonly { readonly value: string; readonly label: string }[];

function TaskLine({ n, task, marks, shut, busy, onPut }: { readonly n: number; readonly task: Task; readonly marks: Marks; readonly shut: boolean; readonly busy: boolean; readonly onPut: (change: { readonly mark: string | null }) => void }) {
  const { t } = useTranslation();
  const name = task.title === '' ? t('cycles.tasks.nth', { n }) : task.title;
  return (
    <li className="row">
      <span>{name}</span><span className="sp" />
      <Select aria-label={t('cycles.tasks.markOf', { name })} value={task.mark} disabled={shut || busy} options={[...marks]} onChange={(mark) => onPut({ mark })} style={{ width: 120 }} />
      {shut ? null : <button type="button" className="linkish s13" disabled={busy} onClick={() => onPut({ mark: null })}>{t('cycles.scores.drop')}</button>}
    </li>
  );
}

function NewTask({ marks, busy, onAdd, onNone }: { readonly marks: Marks; readonly busy: boolean; readonly onAdd: (title: string, mark: string) => void; readonly onNone?: () => void }) {
  const { t } = useTranslation();
  const [title, setTitle] = useState('');
  const [mark, setMark] = useState('0');
  return (
    <Section title={t('cycles.tasks.new')} ruled>
      <div className="cycles-form">
        <label><span>{t('cycles.tasks.title')}</span><Input value={title} maxLength={200} onChange={(e) => setTitle(e.target.value)} /></label>
        <label><span>{t('cycles.tasks.mark')}</span><Select value={mark} options={[...marks]} onChange={setMark} /></label>
        <div className="row"><Button type="primary" disabled={title.trim() === ''} loading={busy} onClick={() => onAdd(title.trim(), mark)}>{t('cycles.tasks.add')}</Button>{onNone ? <Button onClick={onNone}>{t('cycles.tasks.setNone')}</Button> : null}</div>
      </div>
    </Section>
  );
}
