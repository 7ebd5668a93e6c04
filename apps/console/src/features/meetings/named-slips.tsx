import type { NamedSlipsOut, NamedVotersOut } from '@shuping/contracts';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { api, useApiMutation, useApiQuery, usePoll } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { Button, Loaded, MayButton, Section } from '../../ui/index.ts';
import type { Group, Meeting } from './model.ts';
import './slips-print.css';
import { Qr } from './slip-sheets.tsx';

type Voters = z.infer<typeof NamedVotersOut>['items'];
type Printed = z.infer<typeof NamedSlipsOut>['slips'];

const inPages = (slips: Printed): Printed[] => Array.from({ length: Math.ceil(slips.length / 24) }, (_, n) => slips.slice(n * 24, (n + 1) * 24));

/** 记名票条: names of the groups that vote by name, and slips with the name on them, shown this once. */
export function NamedSlips({ meeting }: { readonly meeting: Meeting }) {
  const groups = meeting.groups.filter((one) => one.votes === 'named');
  const query = useApiQuery<z.infer<typeof NamedVotersOut>>(`/meetings/${meeting.id}/named-voters`);
  if (groups.length === 0) return null;
  return <Loaded query={query}>{({ items }) => <>{groups.map((group) => <OfGroup key={group.id} meeting={meeting} group={group} voters={items.filter((one) => one.group === group.id)} />)}</>}</Loaded>;
}

function OfGroup({ meeting, group, voters }: { readonly meeting: Meeting; readonly group: Group; readonly voters: Voters }) {
  const { t } = useTranslation();
  const text = useText();
  const [typed, setTyped] = useState('');
  const [printed, setPrinted] = useState<Printed | null>(null);
  const wanted = typed.split(/[\n,;\uff0c\u3001\uff1b]+/).map((one) => one.trim()).filter(Boolean);
  const issue = useApiMutation({ run: () => api.post<{ slips: Printed }>(`/meetings/${meeting.id}/named-slips`, { body: { group: group.id, names: wanted } }), invalidates: ['/meetings'], onDone: ({ slips }) => { setPrinted(slips); setTyped(''); } });
  return (
    <Section title={t('named.title', { group: text(group.title) })} note={t('named.note')} ruled>
      {voters.length > 0 ? <p className="c2">{t('named.have', { names: voters.map((one) => one.name).join(t('cockpit.comma')) })}</p> : null}
      {printed ? (
        <>
          <div className="slip-pages">{inPages(printed).map((page) => <section key={page[0]!.secret} className="slip-page">{page.map((slip) => <div key={slip.secret} className="slip"><Qr text={`${location.origin}/v/${meeting.id}#named.${slip.secret}`} /><div><b>{slip.name}</b><p>{t('named.slip')}</p></div></div>)}</section>)}</div>
          <p className="slips-acts"><Button type="primary" onClick={() => print()}>{t('slips.print.now')}</Button><Button onClick={() => setPrinted(null)}>{t('slips.finished')}</Button></p>
        </>
      ) : (
        <>
          <Input.TextArea rows={4} value={typed} onChange={(e) => setTyped(e.target.value)} placeholder={t('named.names')} aria-label={t('named.names')} />
          <p className="slips-acts"><MayButton may={wanted.length > 0 ? meeting.may['print'] : { reason: 'slips.none' }} loading={issue.isPending} onClick={() => issue.mutate(undefined)}>{t('named.print', { count: wanted.length })}</MayButton><span className="s12 c3">{t('named.rule')}</span></p>
        </>
      )}
    </Section>
  );
}

/** Who has handed in, group by group, while the vote runs: told by name, since the vote is; never how. */
export function NamedTurnout({ meeting }: { readonly meeting: Meeting }) {
  const { t } = useTranslation();
  const text = useText();
  const groups = meeting.groups.filter((one) => one.votes === 'named');
  const poll = usePoll<z.infer<typeof NamedVotersOut>>(`/meetings/${meeting.id}/named-voters`, 5_000);
  if (groups.length === 0 || !poll.data) return null;
  const due = meeting.rounds.filter((round) => round.phase !== 'waiting').length;
  return (
    <Section title={t('named.turnout')} note={t('named.turnout.note')} ruled>
      {groups.map((group) => {
        const voters = poll.data!.items.filter((one) => one.group === group.id);
        const missing = voters.filter((one) => one.rounds < due);
        return <p key={group.id} className="named-turnout"><b>{text(group.title)}</b> {t('named.turnout.count', { done: voters.length - missing.length, of: voters.length })}{missing.length > 0 ? <span className="c2"> {t('named.turnout.missing', { names: missing.map((one) => one.name).join(t('cockpit.comma')) })}</span> : null}</p>;
      })}
    </Section>
  );
}
