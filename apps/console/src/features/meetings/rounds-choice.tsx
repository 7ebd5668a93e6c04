import { InputNumber, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, useApiMutation } from '../../client/index.ts';
import { Section } from '../../ui/index.ts';
import type { Meeting } from './model.ts';

type Rule = Meeting['grouping']['rule'];

/** How the voting is divided into rounds; fixed with the first slip. */
export function RoundsChoice({ meeting, again }: { readonly meeting: Meeting; readonly again: () => void }) {
  const { t } = useTranslation();
  const { grouping } = meeting;
  const save = useApiMutation({ run: (body: Meeting['grouping']) => api.put<Meeting>(`/meetings/${meeting.id}/rounds`, { body, version: meeting.version }), invalidates: ['/meetings'], onDone: () => again(), onProblem: () => void again() });
  const fixed = meeting.may['edit'] !== true || meeting.groups.some((g) => g.printed > 0);
  const choose = (rule: Rule): void => save.mutate(rule === 'blocks' ? { rule, size: 3 } : { rule });
  if (meeting.agenda.length < 2) return null;
  return (
    <Section title={t('rounds.choice')} note={t(fixed ? 'rounds.choice.fixed' : 'rounds.choice.note')} ruled>
      {fixed ? <p className="b">{t(`rounds.rule.${grouping.rule}`)}<span className="c2"> {t('rounds.choice.count', { count: meeting.rounds.length })}</span></p> : (
        <p className="rounds-choice">
          <Segmented value={grouping.rule} disabled={save.isPending} onChange={(rule) => choose(rule)} options={(['together', 'each', 'blocks'] as const).map((rule) => ({ value: rule, label: t(`rounds.rule.${rule}`) }))} />
          {grouping.rule === 'blocks' ? <label>{t('rounds.choice.size')} <InputNumber min={2} max={100} value={grouping.size} aria-label={t('rounds.choice.size')} onChange={(size) => (size === null || size < 2 ? undefined : save.mutate({ rule: 'blocks', size }))} /></label> : null}
          <span className="c2">{t('rounds.choice.count', { count: meeting.rounds.length })}</span>
        </p>
      )}
      <p className="s12 c3">{t(`rounds.why.${grouping.rule}`)}{meeting.sectors.length > 1 ? t('rounds.why.sectors') : null}</p>
    </Section>
  );
}
