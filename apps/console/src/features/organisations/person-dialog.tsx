import type { AppointmentOut, OrganisationOut, PersonOut } from '@shuping/contracts';
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMayEver } from '../../app/auth.tsx';
import { api, newKey, showDone, useApiMutation, useApiQuery } from '../../client/index.ts';
import { Button, DayInput, DayText, Field, KeyValue, Loaded, MayButton, Section, useToday } from '../../ui/index.ts';
import { PersonForm } from './person-form.tsx';

/** A person with all posts through time. */
export function PersonDialog({ id, unit, onClose }: { readonly id: string; readonly unit: OrganisationOut; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const query = useApiQuery<PersonOut>(`/people/${id}`);
  return (
    <Modal open title={query.data?.name ?? t('organisations.tab.people')} footer={null} onCancel={onClose} width={640}>
      <Loaded query={query}>{(person) => <PersonBody person={person} unit={unit} />}</Loaded>
    </Modal>
  );
}

function PersonBody({ person, unit }: { readonly person: PersonOut; readonly unit: OrganisationOut }) {
  const { t } = useTranslation();
  const mayEver = useMayEver();
  const [editing, setEditing] = useState(false);
  return (
    <>
      <KeyValue items={[{ label: t('organisations.person.number'), value: person.staffNumber || t('ui.none') }]} />
      <p className="org-note"><MayButton may={person.may['edit']} onClick={() => setEditing(true)}>{t('organisations.person.edit')}</MayButton></p>
      <Section title={t('organisations.posts')} ruled>
        {person.posts.length === 0 ? <p className="c2 s13">{t('organisations.person.noPost')}</p> : null}
        <ul className="org-posts">{person.posts.map((post) => <Post key={post.id} post={post} />)}</ul>
      </Section>
      {mayEver('create', 'Appointment') && unit.closedOn === null ? <Appoint person={person} unit={unit} /> : null}
      {editing ? <PersonForm unit={unit} person={person} onClose={() => setEditing(false)} /> : null}
    </>
  );
}

function Post({ post }: { readonly post: AppointmentOut }) {
  const { t } = useTranslation();
  const today = useToday();
  const [to, setTo] = useState<string | null>(null);
  const end = useApiMutation({
    run: () => api.patch(`/appointments/${post.id}`, { body: { to }, version: post.version }),
    invalidates: ['/people'],
    onDone: () => {
      setTo(null);
      showDone(t('organisations.post.ended', { post: post.post }));
    },
  });
  return (
    <li>
      <b>{post.post}</b><span className="ell">{post.orgName}</span><span className="c2 s13 nw"><DayText day={post.from} />{t('organisations.to')}{post.to ? <DayText day={post.to} /> : t('organisations.now')}</span><span className="sp" />
      {post.to === null && to === null && post.may['end'] === true ? <button type="button" className="linkish s13" onClick={() => setTo(today)}>{t('organisations.post.end')}</button> : null}
      {to === null ? null : <><DayInput label={t('organisations.post.lastDay')} value={to} min={post.from} onChange={setTo} /><Button size="small" loading={end.isPending} disabled={to === ''} onClick={() => end.mutate()}>{t('organisations.post.end')}</Button><Button size="small" type="text" onClick={() => setTo(null)}>{t('organisations.cancel')}</Button></>}
    </li>
  );
}

function Appoint({ person, unit }: { readonly person: PersonOut; readonly unit: OrganisationOut }) {
  const { t } = useTranslation();
  const [key, setKey] = useState(newKey);
  const [post, setPost] = useState('');
  const [from, setFrom] = useState(useToday());
  const appoint = useApiMutation({
    run: () => api.post('/appointments', { body: { personId: person.id, orgId: unit.id, post, from }, idempotencyKey: key }),
    invalidates: ['/people'],
    onDone: () => {
      setPost('');
      setKey(newKey());
      showDone(t('organisations.post.given', { name: person.name }));
    },
    onProblem: () => setKey(newKey()),
  });
  return (
    <Section title={t('organisations.appoint', { name: unit.shortName })}>
      <div className="org-appoint">
        <Field label={t('organisations.person.post')}><Input value={post} maxLength={40} onChange={(e) => setPost(e.target.value)} /></Field>
        <Field label={t('organisations.person.from')}><DayInput value={from} onChange={setFrom} /></Field>
        <Button loading={appoint.isPending} disabled={post.trim() === '' || from === ''} onClick={() => appoint.mutate()}>{t('organisations.appoint.do')}</Button>
      </div>
    </Section>
  );
}
