import type { LockedCopy } from '@shuping/ballot-box/receipt';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCycleOfPage } from '../../app/cycle.tsx';
import { api, showDone, useApiMutation, usePoll } from '../../client/index.ts';
import { A, Button, ConsequenceModal, LoadingPanel, PageHeader, ProblemPanel, usePathParams } from '../../ui/index.ts';
import './meetings.css';
import './cockpit.css';
import { CommentDialog } from './comment-dialog.tsx';
import { DebriefList } from './debrief-list.tsx';
import type { Command, Debrief, Meeting, Slips } from './model.ts';
import { NamedPresence } from './named-presence.tsx';
import { NowPanel } from './now-panel.tsx';
import { PhaseLine } from './phase-line.tsx';
import { ReceiptKeyDialog, type ReceiptsAsked } from './receipt-key-dialog.tsx';
import { runningOf, useRehearsals, type RehearsalStarted } from './rehearsal-model.ts';
import { RehearsalPanel } from './rehearsal-panel.tsx';
import { Watermark } from './rehearsal-screen.tsx';
import { RehearsalSlips } from './rehearsal-slips.tsx';
import { RoundsPanel, useRoundName } from './rounds-panel.tsx';
import { SidePanel } from './side-panel.tsx';
import { WaveSlips } from './waves-panel.tsx';
import { startWords } from './words.ts';

type Asked = { readonly command: Command; readonly round: string | null };

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
  const [asked, setAsked] = useState<Asked | null>(null);
  const [copies, setCopies] = useState<readonly LockedCopy[] | null>(null);
  const [late, setLate] = useState<Slips | null>(null);
  const roundName = useRoundName(meeting);
  const rehearsals = useRehearsals(meeting);
  const [printing, setPrinting] = useState<RehearsalStarted | null>(null);
  const [commenting, setCommenting] = useState<Debrief | null>(null);
  const run = useApiMutation({
    run: ({ command, round, ...more }: Asked & Partial<ReceiptsAsked>) => api.post<Meeting>(`/meetings/${meeting.id}/phase`, { body: { command, ...(round === null ? {} : { round }), ...more } }), invalidates: ['/meetings', '/cycles', '/todos'],
    onDone: (done) => { setAsked(null); setCopies(null); showDone(t(`meeting.phase.${done.phase}`)); again(); },
    onProblem: (problem) => {
      setAsked(null);
      again();
      if (problem.code !== 'meeting.receipt-key-needed') return false;
      setCopies((problem.issues ?? []).map((issue) => ({ publicKey: issue.at ?? '', ephemeral: String(issue.params?.['ephemeral'] ?? '') })));
      return true;
    },
  });
  const heads = meeting.groups.reduce((sum, g) => sum + g.due, 0);
  const next = meeting.next;
  const running = runningOf(meeting, rehearsals.data);
  const ready = next !== null && next.missing.length === 0 && !running;
  const may = next === null ? undefined : meeting.may[next.command.startsWith('open') ? 'open' : 'close'];
  const several = meeting.rounds.length > 1;
  const commandWords = ({ command, round }: Asked): string => (several && round !== null ? t(`rounds.command.${command}`, { name: roundName(round) }) : t(`meeting.command.${command}`));
  const panel = meeting.phase === 'planned' && rehearsals.data ? <RehearsalPanel meeting={meeting} rehearsals={rehearsals.data} again={rehearsals.again} onPrint={setPrinting} /> : null;
  if (late) return <WaveSlips meeting={meeting} slips={late} onDone={() => { setLate(null); again(); }} />;
  if (printing) return <RehearsalSlips meeting={meeting} started={printing} onDone={() => setPrinting(null)} />;
  return (
    <>
      {running ? <Watermark /> : null}
      <PageHeader
        ruled crumb={<A href={`/meetings/${meeting.id}`}>{meeting.title}</A>} title={t('cockpit.title')}
        sub={<>{startWords(meeting.startsAt)}{meeting.place ? ` · ${meeting.place}` : ''} · {t('cockpit.facts', { debriefs: meeting.agenda.length, heads })}{offline ? <span className="late b"> · {t('cockpit.offline')}</span> : null}</>}
        actions={(
          <>
            <Button href={`/meetings/${meeting.id}/paper`}>{t('paper.link')}</Button>
            <Button href={`/screen/${meeting.id}`} target="_blank">{t('cockpit.screen')}</Button>
            {next && may === true ? <Button type="primary" disabled={!ready} title={ready ? '' : t('cockpit.notReady')} onClick={() => setAsked({ command: next.command, round: next.round })}>{commandWords(next)}</Button> : null}
          </>
        )}
      />
      <div className="cockpit">
        <PhaseLine meeting={meeting} rehearsals={rehearsals.data} />
        <div className="cockpit-mid">
          {running ? panel : null}
          <NowPanel meeting={meeting} again={again} />
          {['check_in', 'check_in_closed', 'voting'].includes(meeting.phase) && meeting.groups.some((g) => g.votes === 'named') ? <NamedPresence meeting={meeting} again={again} /> : null}
          <RoundsPanel meeting={meeting} onAsk={(command, round) => setAsked({ command, round })} />
          {running ? null : panel}
          {meeting.phase === 'planned' ? null : <DebriefList meeting={meeting} again={again} onComment={setCommenting} />}
        </div>
        <SidePanel meeting={meeting} again={again} at={at} rehearsing={running !== undefined} onPrint={setLate} />
      </div>
      {asked ? (
        <ConsequenceModal
          open title={commandWords(asked)} confirm={commandWords(asked)} busy={run.isPending}
          consequences={[t(several && asked.round !== null ? `rounds.then.${asked.command}` : `cockpit.then.${asked.command}`), t(several && asked.round !== null ? 'rounds.then.never' : 'cockpit.then.never'), ...(next?.confirmations && next.round === asked.round ? [t('cockpit.then.by', { names: (meeting.confirmations[next.confirmations] ?? []).join(t('cockpit.comma')) })] : [])]}
          onCancel={() => setAsked(null)} onConfirm={() => run.mutate(asked)}
        />
      ) : null}
      {copies ? <ReceiptKeyDialog copies={copies} busy={run.isPending} onCancel={() => setCopies(null)} onAsk={(more) => run.mutate({ command: 'seal', round: null, ...more })} /> : null}
      {commenting ? <CommentDialog meeting={meeting} debrief={commenting} onClose={() => { setCommenting(null); again(); }} /> : null}
    </>
  );
}
