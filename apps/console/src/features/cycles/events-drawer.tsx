import type { EventOut, ScoresOut } from '@shuping/contracts';
import { Drawer, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, newKey, showDone, useApiMutation } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { Button, DayText, EmptyPanel, MayButton, Section, Tag, useToday } from '../../ui/index.ts';
import type { ScoreRow } from './grid.ts';
import { ProofList } from './proof-modal.tsx';

type Question = ScoresOut['questions'][number];

/** 加分、扣分、一票否决 of one assessee: what is on record, and a new one with its proof. */
export function EventsDrawer({ cycleId, row, questions, onClose }: { readonly cycleId: string; readonly row: ScoreRow; readonly questions: readonly Question[]; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const shut = row.may['edit'] !== true;
  return (
    <Drawer open title={t('cycles.events.of', { name: row.personName })} onClose={onClose} size={520}>
      {row.events.length === 0 ? <EmptyPanel what={t('cycles.events.empty')} why={t('cycles.events.emptyWhy')} /> : <ul>{row.events.map((event) => <EventLine key={event.id} cycleId={cycleId} event={event} question={questions.find((one) => one.id === event.question)} />)}</ul>}
      {shut || questions.length === 0 ? null : <NewEvent cycleId={cycleId} row={row} questions={questions} />}
    </Drawer>
  );
}

function EventLine({ cycleId, event, question }: { readonly cycleId: string; readonly event: EventOut; readonly question: Question | undefined }) {
  const { t } = useTranslation();
  const text = useText();
  const [reason, setReason] = useState<string | null>(null);
  const withdraw = useApiMutation({
    run: () => api.post(`/events/${event.id}/withdraw`, { body: { reason }, version: event.version }), invalidates: [`/cycles/${cycleId}/scores`],
    onDone: () => setReason(null),
  });
  return (
    <li>
      <p className="row"><b>{event.matter}</b>{question ? <Tag>{t(`cycles.events.${question.kind}`)}</Tag> : null}<span className="sp" /><span>{question?.kind === 'veto' ? '' : event.points}</span></p>
      <p className="s13 c2">{question ? text(question.title) : event.question} · <DayText day={event.day} /> · {event.by}</p>
      <p className="row s13">{event.files.map((id, n) => <a key={id} href={`/api/files/${id}`} download>{t('cycles.scores.file', { count: n + 1 })}</a>)}</p>
      {event.withdrawn ? <p className="s13 late">{t('cycles.events.withdrawn', { reason: event.withdrawnReason })}</p> : null}
      {!event.withdrawn && reason === null && event.may['withdraw'] === true ? <button type="button" className="linkish s13" onClick={() => setReason('')}>{t('cycles.events.withdraw')}</button> : null}
      {reason === null ? null : <p className="row"><Input value={reason} placeholder={t('cycles.events.reason')} aria-label={t('cycles.events.reason')} onChange={(e) => setReason(e.target.value)} /><MayButton may={true} loading={withdraw.isPending} onClick={() => { if (reason.trim() !== '') withdraw.mutate(undefined); }}>{t('cycles.events.withdraw')}</MayButton></p>}
    </li>
  );
}

function NewEvent({ cycleId, row, questions }: { readonly cycleId: string; readonly row: ScoreRow; readonly questions: readonly Question[] }) {
  const { t } = useTranslation();
  const text = useText();
  const today = useToday();
  const [key, setKey] = useState(newKey);
  const [id, setId] = useState(questions[0]?.id ?? '');
  const [matter, setMatter] = useState('');
  const [day, setDay] = useState(today);
  const [points, setPoints] = useState('');
  const [files, setFiles] = useState<readonly { id: string; name: string }[]>([]);
  const question = questions.find((one) => one.id === id);
  const record = useApiMutation({
    run: () => api.post(`/assessees/${row.assesseeId}/events`, { body: { question: id, matter, day, points: question?.kind === 'veto' ? '0' : points.trim(), files: files.map((file) => file.id) }, idempotencyKey: key }), invalidates: [`/cycles/${cycleId}/scores`],
    onDone: () => {
      setMatter('');
      setPoints('');
      setFiles([]);
      setKey(newKey());
      showDone(t('cycles.events.done'));
    },
    onProblem: () => setKey(newKey()),
  });
  const ready = matter.trim() !== '' && files.length > 0 && (question?.kind === 'veto' || points.trim() !== '');
  return (
    <Section title={t('cycles.events.new')} ruled>
      <div className="cycles-form">
        <label><span>{t('cycles.events.question')}</span><Select value={id} onChange={setId} options={questions.map((one) => ({ value: one.id, label: `${t(`cycles.events.${one.kind}`)} · ${text(one.title)}` }))} /></label>
        <label><span>{t('cycles.events.matter')}</span><Input value={matter} maxLength={200} onChange={(e) => setMatter(e.target.value)} /></label>
        <label><span>{t('cycles.events.day')}</span><Input type="date" value={day} max={today} onChange={(e) => setDay(e.target.value)} /></label>
        {question && question.kind !== 'veto' ? <label><span>{t('cycles.scores.value', { min: question.min, max: question.max })}</span><Input value={points} inputMode="decimal" onChange={(e) => setPoints(e.target.value)} /></label> : null}
        <ProofList orgPath={row.orgPath} files={files} onChange={setFiles} />
        <div><Button type="primary" disabled={!ready} loading={record.isPending} onClick={() => record.mutate(undefined)}>{t('cycles.events.save')}</Button></div>
      </div>
    </Section>
  );
}
