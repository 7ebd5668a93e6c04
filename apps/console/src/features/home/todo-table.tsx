import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/index.ts';
import { Button, DataTable, DayText, dayWords, EmptyPanel, Tag, useGo, type Column } from '../../ui/index.ts';
import type { Todo } from './todos.ts';

/** The to-do list; only the most urgent row carries the primary button. */
export function TodoTable({ items }: { readonly items: readonly Todo[] }) {
  const { t } = useTranslation();
  const columns = useColumns(items[0]?.id);
  if (items.length === 0) return <EmptyPanel what={t('home.empty.open')} why={t('home.empty.why')} />;
  return <div className="todo-list"><DataTable rows={items} columns={columns} rowKey={(row) => row.id} label={t('home.tab.open')} tall /></div>;
}

function useColumns(urgent: string | undefined): readonly Column<Todo>[] {
  const { t, i18n } = useTranslation();
  const text = useText();
  const go = useGo();
  const act = (row: Todo): string => (i18n.exists(`home.act.${row.kind}`) ? t(`home.act.${row.kind}`) : t('home.act.open'));
  return [
    { key: 'due', title: t('home.due'), width: 128, quiet: true, render: (row) => <DayText day={row.due} lateDays={row.lateDays} deadline weekday /> },
    { key: 'title', title: t('home.matter'), hint: (row) => text(row.title), render: (row) => <>{text(row.title)}{row.reminded ? <> <Reminder {...row.reminded} /></> : null}</> },
    { key: 'who', title: t('home.who'), width: 248, minor: true, hint: (row) => whoWords(row), render: (row) => (row.waiting ? <>{row.waiting.name}{row.waiting.org ? <span className="c3"> · {row.waiting.org}</span> : null}</> : null) },
    { key: 'what', title: t('home.what'), width: 176, minor: true, quiet: true, render: (row) => (row.what ? text(row.what) : '') },
    { key: 'stage', title: t('home.stage'), width: 96, minor: true, render: (row) => <Tag>{t(`stage.${row.stage}`)}</Tag> },
    {
      key: 'act', title: '', width: 88, num: true,
      render: (row) => (row.id === urgent
        ? <Button type="primary" size="small" onClick={() => go(row.href)}>{act(row)}</Button>
        : <button type="button" className="linkish s13" onClick={() => go(row.href)}>{act(row)}</button>),
    },
  ];
}

/** 已催办: who reminded and when; the words on the tooltip and, for readers of the screen, in the label. */
function Reminder({ on, by, note }: NonNullable<Todo['reminded']>) {
  const { t, i18n } = useTranslation();
  const words = t(note === '' ? 'home.remindedBy' : 'home.remindedNote', { by, day: dayWords(on, i18n.language), note });
  return <span title={words} aria-label={words}><Tag>{t('home.reminded')}</Tag></span>;
}

function whoWords(row: Todo): string {
  return row.waiting ? [row.waiting.name, row.waiting.org].filter(Boolean).join(' · ') : '';
}
