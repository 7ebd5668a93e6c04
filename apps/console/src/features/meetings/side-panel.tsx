import { inFours } from '@shuping/ballot-box/client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useApiMutation } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { Button, clockTime, GuardList, Section, useMayReason } from '../../ui/index.ts';
import type { Meeting, Slips } from './model.ts';
import { PreFlight } from './pre-flight.tsx';
import { Replacements } from './replacements.tsx';
import { RecountKeyDialog } from './recount-key-dialog.tsx';
import { useRoundName } from './rounds-panel.tsx';
import { WavesPanel } from './waves-panel.tsx';

/** What the next step still needs, and the two scrutineers who confirm it. */
export function SidePanel({ meeting, again, at, rehearsing, onPrint }: { readonly meeting: Meeting; readonly again: () => void; readonly at: number | undefined; readonly rehearsing: boolean; readonly onPrint: (slips: Slips) => void }) {
  const { t } = useTranslation();
  const text = useText();
  const { next } = meeting;
  const titleOf = (id: string | undefined): string => (id === undefined ? '' : text(meeting.groups.find((g) => g.id === id)?.title ?? { text: id }));
  const roundName = useRoundName(meeting);
  const several = next !== null && next.round !== null && meeting.rounds.length > 1;
  const words = next === null ? '' : several ? t(`rounds.command.${next.command}`, { name: roundName(next.round) }) : t(`meeting.command.${next.command}`);
  const missing = next?.missing ?? [];
  const items = missing.map((issue) => ({ key: `${issue.code}/${issue.at ?? ''}`, done: false, text: t(`issue.${issue.code}`, { ...issue.params, group: titleOf(issue.at) }) }));
  return (
    <aside className="side cockpit-side" aria-label={t('side.title')}>
      {next ? (
        <Section title={several ? t(`rounds.before.${next.command}`, { name: roundName(next.round) }) : t('side.before', { act: words })}>
          <GuardList items={items.length > 0 ? items : [{ key: 'ready', done: true, text: t('side.ready') }]} />
        </Section>
      ) : null}
      {meeting.phase === 'planned' ? <PreFlight meeting={meeting} /> : null}
      {next?.confirmations ? <Scrutineers meeting={meeting} next={next} under={next.confirmations} words={words} again={again} /> : null}
      {next && next.confirmations === null && next.round !== null ? <Section title={t('side.scrutineers')}><p className="s12 c3">{t('rounds.alone')}</p></Section> : null}
      <WavesPanel meeting={meeting} again={again} onPrint={onPrint} />
      <Replacements meeting={meeting} again={again} />
      {meeting.fingerprint === '' ? null : <Section title={t('side.fingerprint')}><p className="b">{inFours(meeting.fingerprint)}</p><p className="s12 c3">{t('side.fingerprint.note')}</p></Section>}
      <Section title={t('side.screen')}>
        <p className="s13 c2">{t(rehearsing ? 'rehearsal.screen.shows' : meeting.phase === 'sealed' ? 'screen.shows.sealed' : `screen.shows.${screenState(meeting)}`)}</p>
        <p className="s12 c3">{at === undefined ? '' : t('side.at', { time: clockTime(at) })}</p>
      </Section>
    </aside>
  );
}

/** What the hall screen shows: waiting, check-in, debriefs, voting, between two rounds, or closed. */
export function screenState(meeting: Meeting): 'waiting' | 'checkIn' | 'debrief' | 'voting' | 'between' | 'closed' {
  if (meeting.phase === 'check_in') return 'checkIn';
  if (meeting.phase === 'check_in_closed') return 'debrief';
  if (meeting.phase === 'voting') return meeting.rounds.some((round) => round.phase === 'voting') ? 'voting' : 'between';
  return meeting.phase === 'closed' || meeting.phase === 'sealed' ? 'closed' : 'waiting';
}

type ScrutineersProps = { readonly meeting: Meeting; readonly next: NonNullable<Meeting['next']>; readonly under: string; readonly words: string; readonly again: () => void };

function Scrutineers({ meeting, next: { command, round }, under, words, again }: ScrutineersProps) {
  const { t } = useTranslation();
  const names = meeting.confirmations[under] ?? [];
  const may = meeting.may['confirm'];
  const reason = useMayReason(may);
  const [keying, setKeying] = useState(false);
  const confirm = useApiMutation({ run: (recountKey: string | null) => api.post(`/meetings/${meeting.id}/confirmations`, { body: { command, ...(round === null ? {} : { round }), ...(recountKey === null ? {} : { recountKey }) } }), onDone: () => { setKeying(false); again(); }, onProblem: () => void again() });
  const ask = (): void => (under === 'open_voting' ? setKeying(true) : confirm.mutate(null));
  return (
    <Section title={t('side.scrutineers')} note={t('side.scrutineers.note', { count: names.length })}>
      <ul className="scrutineers">
        {[0, 1].map((n) => <li key={n}><b>{names[n] ?? t('side.scrutineer.open')}</b><span className={names[n] ? 'ok' : 'c3'}>{t(names[n] ? 'side.confirmed' : 'side.waiting')}</span></li>)}
      </ul>
      {may === true && names.length < 2 ? <Button block loading={confirm.isPending} onClick={ask}>{t('side.confirm', { act: words })}</Button> : may !== true ? <p className="s12 c3" title={reason}>{t('side.confirm.who')}</p> : null}
      {keying ? <RecountKeyDialog meeting={meeting} busy={confirm.isPending} onCancel={() => setKeying(false)} onKept={(key) => confirm.mutate(key)} /> : null}
    </Section>
  );
}
