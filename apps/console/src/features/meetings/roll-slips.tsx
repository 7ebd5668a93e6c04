import { writeSlip } from '@shuping/ballot-box/client';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useApiMutation, useApiQuery } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { A, Button, ConsequenceModal, MayButton, Section } from '../../ui/index.ts';
import type { Meeting } from './model.ts';
import type { Roll, RollSlips } from './roll-model.ts';
import './slips-print.css';
import { Qr } from './slip-sheets.tsx';

const PER_PAGE = 24;
const PER_LIST = 40;
const pages = <T,>(list: readonly T[], size: number): T[][] => Array.from({ length: Math.ceil(list.length / size) }, (_, n) => list.slice(n * size, (n + 1) * size));

/** 署名票条: slips made out to those on the roll, and the list on which they sign for them. The name is for handing out; the ballot carries none. */
export function RollSlipsPrint({ meeting }: { readonly meeting: Meeting }) {
  const { t } = useTranslation();
  const text = useText();
  const query = useApiQuery<Roll>(`/meetings/${meeting.id}/roll`);
  const [printed, setPrinted] = useState<RollSlips | null>(null);
  const [replacing, setReplacing] = useState(false);
  const issue = useApiMutation({ run: (replace: boolean) => api.post<RollSlips>(`/meetings/${meeting.id}/roll/slips`, { body: { replace } }), invalidates: ['/meetings'], onDone: setPrinted });
  const roll = query.data;
  if (printed) return <Made meeting={meeting} made={printed} onDone={() => setPrinted(null)} />;
  if (!roll || roll.total === 0) return null;
  // who signs gets a slip of another kind, below
  const shown = roll.groups.filter((group) => group.electors > 0 && meeting.groups.some((one) => one.id === group.id && one.votes !== 'named'));
  if (shown.length === 0) return null;
  const had = shown.some((group) => group.electors > 0 && group.printed > 0);
  return (
    <Section title={t('roll.slips')} note={t('roll.slips.note')} ruled>
      <table className="tbl tall" aria-label={t('roll.slips')}>
        <thead><tr><th scope="col">{t('plan.group')}</th><th scope="col" className="num">{t('roll.names')}</th><th scope="col" className="num">{t('slips.printed')}</th></tr></thead>
        <tbody>{shown.map((group) => <tr key={group.id}><td className="b ell">{text(group.title)}</td><td className="num">{group.electors}</td><td className="num">{group.byName ? group.printed : t('ui.none')}</td></tr>)}</tbody>
      </table>
      <p className="slips-acts">
        <MayButton may={roll.may['print']} type="primary" loading={issue.isPending} onClick={() => issue.mutate(false)}>{t('roll.slips.do')}</MayButton>
        {had && meeting.phase === 'planned' ? <MayButton may={roll.may['print']} onClick={() => setReplacing(true)}>{t('slips.replace')}</MayButton> : null}
        <A href={`/meetings/${meeting.id}/roll`}>{t('roll.open')}</A>
      </p>
      <ul className="plain c2 s13">{['name', 'blind', 'hand', 'lost'].map((line) => <li key={line}>{t(`roll.slips.rule.${line}`)}</li>)}</ul>
      <ConsequenceModal open={replacing} title={t('slips.replace')} confirm={t('slips.replace.do')} busy={issue.isPending} consequences={[t('roll.slips.replace.all'), t('roll.slips.replace.new')]} onCancel={() => setReplacing(false)} onConfirm={() => { setReplacing(false); issue.mutate(true); }} />
    </Section>
  );
}

function Made({ meeting, made, onDone }: { readonly meeting: Meeting; readonly made: RollSlips; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  useEffect(() => {
    // the secrets exist on this page only
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, []);
  return (
    <Section title={t('roll.slips.ready', { count: made.slips.length })} note={t('slips.ready.sub')} ruled>
      <p className="slips-acts"><Button type="primary" onClick={() => print()}>{t('slips.print.now')}</Button><Button onClick={onDone}>{t('slips.finished')}</Button></p>
      <div className="slip-pages">
        {pages(made.slips, PER_PAGE).map((page, n) => (
          <section key={n} className="slip-page">
            {page.map((slip) => (
              <div key={slip.secret} className="slip">
                <Qr text={`${location.origin}/v/${meeting.id}#${writeSlip(slip.secret, made.fingerprint)}`} />
                <div><b>{slip.name}</b><p>{slip.unit || text(slip.title)}</p><p>{t('roll.slip')}</p><code>{slip.secret.replace(/(.{11})/, '$1 ')}</code></div>
              </div>
            ))}
          </section>
        ))}
        {pages(made.slips, PER_LIST).map((page, n) => (
          <section key={`list${n}`} className="hand-list">
            <h3>{t('roll.list', { title: meeting.title })}</h3>
            <table><thead><tr><th>{t('roll.list.no')}</th><th>{t('roll.name')}</th><th>{t('roll.unit')}</th><th>{t('plan.group')}</th><th>{t('roll.list.sign')}</th></tr></thead>
              <tbody>{page.map((slip, at) => <tr key={slip.secret}><td>{n * PER_LIST + at + 1}</td><td>{slip.name}</td><td>{slip.unit}</td><td>{text(slip.title)}</td><td /></tr>)}</tbody>
            </table>
          </section>
        ))}
      </div>
    </Section>
  );
}
