import { InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, showDone, useApiMutation } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { Button } from '../../ui/index.ts';
import { FIELDS, type Field, type Paper, type PaperClass, type Round } from './model.ts';

type Draft = Readonly<Record<string, Partial<Record<Field, number>>>>;

/** Sheets of every class, counted by hand; what does not balance says by how much. */
export function LedgerTable({ paper, round }: { readonly paper: Paper; readonly round: Round }) {
  const { t } = useTranslation();
  const text = useText();
  const [draft, setDraft] = useState<Draft>({});
  const save = useApiMutation({
    run: async () => {
      let { version } = paper;
      for (const [voterClass, figures] of Object.entries(draft)) version = (await api.put<Paper>(`/meetings/${paper.meeting.id}/paper/ledger`, { version, body: { round: round.id, class: voterClass, ...figures } })).version;
    },
    invalidates: ['/meetings'],
    onDone: () => { setDraft({}); showDone(t('paper.saved')); },
  });
  const may = paper.may['record'] === true;
  return (
    <>
      <div className="tbl-frame paper-frame"><table className="tbl tall paper-ledger" aria-label={t('paper.ledger')}>
        <colgroup><col />{[0, 1, 2].map((n) => <col key={n} style={{ width: 'calc(76px * var(--cw))' }} />)}{FIELDS.map((field) => <col key={field} style={{ width: 'calc(92px * var(--cw))' }} />)}<col style={{ width: 'calc(248px * var(--cw))' }} /></colgroup>
        <thead>
          <tr>
            <th scope="col">{t('paper.class')}</th><th scope="col" className="num">{t('paper.present')}</th><th scope="col" className="num">{t('paper.slips')}</th><th scope="col" className="num">{t('paper.handedOut')}</th>
            {FIELDS.map((field) => <th key={field} scope="col" className="num">{t(`paper.${field}`)}</th>)}
            <th scope="col">{t('paper.balance')}</th>
          </tr>
        </thead>
        <tbody>
          {round.classes.map((one) => (
            <tr key={one.id}>
              <td className="b ell" title={text(one.title)}>{text(one.title)}</td><td className="num">{one.present}</td><td className="num">{one.slips}</td><td className="num b">{one.handedOut}</td>
              {FIELDS.map((field) => (
                <td key={field} className="num">
                  {may ? <InputNumber min={0} max={20_000} value={draft[one.id]?.[field] ?? one.ledger[field]} aria-label={t('paper.field.of', { group: text(one.title), field: t(`paper.${field}`) })} onChange={(n) => setDraft({ ...draft, [one.id]: { ...draft[one.id], [field]: n ?? 0 } })} /> : one.ledger[field]}
                </td>
              ))}
              <td><Balance of={one} /></td>
            </tr>
          ))}
        </tbody>
      </table></div>
      <p className="paper-foot">{may ? <Button type="primary" disabled={Object.keys(draft).length === 0} loading={save.isPending} onClick={() => save.mutate(undefined)}>{t('paper.save')}</Button> : null}</p>
      <ul className="paper-rules c2 s13"><li>{t('paper.rule.sheets')}</li><li>{t('paper.rule.heads')}</li></ul>
    </>
  );
}

function Balance({ of }: { readonly of: PaperClass }) {
  const { t } = useTranslation();
  const unused = of.handedOut === 0 && FIELDS.every((field) => of.ledger[field] === 0);
  if (unused) return <span className="c3">{t('paper.none')}</span>;
  if (of.problems.length === 0) return <span className="ok">{t('paper.balanced')}</span>;
  return <ul className="late s13">{of.problems.map((one) => <li key={one.code}>{t(`paper.off.${one.code}`, { ...one.params })}</li>)}</ul>;
}
