import { memo, useState, type DragEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../i18n/index.ts';
import { Icon, LayerTag, Tag } from '../../../ui/index.ts';
import type { Row } from '../model/rows.ts';
import { Balance } from './balance.tsx';
import type { LineView } from './line-views.ts';
import { LockCell } from './lock-cell.tsx';
import type { Opened } from './member-dialog.tsx';
import { moveOf, MoveHandle, type Move } from './move-handle.tsx';
import type { Acts } from './use-designer.ts';
import { ValueCell } from './value-cell.tsx';

/** What a line can ask for; the same object for all lines and all times, so that nothing is drawn again for it. */
export type LineHands = {
  readonly toggle: (key: string) => void;
  readonly select: (key: string | null) => void;
  /** opens the form of what stands at a path */
  readonly open: (opened: Opened) => void;
  readonly move: (member: string, move: Move, title: string) => void;
  readonly drop: (from: string, before: string) => void;
};

type Props = { readonly view: LineView; /** null: the scheme is only read */ readonly acts: Acts | null; readonly hands: LineHands; readonly open: boolean; readonly on: boolean };

/** One line of the designer; drawn again only when something on it changed. */
export const Line = memo(function Line({ view, acts, hands, open, on }: Props) {
  const { row, at, bad } = view;
  const free = acts !== null && at.forbidden.set === null;
  const { field, member } = row;
  return (
    <tr
      className={on ? 'on' : ''} data-row={row.key} onFocus={() => hands.select(row.key)} onClick={() => hands.select(row.key)}
      {...(acts && member !== null ? {
        onKeyDown: (e: KeyboardEvent) => { const move = moveOf(e); if (move) { e.preventDefault(); hands.move(member, move, row.title); } },
        onDragOver: (e: DragEvent) => e.preventDefault(),
        onDrop: (e: DragEvent) => { e.preventDefault(); const from = e.dataTransfer.getData('text/plain'); if (from) hands.drop(from, member); },
      } : {})}
    >
      <td><NameCell view={view} acts={acts} hands={hands} open={open} /></td>
      <td className="c2 s13" title={row.note}><span className="schemes-note">{row.note}</span></td>
      <td className="num">{field ? <ValueCell field={field} label={row.title} bad={bad} onChange={free && field.kind !== 'words' ? (value) => acts.set(field.path, value) : null} /> : null}</td>
      <td className="s13">{row.parent && field?.kind === 'words' ? null : <LockCell view={view} onLock={acts ? (choice) => acts.lock(view.lockPath, choice) : null} />}</td>
      <td><OriginCell view={view} onRevert={acts ? () => acts.revert(row.path) : null} /></td>
    </tr>
  );
});

/** Path of the form behind a line. */
export function formPath(row: Row): string | null {
  const band = /^grading\/bands\/[^/]+/.exec(row.path)?.[0];
  // what goes in is typed into the samples below
  if (/^examples\/[^/]+$/.test(row.key)) return `${row.key}/expect`;
  return band ?? row.titlePath?.replace(/\/title$/, '') ?? row.member;
}

function NameCell({ view, acts, hands, open }: Omit<Props, 'on'>) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  const { row } = view;
  const { titlePath, member } = row;
  const form = formPath(row);
  const done = (words: string): void => {
    setEditing(false);
    if (titlePath !== null && words.trim() !== '' && words.trim() !== row.title) acts?.set(titlePath, { text: words.trim() });
  };
  return (
    <div className="schemes-name" style={{ paddingLeft: `calc(${row.depth * 20}px * var(--s))` }}>
      {acts && member !== null ? <MoveHandle title={row.title} path={member} /> : acts ? <span className="schemes-handle" /> : null}
      <span className="schemes-twist">{row.parent ? <button type="button" className="schemes-plain" aria-expanded={open} aria-label={row.title} onClick={() => hands.toggle(row.key)}><Icon name={open ? 'down' : 'right'} small /></button> : null}</span>
      {editing ? <input className="schemes-input schemes-title" aria-label={t('schemes.rename')} defaultValue={row.title} autoFocus onBlur={(e) => done(e.target.value)} onKeyDown={(e) => { if (e.key === 'Enter' && !e.nativeEvent.isComposing) done(e.currentTarget.value); if (e.key === 'Escape') setEditing(false); }} /> : <span className="ell schemes-words" title={row.title}>{row.title}</span>}
      {row.sum && row.sum.actual !== row.sum.total ? <Balance sum={row.sum} acts={acts} /> : null}
      {row.flags.length > 0 ? <span className="schemes-flags">{row.flags.map((flag) => <Tag key={flag.words} tone={flag.tone}>{flag.words}</Tag>)}</span> : null}
      {acts && !editing ? (
        <span className="schemes-tools">
          {form !== null ? <button type="button" className="schemes-plain schemes-tool" aria-label={t('schemes.form.editOf', { what: row.title })} title={t('schemes.form.edit')} onClick={() => hands.open({ path: form, add: false })}><Icon name="gear" small /></button> : null}
          {view.nameable ? <button type="button" className="schemes-plain schemes-tool" aria-label={t('schemes.renameOf', { title: row.title })} onClick={() => setEditing(true)}><Icon name="edit" small /></button> : null}
          {member !== null && view.kept === null ? <button type="button" className="schemes-plain schemes-tool" aria-label={t('schemes.removeOf', { title: row.title })} onClick={() => acts.remove(member)}><Icon name="cross" small /></button> : null}
        </span>
      ) : null}
    </div>
  );
}


/** 来自: the layer that set the value last, and what it replaced. */
function OriginCell({ view, onRevert }: { readonly view: LineView; readonly onRevert: (() => void) | null }) {
  const { t } = useTranslation();
  const text = useText();
  const { from, was, mine } = view;
  return (
    <span className="schemes-from">
      <LayerTag layer={from.tone} word={text(from.tag)} />
      {was ? <span className="s12 c3 nw">{t('schemes.was', { value: was.value })} <LayerTag layer={was.tone} word={text(was.tag)} /></span> : null}
      {mine && onRevert ? <button type="button" className="linkish s12 schemes-tool" onClick={onRevert}>{t('schemes.revert')}</button> : null}
    </span>
  );
}
