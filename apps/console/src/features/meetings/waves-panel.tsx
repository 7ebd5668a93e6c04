import { InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useApiMutation } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { Button, ConsequenceModal, PageBody, PageHeader, Section } from '../../ui/index.ts';
import type { Meeting, Slips } from './model.ts';
import { SlipSheets } from './slip-sheets.tsx';
import './slips-print.css';

type Props = { readonly meeting: Meeting; readonly again: () => void; readonly onPrint: (slips: Slips) => void };

/** 补签到: late-comers by fives, before the first round or between two. */
export function WavesPanel({ meeting, again, onPrint }: Props) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const close = useApiMutation({ run: () => api.post<Meeting>(`/meetings/${meeting.id}/waves/close`, { body: {} }), onDone: again, onProblem: () => void again() });
  const open = meeting.waves.find((wave) => wave.state === 'open');
  const between = !meeting.rounds.some((round) => round.phase === 'voting') && meeting.rounds.some((round) => round.phase === 'waiting');
  const mayOpen = meeting.may['wave'] === true && between && !open;
  const given = meeting.waves.filter((wave) => wave.state === 'given');
  if (!mayOpen && meeting.waves.length === 0) return null;
  const heads = (wave: Meeting['waves'][number]): number => Object.values(wave.heads).reduce((sum, n) => sum + n, 0);
  return (
    <Section title={t('waves.title')} note={given.length > 0 ? t('waves.given', { count: given.reduce((sum, wave) => sum + Object.values(wave.tickets).reduce((a, b) => a + b, 0), 0) }) : ''}>
      {open ? (
        <>
          <p className="s13">{t('waves.ready', { ready: open.ready ?? 0, of: heads(open) })}</p>
          <p className="s12 c3">{t('waves.ready.rule')}</p>
          {meeting.may['wave'] === true ? <Button block className="side-act" loading={close.isPending} onClick={() => close.mutate(undefined)}>{t('waves.close')}</Button> : null}
        </>
      ) : null}
      {!open && meeting.waves.at(-1)?.state === 'void' ? <p className="s13 late">{t('waves.void')}</p> : null}
      {mayOpen ? <Button block onClick={() => setAsking(true)}>{t('waves.open')}</Button> : null}
      {asking ? <WaveDialog meeting={meeting} onClose={() => setAsking(false)} onOpened={(slips) => { setAsking(false); onPrint(slips); }} /> : null}
    </Section>
  );
}

function WaveDialog({ meeting, onClose, onOpened }: { readonly meeting: Meeting; readonly onClose: () => void; readonly onOpened: (slips: Slips) => void }) {
  const { t } = useTranslation();
  const text = useText();
  const [heads, setHeads] = useState<Record<string, number>>({});
  const total = Object.values(heads).reduce((sum, n) => sum + n, 0);
  const run = useApiMutation({ run: () => api.post<Slips>(`/meetings/${meeting.id}/waves`, { body: { heads: Object.fromEntries(Object.entries(heads).filter(([, n]) => n > 0)) } }), invalidates: ['/meetings'], onDone: onOpened });
  return (
    <Modal open title={t('waves.open')} onCancel={onClose} okText={t('waves.open.do', { count: total })} okButtonProps={{ disabled: total < 5 }} confirmLoading={run.isPending} onOk={() => run.mutate(undefined)}>
      <p>{t('waves.how')}</p>
      <table className="tbl tall" aria-label={t('waves.title')}>
        <thead><tr><th scope="col">{t('plan.group')}</th><th scope="col" className="num">{t('waves.absent')}</th><th scope="col" className="num">{t('waves.heads')}</th></tr></thead>
        <tbody>
          {meeting.groups.filter((g) => g.votes !== 'named' && !g.byName).map((g) => (
            <tr key={g.id}>
              <td className="b ell">{text(g.title)}</td><td className="num">{g.due - g.present}</td>
              <td className="num"><InputNumber min={0} max={g.due - g.present} value={heads[g.id] ?? 0} aria-label={text(g.title)} onChange={(n) => setHeads({ ...heads, [g.id]: n ?? 0 })} /></td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="s12 c3">{t('waves.rule')}</p>
      {meeting.groups.some((g) => g.votes === 'named') ? <p className="s12 c3">{t('waves.named')}</p> : null}
      {meeting.groups.some((g) => g.votes !== 'named' && g.byName) ? <p className="s12 c3">{t('waves.byName')}</p> : null}
    </Modal>
  );
}

/** Slips of a wave; shown this once. */
export function WaveSlips({ meeting, slips, onDone }: { readonly meeting: Meeting; readonly slips: Slips; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const [left, setLeft] = useState(false);
  return (
    <div className="slips-printed">
      <PageHeader title={t('slips.ready', { count: slips.slips.length })} sub={t('waves.slips.sub')} actions={<><Button onClick={() => setLeft(true)}>{t('slips.finished')}</Button><Button type="primary" onClick={() => print()}>{t('slips.print.now')}</Button></>} />
      <PageBody><SlipSheets meeting={meeting} slips={slips} /></PageBody>
      <ConsequenceModal open={left} title={t('slips.finished')} confirm={t('slips.finished.do')} consequences={[t('slips.finished.gone')]} onCancel={() => setLeft(false)} onConfirm={onDone} />
    </div>
  );
}
