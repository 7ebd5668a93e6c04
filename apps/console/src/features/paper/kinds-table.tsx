import { InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, showDone, useApiMutation } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { Button } from '../../ui/index.ts';
import type { Paper, Round } from './model.ts';

/** Names on one kind of ballot, short where they are many. */
export function useKindName(): (round: Round) => string {
  const { t } = useTranslation();
  return ({ subjects }) => {
    const names = subjects.slice(0, 3).map((one) => one.name).join(t('cockpit.comma'));
    return subjects.length > 3 ? t('paper.kind.more', { names, count: subjects.length }) : names;
  };
}

/** How many sheets of each kind were handed out, where not everybody has the same ballots. Of a class in which everybody has, the number of people says it. */
export function KindsTable({ paper }: { readonly paper: Paper }) {
  const { t } = useTranslation();
  const text = useText();
  const nameOf = useKindName();
  const [draft, setDraft] = useState<Readonly<Record<string, number>>>({});
  const save = useApiMutation({
    run: () => api.put(`/meetings/${paper.meeting.id}/attendance`, { body: { kinds: draft } }), invalidates: ['/meetings'],
    onDone: () => { setDraft({}); showDone(t('paper.saved')); },
  });
  const may = paper.may['kinds'] === true;
  return (
    <>
      <div className="tbl-frame paper-frame"><table className="tbl tall paper-kinds" aria-label={t('paper.kinds')}>
        <thead><tr><th scope="col">{t('paper.kind')}</th><th scope="col">{t('paper.class')}</th><th scope="col" className="num">{t('paper.entitled')}</th><th scope="col" className="num">{t('paper.handedOut')}</th><th scope="col" /></tr></thead>
        <tbody>
          {paper.rounds.flatMap((round) => round.classes.map((one) => {
            const [key, name] = [`${round.id}/${one.id}`, nameOf(round)];
            const sheets = draft[key] ?? one.handedOut;
            const few = sheets > 0 && sheets < 5;
            return (
              <tr key={key}>
                <td className="b ell" title={round.subjects.map((subject) => subject.name).join(t('cockpit.comma'))}>{name}<small>{text(one.title)}</small></td><td className="ell" title={text(one.title)}>{text(one.title)}</td><td className="num">{one.entitled ?? t('ui.none')}</td>
                <td className="num">{may && one.typed ? <InputNumber min={0} max={one.entitled ?? 20_000} value={sheets} status={few ? 'warning' : ''} aria-label={t('paper.kind.of', { names: name, group: text(one.title) })} onChange={(n) => setDraft({ ...draft, [key]: n ?? 0 })} /> : one.handedOut}</td>
                <td className="s12">{few ? <span className="late">{t('paper.kind.few')}</span> : <span className="c3">{one.typed ? '' : t('paper.kind.same')}</span>}</td>
              </tr>
            );
          }))}
        </tbody>
      </table></div>
      <p className="paper-foot">{may ? <Button type="primary" disabled={Object.keys(draft).length === 0} loading={save.isPending} onClick={() => save.mutate(undefined)}>{t('paper.kinds.save')}</Button> : null}</p>
      <ul className="paper-rules c2 s13">{['people', 'five', 'set'].map((line) => <li key={line}>{t(`paper.kinds.rule.${line}`)}</li>)}</ul>
    </>
  );
}
