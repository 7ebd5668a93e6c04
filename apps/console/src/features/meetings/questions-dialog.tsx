import { Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, showDone, useApiMutation } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { Button } from '../../ui/index.ts';
import type { Debrief, Meeting } from './model.ts';

type Question = Debrief['questions'][number];
const BLANK: Question = { group: '', question: '', answer: '', drawn: false };

/** 现场提问: asked from the floor after a debrief, with the asker's group and never a name (R-F2). Two to begin with, as is usual. */
export function QuestionsDialog({ meeting, debrief, onClose }: { readonly meeting: Meeting; readonly debrief: Debrief; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const [rows, setRows] = useState<readonly Question[]>(debrief.questions.length > 0 ? debrief.questions : [BLANK, BLANK]);
  const change = (at: number, patch: Partial<Question>): void => setRows(rows.map((row, n) => (n === at ? { ...row, ...patch } : row)));
  const asked = rows.filter((row) => row.question.trim() !== '');
  const save = useApiMutation({
    run: () => api.patch(`/meetings/${meeting.id}/agenda/${debrief.assesseeId}`, { body: { questions: asked }, version: debrief.version }), invalidates: [`/meetings/${meeting.id}`],
    onDone: () => {
      showDone(t('questions.saved', { name: debrief.personName, count: asked.length }));
      onClose();
    },
  });
  const groups = [{ value: '', label: t('questions.group.none') }, ...meeting.groups.filter((group) => group.sectors.includes(debrief.sector)).map((group) => ({ value: group.id, label: text(group.title) }))];
  return (
    <Modal open width={640} title={t('questions.title', { name: debrief.personName, unit: debrief.orgName })} onCancel={onClose} okText={t('questions.save')} confirmLoading={save.isPending} onOk={() => save.mutate(undefined)}>
      <ol className="floor-questions">
        {rows.map((row, at) => (
          <li key={at}>
            <div className="floor-asker">
              <Select value={row.group} options={groups} onChange={(group) => change(at, { group })} aria-label={t('questions.group', { number: at + 1 })} />
              <label className="s13"><input type="checkbox" checked={row.drawn} onChange={(e) => change(at, { drawn: e.target.checked })} /> {t('questions.drawn')}</label>
            </div>
            <Input value={row.question} maxLength={500} placeholder={t('questions.question')} aria-label={t('questions.question.of', { number: at + 1 })} onChange={(e) => change(at, { question: e.target.value })} />
            <Input.TextArea value={row.answer} rows={2} maxLength={2000} placeholder={t('questions.answer')} aria-label={t('questions.answer.of', { number: at + 1 })} onChange={(e) => change(at, { answer: e.target.value })} />
          </li>
        ))}
      </ol>
      {rows.length < 10 ? <Button size="small" type="link" onClick={() => setRows([...rows, BLANK])}>{t('questions.more')}</Button> : null}
      <p className="s12 c3">{t('questions.note')}</p>
    </Modal>
  );
}
