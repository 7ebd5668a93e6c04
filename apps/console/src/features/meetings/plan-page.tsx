import { Input, InputNumber, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCycleOfPage } from '../../app/cycle.tsx';
import { api, useApiMutation, useApiQuery, type ApiProblem } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { A, Button, Loaded, MayButton, PageBody, PageHeader, Section, Tag, useGo, usePathParams, useProblemText } from '../../ui/index.ts';
import './meetings.css';
import { AgendaTable } from './agenda-table.tsx';
import { suggested, type Meeting } from './model.ts';
import { Observers } from './observers.tsx';
import { RollSection } from './roll-section.tsx';
import { RoundsChoice } from './rounds-choice.tsx';
import { startWords } from './words.ts';

/** A meeting before its day: who is entitled, in which order they speak. */
export function Page() {
  const { t } = useTranslation();
  const { id = '' } = usePathParams();
  const query = useApiQuery<Meeting>(`/meetings/${id}`);
  useCycleOfPage(query.data?.cycleId);
  return <Loaded query={query}>{(meeting) => <Plan meeting={meeting} again={() => void query.refetch()} label={t('meetings.title')} />}</Loaded>;
}

function Plan({ meeting, again, label }: { readonly meeting: Meeting; readonly again: () => void; readonly label: string }) {
  const { t } = useTranslation();
  const go = useGo();
  const settled = meeting.groups.every((g) => g.votes !== null);
  const printed = meeting.groups.some((g) => g.printed > 0);
  const drawn = meeting.order === 'listed' || meeting.drawSeed !== '';
  // the one thing that comes next carries the primary button
  const next = !settled ? null : !drawn ? null : !printed ? 'slips' : 'cockpit';
  return (
    <>
      <PageHeader
        crumb={<A href="/meetings">{label}</A>} title={meeting.title}
        sub={<>{startWords(meeting.startsAt)}{meeting.place ? ` · ${meeting.place}` : ''} · {t('meetings.debriefCount', { count: meeting.agenda.length })} · {t(`meeting.phase.${meeting.phase}`)}</>}
        actions={(
          <>
            <MayButton may={meeting.may['print']} type={next === 'slips' ? 'primary' : 'default'} onClick={() => go(`/meetings/${meeting.id}/slips`)}>{t('slips.title')}</MayButton>
            <Button type={next === 'cockpit' ? 'primary' : 'default'} onClick={() => go(`/meetings/${meeting.id}/cockpit`)}>{t('cockpit.title')}</Button>
          </>
        )}
      />
      <PageBody>
        <Groups meeting={meeting} settled={settled} again={again} />
        <RollSection meeting={meeting} />
        <RoundsChoice meeting={meeting} again={again} />
        <Agenda meeting={meeting} primary={settled && !drawn} again={again} />
        <Observers key={meeting.version} meeting={meeting} again={again} />
      </PageBody>
    </>
  );
}

