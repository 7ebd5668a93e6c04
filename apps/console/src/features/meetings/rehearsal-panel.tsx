import { InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, showDone, useApiMutation } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { A, Button, clockTime, ConsequenceModal, MayButton, Section } from '../../ui/index.ts';
import { classesOf, type Meeting } from './model.ts';
import { doorOf, runningOf, type Rehearsal, type Rehearsals, type RehearsalStarted } from './rehearsal-model.ts';
import './rehearsal.css';
import { Qr } from './slip-sheets.tsx';

type Props = { readonly meeting: Meeting; readonly rehearsals: Rehearsals; readonly again: () => void; readonly onPrint: (started: RehearsalStarted) => void };
type Command = 'open_voting' | 'close_voting' | 'wipe';

/** 演练 in the cockpit of a meeting that is still planned: order it, run it, wipe it; what was wiped is listed with its certificate. */
export function RehearsalPanel({ meeting, rehearsals, again, onPrint }: Props) {
  const { t } = useTranslation();
  const running = runningOf(meeting, rehearsals);
  const wiped = rehearsals.items.filter((one) => one.certificate !== null);
  if (classesOf(meeting.groups).length === 0) return null;
  return (
    <Section title={t('rehearsal.title')} note={t('rehearsal.note')} ruled>
      {running ? <Running meeting={meeting} rehearsal={running} may={rehearsals.may} again={again} /> : <Order meeting={meeting} may={rehearsals.may} again={again} onPrint={onPrint} />}
      {wiped.length > 0 ? (
        <ul className="rehearsals-past">
          {wiped.map((one) => <li key={one.id}><span>{t('rehearsal.wiped', { at: one.certificate!.at.slice(0, 10), time: clockTime(new Date(one.certificate!.at), false), by: one.certificate!.by })}</span><A href={`/meetings/${meeting.id}/rehearsals/${one.id}`}>{t('rehearsal.certificate')}</A></li>)}
        </ul>
      ) : null}
    </Section>
  );
}

function Order({ meeting, may, again, onPrint }: { readonly meeting: Meeting; readonly may: Rehearsals['may']; readonly again: () => void; readonly onPrint: (started: RehearsalStarted) => void }) {
  const { t } = useTranslation();
  const text = useText();
  const classes = classesOf(meeting.groups);
  const [numbers, setNumbers] = useState<Record<string, number>>({});
  const [walkIn, setWalkIn] = useState<string>(classes[0]!.id);
  const run = useApiMutation({
    run: () => api.post<RehearsalStarted>(`/meetings/${meeting.id}/rehearsals`, { body: { numbers: Object.fromEntries(Object.entries(numbers).filter(([, n]) => n > 0)), ...(walkIn === '' ? {} : { walkIn }) } }),
    onDone: (started) => { again(); if (started.slips.length > 0) onPrint(started); }, onProblem: () => void again(),
  });
  return (
    <>
      <div className="rehearsal-order">
        <label><span>{t('rehearsal.door')}</span><Select value={walkIn} onChange={setWalkIn} options={[...classes.map((c) => ({ value: c.id, label: text(c.title) })), { value: '', label: t('rehearsal.door.none') }]} aria-label={t('rehearsal.door')} /></label>
        {classes.map((c) => <label key={c.id}><span>{t('rehearsal.slips', { group: text(c.title) })}</span><InputNumber min={0} max={500} value={numbers[c.id] ?? 0} aria-label={t('rehearsal.slips', { group: text(c.title) })} onChange={(n) => setNumbers({ ...numbers, [c.id]: n ?? 0 })} /></label>)}
      </div>
      <p className="slips-acts"><MayButton may={may['start']} loading={run.isPending} onClick={() => run.mutate(undefined)}>{t('rehearsal.start')}</MayButton><span className="s12 c3">{t('rehearsal.why')}</span></p>
    </>
  );
}

function Running({ meeting, rehearsal, may, again }: { readonly meeting: Meeting; readonly rehearsal: Rehearsal; readonly may: Rehearsals['may']; readonly again: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const [wiping, setWiping] = useState(false);
  const run = useApiMutation({
    run: (command: Command) => api.post<Rehearsals>(`/meetings/${meeting.id}/rehearsals/${rehearsal.id}/phase`, { body: { command } }),
    onDone: (_, command) => { setWiping(false); showDone(t(`rehearsal.done.${command}`)); again(); }, onProblem: () => void again(),
  });
  const door = doorOf(rehearsal);
  const next: Command = rehearsal.phase === 'check_in' ? 'open_voting' : rehearsal.phase === 'voting' ? 'close_voting' : 'wipe';
  return (
    <div className="rehearsal-running">
      <div>
        <p className="rehearsal-phase"><b>{t(`rehearsal.phase.${rehearsal.phase}`)}</b><span>{t(`rehearsal.phase.${rehearsal.phase}.note`)}</span></p>
        <table className="tbl" aria-label={t('rehearsal.title')}>
          <colgroup><col />{[0, 1, 2].map((n) => <col key={n} style={{ width: 'calc(80px * var(--cw))' }} />)}</colgroup>
          <thead><tr><th scope="col">{t('plan.group')}</th><th scope="col" className="num">{t('rehearsal.slips.short')}</th><th scope="col" className="num">{t('now.stamped')}</th><th scope="col" className="num">{t('now.returned')}</th></tr></thead>
          <tbody>{rehearsal.groups.map((g) => <tr key={g.id}><td className="ell b">{text(g.title)}</td><td className="num">{g.slips}</td><td className="num">{g.stamped}</td><td className="num">{rehearsal.phase === 'check_in' ? t('ui.none') : g.returned}</td></tr>)}</tbody>
        </table>
        <p className="slips-acts">
          {next === 'wipe' ? null : <MayButton may={may['run']} loading={run.isPending} onClick={() => run.mutate(next)}>{t(`rehearsal.do.${next}`)}</MayButton>}
          <MayButton may={may['run']} type={next === 'wipe' ? 'primary' : 'default'} onClick={() => setWiping(true)}>{t('rehearsal.do.wipe')}</MayButton>
          <Button href={`/screen/${meeting.id}`} target="_blank">{t('cockpit.screen')}</Button>
        </p>
      </div>
      {door === '' || rehearsal.phase !== 'check_in' ? null : <figure><Qr text={door} /><figcaption>{t('rehearsal.scan')}</figcaption></figure>}
      <ConsequenceModal open={wiping} title={t('rehearsal.do.wipe')} confirm={t('rehearsal.do.wipe')} busy={run.isPending} consequences={[t('rehearsal.wipe.all'), t('rehearsal.wipe.paper'), t('rehearsal.wipe.certificate')]} onCancel={() => setWiping(false)} onConfirm={() => run.mutate('wipe')} />
    </div>
  );
}
