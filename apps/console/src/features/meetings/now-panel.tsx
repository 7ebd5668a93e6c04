import { Input, InputNumber, Modal } from 'antd';
import type { TFunction } from 'i18next';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, apiUrl, showDone, useApiMutation } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { A, Button, EmptyPanel, MayButton, Steps4 } from '../../ui/index.ts';
import { classesOf, type Group, type Meeting } from './model.ts';
import { Remarks } from './remarks.tsx';
import { PartCounts } from './roll-parts.tsx';
import { VoidRounds } from './void-rounds.tsx';
import { sealCode } from './words.ts';

type Props = { readonly meeting: Meeting; readonly again: () => void };

/** What is happening now, in one panel a phase. */
export function NowPanel({ meeting, again }: Props) {
  const { t } = useTranslation();
  return (
    <section className="now">
      <div className="now-head"><h2>{t(between(meeting) ? 'rounds.between' : `now.${meeting.phase}`)}</h2><span className="c2">{noteOf(meeting, t)}</span>{meeting.phase === 'voting' && meeting.turnout ? <VotedFigure turnout={meeting.turnout} /> : null}</div>
      {meeting.phase === 'planned' ? <Planned meeting={meeting} /> : null}
      {meeting.phase === 'check_in' ? <CheckIn meeting={meeting} again={again} /> : null}
      {meeting.phase === 'check_in_closed' ? <HeadTable meeting={meeting} /> : null}
      {meeting.phase === 'voting' && !between(meeting) ? <Turnout meeting={meeting} /> : null}
      {meeting.phase === 'closed' ? <Counting meeting={meeting} /> : null}
      {meeting.phase === 'sealed' ? <Sealed meeting={meeting} /> : null}
    </section>
  );
}

/** Voting has begun, and no round is open. */
const between = (meeting: Meeting): boolean => meeting.phase === 'voting' && !meeting.rounds.some((round) => round.phase === 'voting');

function noteOf(meeting: Meeting, t: TFunction): string {
  const at = meeting.rounds.findIndex((round) => round.phase === 'voting');
  if (meeting.rounds.length > 1 && meeting.phase === 'voting') return at < 0 ? t('rounds.between.note') : t('rounds.voting.note', { at: at + 1, of: meeting.rounds.length, names: meeting.rounds[at]!.subjects.map((id) => meeting.agenda.find((item) => item.assesseeId === id)?.personName ?? '').join(t('cockpit.comma')) });
  if (meeting.phase === 'check_in' && meeting.groups.some((g) => g.votes === 'named')) return t('named.check_in.note');
  return t(`now.${meeting.phase}.note`);
}

/** Ballots in by fives; below five no figure is given at all. */
function VotedFigure({ turnout }: { readonly turnout: NonNullable<Meeting['turnout']> }) {
  const { t } = useTranslation();
  if (turnout.voted === 0 && !turnout.exact) return <span className="now-figure now-few"><small>{t('now.voting.few', { of: turnout.of })}</small></span>;
  return <b className="now-figure">{turnout.voted}<small> / {turnout.of}</small></b>;
}

function Planned({ meeting }: { readonly meeting: Meeting }) {
  const { t } = useTranslation();
  const settled = meeting.groups.every((g) => g.votes !== null);
  const printed = meeting.groups.some((g) => g.printed > 0);
  if (settled && printed) return <HeadTable meeting={meeting} />;
  return <EmptyPanel what={t(settled ? 'now.planned.noSlips' : 'now.planned.noGroups')} why={t('now.planned.why')} action={<A href={settled ? `/meetings/${meeting.id}/slips` : `/meetings/${meeting.id}`}>{t(settled ? 'slips.title' : 'plan.groups')}</A>} />;
}

function HeadTable({ meeting }: { readonly meeting: Meeting }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <table className="tbl tall" aria-label={t('plan.groups')}>
      <thead><tr><th scope="col">{t('plan.group')}</th><th scope="col" className="num">{t('plan.due')}</th><th scope="col" className="num">{t('now.present')}</th><th scope="col" className="num">{t('now.handedOut')}</th><th scope="col" className="num">{t('now.stamped')}</th><th scope="col">{t('plan.votes')}</th></tr></thead>
      <tbody>{meeting.groups.map((g) => <tr key={g.id}><td className="b ell">{text(g.title)}</td><td className="num">{g.due}</td><td className="num">{g.present}</td><td className="num">{g.handedOut}</td><td className="num">{g.votes === 'own' ? g.stamped : t('ui.none')}</td><td className="c2 ell"><Votes group={g} meeting={meeting} /></td></tr>)}</tbody>
    </table>
  );
}

function Votes({ group, meeting }: { readonly group: Group; readonly meeting: Meeting }) {
  const { t } = useTranslation();
  const text = useText();
  const into = meeting.groups.find((g) => g.id === group.into);
  return <>{group.votes === 'merged' && into ? t('plan.merged.into', { group: text(into.title) }) : t(group.votes === 'named' ? 'plan.named' : 'plan.own')}</>;
}

