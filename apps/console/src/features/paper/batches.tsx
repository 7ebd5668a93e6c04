import { InputNumber } from 'antd';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, newKey, useApiMutation } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { Button, ConsequenceModal, Tag } from '../../ui/index.ts';
import type { BatchRow, Paper, PaperClass, Round } from './model.ts';

/** Phases after which no sheet is handed in. */
const OVER = ['closed', 'sealed'];
const TONE = { first: 'grey', second: 'blue', look: 'amber', counted: 'green' } as const;

/** Batches of returned sheets, class by class. */
export function Batches({ paper, round }: { readonly paper: Paper; readonly round: Round }) {
  const classes = round.classes.filter((one) => one.ledger.returned > 0 || round.batches.some((batch) => batch.class === one.id));
  const { t } = useTranslation();
  if (classes.length === 0) return <p className="c2">{t(round.shut || OVER.includes(paper.meeting.phase) ? 'paper.batches.none' : 'paper.batches.wait')}</p>;
  return <>{classes.map((one) => <ClassBatches key={one.id} paper={paper} round={round} of={one} />)}</>;
}

function ClassBatches({ paper, round, of }: { readonly paper: Paper; readonly round: Round; readonly of: PaperClass }) {
  const { t } = useTranslation();
  const text = useText();
  const left = of.ledger.returned - of.batched;
  const [size, setSize] = useState<number | null>(null);
  const [gone, setGone] = useState<BatchRow | null>(null);
  const base = `/meetings/${paper.meeting.id}/paper/batches`;
  const open = useApiMutation({ run: () => api.post(base, { idempotencyKey: newKey(), body: { round: round.id, class: of.id, size: size ?? Math.min(20, left) } }), invalidates: ['/meetings'], onDone: () => setSize(null) });
  const discard = useApiMutation({ run: (batch: string) => api.post(`${base}/${batch}/discard`), invalidates: ['/meetings'], onDone: () => setGone(null), onProblem: () => setGone(null) });
  const rows = round.batches.filter((batch) => batch.class === of.id);
  const may = paper.may['record'] === true && round.shut;
  return (
    <div className="paper-class">
      <div className="paper-class-head">
        <h3>{text(of.title)}</h3><span className="c2 s13">{t('paper.progress', { returned: of.ledger.returned, batched: of.batched, counted: of.counted })}</span>
        {may && left > 0 ? (
          <span className="paper-open">
            <InputNumber min={1} max={Math.min(20, left)} value={size ?? Math.min(20, left)} aria-label={t('paper.batch.size.of', { group: text(of.title) })} onChange={setSize} />
            <Button loading={open.isPending} onClick={() => open.mutate(undefined)}>{t('paper.batch.open')}</Button>
          </span>
        ) : null}
      </div>
      {rows.length === 0 ? null : (
        <table className="tbl tall" aria-label={text(of.title)}>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td className="b paper-nr">{t('paper.batch', { number: row.number })}</td><td className="paper-nr">{t('paper.batch.sheets', { count: row.size })}</td>
                <td className="paper-step"><Tag tone={TONE[row.step]}>{t(`paper.step.${row.step}`)}</Tag>{row.scanned ? <span className="c3 s12"> {t('paper.scanned')}</span> : null}</td>
                <td className="c2 s13 ell">{namesOf(row, t)}</td>
                <td className="num"><Acts base={`/meetings/${paper.meeting.id}/paper/${row.id}`} row={row} may={may} onDiscard={() => setGone(row)} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {gone ? <ConsequenceModal open title={t('paper.discard.title', { number: gone.number })} confirm={t('paper.do.discard')} busy={discard.isPending} consequences={[t('paper.discard.gone'), t('paper.discard.again')]} onCancel={() => setGone(null)} onConfirm={() => discard.mutate(gone.id)} /> : null}
    </div>
  );
}

function namesOf(row: BatchRow, t: TFunction): string {
  const typed = [row.first === null ? null : t('paper.by.first', { name: row.first }), row.second === null ? null : t('paper.by.second', { name: row.second })];
  const looked = row.settledBy.length > 0 ? t('paper.by.settled', { names: row.settledBy.join(t('cockpit.comma')) }) : row.look === null ? null : t('paper.by.look', { name: row.look });
  return [...typed, looked].filter((one) => one !== null).join(' · ');
}

function Acts({ base, row, may, onDiscard }: { readonly base: string; readonly row: BatchRow; readonly may: boolean; readonly onDiscard: () => void }) {
  const { t } = useTranslation();
  if (row.step === 'counted') return null;
  const asked = row.may[row.step === 'look' ? 'look' : 'type'];
  return (
    <span className="paper-acts">
      {may ? <Button type="link" onClick={onDiscard}>{t('paper.do.discard')}</Button> : null}
      {asked === true ? <Button href={base}>{t(`paper.do.${row.step}`)}</Button> : <span className="c3 s13">{t(`errors.${asked?.reason ?? 'permission.denied'}`)}</span>}
    </span>
  );
}
