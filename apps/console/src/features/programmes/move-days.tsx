import type { ProgrammeDaysMoved, ProgrammeOut } from '@shuping/contracts';
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, showDone, useApiMutation, type ApiProblem } from '../../client/index.ts';
import { dayWordsIn, Field, Lacks, Section } from '../../ui/index.ts';
import { BoundsTable } from './bounds-table.tsx';
import { ProblemList } from './problem-list.tsx';

/** 调整日程: days of an issued order, with the reason that its hosts read. */
export function MoveDays({ programme, onClose }: { readonly programme: ProgrammeOut; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [calendar, setCalendar] = useState(programme.calendar);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const move = useApiMutation({
    run: () => api.put<ProgrammeDaysMoved>(`/programmes/${programme.id}/calendar`, { body: { calendar, reason: reason.trim() }, version: programme.version }), invalidates: ['/programmes', '/todos', '/cycles'],
    onDone: ({ cycles }) => { onClose(); showDone(t('programmes.move.done', { count: cycles })); }, onProblem: (met) => { setProblem(met); return true; },
  });
  return (
    <Modal open title={t('programmes.move.title')} width={720} okText={t('programmes.move')} okButtonProps={{ disabled: reason.trim() === '' }} confirmLoading={move.isPending} onOk={() => move.mutate(undefined)} onCancel={onClose}>
      <ul className="consequences">{(['taken', 'kept', 'told'] as const).map((one) => <li key={one}>{t(`programmes.move.effect.${one}`)}</li>)}</ul>
      <BoundsTable calendar={calendar} onChange={setCalendar} />
      <Field label={t('programmes.move.reason')}><Input.TextArea value={reason} maxLength={500} rows={2} onChange={(e) => setReason(e.target.value)} /></Field>
      {problem ? <ProblemList problem={problem} /> : <Lacks fields={reason.trim() === '' ? [t('programmes.move.reason')] : []} />}
    </Modal>
  );
}

/** What was moved since the order was issued, latest first. */
export function DaysHistory({ programme }: { readonly programme: ProgrammeOut }) {
  const { t, i18n } = useTranslation();
  if (programme.changes.length === 0) return null;
  const day = (value: string | undefined): string => (value === undefined ? t('programmes.move.open') : dayWordsIn(value, i18n.language, programme.year));
  return (
    <Section title={t('programmes.moves')} note={t('programmes.moves.note')} ruled>
      <ul className="programmes-moves">
        {[...programme.changes].reverse().map((one) => (
          <li key={one.at}>
            <p className="c2 s13">{t('programmes.moves.by', { day: dayWordsIn(one.at.slice(0, 10), i18n.language, programme.year), by: one.by, count: one.cycles })}</p>
            {one.moves.flatMap(({ stage, before, after }) => (['earliest', 'latest'] as const).filter((end) => before[end] !== after[end]).map((end) => (
              <p key={`${stage} ${end}`}><b>{t(`stage.${stage}`)}</b> {t(`programmes.${end}`)} <s className="c3">{day(before[end])}</s> {day(after[end])}</p>
            )))}
            <p>{t('programmes.moves.reason', { reason: one.reason })}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
