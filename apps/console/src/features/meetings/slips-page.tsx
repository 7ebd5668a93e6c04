import { inFours } from '@shuping/ballot-box/client';
import { InputNumber } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCycleOfPage } from '../../app/cycle.tsx';
import { api, apiUrl, showProblem, useApiMutation, useApiQuery, useInvalidate } from '../../client/index.ts';
import { problemFrom } from '../../client/problem.ts';
import { useText } from '../../i18n/index.ts';
import { A, Button, ConsequenceModal, Loaded, MayButton, PageBody, PageHeader, Section, usePathParams } from '../../ui/index.ts';
import './meetings.css';
import './slips-print.css';
import { classesOf, suggested, type Meeting, type Slips } from './model.ts';
import { NamedSlips } from './named-slips.tsx';
import { PrintReplacement } from './replacements.tsx';
import { RollSlipsPrint } from './roll-slips.tsx';
import { SlipSheets } from './slip-sheets.tsx';

/** 票码: how many to print; then the sheets, shown once. */
export function Page() {
  const { id = '' } = usePathParams();
  const query = useApiQuery<Meeting>(`/meetings/${id}`);
  useCycleOfPage(query.data?.cycleId);
  const [slips, setSlips] = useState<Slips | null>(null);
  return <Loaded query={query}>{(meeting) => (slips ? <Printed meeting={meeting} slips={slips} onDone={() => setSlips(null)} /> : <Order meeting={meeting} onPrinted={setSlips} />)}</Loaded>;
}

function Order({ meeting, onPrinted }: { readonly meeting: Meeting; readonly onPrinted: (slips: Slips) => void }) {
  const { t } = useTranslation();
  const text = useText();
  const invalidate = useInvalidate();
  const classes = useMemo(() => classesOf(meeting.groups.filter((group) => !group.byName)), [meeting.groups]);
  const printed = classes.some((c) => c.printed > 0);
  const [numbers, setNumbers] = useState<Record<string, number>>(() => Object.fromEntries(classes.map((c) => [c.id, c.printed > 0 ? 0 : suggested(c.due)])));
  const [replacing, setReplacing] = useState(false);
  const [busy, setBusy] = useState(false);
  const print = useApiMutation({ run: (replace: boolean) => api.post<Slips>(`/meetings/${meeting.id}/slips`, { body: { numbers: positive(numbers), replace } }), invalidates: ['/meetings'], onDone: onPrinted });
  const made = async (name: 'slips.xlsx' | 'slips.pdf'): Promise<void> => {
    setBusy(true);
    try {
      await download(meeting.id, name, { numbers: positive(numbers), replace: false });
      await invalidate(['/meetings']);
    } finally {
      setBusy(false);
    }
  };
  const total = Object.values(numbers).reduce((sum, n) => sum + n, 0);
  return (
    <>
      <PageHeader crumb={<A href={`/meetings/${meeting.id}`}>{meeting.title}</A>} title={t('slips.title')} sub={t('slips.sub')} />
      <PageBody>
        {classes.length === 0 ? meeting.groups.some((group) => group.byName && group.votes !== null) ? null : <p className="c2">{t('slips.unsettled')} <A href={`/meetings/${meeting.id}`}>{t('plan.groups')}</A></p> : (
          <Section title={t('slips.numbers')} note={t('slips.numbers.note')} ruled>
            <table className="tbl tall fits slips-numbers" aria-label={t('slips.numbers')}>
              <thead><tr><th scope="col">{t('plan.group')}</th><th scope="col" className="num">{t('plan.due')}</th><th scope="col" className="num">{t('slips.printed')}</th><th scope="col" className="num minor">{t('slips.voided')}</th><th scope="col" className="num">{t('slips.print')}</th></tr></thead>
              <tbody>
                {classes.map((c) => (
                  <tr key={c.id}>
                    <td className="b ell">{text(c.title)}</td><td className="num">{c.due}</td><td className="num">{c.printed}</td><td className="num minor">{c.voided}</td>
                    <td className="num"><InputNumber min={0} max={5000} value={numbers[c.id] ?? 0} aria-label={t('slips.print.of', { group: text(c.title) })} onChange={(value) => setNumbers({ ...numbers, [c.id]: value ?? 0 })} /></td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p className="slips-acts">
              <MayButton may={total > 0 ? meeting.may['print'] : { reason: 'slips.none' }} type="primary" loading={print.isPending} onClick={() => print.mutate(false)}>{t('slips.print.do', { count: total })}</MayButton>
              {(['slips.pdf', 'slips.xlsx'] as const).map((name) => <MayButton key={name} may={total > 0 ? meeting.may['print'] : { reason: 'slips.none' }} loading={busy} onClick={() => void made(name)}>{t(name)}</MayButton>)}
              {printed ? <MayButton may={total > 0 ? meeting.may['print'] : { reason: 'slips.none' }} onClick={() => setReplacing(true)}>{t('slips.replace')}</MayButton> : null}
            </p>
            <ul className="plain c2 s13">{['once', 'random', 'draw', 'lost'].map((line) => <li key={line}>{t(`slips.rule.${line}`)}</li>)}</ul>
          </Section>
        )}
        <RollSlipsPrint meeting={meeting} />
        <NamedSlips meeting={meeting} />
        <PrintReplacement meeting={meeting} onPrinted={onPrinted} />
      </PageBody>
      <ConsequenceModal open={replacing} title={t('slips.replace')} confirm={t('slips.replace.do')} busy={print.isPending} consequences={[t('slips.replace.all'), t('slips.replace.new', { count: total })]} onCancel={() => setReplacing(false)} onConfirm={() => { setReplacing(false); print.mutate(true); }} />
    </>
  );
}

function Printed({ meeting, slips, onDone }: { readonly meeting: Meeting; readonly slips: Slips; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const [left, setLeft] = useState(false);
  useEffect(() => {
    // the codes exist on this page only
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, []);
  return (
    <div className="slips-printed">
      <PageHeader title={t('slips.ready', { count: slips.slips.length })} sub={`${t('slips.ready.sub')} · ${t('slips.fingerprint', { code: inFours(slips.fingerprint) })}`} actions={<><Button onClick={() => setLeft(true)}>{t('slips.finished')}</Button><Button type="primary" onClick={() => print()}>{t('slips.print.now')}</Button></>} />
      <PageBody><SlipSheets meeting={meeting} slips={slips} /></PageBody>
      <ConsequenceModal open={left} title={t('slips.finished')} confirm={t('slips.finished.do')} consequences={[t('slips.finished.gone'), t('slips.finished.check')]} onCancel={() => setLeft(false)} onConfirm={onDone} />
    </div>
  );
}

const positive = (numbers: Record<string, number>): Record<string, number> => Object.fromEntries(Object.entries(numbers).filter(([, n]) => n > 0));

async function download(meeting: string, name: string, body: object): Promise<void> {
  const response = await fetch(apiUrl(`/meetings/${meeting}/${name}`), { method: 'POST', credentials: 'same-origin', headers: { 'Content-Type': 'application/json', 'X-Shuping': '1' }, body: JSON.stringify(body) });
  if (!response.ok) return showProblem(problemFrom(response.status, await response.json().catch(() => undefined)));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
