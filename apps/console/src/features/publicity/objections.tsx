import type { ObjectionOut, PublicityOut } from '@shuping/contracts';
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, newKey, showDone, useApiMutation, useInvalidate } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { Button, dayWords, EmptyPanel, ListTable, MayButton, SelectFilter, Tag, useList, useUrlState, type Column } from '../../ui/index.ts';

const TONES = { open: 'red', upheld: 'green', rejected: 'grey' } as const;

/** Objections: raised by anybody of the circle while publicity runs, decided by leader or committee. */
export function Objections({ publicity }: { readonly publicity: PublicityOut }) {
  const { t, i18n } = useTranslation();
  const list = useList<ObjectionOut>('/objections', ['state'], { cycleId: publicity.cycleId });
  const [open, setOpen] = useState<ObjectionOut | null>(null);
  const states = ['', 'open', 'upheld', 'rejected'].map((id) => ({ id, label: t(id === '' ? 'publicity.all' : `publicity.objection.${id}`) }));
  const columns: Column<ObjectionOut>[] = [
    { key: 'at', title: t('publicity.raisedAt'), width: 96, quiet: true, render: (row) => dayWords(row.raisedAt.slice(0, 10), i18n.language) },
    { key: 'about', title: t('publicity.about'), width: 200, render: (row) => `${row.personName} ${row.orgName}` },
    { key: 'text', title: t('publicity.text'), render: (row) => row.text, hint: (row) => row.text },
    { key: 'by', title: t('publicity.raisedBy'), width: 96, quiet: true, render: (row) => row.raisedName },
    { key: 'state', title: t('publicity.state'), width: 96, render: (row) => <Tag tone={TONES[row.state]}>{t(`publicity.objection.${row.state}`)}</Tag> },
  ];
  return (
    <>
      <Raise publicity={publicity} />
      <div className="flt"><SelectFilter label={t('publicity.state')} value={list.filters['state'] ?? ''} options={states} onChange={(state) => list.setFilter({ state })} /></div>
      <ListTable list={list} columns={columns} rowKey={(row) => row.id} label={t('publicity.tab.objections')} onOpen={setOpen} empty={<EmptyPanel what={t('publicity.noObjections')} why={t('publicity.noObjections.why')} />} />
      {open ? <Detail key={open.id} objection={open} publicity={publicity} close={() => setOpen(null)} /> : null}
    </>
  );
}

function Raise({ publicity }: { readonly publicity: PublicityOut }) {
  const { t } = useTranslation();
  const text = useText();
  const [search, setSearch] = useUrlState();
  const [words, setWords] = useState('');
  const [key] = useState(newKey);
  const about = publicity.items.find((one) => one.assesseeId === search['about']);
  const raise = useApiMutation<void>({
    run: () => api.post('/objections', { body: { assesseeId: about?.assesseeId, text: words.trim() }, idempotencyKey: key }), invalidates: ['/objections', '/cycles', '/todos'],
    onDone: () => { showDone(t('publicity.raised')); setSearch({ about: null }); },
  });
  if (!publicity.running || !about) return null;
  return (
    <section className="publicity-raise">
      <h2>{t('publicity.raise', { name: about.personName, grade: text(about.gradeTitle) })}</h2>
      <label className="s13 c2" htmlFor="objection-text">{t('publicity.raise.what')}</label>
      <Input.TextArea id="objection-text" rows={4} maxLength={4000} value={words} onChange={(e) => setWords(e.target.value)} />
      <p className="s12 c3">{t('publicity.raise.note')}</p>
      <div className="row publicity-acts">
        <MayButton may={publicity.may['object']} type="primary" loading={raise.isPending} onClick={() => { if (words.trim() !== '') raise.mutate(); }}>{t('publicity.raise.do')}</MayButton>
        <Button onClick={() => setSearch({ about: null })}>{t('publicity.cancel')}</Button>
      </div>
    </section>
  );
}

function Detail({ objection, publicity, close }: { readonly objection: ObjectionOut; readonly publicity: PublicityOut; readonly close: () => void }) {
  const { t } = useTranslation();
  const invalidate = useInvalidate();
  const [decision, setDecision] = useState('');
  const [refused, setRefused] = useState<readonly { code: string }[]>([]);
  const decide = useApiMutation<boolean>({
    run: (upheld) => api.post(`/objections/${objection.id}/decide`, { body: { upheld, decision: decision.trim() }, version: objection.version }), invalidates: ['/objections', '/cycles', '/assessees', '/todos'],
    onDone: () => { showDone(t('publicity.decided')); close(); },
    onProblem: (problem) => {
      if (problem.stale) { void invalidate(['/objections']); close(); }
      if (problem.code !== 'decision.refused') return false;
      setRefused(problem.issues as never);
      return true;
    },
  });
  const may = objection.may['decide'];
  const act = (upheld: boolean): void => { if (decision.trim() !== '') decide.mutate(upheld); };
  return (
    <Modal open title={t('publicity.objectionTo', { name: objection.personName })} onCancel={close} footer={null} width={560}>
      <p className="s13 c2">{objection.orgName} · {t('publicity.by', { name: objection.raisedName })}</p>
      <p className="publicity-words">{objection.text}</p>
      {objection.state === 'open' ? (
        <>
          <label className="s13 c2" htmlFor="objection-decision">{t('publicity.decision')}</label>
          <Input.TextArea id="objection-decision" rows={3} maxLength={4000} value={decision} onChange={(e) => setDecision(e.target.value)} readOnly={may !== true} />
          <p className="s12 c3">{t('publicity.decision.note', { count: publicity.items.length })}</p>
          {refused.length > 0 ? <ul className="s13 late" role="alert">{refused.map((issue, n) => <li key={n}>{t('publicity.refused', { code: issue.code })}</li>)}</ul> : null}
          <div className="row publicity-acts">
            <MayButton may={may} type="primary" loading={decide.isPending} onClick={() => act(false)}>{t('publicity.reject')}</MayButton>
            <MayButton may={may} loading={decide.isPending} onClick={() => act(true)}>{t('publicity.uphold')}</MayButton>
          </div>
        </>
      ) : <p>{t(`publicity.objection.${objection.state}`)} · {objection.decidedBy}<br />{objection.decision}</p>}
    </Modal>
  );
}
