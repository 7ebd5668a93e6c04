import type { ScoreCell as Cell } from '@shuping/contracts';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useApiMutation } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { A, Icon, useProblemText } from '../../ui/index.ts';
import { choicesOf, figureOf, type GridColumn, type ScoreRow } from './grid.ts';

type Props = { readonly cycleId: string; readonly row: ScoreRow; readonly column: GridColumn; readonly name: string; readonly onProof: (value: string) => void };

/** One figure: written in place, kept on leaving, Enter goes down. A figure that needs proof asks for it at once. */
export function ScoreCell({ cycleId, row, column, name, onProof }: Props) {
  const { t } = useTranslation();
  const words = useProblemText();
  const titleWords = useText();
  const cell: Cell | undefined = row.cells[column.key];
  const [text, setText] = useState<string | null>(null);
  const [wrong, setWrong] = useState('');
  const put = useApiMutation({
    run: (value: string) => api.put(`/assessees/${row.assesseeId}/scores`, { body: { node: column.node.id, item: column.item, ...(column.as === 'text' && value !== '' ? { word: value } : { value: value === '' ? null : value }), note: cell?.note ?? '', files: cell?.files ?? [], version: cell?.version ?? 0 } }),
    invalidates: [`/cycles/${cycleId}/scores`, '/todos'],
    onDone: () => setText(null),
    onProblem: (problem) => {
      setWrong(words(problem));
      return true;
    },
  });
  const leave = (): void => {
    if (text === null || text.trim() === (cell?.value ?? '')) return setText(null);
    const value = column.as === 'text' ? text.trim() : figureOf(text, column);
    if (value === null) return setWrong(t(column.as === 'measured' ? 'cycles.scores.aFigure' : 'cycles.scores.bounds', { min: column.min, max: column.max }));
    setWrong('');
    if (value !== '' && column.node.evidence === 'required' && (cell?.files.length ?? 0) === 0) return onProof(value);
    put.mutate(value);
  };
  const shut = column.may['edit'] !== true || row.may['edit'] !== true;
  if (cell?.source) return <A href={`/cycles/${cell.source}`} title={t('errors.score.taken-over', { title: cell.note })}>{cell.value}</A>;
  const choices = choicesOf(column);
  const chosen = choices.find((one) => one.value === cell?.value);
  if (shut) return <span className={cell ? '' : 'c3'}>{chosen ? titleWords(chosen.title) : (cell?.value ?? t('ui.none'))}</span>;
  if (choices.length > 0) {
    return (
      <select aria-label={name} aria-invalid={wrong !== '' || undefined} title={wrong || undefined} value={cell?.value ?? ''} disabled={put.isPending} onChange={(e) => { setWrong(''); put.mutate(e.target.value); }}>
        <option value="">{t('ui.none')}</option>
        {choices.map((one) => <option key={one.value} value={one.value}>{titleWords(one.title)}</option>)}
      </select>
    );
  }
  return (
    <span className="nw" title={wrong || undefined}>
      <input
        aria-label={name} aria-invalid={wrong !== '' || undefined} inputMode={column.as === 'text' ? 'text' : 'decimal'} className={wrong ? 'bad' : ''} value={text ?? cell?.value ?? ''} disabled={put.isPending} data-column={column.key}
        onChange={(e) => { setText(e.target.value); setWrong(''); }} onBlur={leave} onKeyDown={(e) => down(e, column.key)}
      />
      <button type="button" className="icon-btn" aria-label={t('cycles.scores.proof', { name, count: cell?.files.length ?? 0 })} onClick={() => onProof(text ?? cell?.value ?? '')}>
        {cell && cell.files.length > 0 ? <span className="s12">{cell.files.length}</span> : <Icon name="document" small />}
      </button>
      {wrong ? <span className="sr" role="alert">{wrong}</span> : null}
    </span>
  );
}

/** Enter goes to the same column of the next row; Tab goes right by itself. */
function down(event: KeyboardEvent<HTMLInputElement>, column: string): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
  event.preventDefault();
  const table = event.currentTarget.closest('table');
  const inputs = Array.from(table?.querySelectorAll<HTMLInputElement>('input[data-column]') ?? []).filter((input) => input.dataset['column'] === column);
  const next = inputs[inputs.indexOf(event.currentTarget) + (event.shiftKey ? -1 : 1)];
  if (next) next.focus();
  else event.currentTarget.blur();
}
