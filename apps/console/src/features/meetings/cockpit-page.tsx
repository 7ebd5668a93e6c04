import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCycleOfPage } from '../../app/cycle.tsx';
import { api, showDone, useApiMutation, usePoll } from '../../client/index.ts';
import { A, Button, ConsequenceModal, LoadingPanel, PageHeader, ProblemPanel, usePathParams } from '../../ui/index.ts';
import './meetings.css';
import './cockpit.css';
import { CommentDialog } from './comment-dialog.tsx';
import { DebriefList } from './debrief-list.tsx';
import { CONFIRMED, type Command, type Debrief, type Meeting } from './model.ts';
import { NowPanel } from './now-panel.tsx';
import { PhaseLine } from './phase-line.tsx';
import { runningOf, useRehearsals, type RehearsalStarted } from './rehearsal-model.ts';
import { RehearsalPanel } from './rehearsal-panel.tsx';
import { Watermark } from './rehearsal-screen.tsx';
import { RehearsalSlips } from './rehearsal-slips.tsx';
import { SidePanel } from './side-panel.tsx';
import { startWords } from './words.ts';

/** 会议控制台: the line of phases, the one thing happening now, what it still needs and who confirms it. */
export function Page() {
  const { id = '' } = usePathParams();
  const poll = usePoll<Meeting>(`/meetings/${id}`, 2_000);
  useCycleOfPage(poll.data?.cycleId);
  if (!poll.data) return poll.problem ? <ProblemPanel problem={poll.problem} retry={poll.again} /> : <LoadingPanel />;
  return <Cockpit meeting={poll.data} again={poll.again} offline={poll.problem !== undefined} at={poll.at} />;
}

function Cockpit({ meeting, again, offline, at }: { readonly meeting: Meeting; readonly again: () => void; readonly offline: boolean; readonly at: number | undefined }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Command | null>(null);
  const rehearsals = useRehearsals(meeting);
  const [printing, setPrinting] = useState<RehearsalStarted | null>(null);
  const [commenting, setCommenting] = useState<Debrief | null>(null);
  const run = useApiMutation({
    run: (command: Command) => api.post<Meeting>(`/meetings/${meeting.id}/phase`, { body: { command } }), invalidates: ['/meetings', '/cycles', '/todos'],
    onDone: (done) => { setAsked(null); showDone(t(`meeting.phase.${done.phase}`)); again(); },
    onProblem: () => { setAsked(null); again(); },
  });
  const heads = meeting.groups.reduce((sum, g) => sum + g.due, 0);
  const next = meeting.next;
  const ready = next !== null && next.missing.length === 0;
  const may = next === null ? undefined : meeting.may[next.command.startsWith('open') ? 'open' : 'close'];
  const running = runningOf(meeting, rehearsals.data);
  const panel = meeting.phase === 'planned' && rehearsals.data ? <RehearsalPanel meeting={meeting} rehearsals={rehearsals.data} again={rehearsals.again} onPrint={setPrinting} /> : null;
  if (printing) return <RehearsalSlips meeting={meeting} started={printing} onDone={() => setPrinting(null)} />;
  return (
    <>
      {running ? <Watermark /> : null}
      <PageHeader
        ruled crumb={<A href={`/meetings/${meeting.id}`}>{meeting.title}</A>} title={t('cockpit.title')}
        sub={<>{startWords(meeting.startsAt)}{meeting.place ? ` · ${meeting.place}` : ''} · {t('cockpit.facts', { debriefs: meeting.agenda.length, heads })}{offline ? <span className="late b"> · {t('cockpit.offline')}</span> : null}</>}
        actions={(
          <>
            <Button href={`/screen/${meeting.id}`} target="_blank">{t('cockpit.screen')}</Button>
            {next && may === true ? <Button type="primary" disabled={!ready} title={ready ? '' : t('cockpit.notReady')} onClick={() => setAsked(next.command)}>{t(`meeting.command.${next.command}`)}</Button> : null}
          </>
        )}
      />
      <div className="cockpit">
        <PhaseLine meeting={meeting} rehearsals={rehearsals.data} />
        <div className="cockpit-mid">
          {running ? panel : null}
          <NowPanel meeting={meeting} again={again} />
          {running ? null : panel}
          {meeting.phase === 'planned' ? null : <DebriefList meeting={meeting} again={again} onComment={setCommenting} />}
        </div>
        <SidePanel meeting={meeting} again={again} at={at} rehearsing={running !== undefined} />
      </div>
      {asked ? (
        <ConsequenceModal
          open title={t(`meeting.command.${asked}`)} confirm={t(`meeting.command.${asked}`)} busy={run.isPending}
          consequences={[t(`cockpit.then.${asked}`), t('cockpit.then.never'), ...(CONFIRMED.includes(asked) ? [t('cockpit.then.by', { names: (meeting.confirmations[asked] ?? []).join(t('cockpit.comma')) })] : [])]}
          onCancel={() => setAsked(null)} onConfirm={() => run.mutate(asked)}
        />
      ) : null}
      {commenting ? <CommentDialog meeting={meeting} debrief={commenting} onClose={() => { setCommenting(null); again(); }} /> : null}
    </>
  );
}
