import { InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useApiMutation } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import type { Group, Meeting } from './model.ts';

type Props = { readonly meeting: Meeting; readonly again: () => void };

/** Parts of groups that must make up a share of the heads present (R11), counted at the door. */
export function PartCounts({ meeting, again }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const rows = meeting.groups.flatMap((group) => group.parts.map((part) => ({ group, part })));
  if (rows.length === 0) return null;
  return (
    <table className="tbl tall" aria-label={t('parts.title')}>
      <thead><tr><th scope="col">{t('parts.title')}</th><th scope="col" className="num">{t('parts.share')}</th><th scope="col" className="num">{t('now.present')}</th></tr></thead>
      <tbody>{rows.map(({ group, part }) => <tr key={`${group.id}/${part.id}`}><td className="ell">{text(group.title)} · <b>{text(part.title)}</b></td><td className="num">{part.share}</td><td className="num"><Heads meeting={meeting} again={again} group={group} part={part} /></td></tr>)}</tbody>
    </table>
  );
}

function Heads({ meeting, group, part, again }: Props & { readonly group: Group; readonly part: Group['parts'][number] }) {
  const text = useText();
  const [value, setValue] = useState<number | null>(null);
  const done = (): void => {
    setValue(null);
    again();
  };
  const save = useApiMutation({ run: (n: number) => api.put(`/meetings/${meeting.id}/attendance`, { body: { parts: { [group.id]: { [part.id]: n } } } }), onDone: done, onProblem: done });
  if (meeting.may['attend'] !== true) return <>{part.heads}</>;
  const commit = (): void => (value !== null && value !== part.heads ? save.mutate(value) : setValue(null));
  return <InputNumber min={0} max={5000} value={value ?? part.heads} aria-label={`${text(group.title)} ${text(part.title)}`} onChange={(n) => setValue(n ?? 0)} onBlur={commit} onPressEnter={commit} />;
}
