import type { NamedSlipsOut, NamedVotersOut } from '@shuping/contracts';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { api, useApiMutation, useApiQuery } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { Button, Loaded, MayButton, Section } from '../../ui/index.ts';
import type { Group, Meeting } from './model.ts';
import './slips-print.css';
import { Qr } from './slip-sheets.tsx';

type Named = z.infer<typeof NamedVotersOut>;
type Printed = z.infer<typeof NamedSlipsOut>['slips'];

const inPages = (slips: Printed): Printed[] => Array.from({ length: Math.ceil(slips.length / 24) }, (_, n) => slips.slice(n * 24, (n + 1) * 24));

/** 记名票条: names of the groups that vote by name, and slips with the name on them, shown this once. */
export function NamedSlips({ meeting }: { readonly meeting: Meeting }) {
  const groups = meeting.groups.filter((one) => one.votes === 'named');
  const query = useApiQuery<Named>(`/meetings/${meeting.id}/named-voters`);
  if (groups.length === 0) return null;
  return <Loaded query={query}>{(named) => <>{groups.map((group) => <OfGroup key={group.id} meeting={meeting} group={group} voters={named.items.filter((one) => one.group === group.id)} known={named.groups.find((one) => one.id === group.id)} />)}</>}</Loaded>;
}

type OfGroupProps = { readonly meeting: Meeting; readonly group: Group; readonly voters: Named['items']; readonly known: Named['groups'][number] | undefined };

function OfGroup({ meeting, group, voters, known }: OfGroupProps) {
  const { t } = useTranslation();
  const text = useText();
  const [typed, setTyped] = useState('');
  const [printed, setPrinted] = useState<Printed | null>(null);
  const onRoll = known !== undefined && known.roll > 0;
  const wanted = typed.split(/[\n,;\uff0c\u3001\uff1b]+/).map((one) => one.trim()).filter(Boolean);
  const issue = useApiMutation({ run: (names: readonly string[]) => api.post<{ slips: Printed }>(`/meetings/${meeting.id}/named-slips`, { body: { group: group.id, names } }), invalidates: ['/meetings'], onDone: ({ slips }) => { setPrinted(slips); setTyped(''); } });
  return (
    <Section title={t('named.title', { group: text(group.title) })} note={t('named.note')} ruled>
      {voters.length > 0 ? <p className="c2">{t('named.have', { names: voters.map((one) => one.name).join(t('cockpit.comma')) })}</p> : null}
      {printed ? (
        <>
          <div className="slip-pages">{inPages(printed).map((page) => <section key={page[0]!.secret} className="slip-page">{page.map((slip) => <div key={slip.secret} className="slip"><Qr text={`${location.origin}/v/${meeting.id}#named.${slip.secret}`} /><div><b>{slip.name}</b>{slip.unit ? <p>{slip.unit}</p> : null}<p>{t('named.slip')}</p></div></div>)}</section>)}</div>
          <p className="slips-acts"><Button type="primary" onClick={() => print()}>{t('slips.print.now')}</Button><Button onClick={() => setPrinted(null)}>{t('slips.finished')}</Button></p>
        </>
      ) : (
        <>
          {onRoll ? <p className="slips-acts"><MayButton may={known.without > 0 ? meeting.may['print'] : { reason: 'named.all' }} type="primary" loading={issue.isPending} onClick={() => issue.mutate([])}>{t('named.print.roll', { count: known.without })}</MayButton><span className="s12 c3">{t('named.roll.rule', { count: known.roll })}</span></p> : null}
          <Input.TextArea rows={onRoll ? 2 : 4} value={typed} onChange={(e) => setTyped(e.target.value)} placeholder={t(onRoll ? 'named.names.again' : 'named.names')} aria-label={t(onRoll ? 'named.names.again' : 'named.names')} />
          <p className="slips-acts"><MayButton may={wanted.length > 0 ? meeting.may['print'] : { reason: 'slips.none' }} loading={issue.isPending} onClick={() => issue.mutate(wanted)}>{t('named.print', { count: wanted.length })}</MayButton><span className="s12 c3">{t('named.rule')}</span></p>
        </>
      )}
    </Section>
  );
}
