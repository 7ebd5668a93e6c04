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
  const levelTitle = question?.levels.find((one) => one.id === event.level)?.title;
  const [reason, setReason] = useState<string | null>(null);
  const withdraw = useApiMutation({
    run: () => api.post(`/events/${event.id}/withdraw`, { body: { reason }, version: event.version }), invalidates: [`/cycles/${cycleId}/scores`],
    onDone: () => setReason(null),
  });
  return (
    <li>
      <p className="row"><b>{event.matter}</b>{question ? <Tag>{t(`cycles.events.${question.kind}`)}</Tag> : null}<span className="sp" /><span>{question?.kind === 'veto' ? '' : event.points}</span></p>
      <p className="s13 c2">{question ? text(question.title) : event.question}{levelTitle ? ` · ${text(levelTitle)}` : ''}{event.actor && event.actor !== 'self' ? ` · ${t(`cycles.actor.${event.actor}`, { defaultValue: event.actor })}` : ''} · <DayText day={event.day} /> · {event.by}</p>
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
  const [level, setLevel] = useState<string | null>(null);
  const [actor, setActor] = useState('self');
  const [files, setFiles] = useState<readonly { id: string; name: string }[]>([]);
  const question = questions.find((one) => one.id === id);
  const record = useApiMutation({
    run: () => api.post(`/assessees/${row.assesseeId}/events`, { body: { question: id, matter, day, points: question?.kind === 'veto' || level !== null ? '0' : points.trim(), ...(level === null ? {} : { level }), ...(actor === 'self' ? {} : { by: actor }), files: files.map((file) => file.id) }, idempotencyKey: key }), invalidates: [`/cycles/${cycleId}/scores`],
    onDone: () => {
      setMatter('');
      setPoints('');
      setLevel(null);
      setActor('self');
      setFiles([]);
      setKey(newKey());
      showDone(t('cycles.events.done'));
    },
    onProblem: () => setKey(newKey()),
  });
  const ready = matter.trim() !== '' && files.length > 0 && (question?.kind === 'veto' || level !== null || (points.trim() !== '' && !question?.levelRequired));
  return (
    <Section title={t('cycles.events.new')} ruled>
      <div className="cycles-form">
        <label><span>{t('cycles.events.question')}</span><Select value={id} onChange={(next) => { setId(next); setLevel(null); setActor('self'); }} options={questions.map((one) => ({ value: one.id, label: `${t(`cycles.events.${one.kind}`)} · ${text(one.title)}` }))} /></label>
        <label><span>{t('cycles.events.matter')}</span><Input value={matter} maxLength={200} onChange={(e) => setMatter(e.target.value)} /></label>
        <label><span>{t('cycles.events.day')}</span><Input type="date" value={day} max={today} onChange={(e) => setDay(e.target.value)} /></label>
        {question && question.levels.length > 0 ? <label><span>{t('cycles.events.level')}</span><Select value={level ?? ''} onChange={(next) => setLevel(next === '' ? null : next)} options={[...(question.levelRequired ? [] : [{ value: '', label: t('cycles.events.noLevel') }]), ...question.levels.map((one) => ({ value: one.id, label: t('cycles.events.levelPoints', { level: text(one.title), points: one.points }) }))]} /></label> : null}
        {question && question.actors.length > 1 ? <label><span>{t('cycles.events.actor')}</span><Select value={actor} onChange={setActor} options={question.actors.map((one) => ({ value: one, label: t(`cycles.actor.${one}`, { defaultValue: one }) }))} /></label> : null}
        {question && question.kind !== 'veto' && level === null && !question.levelRequired ? <label><span>{t('cycles.scores.value', { min: question.min, max: question.max })}</span><Input value={points} inputMode="decimal" onChange={(e) => setPoints(e.target.value)} /></label> : null}
        <ProofList orgPath={row.orgPath} files={files} onChange={setFiles} />
        <div><Button type="primary" disabled={!ready} loading={record.isPending} onClick={() => record.mutate(undefined)}>{t('cycles.events.save')}</Button></div>
      </div>
    </Section>
  );
}
