import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCycleOfPage } from '../../app/cycle.tsx';
import { showDone, useApiQuery, useInvalidate } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { A, Button, FileUpload, Loaded, PageBody, PageHeader, Section, useGo, usePathParams } from '../../ui/index.ts';
import './paper.css';
import { DecideList } from './decide-list.tsx';
import type { Batch, Paper } from './model.ts';
import { TypeSheets } from './type-sheets.tsx';

/** One batch: typed, or read from scans, or looked at once more. */
export function Page() {
  const { id = '', batch = '' } = usePathParams();
  const paper = useApiQuery<Paper>(`/meetings/${id}/paper`);
  useCycleOfPage(paper.data?.meeting.cycleId);
  const one = useApiQuery<Batch>(`/meetings/${id}/paper/batches/${batch}`);
  return <Loaded query={paper}>{(all) => <Loaded query={one}>{(row) => <OneBatch key={`${row.step}/${row.version}`} paper={all} batch={row} />}</Loaded>}</Loaded>;
}

function OneBatch({ paper, batch }: { readonly paper: Paper; readonly batch: Batch }) {
  const { t } = useTranslation();
  const text = useText();
  const go = useGo();
  const invalidate = useInvalidate();
  const [scanning, setScanning] = useState(false);
  const round = paper.rounds.find((one) => one.id === batch.round)!;
  const voterClass = round.classes.find((one) => one.id === batch.class)!;
  const home = `/meetings/${paper.meeting.id}/paper`;
  const api = `${home}/batches/${batch.id}`;
  const done = async (words: string): Promise<void> => {
    showDone(words);
    await invalidate(['/meetings']);
    void go(home);
  };
  const kind = batch.step === 'look' ? 'look' : batch.scanned ? 'doubt' : 'type';
  const facts = { number: batch.number, group: text(voterClass.title), count: batch.size };
  return (
    <>
      <PageHeader crumb={<A href={home}>{t('paper.title')}</A>} title={t(`paper.${kind}.title`, facts)} sub={t(`paper.${kind}.sub`, facts)} actions={batch.step === 'first' ? <Button onClick={() => setScanning(!scanning)}>{t('paper.do.scan')}</Button> : null} />
      <PageBody>
        {scanning ? (
          <Section title={t('paper.scan.title', facts)}>
            <ul className="paper-rules c2 s13">{['order', 'form', 'doubt'].map((line) => <li key={line}>{t(`paper.scan.rule.${line}`)}</li>)}</ul>
            <FileUpload<Batch> to={`${api}/scans`} accept=".pdf,.jpg,.jpeg,.png" maxMb={40} onDone={(row) => { setScanning(false); showDone(t('paper.scan.done', { sheets: row.size, doubts: row.doubts?.length ?? 0 })); void invalidate(['/meetings']); }} />
          </Section>
        ) : null}
        {batch.step === 'counted' ? <p>{t('paper.step.counted')}</p> : null}
        {kind === 'type' && batch.step !== 'counted' ? <TypeSheets api={api} round={round} voterClass={voterClass} batch={batch} onDone={(words) => void done(words)} /> : null}
        {kind !== 'type' && batch.step !== 'counted' ? <DecideList api={api} round={round} voterClass={voterClass} batch={batch} onDone={(words) => void done(words)} /> : null}
      </PageBody>
    </>
  );
}
