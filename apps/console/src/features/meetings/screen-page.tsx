import { inFours } from '@shuping/ballot-box/client';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePoll } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { clockTime, usePathParams } from '../../ui/index.ts';
import { classesOf, type Meeting } from './model.ts';
import { runningOf, useRehearsals } from './rehearsal-model.ts';
import { RehearsalHall } from './rehearsal-screen.tsx';
import { useRoundName } from './rounds-panel.tsx';
import { screenState } from './side-panel.tsx';
import { sealCode } from './words.ts';
import './screen.css';

/** 大屏: what the hall may see. Turnout in coarse figures, never a mark; nothing smaller than 32 px at 1920 × 1080. */
export function Page() {
  const { t } = useTranslation();
  const { id = '' } = usePathParams();
  const poll = usePoll<Meeting>(`/meetings/${id}`, 2_000);
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const meeting = poll.data;
  const rehearsals = useRehearsals(meeting?.phase === 'planned' ? meeting : undefined);
  if (!meeting) return <div className="hall bare"><main><h1>{t(poll.problem === undefined ? 'ui.loading' : [403, 404].includes(poll.problem.status) ? 'screen.closedToYou' : 'screen.away')}</h1></main></div>;
  const rehearsal = runningOf(meeting, rehearsals.data);
  if (rehearsal) return <RehearsalHall title={meeting.title} rehearsal={rehearsal} now={now} away={poll.problem !== undefined} />;
  return <Hall meeting={meeting} now={now} away={poll.problem !== undefined} />;
}

function Hall({ meeting, now, away }: { readonly meeting: Meeting; readonly now: number; readonly away: boolean }) {
  const { t } = useTranslation();
  const roundName = useRoundName(meeting);
  const state = screenState(meeting);
  const sealed = meeting.phase === 'sealed';
  const open = meeting.rounds.find((round) => round.phase === 'voting');
  const names = [...new Set(Object.values(meeting.confirmations).flat())];
  return (
    <div className={`hall ${state}`}>
      <header><span className="t">{meeting.title}</span><time>{clockTime(now)}</time></header>
      <main>
        <div className="l">
          <h1>{t(sealed ? 'screen.sealed' : `screen.${state}`)}{open && meeting.rounds.length > 1 ? <small className="round">{roundName(open.id)}</small> : null}</h1>
          <p className="sub">{t(sealed ? 'screen.results' : `screen.${state}.sub`, { done: meeting.rounds.filter((round) => round.phase === 'closed').length, of: meeting.rounds.length })}</p>
          {meeting.turnout ? <Voted turnout={meeting.turnout} /> : null}
        </div>
        {state === 'waiting' || state === 'between' ? <Order meeting={meeting} /> : <Groups meeting={meeting} />}
      </main>
      <footer><span>{names.length > 0 ? t('screen.scrutineers', { names: names.join('\u2003') }) : ''}</span><span>{meeting.fingerprint === '' ? '' : t('screen.fingerprint', { code: inFours(meeting.fingerprint) })}</span><span className="gone">{away ? t('screen.away') : ''}</span><span>{sealed ? t('screen.sealed.root', { code: sealCode(meeting.sealRoot) }) : t('screen.results')}</span></footer>
    </div>
  );
}

function Voted({ turnout }: { readonly turnout: NonNullable<Meeting['turnout']> }) {
  const { t } = useTranslation();
  const filled = turnout.of === 0 ? 0 : Math.floor((turnout.voted * 16) / turnout.of);
  if (turnout.voted === 0 && !turnout.exact) return <p className="sub">{t('screen.few', { of: turnout.of })}</p>;
  return (
    <>
      <p className="n"><b>{turnout.voted}</b><span>/ {turnout.of}</span></p>
      <div className="seg16" aria-hidden="true">{Array.from({ length: 16 }, (_, n) => <i key={n} className={n < filled ? 'f' : ''} />)}</div>
      <p className="sub">{t(turnout.exact ? 'screen.counted' : 'screen.byFive')}</p>
    </>
  );
}

function Groups({ meeting }: { readonly meeting: Meeting }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <ul className="r">
      {classesOf(meeting.groups).map((c) => {
        const step = meeting.phase === 'voting' ? (meeting.groups.find((g) => g.id === c.id)?.step ?? 0) : 3;
        const words = meeting.phase === 'voting' ? t(`step.${step}`) : t('screen.stopped');
        return <li key={c.id} className={step === 3 && meeting.phase === 'voting' ? 'full' : ''}><span className="gn">{text(c.title)}</span><span className="st" aria-hidden="true">{[0, 1, 2, 3].map((n) => <i key={n} className={n <= step ? 'f' : ''} />)}</span><span className="w">{words}</span></li>;
      })}
    </ul>
  );
}

function Order({ meeting }: { readonly meeting: Meeting }) {
  const { t } = useTranslation();
  const first = meeting.agenda.findIndex((a) => !a.done);
  const shown = meeting.agenda.slice(Math.max(0, first - 1), Math.max(0, first - 1) + 5);
  return (
    <ul className="r order">
      {shown.map((a) => <li key={a.assesseeId} className={a.done ? 'past' : a === meeting.agenda[first] ? 'next' : ''}><span className="w">{a.position + 1}</span><span className="gn">{a.personName}</span><span className="sub">{a === meeting.agenda[first] ? t('screen.next') : a.done ? t('screen.spoken') : ''}</span></li>)}
    </ul>
  );
}
