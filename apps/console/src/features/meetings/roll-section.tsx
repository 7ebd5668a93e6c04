import { Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, useApiMutation, useApiQuery } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { A, Loaded, Section, useMayReason } from '../../ui/index.ts';
import type { Meeting } from './model.ts';
import type { Roll } from './roll-model.ts';

/** 应到名单 on the plan page: how many names each group has, what still keeps the meeting from being held, and whether accounts let people in. The names are on a page of their own. */
export function RollSection({ meeting }: { readonly meeting: Meeting }) {
  const { t } = useTranslation();
  const query = useApiQuery<Roll>(`/meetings/${meeting.id}/roll`);
  // who may not see the roll is not told that there is one
  if (query.error && query.error.status === 403) return null;
  return (
    <Section title={t('roll.title')} note={t('roll.note')} ruled right={<A href={`/meetings/${meeting.id}/roll`}>{t('roll.open')}</A>}>
      <Loaded query={query}>{(roll) => <Glance meeting={meeting} roll={roll} again={() => void query.refetch()} />}</Loaded>
    </Section>
  );
}

function Glance({ meeting, roll, again }: { readonly meeting: Meeting; readonly roll: Roll; readonly again: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const why = useMayReason(roll.may['login']);
  const login = useApiMutation({ run: (on: boolean) => api.put<Roll>(`/meetings/${meeting.id}/roll/login`, { body: { login: on }, version: meeting.version }), invalidates: ['/meetings'], onProblem: () => void again() });
  const shown = roll.groups.filter((group) => group.byName || group.electors > 0 || group.rates === 'only');
  return (
    <>
      {shown.length === 0 ? <p className="c2">{t('roll.nobody.needed')}</p> : (
        <table className="tbl tall" aria-label={t('roll.title')}>
          <thead><tr><th scope="col">{t('plan.group')}</th><th scope="col">{t('roll.rates')}</th><th scope="col" className="num">{t('roll.names')}</th></tr></thead>
          <tbody>
            {shown.map((group) => (
              <tr key={group.id}>
                <td className="ell b">{text(group.title)}</td>
                <td>{group.relation ? t('roll.rates.related', { relation: text(group.relation) }) : t(`roll.rates.${group.rates}`)}</td>
                <td className="num">{group.byName && group.electors === 0 ? <span className="late">{t('roll.missing')}</span> : group.electors}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {shown.length > 1 ? <p className="s12 c3">{t('roll.twice')}</p> : null}
      <Problems roll={roll} meeting={meeting} />
      <p className="slips-acts">
        <label className="roll-login"><Switch size="small" checked={roll.login} disabled={roll.may['login'] !== true} loading={login.isPending} aria-label={t('roll.login')} onChange={(on) => login.mutate(on)} /> {t('roll.login')}</label>
        <span className="s12 c3">{why || t(roll.login ? 'roll.login.on' : 'roll.login.off')}</span>
      </p>
    </>
  );
}

/** What keeps the meeting from being held as the roll stands, in words, with names. */
export function Problems({ roll, meeting }: { readonly roll: Roll; readonly meeting: Meeting }) {
  const { t } = useTranslation();
  const text = useText();
  if (roll.problems.length === 0) return null;
  const groupName = (id: string | undefined): string => text(roll.groups.find((group) => group.id === id)?.title ?? { text: id ?? '' });
  const subjectName = (id: unknown): string => meeting.agenda.find((item) => item.assesseeId === id)?.personName ?? '';
  return (
    <ul className="plain late s13" role="alert">
      {roll.problems.slice(0, 12).map((one, at) => <li key={at}>{t(`roll.problem.${one.code}`, { ...one.params, group: groupName(one.at), name: subjectName(one.params?.['subject']) })}</li>)}
      {roll.problems.length > 12 ? <li>{t('roll.problem.more', { count: roll.problems.length - 12 })}</li> : null}
    </ul>
  );
}
