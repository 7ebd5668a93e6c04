import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useApiMutation } from '../../client/index.ts';
import { Section, useMayReason } from '../../ui/index.ts';
import { clockWords, seesComments, type Debrief, type Meeting } from './model.ts';
import { useSeconds } from './now-panel.tsx';
import { QuestionsDialog } from './questions-dialog.tsx';

type Props = { readonly meeting: Meeting; readonly again: () => void; readonly onComment: (debrief: Debrief) => void };

/** Debriefs in their order with a clock for the one who speaks; one debrief, one comment. */
export function DebriefList({ meeting, again, onComment }: Props) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<Debrief | null>(null);
  const [speaking, setSpeaking] = useState<{ id: string; since: number } | null>(null);
  const seconds = useSeconds(speaking?.since ?? null);
  const save = useApiMutation({ run: ({ id, spoken }: { id: string; spoken: number }) => api.patch(`/meetings/${meeting.id}/agenda/${id}`, { body: { spokenSeconds: spoken, done: true } }), onDone: again });
  const stop = (): void => {
    if (speaking) save.mutate({ id: speaking.id, spoken: seconds });
    setSpeaking(null);
  };
  const start = (id: string): void => {
    stop();
    setSpeaking({ id, since: Date.now() });
  };
  const problems = meeting.agenda.reduce((sum, a) => sum + (a.comment?.problems ?? 0), 0);
  const timed = meeting.may['attend'] !== undefined && meeting.phase !== 'sealed';
  return (
    <Section title={t('debrief.title', { done: meeting.agenda.filter((a) => a.done).length, of: meeting.agenda.length })} note={t(seesComments(meeting) ? 'debrief.note' : 'debrief.note.plain', { minutes: meeting.minutes, problems })} ruled>
      <ol className="debriefs">
        {meeting.agenda.map((item, at) => {
          const now = speaking?.id === item.assesseeId;
          const spoken = now ? seconds : item.spokenSeconds;
          const over = spoken !== null && spoken > item.minutes * 60;
          return (
            <li key={item.assesseeId} className={now ? 'on' : ''}>
              <span className="c3">{at + 1}</span><b className="ell" title={item.personName}>{item.personName}</b><span className="ell c2" title={item.orgName}>{item.orgName}</span>
              <span className={`num${over ? ' warn b' : ''}`}>{item.mode === 'written' ? t('plan.mode.written') : spoken === null ? '' : clockWords(spoken)}</span>
              {timed && item.mode === 'stage' && meeting.phase !== 'voting' && meeting.phase !== 'closed' ? <button type="button" className="linkish s13" onClick={() => (now ? stop() : start(item.assesseeId))}>{t(now ? 'debrief.stop' : item.done ? 'debrief.again' : 'debrief.start')}</button> : <span />}
              <span className="num"><QuestionsLink item={item} onAsk={() => setAsking(item)} /><CommentLink item={item} onComment={() => onComment(item)} /></span>
            </li>
          );
        })}
      </ol>
      {asking ? <QuestionsDialog meeting={meeting} debrief={asking} onClose={() => { setAsking(null); again(); }} /> : null}
    </Section>
  );
}

/** What was asked from the floor, while the debrief runs and afterwards. */
function QuestionsLink({ item, onAsk }: { readonly item: Debrief; readonly onAsk: () => void }) {
  const { t } = useTranslation();
  const words = item.questions.length > 0 ? t('questions.count', { count: item.questions.length }) : t('questions.open');
  if (item.may['ask'] !== true) return item.questions.length > 0 ? <span className="c3 s13">{words}</span> : null;
  return <button type="button" className="linkish s13" onClick={onAsk}>{words}</button>;
}

function CommentLink({ item, onComment }: { readonly item: Debrief; readonly onComment: () => void }) {
  const { t } = useTranslation();
  const reason = useMayReason(item.may['comment']);
  const words = item.comment ? t('debrief.commented', { count: item.comment.problems }) : t('debrief.comment');
  if (item.may['comment'] !== true) return <span className="c3 s13 num" title={reason}>{item.comment ? words : ''}</span>;
  return <button type="button" className={`linkish s13 num${item.comment ? '' : ' b'}`} onClick={onComment}>{words}</button>;
}
