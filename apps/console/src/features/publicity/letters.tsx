import type { LetterOut, PublicityOut } from '@shuping/contracts';
import { Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMayEver } from '../../app/auth.tsx';
import { api, apiUrl, newKey, showDone, useApiMutation, useApiQuery, useInvalidate } from '../../client/index.ts';
import { A, Button, DataTable, DayText, EmptyPanel, Loaded, MayButton, Section, Tag, type Column } from '../../ui/index.ts';

type List = { readonly items: readonly LetterOut[] };
type Kind = 'letters' | 'circular';

/** Feedback letters with what came back, and circulars of closing rates. */
export function Letters({ publicity }: { readonly publicity: PublicityOut }) {
  const { t } = useTranslation();
  const ever = useMayEver();
  const [dialog, setDialog] = useState<Kind | null>(null);
  const list = useApiQuery<List>('/letters', { query: { cycleId: publicity.cycleId }, refetchMs: 5_000 });
  const office = ever('create', 'Letter');
  return (
    <Loaded query={list}>
      {(data) => {
        const letters = data.items.filter((one) => one.kind === 'feedback');
        const circulars = data.items.filter((one) => one.kind === 'circular');
        return (
          <>
            <Section title={t('publicity.letters')} note={letters.length > 0 ? t('publicity.letters.note', { count: letters.length, received: letters.filter((one) => one.receivedOn).length }) : undefined} right={office && publicity.final ? <Button type={letters.length < publicity.items.length ? 'primary' : 'default'} onClick={() => setDialog('letters')}>{t('publicity.letters.make')}</Button> : null}>
              {letters.length === 0 ? <EmptyPanel what={t('publicity.noLetters')} why={t(publicity.final ? 'publicity.noLetters.final' : 'publicity.noLetters.why')} /> : <LetterTable rows={letters} />}
            </Section>
            {office ? (
              <Section title={t('publicity.circulars')} right={<Button onClick={() => setDialog('circular')}>{t('publicity.circulars.make')}</Button>}>
                {circulars.length === 0 ? <EmptyPanel what={t('publicity.noCirculars')} why={t('publicity.noCirculars.why')} /> : <LetterTable rows={circulars} />}
              </Section>
            ) : null}
            {dialog ? <Issue kind={dialog} cycleId={publicity.cycleId} hostName={publicity.hostName} close={() => setDialog(null)} /> : null}
          </>
        );
      }}
    </Loaded>
  );
}

function LetterTable({ rows }: { readonly rows: readonly LetterOut[] }) {
  const { t } = useTranslation();
  const columns: Column<LetterOut>[] = [
    { key: 'number', title: t('publicity.number'), width: 264, minor: true, render: (row) => row.number },
    { key: 'to', title: t('publicity.to'), render: (row) => (row.kind === 'feedback' ? `${row.personName} ${row.orgName}` : t('publicity.toAll')) },
    { key: 'issued', title: t('publicity.issued'), width: 140, minor: true, render: (row) => <DayText day={row.issuedOn} /> },
    { key: 'received', title: t('publicity.received'), width: 140, minor: true, render: (row) => (row.kind === 'circular' ? t('ui.none') : row.receivedOn ? <DayText day={row.receivedOn} /> : <Tag tone="amber">{t('publicity.notReceived')}</Tag>) },
    { key: 'act', title: '', width: 176, num: true, render: (row) => <span className="row publicity-acts"><Acknowledge letter={row} /><A href={apiUrl(`/letters/${row.id}/file`)} download>{t('publicity.download')}</A><A href={apiUrl(`/letters/${row.id}/pdf`)} download>PDF</A></span> },
  ];
  return <DataTable rows={rows} columns={columns} rowKey={(row) => row.id} label={t('publicity.letters')} />;
}

function Acknowledge({ letter }: { readonly letter: LetterOut }) {
  const { t } = useTranslation();
  const invalidate = useInvalidate();
  const acknowledge = useApiMutation<void>({
    run: () => api.post(`/letters/${letter.id}/acknowledge`, { version: letter.version }), invalidates: ['/letters', '/todos'], onDone: () => showDone(t('publicity.acknowledged')),
    onProblem: (problem) => { if (problem.stale) void invalidate(['/letters']); },
  });
  if (letter.may['acknowledge'] !== true) return null;
  return <MayButton may={letter.may['acknowledge']} size="small" loading={acknowledge.isPending} onClick={() => acknowledge.mutate()}>{t('publicity.acknowledge')}</MayButton>;
}

function Issue({ kind, cycleId, hostName, close }: { readonly kind: Kind; readonly cycleId: string; readonly hostName: string; readonly close: () => void }) {
  const { t } = useTranslation();
  const [pattern, setPattern] = useState('');
  const [first, setFirst] = useState<number | null>(null);
  const [signer, setSigner] = useState('');
  const [key] = useState(newKey);
  const body = { ...(pattern.trim() ? { numberPattern: pattern.trim() } : {}), ...(first === null ? {} : { first }), ...(signer.trim() ? { signer: signer.trim() } : {}) };
  const issue = useApiMutation<void>({ run: () => api.post(`/cycles/${cycleId}/${kind}`, { body, idempotencyKey: key }), invalidates: ['/letters', '/jobs', '/cycles'], onDone: () => { showDone(t(`publicity.${kind}.done`)); close(); } });
  return (
    <Modal open title={t(`publicity.${kind === 'letters' ? 'letters' : 'circulars'}.make`)} okText={t('publicity.make')} confirmLoading={issue.isPending} onOk={() => issue.mutate()} onCancel={close} width={480}>
      <p className="s13 c2">{t(`publicity.${kind}.why`)}</p>
      <label className="publicity-field"><span>{t('publicity.pattern')}</span><Input value={pattern} placeholder={t('publicity.pattern.default')} onChange={(e) => setPattern(e.target.value)} /><small className="c3">{t('publicity.pattern.note', { year: '{{year}}', n: '{{n}}' })}</small></label>
      <label className="publicity-field"><span>{t('publicity.first')}</span><InputNumber min={1} max={9999} value={first} placeholder={t('publicity.first.next')} onChange={(value) => setFirst(typeof value === 'number' ? value : null)} /></label>
      <label className="publicity-field"><span>{t('publicity.signer')}</span><Input value={signer} placeholder={hostName} onChange={(e) => setSigner(e.target.value)} /></label>
    </Modal>
  );
}
