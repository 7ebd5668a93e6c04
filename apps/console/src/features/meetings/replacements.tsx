import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useApiMutation } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { A, Button, MayButton, Section } from '../../ui/index.ts';
import { classesOf, type Meeting, type Slips } from './model.ts';
import { RollReplacement } from './roll-replacement.tsx';

const confirmedBy = (meeting: Meeting, voterClass: string): readonly string[] => meeting.confirmations[`replace/${voterClass}`] ?? [];

/** Classes whose slips are drawn from a box; a slip with a name is replaced to its holder. */
const drawn = (meeting: Meeting): ReturnType<typeof classesOf> => classesOf(meeting.groups.filter((group) => !group.byName));

/** 补发 in the cockpit: how many, and the confirmations of the two scrutineers class by class. */
export function Replacements({ meeting, again }: { readonly meeting: Meeting; readonly again: () => void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  if (meeting.may['confirmReplacement'] !== true && meeting.may['replace'] !== true && meeting.replacements.count === 0) return null;
  const asked = drawn(meeting).filter((c) => open || confirmedBy(meeting, c.id).length > 0);
  return (
    <Section title={t('replace.title')} note={t('replace.count', { count: meeting.replacements.count })}>
      {meeting.replacements.alarm ? <p className="late b s13">{t('replace.alarm')}</p> : null}
      {asked.map((c) => <Asked key={c.id} meeting={meeting} voterClass={c.id} title={c.title} again={again} />)}
      {open ? <RollReplacement meeting={meeting} again={again} /> : null}
      {meeting.may['confirmReplacement'] === true && !open ? <Button block onClick={() => setOpen(true)}>{t('replace.open')}</Button> : null}
      {meeting.may['replace'] === true ? <p className="s12 c3">{t('replace.print.where')} <A href={`/meetings/${meeting.id}/slips`}>{t('slips.title')}</A></p> : null}
    </Section>
  );
}

function Asked({ meeting, voterClass, title, again }: { readonly meeting: Meeting; readonly voterClass: string; readonly title: Meeting['groups'][number]['title']; readonly again: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const names = confirmedBy(meeting, voterClass);
  const confirm = useApiMutation({ run: () => api.post(`/meetings/${meeting.id}/replacements/confirmations`, { body: { class: voterClass } }), onDone: again, onProblem: () => void again() });
  return (
    <div className="slips-acts">
      <span className="s13">{t('replace.asked', { group: text(title), count: names.length })}</span>
      {meeting.may['confirmReplacement'] === true && names.length < 2 ? <Button loading={confirm.isPending} aria-label={t('replace.confirm.of', { group: text(title) })} onClick={() => confirm.mutate(undefined)}>{t('replace.confirm')}</Button> : null}
    </div>
  );
}

/** 补发 where slips are printed: one slip for a class that two scrutineers have confirmed. */
export function PrintReplacement({ meeting, onPrinted }: { readonly meeting: Meeting; readonly onPrinted: (slips: Slips) => void }) {
  const { t } = useTranslation();
  const text = useText();
  const print = useApiMutation({ run: (voterClass: string) => api.post<Slips>(`/meetings/${meeting.id}/replacements`, { body: { class: voterClass } }), invalidates: ['/meetings'], onDone: onPrinted });
  if (meeting.may['replace'] !== true && meeting.replacements.count === 0) return null;
  return (
    <Section title={t('replace.title')} note={t('replace.count', { count: meeting.replacements.count })} ruled>
      <p className="c2 s13">{t('replace.rule')}</p>
      <table className="tbl tall fits" aria-label={t('replace.title')}>
        <colgroup><col /><col style={{ width: 'calc(64px * var(--cw))' }} /><col className="minor" style={{ width: 'calc(240px * var(--cw))' }} /><col style={{ width: 'calc(112px * var(--cw))' }} /></colgroup>
        <thead><tr><th scope="col">{t('plan.group')}</th><th scope="col" className="num">{t('replace.replaced')}</th><th scope="col" className="minor">{t('side.scrutineers')}</th><th scope="col" /></tr></thead>
        <tbody>
          {drawn(meeting).map((c) => {
            const names = confirmedBy(meeting, c.id);
            return (
              <tr key={c.id}>
                <td className="b ell">{text(c.title)}</td><td className="num">{c.replaced}</td><td className="c2 ell minor">{names.length === 0 ? t('side.waiting') : names.join(t('cockpit.comma'))}</td>
                <td className="num"><MayButton may={names.length >= 2 ? meeting.may['replace'] : { reason: 'replace.unconfirmed' }} loading={print.isPending} onClick={() => print.mutate(c.id)}>{t('replace.print')}</MayButton></td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <RollReplacement meeting={meeting} again={() => undefined} onPrinted={onPrinted} />
    </Section>
  );
}
