import { Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, showDone, useApiMutation } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { Button } from '../../ui/index.ts';
import type { Debrief, Meeting } from './model.ts';

type Question = Debrief['questions'][number];
type Kept = Pick<Debrief, 'questions' | 'version'>;
const BLANK: Question = { group: '', question: '', answer: '', drawn: false };

/** 现场提问: asked from the floor after a debrief, with the asker's group and never a name (R-F2). Two to begin with, as is usual. */
export function QuestionsDialog({ meeting, debrief, onClose }: { readonly meeting: Meeting; readonly debrief: Debrief; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const [rows, setRows] = useState<readonly Question[]>(debrief.questions.length > 0 ? debrief.questions : [BLANK, BLANK]);
  const [known, setKnown] = useState<Kept>({ questions: debrief.questions, version: debrief.version });
  const [theirs, setTheirs] = useState<Kept | null>(null);
  const change = (at: number, patch: Partial<Question>): void => setRows(rows.map((row, n) => (n === at ? { ...row, ...patch } : row)));
  const asked = rows.filter((row) => row.question.trim() !== '');
  const save = useApiMutation({
    run: (on: Kept) => api.patch(`/meetings/${meeting.id}/agenda/${debrief.assesseeId}`, { body: { questions: asked }, version: on.version }), invalidates: [`/meetings/${meeting.id}`],
    onDone: () => {
      showDone(t('questions.saved', { name: debrief.personName, count: asked.length }));
      onClose();
    },
    onProblem: (met, on) => {
      const now = met.stale ? (met.current as Kept | null) : null;
      if (!now || now.version === on.version) return false;
      setKnown(now);
      // the clock was stopped or the order changed: that is nothing to choose between
      if (JSON.stringify(now.questions) === JSON.stringify(on.questions)) save.mutate(now);
      else setTheirs(now);
      return true;
    },
  });
  const take = (questions: readonly Question[]): void => {
    setRows(questions.length > 0 ? questions : [BLANK]);
    setTheirs(null);
  };
  const groups = [{ value: '', label: t('questions.group.none') }, ...meeting.groups.filter((group) => group.sectors.includes(debrief.sector)).map((group) => ({ value: group.id, label: text(group.title) }))];
  return (
    <Modal open width={640} title={t('questions.title', { name: debrief.personName, unit: debrief.orgName })} onCancel={onClose} okText={t('questions.save')} confirmLoading={save.isPending} okButtonProps={{ disabled: theirs !== null }} onOk={() => save.mutate(known)}>
      {theirs ? <Theirs questions={theirs.questions} onTake={() => take(theirs.questions)} onKeep={() => setTheirs(null)} /> : null}
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

/** What somebody else wrote down meanwhile; one of the two is kept by choice. */
function Theirs({ questions, onTake, onKeep }: { readonly questions: readonly Question[]; readonly onTake: () => void; readonly onKeep: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="floor-theirs" role="alert">
      <p className="b">{t('questions.theirs', { count: questions.length })}</p>
      <ol>{questions.map((one, at) => <li key={at}>{one.question}</li>)}</ol>
      <p className="row"><Button size="small" onClick={onTake}>{t('questions.theirs.take')}</Button><Button size="small" onClick={onKeep}>{t('questions.theirs.keep')}</Button></p>
    </div>
  );
}
