import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/index.ts';
import { Button, Tag } from '../../ui/index.ts';
import type { Meeting } from './model.ts';

type Round = Meeting['rounds'][number];

/** Names of those who are voted on in a round, or how many there are; with their sector where the meeting hears several. */
export function useRoundName(meeting: Meeting): (id: string | null) => string {
  const { t } = useTranslation();
  const text = useText();
  return (id) => {
    const round = meeting.rounds.find((one) => one.id === id);
    // of a round with several sheets the vote about one person may fall by itself
    if (!round) return meeting.agenda.find((item) => item.assesseeId === id)?.personName ?? '';
    const names = round.subjects.map((subject) => meeting.agenda.find((item) => item.assesseeId === subject)?.personName ?? '');
    const words = names.length <= 3 ? names.join(t('cockpit.comma')) : t('rounds.names.more', { name: names[0], count: names.length });
    return meeting.sectors.length > 1 && round.sector !== '' ? t('rounds.names.sector', { sector: text({ key: `${round.sector}.sector` }), names: words }) : words;
  };
}

/** Rounds of the voting in their order: one is open at a time, each once; the clerk calls them in whatever order. */
export function RoundsPanel({ meeting, onAsk }: { readonly meeting: Meeting; readonly onAsk: (command: 'open_voting' | 'close_voting', round: string) => void }) {
  const { t } = useTranslation();
  const nameOf = useRoundName(meeting);
  if (meeting.rounds.length < 2 || !['check_in_closed', 'voting', 'closed'].includes(meeting.phase)) return null;
  const busy = meeting.rounds.some((round) => round.phase === 'voting') || meeting.waves.some((wave) => wave.state === 'open');
  const done = meeting.rounds.filter((round) => round.phase === 'closed').length;
  const next = meeting.next;
  // the next one by itself stands in the page's head
  const act = (round: Round): 'open_voting' | null => (round.phase === 'waiting' && !busy && meeting.may['open'] === true && next?.round !== round.id ? 'open_voting' : null);
  const acts = meeting.rounds.some((round) => act(round) !== null);
  return (
    <section className="rounds" aria-label={t('rounds.title')}>
      <h2 className="rounds-head">{t('rounds.title')}<small>{t('rounds.count', { done, of: meeting.rounds.length })}</small></h2>
      <table className="tbl cued fits" aria-label={t('rounds.title')}>
        <colgroup><col style={{ width: 'calc(56px * var(--cw))' }} /><col /><col style={{ width: 'calc(88px * var(--cw))' }} /><col className="minor" style={{ width: 'calc(96px * var(--cw))' }} /><col style={{ width: 'calc(72px * var(--cw))' }} />{acts ? <col style={{ width: 'calc(112px * var(--cw))' }} /> : null}</colgroup>
        <thead><tr><th scope="col">{t('rounds.round')}</th><th scope="col">{t('rounds.subjects')}</th><th scope="col">{t('rounds.state')}</th><th scope="col" className="num minor">{t('rounds.tickets')}</th><th scope="col" className="num">{t('now.returned')}</th>{acts ? <th scope="col" /> : null}</tr></thead>
        <tbody>
          {meeting.rounds.map((round, n) => {
            const command = act(round);
            return (
              <tr key={round.id} className={round.phase === 'voting' ? 'on' : ''}>
                <td className="c2">{n + 1}</td><td className="b ell" title={nameOf(round.id)}>{nameOf(round.id)}</td>
                <td>{round.phase === 'voting' ? <Tag tone="red">{t('rounds.voting')}</Tag> : <span className={round.phase === 'closed' ? 'ok' : 'c3'}>{t(`rounds.${round.phase}`)}</span>}</td>
                <td className="num minor">{round.tickets}</td><td className="num">{round.returned ?? t('ui.none')}</td>
                {acts ? <td className="num">{command ? <Button size="small" type="link" onClick={() => onAsk(command, round.id)} aria-label={t('rounds.open.of', { name: nameOf(round.id) })}>{t('rounds.open')}</Button> : null}</td> : null}
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="now-note">{t('rounds.rule')}</p>
    </section>
  );
}
