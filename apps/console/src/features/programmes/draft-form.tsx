import type { ProgrammeCandidate, ProgrammeOut, SectorsOut } from '@shuping/contracts';
import { Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { api, showDone, useApiMutation, useApiQuery, type ApiProblem, type Page } from '../../client/index.ts';
import { useText, type Worded } from '../../i18n/index.ts';
import { Button, DayInput, Field, Section } from '../../ui/index.ts';
import { BoundsTable } from './bounds-table.tsx';
import { ProblemList } from './problem-list.tsx';

type Draft = Pick<ProgrammeOut, 'title' | 'number' | 'tag' | 'sectors' | 'note' | 'calendar' | 'periodStart' | 'periodEnd'> & { readonly questions: readonly { title: string; guidance: string }[]; readonly hosts: readonly { id: string; name: string }[] };
type Change = (patch: Partial<Draft>) => void;
const MOST = 2;

/** The order while it is written: kept as a whole by one button. */
export function DraftForm({ programme }: { readonly programme: ProgrammeOut }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<Draft>(() => ({ ...programme, questions: programme.questions.map(({ title, guidance }) => ({ title, guidance })), hosts: programme.hosts ?? [] }));
  const [dirty, setDirty] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const change: Change = (patch) => { setDraft({ ...draft, ...patch }); setDirty(true); };
  const { title, number, tag, sectors, note, calendar, periodStart, periodEnd, questions, hosts } = draft;
  const save = useApiMutation({
    run: () => api.put(`/programmes/${programme.id}`, { version: programme.version, body: { title, number, tag, sectors, note, calendar, periodStart, periodEnd, questions: questions.filter((one) => one.title.trim() !== ''), hostIds: hosts.map((one) => one.id) } }),
    invalidates: ['/programmes'], onDone: () => { setDirty(false); setProblem(null); showDone(t('programmes.saved')); }, onProblem: (met) => { setProblem(met); return true; },
  });
  return (
    <div className="programmes-form">
      <Heads orgId={programme.orgId} draft={draft} change={change} />
      <Questions draft={draft} change={change} />
      <Calendar draft={draft} change={change} />
      <Hosts orgId={programme.orgId} draft={draft} change={change} />
      <div className="programmes-save row">
        <Button onClick={() => save.mutate(undefined)} loading={save.isPending} disabled={!dirty || title.trim() === ''}>{t('programmes.save')}</Button>
        <span className="s12 c3">{t(dirty ? 'programmes.save.dirty' : 'programmes.save.clean')}</span>
        {problem ? <ProblemList problem={problem} /> : null}
      </div>
    </div>
  );
}

function Heads({ orgId, draft, change }: { readonly orgId: string; readonly draft: Draft; readonly change: Change }) {
  const { t } = useTranslation();
  const text = useText();
  const sectors = useApiQuery<z.infer<typeof SectorsOut>>('/sectors', { query: { orgId } });
  return (
    <Section title={t('programmes.head')} ruled>
      <div className="programmes-grid">
        <Field label={t('programmes.name')}><Input value={draft.title} maxLength={120} onChange={(e) => change({ title: e.target.value })} /></Field>
        <Field label={t('programmes.number')}><Input value={draft.number} maxLength={60} placeholder={t('programmes.number.hint')} onChange={(e) => change({ number: e.target.value })} /></Field>
        <Field label={t('programmes.sectors')}><Select mode="multiple" value={[...draft.sectors]} placeholder={t('programmes.sectors.all')} options={(sectors.data?.items ?? []).map((one) => ({ value: one.id, label: text(one.title as Worded) }))} onChange={(sectors: string[]) => change({ sectors })} /></Field>
        <Field label={t('programmes.tag')} note={t('programmes.tag.note')}><Input value={draft.tag} maxLength={20} onChange={(e) => change({ tag: e.target.value })} /></Field>
        <Field label={t('programmes.periodStart')}><DayInput value={draft.periodStart} onChange={(periodStart) => change({ periodStart })} /></Field>
        <Field label={t('programmes.periodEnd')}><DayInput value={draft.periodEnd} onChange={(periodEnd) => change({ periodEnd })} /></Field>
      </div>
      <Field label={t('programmes.note')}><Input.TextArea value={draft.note} maxLength={4000} rows={3} onChange={(e) => change({ note: e.target.value })} /></Field>
    </Section>
  );
}

function Questions({ draft, change }: { readonly draft: Draft; readonly change: Change }) {
  const { t } = useTranslation();
  const put = (at: number, patch: Partial<Draft['questions'][number]>): void => change({ questions: draft.questions.map((one, n) => (n === at ? { ...one, ...patch } : one)) });
  return (
    <Section title={t('programmes.questions')} note={t('programmes.questions.note')} ruled>
      {draft.questions.map((one, at) => (
        <div key={at} className="programmes-question">
          <Field label={t('programmes.question', { no: at + 1 })}><Input value={one.title} maxLength={200} onChange={(e) => put(at, { title: e.target.value })} /></Field>
          <Field label={t('programmes.guidance')}><Input.TextArea value={one.guidance} maxLength={1000} rows={2} onChange={(e) => put(at, { guidance: e.target.value })} /></Field>
          <Button size="small" onClick={() => change({ questions: draft.questions.filter((_, n) => n !== at) })}>{t('programmes.question.remove')}</Button>
        </div>
      ))}
      {draft.questions.length < MOST ? <Button size="small" onClick={() => change({ questions: [...draft.questions, { title: '', guidance: '' }] })}>{t('programmes.question.add')}</Button> : null}
    </Section>
  );
}

function Calendar({ draft, change }: { readonly draft: Draft; readonly change: Change }) {
  const { t } = useTranslation();
  return <Section title={t('programmes.calendar')} note={t('programmes.calendar.note')} ruled><BoundsTable calendar={draft.calendar} onChange={(calendar) => change({ calendar })} /></Section>;
}

function Hosts({ orgId, draft, change }: { readonly orgId: string; readonly draft: Draft; readonly change: Change }) {
  const { t } = useTranslation();
  const [q, setQ] = useState('');
  const proposed = useApiQuery<Page<ProgrammeCandidate>>('/programmes/candidates', { query: { orgId, proposed: '1', limit: 200 } });
  const found = useApiQuery<Page<ProgrammeCandidate>>('/programmes/candidates', { query: { orgId, limit: 50, ...(q === '' ? {} : { q }) }, keepPrevious: true });
  const known = new Map([...draft.hosts, ...(proposed.data?.items ?? []), ...(found.data?.items ?? [])].map((one) => [one.id, one.name]));
  const offices = (proposed.data?.items ?? []).filter((one) => !draft.hosts.some((host) => host.id === one.id));
  const choose = (ids: readonly string[]): void => change({ hosts: ids.map((id) => ({ id, name: known.get(id) ?? '' })) });
  const ids = draft.hosts.map((one) => one.id);
  return (
    <Section title={t('programmes.hosts')} note={t('programmes.hosts.note')} ruled right={offices.length > 0 ? <Button size="small" onClick={() => choose([...ids, ...offices.map((one) => one.id)])}>{t('programmes.hosts.propose', { count: offices.length })}</Button> : null}>
      <Select
        mode="multiple" className="programmes-hostpick" value={ids} placeholder={t('programmes.hosts.pick')} aria-label={t('programmes.hosts')} loading={found.isPending} maxTagCount={40}
        showSearch={{ filterOption: false, onSearch: setQ }} options={[...known].map(([value, label]) => ({ value, label }))} onChange={choose}
      />
      <p className="s12 c3">{t('programmes.hosts.count', { count: ids.length })}</p>
    </Section>
  );
}
