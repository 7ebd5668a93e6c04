import { inFours } from '@shuping/ballot-box/client';
import { useEffect, useState, type CSSProperties } from 'react';
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

/** A screen that has heard nothing for so long says so; one answer that was late is nobody's business. */
const GONE_AFTER_S = 5;

/** 大屏: what the hall may see. Turnout in coarse figures, never a mark; nothing smaller than 32 px at 1920 × 1080. Without a network the last picture stands, and says since when. */
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
  const silent = Math.floor((now - (poll.at ?? now)) / 1_000);
  const gone = silent >= GONE_AFTER_S ? t('screen.gone', { count: silent }) : '';
  if (rehearsal) return <RehearsalHall title={meeting.title} rehearsal={rehearsal} now={now} gone={gone} />;
  return <Hall meeting={meeting} now={now} gone={gone} />;
}

function Hall({ meeting, now, gone }: { readonly meeting: Meeting; readonly now: number; readonly gone: string }) {
  const { t } = useTranslation();
  const roundName = useRoundName(meeting);
  const state = screenState(meeting);
  const sealed = meeting.phase === 'sealed';
  const open = meeting.rounds.find((round) => round.phase === 'voting');
  const names = [...new Set(Object.values(meeting.confirmations).flat())];
  const end = sealed ? t('screen.sealed.root', { code: sealCode(meeting.sealRoot) }) : t('screen.results');
  return (
    <div className={`hall ${state}`}>
      <header><span className="t">{meeting.title}</span><time>{clockTime(now)}</time></header>
      <main>
        <div className="l">
          <h1>{t(sealed ? 'screen.sealed' : `screen.${state}`)}{open && meeting.rounds.length > 1 ? <small className="round">{roundName(open.id)}</small> : null}</h1>
          <Sub meeting={meeting} />
          {meeting.turnout ? <Voted turnout={meeting.turnout} /> : null}
        </div>
        {state === 'voting' || state === 'closed' ? <Groups meeting={meeting} /> : <Order meeting={meeting} />}
      </main>
      <footer><span className="cut">{names.length > 0 ? t('screen.scrutineers', { names: names.join('\u2003') }) : ''}</span><span>{meeting.fingerprint === '' || state === 'checkIn' ? '' : t('screen.fingerprint', { code: inFours(meeting.fingerprint) })}</span><span className={gone === '' ? '' : 'gone'}>{gone === '' ? end : gone}</span></footer>
    </div>
  );
}

/** What the hall is to do or to know now; while phones check in also the code that they must show. */
function Sub({ meeting }: { readonly meeting: Meeting }) {
  const { t } = useTranslation();
  const state = screenState(meeting);
  const rounds = { done: meeting.rounds.filter((round) => round.phase === 'closed').length, of: meeting.rounds.length };
  const heard = { done: meeting.agenda.filter((one) => one.done).length, of: meeting.agenda.length };
  return (
    <>
      <p className="sub">{t(meeting.phase === 'sealed' ? 'screen.results' : `screen.${state}.sub`, state === 'debrief' ? heard : rounds)}</p>
      {state === 'checkIn' && meeting.fingerprint !== '' ? <p className="code"><span className="sub">{t('screen.code')}</span><b>{inFours(meeting.fingerprint)}</b></p> : null}
    </>
  );
}

function Voted({ turnout }: { readonly turnout: NonNullable<Meeting['turnout']> }) {
  const { t } = useTranslation();
  const filled = turnout.of === 0 ? 0 : Math.floor((turnout.voted * 16) / turnout.of);
  if (turnout.voted === 0 && !turnout.exact) return <p className="sub">{t('screen.few', { of: turnout.of })}</p>;
  return (
    <>
      <p className={turnout.of > 999 ? 'n wide' : 'n'}><b>{turnout.voted}</b><span>/ {turnout.of}</span></p>
      <div className="seg16" aria-hidden="true">{Array.from({ length: 16 }, (_, n) => <i key={n} className={n < filled ? 'f' : ''} />)}</div>
      <p className="sub">{t(turnout.exact ? 'screen.counted' : 'screen.byFive')}</p>
    </>
  );
}

function Groups({ meeting }: { readonly meeting: Meeting }) {
  const { t } = useTranslation();
  const text = useText();
  const classes = classesOf(meeting.groups);
  return (
    <ul className={classes.length > 6 ? 'r many' : 'r'} style={{ '--rows': classes.length } as CSSProperties}>
      {classes.map((c) => {
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
  // one who was heard stays above the next; at the end the last ones stand
  const from = Math.max(0, Math.min(first === -1 ? meeting.agenda.length : first - 1, meeting.agenda.length - 5));
  const shown = meeting.agenda.slice(from, from + 5);
  return (
    <ul className="r order" style={{ '--rows': shown.length } as CSSProperties}>
      {shown.map((a) => <li key={a.assesseeId} className={a.done ? 'past' : a === meeting.agenda[first] ? 'next' : ''}><span className="w">{a.position + 1}</span><span className="hall-person"><b className="gn">{a.personName}</b><span className="unit">{a.orgName}</span></span><span className="sub">{a === meeting.agenda[first] ? t('screen.next') : a.done ? t('screen.spoken') : ''}</span></li>)}
    </ul>
  );
}
