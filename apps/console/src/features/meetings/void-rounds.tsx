import { useTranslation } from 'react-i18next';
import { api, showDone, useApiMutation } from '../../client/index.ts';
import { A, MayButton, useGo } from '../../ui/index.ts';
import type { Meeting } from './model.ts';
import { useRoundName } from './rounds-panel.tsx';

/** Rounds, and single people, about whom the vote does not stand, why, and the vote again. */
export function VoidRounds({ meeting }: { readonly meeting: Meeting }) {
  const { t } = useTranslation();
  const go = useGo();
  const nameOf = useRoundName(meeting);
  const rerun = useApiMutation({ run: () => api.post<{ id: string }>(`/meetings/${meeting.id}/rerun`, { body: {} }), invalidates: ['/meetings'], onDone: ({ id }) => { showDone(t('void.rerun.done')); go(`/meetings/${id}`); } });
  if (meeting.void.length === 0) return null;
  return (
    <div role="alert">
      {meeting.void.map((one) => <p key={one.round} className="late">{meeting.rounds.length > 1 || nameOf(one.round) !== nameOf(meeting.rounds[0]?.id ?? null) ? <b>{t('void.of', { name: nameOf(one.round) })}</b> : null}{t(one.code, one.params)}</p>)}
      <p className="now-note">{t('void.none')}</p>
      <p>{meeting.rerun === null ? <MayButton may={meeting.may['rerun']} type="primary" loading={rerun.isPending} onClick={() => rerun.mutate(undefined)}>{t('void.rerun')}</MayButton> : <A href={`/meetings/${meeting.rerun}`}>{t('may.meeting.rerun-exists')}</A>}</p>
    </div>
  );
}
