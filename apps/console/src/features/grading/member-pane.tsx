import type { BoardMember, BoardPool } from '@shuping/contracts';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/index.ts';
import { A, Button, clockTime, dayWords, Grade, gradeByRank, Icon, MayButton, Section } from '../../ui/index.ts';
import { AfterMove, Barriers } from './after-move.tsx';
import { Chain, Stars } from './further.tsx';
import { useDecide } from './use-decide.ts';
import { inForce, useGradeWord } from './words.ts';

type Issue = { readonly code: string; readonly params?: Readonly<Record<string, unknown>> };

/** Side pane: one assessee, where the computed grade may be moved with a reason. */
export function MemberPane({ cycleId, pool, member }: { readonly cycleId: string; readonly pool: BoardPool; readonly member: BoardMember }) {
  const { t } = useTranslation();
  const text = useText();
  const [to, setTo] = useState(inForce(member));
  const [reason, setReason] = useState(member.reason);
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const decide = useDecide(cycleId, () => setIssues([]), setIssues);
  const moving = to !== member.computed;
  const turn = pool.steps.find((step) => step.id === member.chain?.next);
  const shape = (id: string | null) => gradeByRank(pool.grades.findIndex((grade) => grade.id === id), pool.grades.length);
  const word = useGradeWord(pool);
  const send = (grade: string, why: string): void => decide.mutate({ pool: pool.id, decisions: [{ assesseeId: member.assesseeId, grade, reason: why }], quotaReasons: {} });
  return (
    <>
      <h2 className="grading-name">{member.personName}</h2>
      <p className="s13 c2">{member.orgName} · {member.post}{member.score ? ` · ${t('grading.points', { score: member.score.shown })}` : ''} · <A href={`/scoring/${member.assesseeId}`}>{t('grading.explained')}</A></p>
      <div className="grading-moveline">
        <span><small className="c3">{t('grading.computed')}</small><Grade grade={shape(member.computed)} word={word(member.computed)} /></span>
        <Icon name="arrow" />
        <span><small className="c3">{t('grading.decided')}</small>{to ? <Grade grade={shape(to)} word={word(to)} /> : t('ui.none')}</span>
      </div>
      {member.vetoes.map((veto) => <p key={veto.veto} className="s13 late">{t('grading.vetoBest', { question: pool.questions[veto.question] ? text(pool.questions[veto.question]!) : veto.question, grade: word(veto.grade) })}</p>)}
      <Barriers pool={pool} member={member} />
      {member.held.length > 0 ? <p className="s13 warn">{member.held.map((code) => t(code)).join(' ')}</p> : null}
      {member.computed ? (
        <fieldset className="grading-choice" disabled={member.may['decide'] !== true}>
          <legend className="s13 c2">{t('grading.moveTo')}</legend>
          <div className="seg" role="group" aria-label={t('grading.moveTo')}>{pool.grades.map((grade) => <button key={grade.id} type="button" className={grade.id === to ? 'on' : ''} aria-pressed={grade.id === to} onClick={() => setTo(grade.id)}>{text(grade.title)}</button>)}</div>
          <label className="s13 c2" htmlFor="grading-reason">{t('grading.reason')} {moving ? <span className="late">{t('grading.required')}</span> : null}</label>
          <Input.TextArea id="grading-reason" rows={4} maxLength={2000} value={reason} onChange={(e) => setReason(e.target.value)} />
          <p className="s12 c3">{t('grading.reason.note')}</p>
        </fieldset>
      ) : null}
      {to !== null && to !== inForce(member) ? <AfterMove pool={pool} member={member} to={to} /> : null}
      <Issues pool={pool} issues={issues} />
      <div className="row grading-acts">
        {member.computed ? <MayButton may={member.may['decide']} loading={decide.isPending} onClick={() => to && send(to, reason)}>{turn ? t('grading.chain.speak', { step: text(turn.title) }) : t('grading.note')}</MayButton> : null}
        {member.grade !== null && member.grade !== member.computed && member.may['decide'] === true && member.computed ? <Button type="link" onClick={() => { setTo(member.computed); setReason(''); send(member.computed!, ''); }}>{t('grading.takeBack')}</Button> : null}
      </div>
      <Chain pool={pool} member={member} />
      <Stars pool={pool} member={member} />
      <Moves pool={pool} member={member} />
    </>
  );
}

/** What stands against a decision, in the words of the scoring rules. */
export function Issues({ pool, issues }: { readonly pool: BoardPool; readonly issues: readonly Issue[] }) {
  const { t } = useTranslation();
  const text = useText();
  const word = useGradeWord(pool);
  if (issues.length === 0) return null;
  const named = (params: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => Object.fromEntries(Object.entries(params).map(([name, value]) => {
    const quota = name === 'quota' ? pool.quotas.find((one) => one.id === value) : undefined;
    return [name, quota ? text(quota.title) : pool.grades.some((grade) => grade.id === value) ? word(String(value)) : value];
  }));
  return <ul className="grading-issues s13 late" role="alert">{issues.map((issue, n) => <li key={n}>{t(issue.code, named(issue.params))}</li>)}</ul>;
}

function Moves({ pool, member }: { readonly pool: BoardPool; readonly member: BoardMember }) {
  const { t, i18n } = useTranslation();
  const word = useGradeWord(pool);
  if (member.moves.length === 0) return null;
  return (
    <Section title={t('grading.moves')}>
      <ul className="grading-moves s12">{[...member.moves].reverse().map((move) => <li key={move.at}><span className="c3 nw">{dayWords(move.at.slice(0, 10), i18n.language)} {clockTime(new Date(move.at), false)}</span><span>{word(move.from)} → {word(move.to)} · {move.by}{move.reason ? <><br /><span className="c2">{move.reason}</span></> : null}</span></li>)}</ul>
    </Section>
  );
}