function CheckIn({ meeting, again }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const [voiding, setVoiding] = useState(false);
  return (
    <>
      <table className="tbl tall" aria-label={t('now.check_in')}>
        <colgroup><col />{[0, 1, 2, 3, 4, 5, 6].map((n) => <col key={n} style={{ width: 'calc(76px * var(--cw))' }} />)}</colgroup>
        <thead><tr><th scope="col">{t('plan.group')}</th><th scope="col" className="num">{t('plan.due')}</th><th scope="col" className="num">{t('now.present')}</th><th scope="col" className="num">{t('now.handedOut')}</th><th scope="col" className="num">{t('now.paper')}</th><th scope="col" className="num">{t('now.stamped')}</th><th scope="col" className="num">{t('slips.printed')}</th><th scope="col" className="num">{t('slips.voided')}</th></tr></thead>
        <tbody>
          {meeting.groups.map((g) => (
            <tr key={g.id}>
              <td className="b ell" title={text(g.title)}>{text(g.title)}</td><td className="num">{g.due}</td>
              <td className="num"><Count meeting={meeting} again={again} group={g} field="present" label={`${text(g.title)} ${t('now.present')}`} /></td>
              <td className="num"><Count meeting={meeting} again={again} group={g} field="handedOut" label={`${text(g.title)} ${t('now.handedOut')}`} /></td>
              <td className="num"><Count meeting={meeting} again={again} group={g} field="paper" label={`${text(g.title)} ${t('now.paper')}`} /></td>
              <td className="num">{g.votes === 'own' ? g.stamped : t('ui.none')}</td>
              <td className="num c2">{g.votes === 'own' ? g.printed : t('ui.none')}</td><td className="num c2">{g.votes === 'own' ? g.voided : t('ui.none')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <PartCounts meeting={meeting} again={again} />
      {meeting.groups.some((g) => g.taken > 0) ? <p className="now-note">{t('now.taken', { count: meeting.groups.reduce((sum, g) => sum + g.taken, 0) })}</p> : null}
      <p className="now-note">{t('now.check_in.rule')}</p>
      <MayButton may={meeting.may['void']} onClick={() => setVoiding(true)}>{t('now.void')}</MayButton>
      {voiding ? <VoidDialog meeting={meeting} onClose={() => { setVoiding(false); again(); }} /> : null}
    </>
  );
}

/** A count that is saved when the field is left; what others enter meanwhile shows when the field is not being edited. */
function Count({ meeting, group, field, label, again }: Props & { readonly group: Group; readonly field: 'present' | 'handedOut' | 'paper'; readonly label: string }) {
  const [value, setValue] = useState<number | null>(null);
  const save = useApiMutation({
    run: (n: number) => api.put(`/meetings/${meeting.id}/attendance`, { body: { [field]: { [group.id]: n } } }),
    onDone: () => { setValue(null); again(); }, onProblem: () => { setValue(null); again(); },
  });
  const may = meeting.may['attend'];
  // who signs is ticked by name
  if (may !== true || group.votes === 'named') return <>{group[field]}</>;
  const commit = (): void => {
    if (value !== null && value !== group[field]) save.mutate(value);
    else setValue(null);
  };
  return <InputNumber min={0} max={5000} value={value ?? group[field]} aria-label={label} status={save.isPending ? 'warning' : ''} onChange={(n) => setValue(n ?? 0)} onBlur={commit} onPressEnter={commit} />;
}

function VoidDialog({ meeting, onClose }: { readonly meeting: Meeting; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const codes = text.split(/[\s,;]+/).filter(Boolean);
  const run = useApiMutation({
    run: () => api.put<{ voided: number; unknown: number }>(`/meetings/${meeting.id}/slips/void`, { body: { secrets: codes } }),
    onDone: ({ voided, unknown }) => {
      showDone(t(unknown > 0 ? 'now.void.some' : 'now.void.done', { voided, unknown }));
      onClose();
    },
  });
  return (
    <Modal open title={t('now.void')} onCancel={onClose} okText={t('now.void.do', { count: codes.length })} okButtonProps={{ disabled: codes.length === 0 }} confirmLoading={run.isPending} onOk={() => run.mutate(undefined)}>
      <p>{t('now.void.how')}</p>
      <Input.TextArea rows={8} value={text} onChange={(e) => setText(e.target.value)} aria-label={t('now.void.how')} autoFocus />
    </Modal>
  );
}

/** Turnout in four coarse steps, never a count per group. */
function Turnout({ meeting }: { readonly meeting: Meeting }) {
  const { t } = useTranslation();
  const text = useText();
  const open = meeting.rounds.find((round) => round.phase === 'voting')?.id ?? '';
  const late = (id: string): number => meeting.waves.filter((wave) => wave.rounds.includes(open)).reduce((sum, wave) => sum + (wave.tickets[id] ?? 0), 0);
  return (
    <>
      <table className="tbl tall fits" aria-label={t('now.voting')}>
        <colgroup><col /><col style={{ width: 'calc(72px * var(--cw))' }} /><col className="minor" style={{ width: 'calc(136px * var(--cw))' }} /><col style={{ width: 'calc(96px * var(--cw))' }} /></colgroup>
        <thead><tr><th scope="col">{t('plan.group')}</th><th scope="col" className="num">{t('now.toVote')}</th><th scope="col" className="minor">{t('now.progress')}</th><th scope="col" /></tr></thead>
        <tbody>
          {classesOf(meeting.groups).map((c) => {
            const step = meeting.groups.find((g) => g.id === c.id)?.step ?? 0;
            return <tr key={c.id}><td className="b ell" title={text(c.title)}>{text(c.title)}</td><td className="num">{c.stamped + late(c.id)}</td><td className="minor"><Steps4 filled={step + 1} label={t(`step.${step}`)} /></td><td className={step === 3 ? 'ok' : ''}>{t(`step.${step}`)}</td></tr>;
          })}
        </tbody>
      </table>
      <p className="now-note">{t('now.voting.rule')}</p>
    </>
  );
}

/** Tickets given, ballots back and tickets that never voted, class by class. */
function Counting({ meeting }: { readonly meeting: Meeting }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <>
      <table className="tbl tall" aria-label={t('now.closed')}>
        <colgroup><col />{[0, 1, 2, 3, 4, 5].map((n) => <col key={n} style={{ width: 'calc(96px * var(--cw))' }} />)}</colgroup>
        <thead><tr><th scope="col">{t('plan.group')}</th><th scope="col" className="num">{t('now.handedOut')}</th><th scope="col" className="num">{t('now.paper')}</th><th scope="col" className="num">{t('now.stamped')}</th><th scope="col" className="num">{t('replace.replaced')}</th><th scope="col" className="num">{t('now.returned')}</th><th scope="col" className="num">{t('now.uncast')}</th></tr></thead>
        <tbody>
          {classesOf(meeting.groups).map((c) => {
            const given = (c.stamped + c.paper) * meeting.rounds.length + meeting.waves.reduce((sum, wave) => sum + (wave.tickets[c.id] ?? 0) * wave.rounds.length, 0);
            const uncast = given + c.replaced * meeting.rounds.length - (c.returned ?? 0);
            return (
              <tr key={c.id}>
                <td className="b ell">{text(c.title)}</td><td className="num">{c.handedOut}</td><td className="num">{c.paper}</td><td className="num">{given - c.paper * meeting.rounds.length}</td><td className="num">{c.replaced}</td><td className="num">{c.returned ?? 0}</td>
                <td className={`num ${uncast < 0 ? 'late b' : ''}`}>{uncast}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="now-note">{t('now.closed.rule')}</p>
    </>
  );
}

function Sealed({ meeting }: { readonly meeting: Meeting }) {
  const { t } = useTranslation();
  const text = useText();
  const titleOf = (id: string): string => text(meeting.groups.find((g) => g.id === id)?.title ?? { text: id });
  const paper = meeting.groups.reduce((sum, g) => sum + g.paper, 0);
  return (
    <>
      <p className="sealed-words">{t(paper > 0 ? 'now.sealed.words.paper' : 'now.sealed.words', { paper, replaced: meeting.replacements.count, out: (meeting.turnout?.of ?? 0) - paper, back: meeting.turnout?.voted ?? 0, code: sealCode(meeting.sealRoot) })}</p>
      <VoidRounds meeting={meeting} />
      {Object.entries(meeting.merged).map(([from, to]) => <p key={from} className="now-note">{t('now.sealed.merged', { from: titleOf(from), to: titleOf(to) })}</p>)}
      <p className="slips-acts">
        {meeting.may['readTallies'] === true ? <Button href={apiUrl(`/meetings/${meeting.id}/seal.json`)} download={`seal-${meeting.id}.json`}>{t('now.sealed.file')}</Button> : null}
        {meeting.may['readTallies'] === true && meeting.recountRoot !== '' ? <Button href={apiUrl(`/meetings/${meeting.id}/recount.json`)} download={`recount-${meeting.id}.json`}>{t('now.sealed.recount')}</Button> : null}
        {meeting.may['readTallies'] === true ? <><Button href={apiUrl(`/meetings/${meeting.id}/count-sheet.docx`)} download>{t('now.sealed.sheet')}</Button><Button href={apiUrl(`/meetings/${meeting.id}/count-sheet.pdf`)} download>{t('now.sealed.sheet.pdf')}</Button></> : null}
        {meeting.may['readTallies'] === true && meeting.groups.some((g) => g.votes === 'named') ? <Button href={apiUrl(`/meetings/${meeting.id}/signed-list.xlsx`)} download>{t('named.list')}</Button> : null}
        {meeting.may['readTallies'] === true ? <Remarks meeting={meeting} /> : null}
        <A href="/scoring">{t('now.sealed.next')}</A>
      </p>
      {meeting.recountRoot === '' ? null : <p className="now-note">{t('now.sealed.recount.root')} <span className="recount-root">{meeting.recountRoot.replace(/(.{4})(?=.)/g, '$1 ')}</span></p>}
      <p className="now-note">{t('now.sealed.rule')}</p>
    </>
  );
}

/** Seconds since `from`, ticking. */
export function useSeconds(from: number | null): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    if (from === null) return;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [from]);
  return from === null ? 0 : Math.max(0, Math.floor((now - from) / 1000));
}
