import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/index.ts';
import { figure, LayerTag } from '../../ui/index.ts';
import { checkSum, firstItemMarks, rowsOf, type AccountRow } from './account.ts';
import { toneOf, useScoreWords, type Score } from './words.ts';

/** Where every figure comes from: tree, rule and data, layer, sum, figure (R-G2). */
export function Derivation({ score }: { readonly score: Score }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (key: string): void => setOpen((now) => new Set(now.has(key) ? [...now].filter((one) => one !== key) : [...now, key]));
  return (
    <>
      <table className="tbl scores-account" aria-label={t('scores.account')}>
        <colgroup><col className="w-name" /><col /><col className="w-layer" /><col className="w-sum" /><col className="w-fig" /><col className="w-more" /></colgroup>
        <thead><tr><th scope="col">{t('scores.col.part')}</th><th scope="col">{t('scores.col.rule')}</th><th scope="col">{t('scores.col.layer')}</th><th scope="col" className="num">{t('scores.col.sum')}</th><th scope="col" className="num">{t('scores.col.figure')}</th><th scope="col"><span className="sr">{t('scores.evidence')}</span></th></tr></thead>
        <tbody>
          {rowsOf(score.explained).map((row) => (
            <Fragment key={row.key}>
              <AccountLine score={score} row={row} open={open.has(row.key)} toggle={() => toggle(row.key)} />
              {open.has(row.key) ? <EvidenceLines score={score} row={row} /> : null}
            </Fragment>
          ))}
        </tbody>
      </table>
      {score.explained.shown === null ? null : <p className="scores-foot s13 c2">{t('scores.check', { sum: checkSum(score.explained) })} = <b>{score.explained.shown}</b>{score.explained.steps.length > 0 ? <span className="c3"> {t('scores.rounded')}</span> : null}</p>}
    </>
  );
}

function AccountLine({ score, row, open, toggle }: { readonly score: Score; readonly row: AccountRow; readonly open: boolean; readonly toggle: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const { node, child, depth } = row;
  const layer = child?.layer ?? node.layer ?? Object.keys(score.layers)[0] ?? '';
  const tag = score.layers[layer];
  const evidence = node.inputs.length > 0 || node.steps.length > 0;
  return (
    <tr className={depth === 0 ? 'root' : `d${Math.min(depth, 3)}`}>
      <td><span className="scores-tree">{row.rails.map((on, n) => <i key={n} className={on ? 'vl' : 'vl no'} />)}{depth > 0 ? <i className={row.last ? 'el last' : 'el'} /> : null}<span className="ell" title={text(node.title)}>{text(node.title)}</span></span></td>
      <td className="s13 c2"><RuleText score={score} row={row} /></td>
      <td>{tag ? <LayerTag layer={toneOf(score, layer)} word={text(tag.tag)} /> : null}</td>
      <td className="num s13 c2">{row.sum}</td>
      <td className="num fg">{row.figure === null ? <span className="c3">{t('ui.none')}</span> : figure(depth === 1 && node.kind === 'events' && /[1-9]/.test(row.figure) && !row.figure.startsWith('-') ? `+${row.figure}` : row.figure)}</td>
      <td className="num">{evidence ? <button type="button" className="linkish s12" aria-expanded={open} onClick={toggle}>{open ? t('scores.fold') : t('scores.evidence')}</button> : null}</td>
    </tr>
  );
}

function RuleText({ score, row: { node, child } }: { readonly score: Score; readonly row: AccountRow }) {
  const text = useText();
  const words = useScoreWords(score);
  const marks = firstItemMarks(node);
  if (child?.absence) return <span className="warn">{words(child.absence.code, child.absence.params)}</span>;
  if (node.absent) return <span className="c3">{words(node.absent.code, {})}</span>;
  if (!marks) return <span className="ell scores-rule" title={words(node.rule.code, node.rule.params)}>{words(node.rule.code, node.rule.params)}</span>;
  return <span className="scores-marks">{marks.map((mark) => <span key={String(mark.params['option'])}>{mark.title ? text(mark.title) : mark.params['option']} {mark.params['count']}</span>)}</span>;
}

/** What a figure was read from, line by line, and what was done to the sum. */
function EvidenceLines({ score, row: { node, depth, sum } }: { readonly score: Score; readonly row: AccountRow }) {
  const text = useText();
  const words = useScoreWords(score);
  return (
    <tr className="more">
      <td />
      <td colSpan={5}>
        <ul className={`scores-lines s12 d${depth}`}>
          <li className="c3"><span>{words(node.rule.code, node.rule.params)}</span>{sum ? <span className="nw">{sum}</span> : null}</li>
          {node.inputs.map((line, n) => (
            <li key={n}>
              <span className="c2">{line.params['item'] && score.titles[String(line.params['item'])] ? `${text(score.titles[String(line.params['item'])]!)} · ` : ''}{line.title ? `${text(line.title)} · ` : ''}{words(line.code, line.params)}</span>
              {line.amount ? <b>{line.amount.shown}</b> : null}
            </li>
          ))}
          {node.steps.map((step, n) => <li key={`s${n}`} className="c3"><span>{words(step.code, step.params)}</span></li>)}
        </ul>
      </td>
    </tr>
  );
}
