import { useTranslation } from 'react-i18next';
import { PHASES, seesComments, type Meeting } from './model.ts';
import { runningOf, type Rehearsals } from './rehearsal-model.ts';
import { sealCode } from './words.ts';

/** The meeting's phases from top to bottom: past, present, to come. */
export function PhaseLine({ meeting, rehearsals }: { readonly meeting: Meeting; readonly rehearsals: Rehearsals | undefined }) {
  const { t } = useTranslation();
  const now = PHASES.indexOf(meeting.phase);
  const facts: Partial<Record<Meeting['phase'], string>> = {
    planned: meeting.groups.some((g) => g.printed > 0) ? t('line.printed', { count: meeting.groups.reduce((sum, g) => sum + g.printed, 0) }) : t('line.notPrinted'),
    check_in: now >= 1 ? t('line.present', { count: meeting.groups.reduce((sum, g) => sum + g.present, 0) }) : '',
    check_in_closed: now >= 2 && seesComments(meeting) ? t('line.comments', { done: meeting.agenda.filter((a) => a.comment).length, of: meeting.agenda.length }) : '',
    voting: now === 3 && meeting.rounds.length > 1 ? t('rounds.count', { done: meeting.rounds.filter((round) => round.phase === 'closed').length, of: meeting.rounds.length }) : meeting.turnout && now > 3 ? t('line.voted', { count: meeting.turnout.voted }) : '',
    closed: t('line.scrutineers'),
    sealed: meeting.sealRoot === '' ? t('line.hidden') : t('line.root', { root: sealCode(meeting.sealRoot) }),
  };
  return (
    <nav className="phases" aria-label={t('cockpit.phases')}>
      <h2>{t('cockpit.phases')}</h2>
      <ol>
        <Rehearsed meeting={meeting} rehearsals={rehearsals} />
        {PHASES.map((phase, at) => (
          <li key={phase} className={at < now || meeting.phase === 'sealed' ? 'done' : at === now ? 'now' : ''} aria-current={at === now ? 'step' : undefined}>
            <i aria-hidden="true" />
            <b>{t(`line.${phase}`)}</b>
            <span>{facts[phase]}</span>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Whether the meeting was rehearsed, before its first phase. */
function Rehearsed({ meeting, rehearsals }: { readonly meeting: Meeting; readonly rehearsals: Rehearsals | undefined }) {
  const { t } = useTranslation();
  const wiped = (rehearsals?.items ?? []).filter((one) => one.phase === 'wiped').length;
  const running = rehearsals !== undefined && runningOf(meeting, rehearsals) !== undefined;
  if (rehearsals === undefined || (!running && wiped === 0 && meeting.phase !== 'planned')) return null;
  return <li className={running ? 'now' : wiped > 0 ? 'done' : ''}><i aria-hidden="true" /><b>{t('rehearsal.line')}</b><span>{t(running ? 'rehearsal.line.running' : wiped > 0 ? 'rehearsal.line.wiped' : 'rehearsal.line.none', { count: wiped })}</span></li>;
}
