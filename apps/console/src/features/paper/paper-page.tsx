import { InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCycleOfPage } from '../../app/cycle.tsx';
import { apiUrl, useApiQuery } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { A, Button, EmptyPanel, Loaded, PageBody, PageHeader, Section, TabBar, usePathParams } from '../../ui/index.ts';
import './paper.css';
import { Batches } from './batches.tsx';
import { KindsTable, useKindName } from './kinds-table.tsx';
import { LedgerTable } from './ledger-table.tsx';
import type { Paper, Round } from './model.ts';

/** 纸质票 of a meeting: ledger, forms to print, batches to type. */
export function Page() {
  const { id = '' } = usePathParams();
  const query = useApiQuery<Paper>(`/meetings/${id}/paper`);
  useCycleOfPage(query.data?.meeting.cycleId);
  return <Loaded query={query}>{(paper) => (paper.rounds.length === 0 ? <NoPaper paper={paper} /> : <PaperOfMeeting paper={paper} />)}</Loaded>;
}

/** Ballots follow from the roll: before it is fixed there is nothing to print. */
function NoPaper({ paper }: { readonly paper: Paper }) {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader crumb={<A href={`/meetings/${paper.meeting.id}`}>{paper.meeting.title}</A>} title={t('paper.title')} actions={<Button href={`/meetings/${paper.meeting.id}/cockpit`}>{t('cockpit.title')}</Button>} />
      <PageBody><EmptyPanel what={t('paper.waiting')} why={t('paper.waiting.why')} action={<A href={`/meetings/${paper.meeting.id}/slips`}>{t('slips.title')}</A>} /></PageBody>
    </>
  );
}

function PaperOfMeeting({ paper }: { readonly paper: Paper }) {
  const { t } = useTranslation();
  const [at, setAt] = useState(paper.rounds[0]!.id);
  const round = paper.rounds.find((one) => one.id === at) ?? paper.rounds[0]!;
  const nameOf = useKindName();
  return (
    <>
      <PageHeader crumb={<A href={`/meetings/${paper.meeting.id}`}>{paper.meeting.title}</A>} title={t('paper.title')} sub={t('paper.sub')} actions={<Button href={`/meetings/${paper.meeting.id}/cockpit`}>{t('cockpit.title')}</Button>} />
      <PageBody>
        {paper.byKind ? (
          <>
            <Section title={t('paper.kinds')} note={t('paper.kinds.note')} ruled><KindsTable paper={paper} /></Section>
            <p className="paper-pick"><span className="c2 s13">{t('paper.kind.pick')}</span><Select value={round.id} onChange={setAt} aria-label={t('paper.kind.pick')} options={paper.rounds.map((one) => ({ value: one.id, label: nameOf(one) }))} /></p>
          </>
        ) : paper.rounds.length > 1 ? <TabBar label={t('paper.title')} value={round.id} onChange={setAt} tabs={paper.rounds.map((one, n) => ({ id: one.id, label: t('paper.round', { n: n + 1 }) }))} /> : null}
        <Section title={t('paper.ledger')} note={t('paper.ledger.note')} ruled><LedgerTable key={round.id} paper={paper} round={round} /></Section>
        <Section title={t('paper.batches')} note={round.shut ? t('paper.batches.note') : undefined} ruled><Batches paper={paper} round={round} /></Section>
        {paper.may['print'] === true ? <Section title={t('paper.forms')} note={t('paper.forms.note')} ruled><Forms paper={paper} round={round} /></Section> : null}
      </PageBody>
    </>
  );
}

function Forms({ paper, round }: { readonly paper: Paper; readonly round: Round }) {
  const { t } = useTranslation();
  const text = useText();
  const [pads, setPads] = useState<Record<string, number>>({});
  const [sheets, setSheets] = useState<Record<string, number>>({});
  return (
    <table className="tbl tall paper-forms" aria-label={t('paper.forms')}>
      <thead><tr><th scope="col">{t('paper.class')}</th><th scope="col" className="num">{t('paper.pads')}</th><th scope="col" className="num">{t('paper.perPad')}</th><th scope="col" /></tr></thead>
      <tbody>
        {round.classes.map((one) => (
          <tr key={one.id}>
            <td className="b ell">{text(one.title)}</td>
            <td className="num"><InputNumber min={1} max={40} value={pads[one.id] ?? 1} aria-label={t('paper.forms.pads.of', { group: text(one.title) })} onChange={(n) => setPads({ ...pads, [one.id]: n ?? 1 })} /></td>
            <td className="num"><InputNumber min={1} max={50} value={sheets[one.id] ?? 25} aria-label={t('paper.forms.sheets.of', { group: text(one.title) })} onChange={(n) => setSheets({ ...sheets, [one.id]: n ?? 25 })} /></td>
            <td className="num"><Button href={apiUrl(`/meetings/${paper.meeting.id}/paper/forms.pdf`, { round: round.id, class: one.id, pads: pads[one.id] ?? 1, sheets: sheets[one.id] ?? 25 })} download>{t('paper.forms.get')}</Button></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
