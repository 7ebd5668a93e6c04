import type { HostCalendarOut, ProgrammeCycleOut, ProgrammeOut } from '@shuping/contracts';
import { Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, newKey, showDone, useApiMutation, useApiQuery, type ApiProblem } from '../../client/index.ts';
import { A, DayInput, dayWordsIn, Loaded, MayButton, useGo } from '../../ui/index.ts';
import { ProblemList } from './problem-list.tsx';

type Host = ProgrammeOut['addressed'][number];

/** What the order asks of a host at which the reader works: a cycle to open, or to take note of the withdrawal. */
export function HostBlock({ programme, host }: { readonly programme: ProgrammeOut; readonly host: Host }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const note = useApiMutation({ run: () => api.post(`/programmes/${programme.id}/hosts/${host.hostId}/acknowledge`), invalidates: ['/programmes', '/todos'], onDone: () => showDone(t('programmes.noted')) });
  const gone = programme.state === 'withdrawn';
  return (
    <div className="programmes-host row">
      <span className="b">{host.hostName}</span>
      {host.cycleId ? <A href={`/cycles/${host.cycleId}`}>{t('programmes.host.cycle')}</A> : <span className="c2">{t('programmes.host.none')}</span>}
      {gone && host.acknowledged ? <span className="c2">{t('programmes.host.noted')}</span> : null}
      {host.unseenChange ? <span className="b">{t('programmes.host.moved')}</span> : null}
      <span className="sp" />
      {host.unseenChange ? <MayButton may={host.may['acknowledge']} onClick={() => note.mutate(undefined)}>{t('programmes.note.take')}</MayButton> : null}
      {gone && host.cycleId && !host.acknowledged ? <MayButton may={host.may['acknowledge']} onClick={() => note.mutate(undefined)}>{t('programmes.note.take')}</MayButton> : null}
      {!gone && !host.cycleId ? <MayButton may={host.may['openCycle']} type="primary" onClick={() => setOpen(true)}>{t('programmes.open')}</MayButton> : null}
      {open ? <OpenCycle programme={programme} host={host} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

type OwnDays = Record<string, { opens?: string; due?: string }>;

function OpenCycle({ programme, host, onClose }: { readonly programme: ProgrammeOut; readonly host: Host; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const go = useGo();
  const [key, setKey] = useState(newKey);
  const [days, setDays] = useState<OwnDays>({});
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const calendar = useApiQuery<HostCalendarOut>(`/programmes/${programme.id}/hosts/${host.hostId}/calendar`);
  const make = useApiMutation({
    run: () => api.post<ProgrammeCycleOut>(`/programmes/${programme.id}/cycles`, { body: { hostId: host.hostId, title: t('programmes.open.name', { year: programme.year }), calendar: days }, idempotencyKey: key }), invalidates: ['/cycles', '/programmes', '/todos'],
    onDone: ({ id, proposed, missing }) => { showDone(t('programmes.open.done', { count: proposed, missing })); go(`/cycles/${id}/assessees`); },
    onProblem: (met) => { setProblem(met); setKey(newKey()); return true; },
  });
  return (
    <Modal open title={t('programmes.open.title', { host: host.hostName })} width={720} okText={t('programmes.open')} confirmLoading={make.isPending} onOk={() => make.mutate(undefined)} onCancel={onClose}>
      <p className="c2 s13">{t('programmes.open.why', { count: programme.questions.length })}</p>
      <Loaded query={calendar} rows={6}>{({ stages }) => <Days year={programme.year} stages={stages} days={days} onChange={setDays} />}</Loaded>
      {problem ? <ProblemList problem={problem} /> : null}
    </Modal>
  );
}

function Days({ year, stages, days, onChange }: { readonly year: number; readonly stages: HostCalendarOut['stages']; readonly days: OwnDays; readonly onChange: (days: OwnDays) => void }) {
  const { t, i18n } = useTranslation();
  const set = (stage: string, end: 'opens' | 'due', day: string, given: string): void => {
    const { [end]: _old, ...rest } = days[stage] ?? {};
    onChange({ ...days, [stage]: day === '' || day === given ? rest : { ...rest, [end]: day } });
  };
  return (
    <div className="programmes-scroll">
      <table className="programmes-days">
        <thead><tr><th>{t('programmes.stage')}</th><th>{t('programmes.opens')}</th><th>{t('programmes.due')}</th><th>{t('programmes.bound')}</th></tr></thead>
        <tbody>
          {stages.map((one) => (
            <tr key={one.stage}>
              <td>{t(`stage.${one.stage}`)}</td>
              <td><DayInput label={`${t(`stage.${one.stage}`)} ${t('programmes.opens')}`} value={days[one.stage]?.opens ?? one.opens} onChange={(day) => set(one.stage, 'opens', day, one.opens)} /></td>
              <td><DayInput label={`${t(`stage.${one.stage}`)} ${t('programmes.due')}`} value={days[one.stage]?.due ?? one.due} onChange={(day) => set(one.stage, 'due', day, one.due)} /></td>
              <td className="s12 c2">{one.by === null ? t('ui.none') : [one.earliest ? t('programmes.notBefore', { day: dayWordsIn(one.earliest, i18n.language, year) }) : '', one.latest ? t('programmes.notAfter', { day: dayWordsIn(one.latest, i18n.language, year) }) : ''].filter((word) => word !== '').join(t('programmes.and'))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
