import type { NamedVotersOut } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { api, useApiMutation, usePoll } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { A, Button, Section, Tag } from '../../ui/index.ts';
import type { Group, Meeting } from './model.ts';
import './named.css';

type Named = z.infer<typeof NamedVotersOut>;
type Props = { readonly meeting: Meeting; readonly again: () => void };

/** 记名签到: who of those who vote by name is there, ticked by the clerk, and who has handed in; never how. */
export function NamedPresence({ meeting, again }: Props) {
  const poll = usePoll<Named>(`/meetings/${meeting.id}/named-voters`, 5_000);
  const groups = meeting.groups.filter((one) => one.votes === 'named');
  if (groups.length === 0 || !poll.data) return null;
  return <>{groups.map((group) => <OfGroup key={group.id} meeting={meeting} group={group} named={poll.data!} again={() => { poll.again(); again(); }} />)}</>;
}

function OfGroup({ meeting, group, named, again }: Props & { readonly group: Group; readonly named: Named }) {
  const { t } = useTranslation();
  const text = useText();
  const mark = useApiMutation({ run: ({ voters, present }: { readonly voters: readonly string[]; readonly present: boolean }) => api.post(`/meetings/${meeting.id}/named-voters/presence`, { body: { voters, present } }), invalidates: ['/meetings'], onDone: again, onProblem: () => again() });
  const voters = named.items.filter((one) => one.group === group.id);
  const absent = voters.filter((one) => !one.present);
  const may = named.may['attend'] === true;
  const voting = meeting.phase === 'voting';
  const without = named.groups.find((one) => one.id === group.id)?.without ?? 0;
  return (
    <Section
      title={t('named.presence', { group: text(group.title) })} note={t('named.presence.count', { present: voters.length - absent.length, due: group.due })} ruled
      right={may && absent.length > 1 ? <Button size="small" loading={mark.isPending} onClick={() => mark.mutate({ voters: absent.map((one) => one.id), present: true })}>{t('named.presence.all', { count: absent.length })}</Button> : undefined}
    >
      {voters.length === 0 ? <p className="c2">{t('named.presence.nobody')} <A href={`/meetings/${meeting.id}/slips`}>{t('slips.title')}</A></p> : (
        <ul className="named-people">
          {voters.map((one) => (
            <li key={one.id}>
              <label><input type="checkbox" checked={one.present} disabled={!may || mark.isPending} onChange={(e) => mark.mutate({ voters: [one.id], present: e.target.checked })} /> <b>{one.name}</b>{one.unit ? <span className="c3 s12 ell">{one.unit}</span> : null}</label>
              {voting && one.present ? <Tag tone={one.asked > 0 && one.rounds >= one.asked ? 'green' : 'amber'}>{t(one.asked > 0 && one.rounds >= one.asked ? 'named.handed' : 'named.open')}</Tag> : null}
            </li>
          ))}
        </ul>
      )}
      <p className="now-note">{t('named.presence.rule')}{without > 0 ? ` ${t('named.presence.without', { count: without })}` : ''}</p>
    </Section>
  );
}
