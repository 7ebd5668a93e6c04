import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, apiUrl, useApiMutation } from '../../client/index.ts';
import { Button, MayButton, Section } from '../../ui/index.ts';
import type { Meeting } from './model.ts';

type Props = { readonly meeting: Meeting; readonly again: () => void };
const lineOf = ({ unit, name }: Meeting['observers'][number]): string => `${unit} ${name}`;

/** One observer a line: the unit, a space, the name, which may be set apart as in printed lists; lines without both are left out. */
export function readObservers(lines: string): { unit: string; name: string }[] {
  return lines.split('\n').map((line) => /^(.+?)[\s\u3000,\uff0c\u3001]+(\S[\s\u3000]+\S{1,2}|\S+)$/.exec(line.trim())).flatMap((found) => (found ? [{ unit: found[1]!, name: found[2]!.replace(/\s/g, '') }] : []));
}

/** 列席: who observes from above; and the agenda as a Word file, with them on it. */
export function Observers({ meeting, again }: Props) {
  const { t } = useTranslation();
  const stored = meeting.observers.map(lineOf).join('\n');
  const [lines, setLines] = useState(stored);
  const observers = readObservers(lines);
  const unread = lines.split('\n').filter((line) => line.trim() !== '').length - observers.length;
  const save = useApiMutation({
    run: () => api.put<Meeting>(`/meetings/${meeting.id}/agenda`, { body: { items: meeting.agenda.map(({ assesseeId, mode }) => ({ assesseeId, mode })), observers }, version: meeting.version }),
    invalidates: ['/meetings'], onProblem: () => void again(),
  });
  const editable = meeting.may['edit'] === true;
  return (
    <Section
      title={t('plan.observers')} note={t('plan.observers.note')} ruled
      right={<>{editable && lines !== stored ? <MayButton may={meeting.may['edit']} size="small" type="primary" loading={save.isPending} onClick={() => save.mutate(undefined)}>{t('plan.observers.save', { count: observers.length })}</MayButton> : null} <Button size="small" href={apiUrl(`/meetings/${meeting.id}/agenda.docx`)} download>{t('plan.agenda.word')}</Button></>}
    >
      {editable
        ? <Input.TextArea value={lines} rows={Math.min(8, Math.max(2, lines.split('\n').length))} placeholder={t('plan.observers.hint')} aria-label={t('plan.observers')} onChange={(e) => setLines(e.target.value)} />
        : <p className="c2">{meeting.observers.length === 0 ? t('ui.none') : meeting.observers.map(lineOf).join(t('meetings.comma'))}</p>}
      {editable && unread > 0 ? <p className="warn s13" role="status">{t('plan.observers.unread', { count: unread })}</p> : null}
    </Section>
  );
}