function Groups({ meeting, settled, again }: { readonly meeting: Meeting; readonly settled: boolean; readonly again: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const words = useProblemText();
  const [due, setDue] = useState<Record<string, number>>(() => Object.fromEntries(meeting.groups.map((g) => [g.id, g.due])));
  const [named, setNamed] = useState<readonly string[]>(() => meeting.groups.filter((g) => g.votes === 'named').map((g) => g.id));
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  useEffect(() => setDue(Object.fromEntries(meeting.groups.map((g) => [g.id, g.due]))), [meeting.version, meeting.groups]);
  const save = useApiMutation({
    run: () => api.put<Meeting>(`/meetings/${meeting.id}/groups`, { body: { due, named }, version: meeting.version }),
    invalidates: ['/meetings'], onDone: () => setProblem(null),
    onProblem: (failed) => {
      setProblem(failed);
      again();
      return true;
    },
  });
  // a changed roll leaves its groups to be settled anew
  const changed = meeting.groups.some((g) => (g.byName && g.votes === null && g.due > 0) || due[g.id] !== g.due || (g.votes === 'named') !== named.includes(g.id));
  const titleOf = (id: string): string => text(meeting.groups.find((g) => g.id === id)?.title ?? { text: id });
  const closed = meeting.may['edit'] !== true || meeting.groups.some((g) => g.printed > 0);
  return (
    <Section title={t('plan.groups')} note={t('plan.groups.note')} ruled right={<MayButton may={meeting.may['edit']} size="small" type={settled ? 'default' : 'primary'} loading={save.isPending} {...(changed ? {} : { style: { visibility: 'hidden' } })} onClick={() => save.mutate(undefined)}>{t('plan.groups.save')}</MayButton>}>
      <table className="tbl tall" aria-label={t('plan.groups')}>
        <colgroup><col /><col style={{ width: 'calc(152px * var(--cw))' }} /><col style={{ width: 'calc(112px * var(--cw))' }} /><col style={{ width: '36%' }} /></colgroup>
        <thead><tr><th scope="col">{t('plan.group')}</th><th scope="col">{t('plan.due')}</th><th scope="col">{t('plan.suggested')}</th><th scope="col">{t('plan.votes')}</th></tr></thead>
        <tbody>
          {meeting.groups.map((g) => {
            const issue = problem?.issues.find((one) => one.at === g.id);
            return (
              <tr key={g.id}>
                <td className="b">{text(g.title)}{g.sectors.length < meeting.sectors.length ? <small className="c3 plan-sectors">{t('plan.group.sectors', { sectors: g.sectors.map((one) => text({ key: `${one}.sector` })).join(t('meetings.comma')) })}</small> : null}</td>
                <td>{closed || g.byName ? g.due : <InputNumber min={0} max={5000} value={due[g.id] ?? 0} aria-label={text(g.title)} onChange={(value) => setDue({ ...due, [g.id]: value ?? 0 })} />}</td>
                <td className="c2">{g.due > 0 ? suggested(g.due) : t('ui.none')}</td>
                <td>{issue ? <span className="late">{t(`issue.${issue.code}`, { ...issue.params, ...(typeof issue.params?.['into'] === 'string' ? { into: titleOf(issue.params['into']) } : {}) })}</span> : g.votes === null ? <span className="c3">{t('plan.unsettled')}</span> : g.votes === 'merged' && g.into ? <><Tag tone="amber">{t('plan.merged')}</Tag> {t('plan.merged.into', { group: titleOf(g.into) })}</> : g.votes === 'named' ? <><Tag tone="red">{t('plan.named')}</Tag> <span className="c2">{t('plan.named.hint')}</span></> : <span className="c2">{t('plan.own')}</span>}{closed ? null : <label className="plan-named s12"><input type="checkbox" checked={named.includes(g.id)} onChange={(e) => setNamed(e.target.checked ? [...named, g.id] : named.filter((one) => one !== g.id))} /> {t('plan.named.do')}</label>}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {problem && !problem.issues.some((one) => one.at) ? <p className="late s13" role="alert">{words(problem)}</p> : null}
    </Section>
  );
}

function Agenda({ meeting, primary, again }: { readonly meeting: Meeting; readonly primary: boolean; readonly again: () => void }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [onStage, setOnStage] = useState<number | null>(null);
  const draw = useApiMutation({
    run: (why: string) => api.post<Meeting>(`/meetings/${meeting.id}/draw`, { body: { reason: why, ...(onStage === null ? {} : { onStage }) }, version: meeting.version }), invalidates: ['/meetings'],
    onDone: () => setAsking(false), onProblem: () => void again(),
  });
  const save = useApiMutation({
    run: (items: { assesseeId: string; mode: string }[]) => api.put<Meeting>(`/meetings/${meeting.id}/agenda`, { body: { items }, version: meeting.version }), invalidates: ['/meetings'], onProblem: () => void again(),
  });
  const drawn = meeting.drawSeed !== '';
  const note = meeting.order === 'listed' ? t('plan.agenda.listed') : drawn ? t('plan.agenda.drawn', { seed: meeting.drawSeed }) : t('plan.agenda.lot');
  return (
    <Section
      title={t('plan.agenda')} note={note} ruled
      right={meeting.order === 'lot' ? <>{meeting.may['edit'] === true ? <InputNumber size="small" min={1} max={500} value={onStage} onChange={setOnStage} placeholder={t('plan.onStage.all')} aria-label={t('plan.onStage')} title={t('plan.onStage.hint')} prefix={<span className="s12 c3">{t('plan.onStage')}</span>} /> : null} <MayButton may={meeting.may['edit']} size="small" type={primary ? 'primary' : 'default'} loading={draw.isPending} onClick={() => (drawn ? setAsking(true) : draw.mutate(''))}>{t(drawn ? 'plan.draw.again' : 'plan.draw')}</MayButton></> : null}
    >
      <AgendaTable agenda={meeting.agenda} movable={meeting.may['edit'] === true && !drawn} editable={meeting.may['edit'] === true} busy={save.isPending} onChange={(items) => save.mutate(items)} />
      <Modal open={asking} title={t('plan.draw.again')} okText={t('plan.draw.do')} onCancel={() => setAsking(false)} onOk={() => draw.mutate(reason)} okButtonProps={{ disabled: reason.trim() === '' }}>
        <p>{t('plan.draw.why')}</p>
        <Input value={reason} maxLength={300} onChange={(e) => setReason(e.target.value)} aria-label={t('plan.draw.why')} />
      </Modal>
    </Section>
  );
}
